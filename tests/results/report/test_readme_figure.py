"""One picture for a README."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from homeward.errors import ScenarioError
from homeward.results.report.readme_figure import readme_figure
from homeward.results.result import Result


def test_it_is_one_picture(result: Result, tmp_path: Path) -> None:
    readme_figure(result, tmp_path / "figure.svg")
    root = ET.parse(tmp_path / "figure.svg").getroot()
    assert len(root.findall("{*}svg")) == 3
    before = (tmp_path / "figure.svg").read_bytes()
    readme_figure(result, tmp_path / "figure.svg")
    assert (tmp_path / "figure.svg").read_bytes() == before


def test_other_formats_are_refused(result: Result, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"end the name in \.svg"):
        readme_figure(result, tmp_path / "figure.png")


def test_without_a_scenario_there_is_no_map(result: Result, tmp_path: Path) -> None:
    result.scenario = None
    with pytest.raises(ScenarioError, match="not known"):
        readme_figure(result, tmp_path / "figure.svg")
