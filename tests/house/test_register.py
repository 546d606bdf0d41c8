"""The register (model §4): one row a variable, with unit, range and source; the docs and the code follow it."""

from __future__ import annotations

import re
from pathlib import Path

import homeward
from homeward.catalogue import (
    CONDITIONS,
    EMPLOYMENT,
    FLOWS,
    OBSTACLES,
    PARAMETER,
    PARAMETERS,
    POOLABLE,
    PROPERTY,
    SAFETY,
    STANDARD_OF_LIVING,
    STOCKS,
    VARIABLE,
    VARIABLES,
    WILLING_BY_REFUGE,
    obstacles,
)
from homeward.model.communities import codes as kernel_codes
from homeward.model.communities.codes import FEAR
from homeward.model.communities.drivers import LawParameters
from homeward.scenario.rows.uncertain_numbers import DEFAULTS

PACKAGE = Path(homeward.__file__).parent
ROOT = Path(__file__).parents[2]
CRITERIA = {SAFETY: 1, STANDARD_OF_LIVING: 2, EMPLOYMENT: 3, PROPERTY: 4}
"""Numbers of the criteria of the IASC framework for durable solutions."""


def test_names_are_unique_and_lower_snake_case():
    names = [row.name for row in (*VARIABLES, *PARAMETERS)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert len(VARIABLE) == len(VARIABLES) == len(STOCKS) + len(FLOWS)
    assert len(PARAMETER) == len(PARAMETERS) == len(LawParameters._fields) + len(POOLABLE)


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
    """By `laws.name` in a kernel, as a disposition there, or as a prior when an ensemble is drawn."""
    kernels = "".join(
        path.read_text(encoding="utf-8") for path in (PACKAGE / "model").rglob("*.py")
    )
    drawn = (PACKAGE / "assemble/communities/ensemble.py").read_text(encoding="utf-8")
    for row in PARAMETERS:
        code = "WILLING_SHARE" if row.name in WILLING_BY_REFUGE.values() else row.name.upper()
        is_disposition = row.name in POOLABLE and re.search(rf"\b{code}\b", kernels)
        is_law = f"laws.{row.name}" in kernels or f'"{row.name}"' in drawn
        assert is_disposition or is_law, row.name


def test_every_process_says_its_section():
    model = PACKAGE / "model/communities"
    paths = [path for of in ("processes", "ledger") for path in (model / of).glob("[a-z]*.py")]
    assert len(paths) > 20
    for path in paths:
        assert re.match(r'"""[A-Z].*\(model §\d', path.read_text(encoding="utf-8")), path.name


def test_the_model_pages_describe_every_parameter_and_variable():
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/model").glob("*.md"))
    for row in (*VARIABLES, *PARAMETERS):
        assert f"`{row.name}`" in pages, row.name


def test_obstacles_are_registered_in_the_order_of_their_codes():
    codes = {
        "fear_of_recapture": kernel_codes.RECAPTURE,
        "permission": kernel_codes.PERMISSION,
        "exit": kernel_codes.EXIT,
        "fighting": kernel_codes.FIGHTING,
        "way_home": kernel_codes.WAY_HOME,
        "dwelling_destroyed": kernel_codes.DWELLING_DESTROYED,
        "dwelling_occupied": kernel_codes.DWELLING_OCCUPIED,
        "services": kernel_codes.LACK_OF_SERVICES,
        "livelihood": kernel_codes.LACK_OF_LIVELIHOOD,
        "mines": kernel_codes.MINED,
        "journey_cost": kernel_codes.JOURNEY,
    }
    assert {row.name: code for code, row in enumerate(OBSTACLES)} == codes
    assert len(OBSTACLES) == FEAR
    listed = obstacles(["north", "south"])
    assert [row.name for row in listed[FEAR:]] == ["fear_of_north", "fear_of_south"]
    assert listed[:FEAR] == OBSTACLES


def test_conditions_have_the_codes_that_the_kernels_use():
    names = [row.name for row in CONDITIONS]
    assert [getattr(kernel_codes, name.upper()) for name in names] == list(
        range(kernel_codes.N_CONDITION)
    )


def test_an_obstacle_names_conditions_and_parameters_of_the_catalogue():
    names = {row.name for row in CONDITIONS}
    for row in obstacles(["north"]):
        assert set(row.conditions) <= names, row.name
        assert set(row.parameters) <= PARAMETER.keys(), row.name
        assert row.conditions or not row.is_made_by_conditions, row.name


def test_every_obstacle_has_a_criterion_a_meaning_and_a_section():
    for row in obstacles(["north"]):
        assert row.criterion in CRITERIA, row.name
        assert re.search(r"\(§\d\.\d\)\.$", row.meaning), row.name


def test_the_page_names_every_obstacle_with_its_criterion():
    page = (ROOT / "docs/model/7-return.md").read_text(encoding="utf-8")
    section = page.partition("## 7.5")[2].partition("To **lift**")[0]
    found = re.findall(r"^\| `(\w+)` \|.*\| (\d)[^|]*\|$", section, re.MULTILINE)
    registered = {row.name: CRITERIA[row.criterion] for row in obstacles(["ACTOR"])}
    assert {name: int(number) for name, number in found} == registered
    assert len(found) == len(registered)
    for criterion, number in CRITERIA.items():
        assert f"| {number} {criterion} |" in section


def test_the_page_gives_every_obstacle_its_code():
    page = (ROOT / "docs/model/7-return.md").read_text(encoding="utf-8")
    codes = " ".join(page.partition("Codes: ")[2].partition(";")[0].split())
    found = [(name, int(code)) for name, code in re.findall(r"(\w+) (\d+)", codes)]
    assert [code for _, code in found] == list(range(FEAR))
    assert all(getattr(kernel_codes, name) == code for name, code in found)
