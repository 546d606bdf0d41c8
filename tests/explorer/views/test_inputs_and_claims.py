"""The evidence that the screen opens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import FILES, make_scenario
from homeward.explorer.views.inputs_and_claims import (
    claims,
    contradicting,
    documents,
    inputs,
    named,
)
from homeward.results.report.sources import bases
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

MORE = (
    "c2,report,13,mayor,2015-06,Two thousand lived there.,,2000,,persons,C,3,c1\n"
    "c3,report,14,clerk,2015-06,Five hundred lived there.,,500,,persons,C,3,c2\n"
)


def test_a_claim_stands_with_its_grade_and_figure(small: Scenario) -> None:
    assert claims(small) == {
        "c1": {
            "id": "c1",
            "document": "report",
            "paragraph": "12",
            "said_by": "aid worker",
            "said_on": "2015-06",
            "statement": "About a thousand people lived there.",
            "figure": "900 – 1,000 – 1,100 persons",
            "grade": "B2",
            "source_grade": "B",
            "information_grade": "2",
            "contradicts": [],
        }
    }


def test_contradictions_are_told_from_both_sides(tmp_path: Path) -> None:
    scenario = make_scenario(tmp_path, claims=FILES["claims.csv"] + MORE)
    assert contradicting(scenario) == [["c1", "c2", "c3"]]
    assert [one["contradicts"] for one in claims(scenario).values()] == [
        ["c2"],
        ["c1", "c3"],
        ["c2"],
    ]


def test_only_addresses_of_the_web_are_given(tmp_path: Path) -> None:
    text = FILES["documents.csv"].replace("2015,,report", "2015,javascript:alert(1),report")
    assert documents(make_scenario(tmp_path, documents=text))["report"]["url"] == ""


@pytest.mark.parametrize("name", ["tiny", "palmyra", "syria", "iraq"])
def test_every_input_opens_its_claims_and_every_claim_its_document(name: str) -> None:
    scenario = load_scenario(name)
    known, written = claims(scenario), documents(scenario)
    found = inputs(scenario)
    assert {claim["document"] for claim in known.values()} <= set(written)
    assert {claim for one in found for claim in one["claims"]} <= set(known)
    assert {place for one in found for place in one["where"]} <= set(scenario.place_names)
    assert all(one["text"] for one in found)
    assert len({(one["table"], one["key"]) for one in found}) == len(found)
    json.dumps([known, written, found], allow_nan=False)


def test_inputs_count_what_the_report_counts(palmyra: Scenario) -> None:
    found = inputs(palmyra)
    for basis in bases(palmyra):
        table = basis.table.removesuffix(".csv").removeprefix("scenario.yaml: ")
        if table in {"observations", "surveys"}:
            continue
        rows = [one for one in found if one["table"] == table]
        assert len(rows) == basis.rows
        assert sum(one["is_judgement"] for one in rows) == basis.judged
        assert {c for one in rows for c in one["claims"]} == {c.claim.claim for c in basis.cited}


def test_a_parameter_is_told_with_its_range_and_unit(small: Scenario) -> None:
    found = {one["key"]: one for one in inputs(small) if one["table"] == "parameters"}
    assert (
        found["pace"]["text"] == "Daily distance on routes that state none: 69.28 (40–120) km/day"
    )
    assert found["pace"]["is_judgement"]
    assert found["flight_hazard"]["text"] == "Flight hazard in the greatest danger: 0.1 1/day"
    assert "Source: anchoring to home" in found["attachment"]["text"]


def test_what_was_registered_is_told_series_by_series(registered: Scenario) -> None:
    found = {one["key"]: one for one in inputs(registered) if one["table"] == "registrations"}
    assert (
        found["near"]["text"]
        == "Near camp: registered people, 3 counts of 0 to 700, 1 May 2015 to 30 May 2015"
    )
    assert found["near"]["where"] == ["near"]
    assert found["total"]["text"].startswith("All places together: registered people, 2 counts")
    assert (
        found["elsewhere"]["text"]
        == "At no place of the scenario (elsewhere): registered people, one count of 60 on 30 May 2015"
    )


def test_rules_of_the_walk_are_told_only_where_they_count(
    registered: Scenario, small: Scenario
) -> None:
    found = {one["key"]: one["text"] for one in inputs(registered) if one["table"] == "rules"}
    assert found["leave_town"] == "Share leaving a day: 0.5"
    assert found["starts_empty"].endswith(": no")
    assert not [one for one in inputs(small) if one["table"] == "rules"]


def test_rows_that_a_lever_splits_keep_names_of_their_own(palmyra: Scenario) -> None:
    changed = apply_levers(palmyra, [AppliedLever("safe_return_kept")])
    keys = [(one["table"], one["key"]) for one in inputs(changed)]
    assert len(set(keys)) == len(keys) > len(inputs(palmyra))
    assert ("permissions", "added") in keys


def test_judgement_is_no_claim() -> None:
    assert named(("c1", "judgement", "c1")) == ["c1"]
