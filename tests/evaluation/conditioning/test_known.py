"""What was known before a day (decision 9): the cut changes no earlier number, and nothing later gets through."""

from __future__ import annotations

import datetime as dt
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.errors import HomewardBug, ObservationError
from homeward.evaluation.conditioning.known import DATED, known_before, refuse_hindsight
from homeward.evaluation.scoring.measures import days_needed
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.actors import Control
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe, recipes

BEFORE = date(2031, 2, 5)
"""A day in the middle of the tiny scenario."""


def observed(when: date, *, use: str = "fit") -> Observation:
    return Observation.model_validate(
        {
            "name": "it", "date": when, "measure": "present", "low": 0.0, "value": 1.0, "high": 2.0,
            "use": use, "claims": ("judgement",), "line": 7,
        }
    )  # fmt: skip


def dense(simulated: Simulated, name: str, last: int) -> dict[tuple[int, ...], list[object]]:
    """Series of every community that ever holds people on the days up to the last."""
    series = {**simulated.stocks, **simulated.flows}[name]
    rows = simulated.days <= last
    return {
        tuple(cell): series.values[:, rows, index].tolist()
        for index, cell in enumerate(series.cells.tolist())
        if series.values[:, rows, index].any()
    }


def assert_same_up_to(one: Simulated, other: Simulated, last: int) -> None:
    for name in (*one.stocks, *one.flows):
        assert dense(one, name, last) == dense(other, name, last), name
    rows = [simulated.days <= last for simulated in (one, other)]
    np.testing.assert_array_equal(one.belief[:, rows[0]], other.belief[:, rows[1]])


def test_the_members_of_palmyra_cut_are_those_of_palmyra_whole():
    palmyra = load_scenario("palmyra")
    cut = known_before(palmyra, date(2024, 12, 1))
    assert cut.end == date(2024, 11, 30)
    days = days_needed(cut.observations, cut.start, cut.end)
    short = simulate(cut, days=days, members=2)
    whole = simulate(palmyra, days=[*days, palmyra.n_day - 1], members=2)
    assert_same_up_to(short, whole, days[-1])


@given(recipes())
@settings(max_examples=25)
def test_the_members_of_any_scenario_cut_are_those_of_it_whole(recipe: Recipe):
    scenario = recipe.load()
    last = scenario.start + timedelta(days=scenario.n_day // 2)
    seen = scenario.model_copy(update={"observations": (observed(last),)})
    cut = known_before(seen, last + timedelta(days=1))
    n_day = scenario.n_day // 2 + 1
    assert cut.n_day == n_day
    short = simulate(cut, days=list(range(n_day)), members=2)
    whole = simulate(scenario, days=list(range(scenario.n_day)), members=2)
    assert_same_up_to(short, whole, n_day - 1)


def test_a_cut_keeps_only_what_was_to_fit_and_dated_before(tiny: Scenario):
    cut = known_before(tiny, BEFORE)
    assert [row.name for row in cut.observations] == ["fled", "camp_population", "killed"]
    assert cut.end == date(2031, 2, 1)
    for table in DATED:
        assert all(row.start <= cut.end for row in getattr(cut, table)), table
        assert all(row.end <= cut.after_end for row in getattr(cut, table)), table
    assert any(row.start > cut.end for row in tiny.control)  # there is something to cut
    assert cut.levers == ()


def test_nothing_is_known_before_the_first_observation(tiny: Scenario):
    with pytest.raises(HomewardBug):
        known_before(tiny, date(2031, 1, 20))


def test_a_cut_scenario_is_not_refused(tiny: Scenario):
    refuse_hindsight(known_before(tiny, BEFORE), BEFORE)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"end": BEFORE}, "scenario.yaml: the run ends on 2031-02-05."),
        ({"observations": (observed(BEFORE),)}, 'observations.csv, line 7: "it" was observed on 2031-02-05.'),
        (
            {"observations": (observed(date(2031, 1, 20), use="test"),)},
            'observations.csv, line 7: "it" is for testing.',
        ),
        (
            {"control": (Control(place="a", actor="b", start=BEFORE, end=date(2031, 3, 1), claims=(), line=5),)},
            "control.csv, line 5: it begins on 2031-02-05.",
        ),
    ],
)  # fmt: skip
def test_each_kind_of_hindsight_is_refused_word_for_word(
    tiny: Scenario, change: dict[str, object], said: str
):
    cut = known_before(tiny, BEFORE).model_copy(update=change)
    with pytest.raises(ObservationError) as refused:
        refuse_hindsight(cut, BEFORE)
    why = "  Members are weighed by what was known before 2031-02-05."
    assert str(refused.value) == f"{said}\n{why}"


def test_a_base_after_the_day_is_hindsight_too(tiny: Scenario):
    late = observed(date(2031, 1, 20)).model_copy(update={"base_date": BEFORE})
    with pytest.raises(ObservationError):
        refuse_hindsight(
            known_before(tiny, BEFORE).model_copy(update={"observations": (late,)}), BEFORE
        )


@pytest.mark.parametrize("table", [*DATED, "arrivals"])
def test_a_later_row_of_every_table_is_refused(table: str):
    scenario = next(
        found for found in (Recipe(seed).load() for seed in range(60)) if getattr(found, table)
    )
    late = scenario.end + dt.timedelta(days=1)
    row = getattr(scenario, table)[0].model_copy(update={"start": late})
    refuse_hindsight(scenario, late)  # negative control
    with pytest.raises(ObservationError, match=f"{table}.csv, line {row.line}"):
        refuse_hindsight(scenario.model_copy(update={table: (row,)}), late)
