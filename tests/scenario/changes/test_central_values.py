"""A scenario without judged ranges (model §5.3, §10.4): judgements at their centre, sources with their width."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import edit, make_scenario
from homeward.catalogue import JUDGEMENT, PARAMETERS
from homeward.scenario.changes.central_values import without_judged_ranges
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import TABLES
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario


def ranges_of(scenario: Scenario) -> dict[str, Range]:
    """Every range of every row, by table, row and column."""
    return {
        f"{table.name} {number} {field}": value
        for table in TABLES
        for number, row in enumerate(getattr(scenario, table.name))
        for field, value in row
        if isinstance(value, Range)
    }


@pytest.fixture(scope="module")
def palmyra() -> Scenario:
    return load_scenario("palmyra")


def test_palmyra_keeps_what_rests_on_claims_and_nothing_else(palmyra: Scenario):
    before, after = ranges_of(palmyra), ranges_of(without_judged_ranges(palmyra))
    assert before.keys() == after.keys()
    kept = {name for name in before if after[name] == before[name]}
    lost = before.keys() - kept
    rows = {
        f"{table.name} {number}": set(getattr(row, "claims", ()))
        for table in TABLES
        for number, row in enumerate(getattr(palmyra, table.name))
    }
    assert {rows[name.rpartition(" ")[0]] <= {JUDGEMENT} for name in lost} == {True}
    for name, known in after.items():
        assert known.value == before[name].value
        if rows[name.rpartition(" ")[0]] <= {JUDGEMENT}:
            assert known.low == known.high == known.value, name
        else:
            assert known == before[name], name
    wide = {name for name in kept if before[name].low < before[name].high}
    assert len(lost) > 10, "there is judgement to settle"
    assert len(wide) > 10, "there are sources to keep"


def test_palmyras_parameters_too(palmyra: Scenario):
    after = without_judged_ranges(palmyra).parameters
    for parameter in PARAMETERS:
        known, settled = palmyra.parameters[parameter.name], after[parameter.name]
        if known.claims == (JUDGEMENT,):
            assert settled.low == settled.high == settled.value == known.value, parameter.name
        else:
            assert settled == known, parameter.name
    assert after["return_speed"].low == after["return_speed"].high
    # A default from the register with a source of its own keeps its range.
    assert palmyra.parameters["tolerance"] == after["tolerance"] or JUDGEMENT in (
        palmyra.parameters["tolerance"].claims
    )


@pytest.mark.parametrize(
    ("claims", "is_settled"),
    [("[judgement]", True), ("[c1]", False), ("[judgement, c1]", False)],
)
def test_a_source_beside_judgement_is_a_source(tmp_path: Path, claims: str, is_settled: bool):
    wide = f"caution: {{low: 0.7, high: 0.9, claims: {claims}}}"
    scenario = make_scenario(tmp_path, **edit("scenario.yaml", "flight_hazard: 0.1", wide))
    settled = without_judged_ranges(scenario).parameters["caution"]
    assert (settled.low == settled.high) == is_settled
    assert settled.value == scenario.parameters["caution"].value


def test_only_ranges_change(palmyra: Scenario):
    settled = without_judged_ranges(palmyra)
    assert settled.displaced != palmyra.displaced or settled.conditions != palmyra.conditions
    for table in TABLES:
        for one, other in zip(
            getattr(palmyra, table.name), getattr(settled, table.name), strict=True
        ):
            for field, value in one:
                assert isinstance(value, Range) or value == getattr(other, field)
    assert (settled.closures, settled.claims) == (palmyra.closures, palmyra.claims)
