"""`homeward scales`: words for numbers, and numbers from what is published."""

from __future__ import annotations

import json
from pathlib import Path

from cli.command import call
from homeward.scenario.rows.scales import SCALES


def test_scales_are_listed(tmp_path: Path):
    every = call("scales", cwd=tmp_path).stdout
    assert "strength where mode is assault" in every
    assert every.count("looks like") == len({scale.steps for scale in SCALES})
    one = call("scales", "hosting", cwd=tmp_path).stdout
    assert "large_city" in one
    assert one.count("looks like") == 1
    assert 'Nearest name: "hosting"' in call("scales", "hostin", cwd=tmp_path).stderr


def test_figures_become_numbers(tmp_path: Path):
    asked = "--deaths 40 --days 30 --people 5000 --severity 70 --buildings 100 --destroyed 10"
    said = call("scales", *asked.split(), cwd=tmp_path).stdout
    assert "rate 0.0974, low 0.07353, high 0.1268" in said
    assert "services 0.3, low 0.15, high 0.45" in said
    assert "dwellings_usable 0.9, low 0.9, high 0.9" in said
    found = json.loads(call("scales", *asked.split(), "--json", cwd=tmp_path).stdout)
    assert [one["column"] for one in found["converted"]] == [
        "rate", "services", "livelihood", "dwellings_usable",
    ]  # fmt: skip


def test_figures_that_are_missing_are_asked_for(tmp_path: Path):
    done = call("scales", "--deaths", "3", cwd=tmp_path)
    assert done.returncode == 2
    assert "are no rate" in done.stderr
