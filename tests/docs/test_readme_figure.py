"""The picture of the README."""

from __future__ import annotations

import runpy
import xml.etree.ElementTree as ET
from pathlib import Path

from homeward.results.run_and_label import run_and_label
from homeward.scenario.scenario import Scenario

SCRIPT = Path(__file__).parents[2] / "docs" / "readme_figure.py"


def test_it_is_one_picture(tiny: Scenario) -> None:
    draw = runpy.run_path(str(SCRIPT))["readme_figure"]
    result = run_and_label(tiny, members=3, seed=1)
    figure = draw(result)
    assert len(ET.fromstring(figure).findall("{*}svg")) == 3
    assert draw(result) == figure
