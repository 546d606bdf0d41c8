"""What a scenario rests on, seen from a day (decision 9)."""

from __future__ import annotations

from datetime import date

import pytest

from homeward.evaluation.conditioning.grounds import find_grounds
from homeward.evaluation.conditioning.known import known_before
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.evidence import Claim, Document
from homeward.scenario.scenario import Scenario

DAY = date(2024, 12, 1)
REGISTER = 1
"""Defaults of the register that name later years only: house_needed."""


def resting_on(scenario: Scenario, *said: str | None, claims: tuple[str, ...]) -> Scenario:
    """Let one row rest on some claims, c0, c1 and so on, said on some dates, and nothing else on anything."""
    made = tuple(
        Claim(
            claim=f"c{number}", document="report", said_by="a monitor", said_on=when,
            statement="So it was.", source_grade="B", information_grade=2,
        )
        for number, when in enumerate(said)
    )  # fmt: skip
    document = Document(document="report", title="Report", publisher="Monitor", published=None)
    control = scenario.control[0].model_copy(update={"claims": claims, "line": 2})
    tables = ("presence", "groups", "displaced", "arrivals", "harms", "conditions", "permissions")
    empty = dict.fromkeys(
        (*tables, "routes", "closures", "observations", "surveys", "actors", "storylines"), ()
    )
    bare = {
        name: known.model_copy(update={"claims": ()}) for name, known in scenario.parameters.items()
    }
    places = tuple(place.model_copy(update={"claims": ()}) for place in scenario.places)
    return scenario.model_copy(
        update={
            **empty, "places": places, "control": (control,), "claims": made, "documents": (document,),
            "parameters": bare,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "is_later"),
    [
        (("2024-11-30",), False),
        (("2024-12-01",), True),
        (("2024-11",), False),
        (("2024-12",), True),
        (("2023",), False),
        (("2024",), True),
        (("2025-02-17", "2025"), True),
        (("2025-02-17", "2024-06"), False),
        (("2025-02-17", None), False),
    ],
)
def test_a_row_is_hindsight_where_all_its_claims_were_said_later(
    tiny: Scenario, said: tuple[str | None, ...], is_later: bool
):
    names = tuple(f"c{number}" for number in range(len(said)))
    found = find_grounds(resting_on(tiny, *said, claims=names), DAY)
    rows = [where for where in found.later if not where.startswith("variable catalogue")]
    assert rows == ([f"control.csv, line 2: {' '.join(names)}"] if is_later else [])
    assert (found.total, found.judged) == (1, 0)


def test_judgement_and_claims_without_a_date_are_counted(tiny: Scenario):
    assert find_grounds(resting_on(tiny, claims=("judgement",)), DAY).judged == 1
    undated = find_grounds(resting_on(tiny, None, claims=("c0",)), DAY)
    assert (undated.undated, undated.judged) == (1, 0)
    both = find_grounds(resting_on(tiny, "2025-01-01", claims=("c0", "judgement")), DAY)
    assert len(both.later) == REGISTER


def test_storylines_rest_on_something_too(tiny: Scenario):
    scenario = resting_on(tiny, "2025-01-01", claims=("c0",))
    told = tiny.storylines[0].model_copy(update={"claims": ("c0",)})
    found = find_grounds(scenario.model_copy(update={"storylines": (told,)}), DAY)
    assert "scenario.yaml, storyline front_line_holds: c0" in found.later


def test_the_date_of_the_document_counts_where_the_claim_has_none(tiny: Scenario):
    scenario = resting_on(tiny, None, claims=("c0",))
    late = scenario.documents[0].model_copy(update={"published": "2025-03"})
    found = find_grounds(scenario.model_copy(update={"documents": (late,)}), DAY)
    assert "control.csv, line 2: c0" in found.later


def test_a_default_whose_source_is_later_is_listed_unless_the_scenario_sets_it(tiny: Scenario):
    scenario = resting_on(tiny, claims=("judgement",))
    assert [where.split(":")[0] for where in find_grounds(scenario, DAY).later] == [
        "variable catalogue, house_needed"
    ]
    own = scenario.model_copy(update={"parameters_set": ("house_needed",)})
    assert not find_grounds(own, DAY).later


def test_what_palmyra_knew_of_2024_from_2025_is_listed_and_no_observation_is_among_it():
    scenario = known_before(load_scenario("palmyra"), DAY)
    found = find_grounds(scenario, DAY)
    files = [where.split(",")[0] for where in found.later]
    assert "observations.csv" not in files
    assert "conditions.csv, line 7: d3_80_percent k14_tents" in found.later
    assert len(found.later) == 12
