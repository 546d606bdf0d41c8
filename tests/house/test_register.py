"""The register (model §4): one row a variable, with unit, range and source; the docs and the code follow it."""

from __future__ import annotations

import re
from pathlib import Path

import homeward
from homeward.model.arrays import Laws
from homeward.scenario.parameters import DEFAULTS
from homeward.variables import FLOWS, PARAMETER, PARAMETERS, STOCKS, VARIABLE, VARIABLES

PACKAGE = Path(homeward.__file__).parent
ROOT = Path(__file__).parents[2]


def test_names_are_unique_and_lower_snake_case():
    names = [row.name for row in (*VARIABLES, *PARAMETERS)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert len(VARIABLE) == len(VARIABLES) == len(STOCKS) + len(FLOWS)
    assert len(PARAMETER) == len(PARAMETERS) == len(Laws._fields)


def test_every_range_lies_within_its_bounds_and_on_its_scale():
    for row in PARAMETERS:
        assert row.least <= row.low <= row.high <= row.most, row.name
        assert row.scale == "linear" or row.low > 0, row.name
        assert row.low <= DEFAULTS[row.name].value <= row.high


def test_everything_has_a_unit_a_meaning_and_a_section():
    for row in (*VARIABLES, *PARAMETERS):
        assert row.unit, row.name
        assert re.search(r"\(§\d(\.\d)?\)\.$", row.meaning), row.name
    assert all(row.source for row in PARAMETERS)


def test_stocks_are_points_in_time_and_flows_are_sums():
    assert {row.cell_methods for row in STOCKS} == {"time: point"}
    assert {row.cell_methods for row in FLOWS} == {"time: sum"}


def test_every_parameter_is_used_by_a_law():
    """By `laws.name` in a kernel, or as a prior when an ensemble is drawn."""
    kernels = "".join(
        path.read_text(encoding="utf-8") for path in (PACKAGE / "model").rglob("*.py")
    )
    drawn = (PACKAGE / "assemble/ensemble.py").read_text(encoding="utf-8")
    for row in PARAMETERS:
        assert f"laws.{row.name}" in kernels or f'"{row.name}"' in drawn, row.name


def test_every_process_says_its_section():
    for path in (PACKAGE / "model/processes").glob("[a-z]*.py"):
        assert re.match(r'"""[A-Z].*\(model §\d', path.read_text(encoding="utf-8")), path.name


def test_the_model_pages_describe_every_parameter_and_variable():
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/model").glob("*.md"))
    for row in (*VARIABLES, *PARAMETERS):
        assert f"`{row.name}`" in pages, row.name
