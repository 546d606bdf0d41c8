"""The flee walk beside its slow twin, which moves every person alone: the same distribution on every evening."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from builders import make_walk, walk_day
from engine.camps.test_flee_walk import any_walk
from homeward.assemble.camps.flee_walk import travel
from homeward.engine.camps.by_law import simulate_camps
from homeward.exchange.flee import import_flee
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.rows.places import Place
from homeward.scenario.rows.uncertain_numbers import Amount
from homeward.scenario.scenario import Scenario
from reference_walk import Twin

pytestmark = pytest.mark.slow

CONFLICTS = Path(os.environ.get("HOMEWARD_CONFLICTS", "none"))
MEMBERS = 400
SAME = 4.5
"""Standard errors: with some hundreds of comparisons, passed by chance in less than one suite of a hundred."""
TWINS = 10
FEW = 60
"""Runs of the twin and members on a real conflict: six times as many members add a twelfth to the twin's own error."""
CROWDED = 0.06
"""Share of its people by which a camp that fills up may differ: crowding is read twice a day (§12.11)."""
RULES = {
    "stock": FleeRules(),
    "classic": FleeRules(
        km_per_day=200.0, leave_town=0.5, camp_pull=2.0, fighting_pull=0.316, starts_on_foot=True,
        avoids_short_days=True, capacity_scale=1.25, flight_decay=(1.0, 1.0, 1.0, 0.5, 0.1),
    ),
    "aware": FleeRules(
        km_per_day=400.0, softening_km=36.0, distance_power=0.75, leave_town=0.75, leave_camp=0.0005,
        fighting_pull=0.316, starts_on_foot=True, avoids_short_days=True, capacity_scale=1.25, awareness=2,
    ),
}  # fmt: skip
THINNED = {"mali2012": (40, 300), "burundi2015": (100, 250), "ssudan2013": (100, 250)}
"""People per person moved, and days, of a real conflict: one to two thousand are moved in each."""
RULES_OF = {"mali2012": "stock", "burundi2015": "classic", "ssudan2013": "aware"}
"""Rules are read by no conflict otherwise than by another: each has its own."""
RUNS = 40
"""Of the twin on a small graph: every change of a rule below is seen 14 standard errors off or more."""


def counted(scenario: Scenario, members: int = MEMBERS) -> np.ndarray:
    """People at each place (member, day, place)."""
    simulated = simulate_camps(scenario, "flee", days=range(scenario.n_day), members=members)
    found = np.zeros((members, scenario.n_day, len(scenario.places)))
    for name in ("idps", "refugees"):
        found[:, :, simulated.stocks[name].cells[:, 2]] += simulated.stocks[name].values
    return found


def moved(scenario: Scenario, runs: int) -> np.ndarray:
    """People at each place, moved one by one (run, day, place)."""
    evenings = [Twin(scenario, seed).run(scenario.n_day) for seed in range(runs)]
    return np.array([[list(day.values()) for day in run] for run in evenings])


def errors_apart(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Difference of two samples' means in standard errors, at least those of one person in a run."""
    least = 1 / len(theirs)
    error = ours.var(axis=0, ddof=1) / len(ours) + theirs.var(axis=0, ddof=1) / len(theirs)
    return np.abs(ours.mean(axis=0) - theirs.mean(axis=0)) / np.sqrt(error + least**2)


FINE_BINS = 64
"""Values of recent travel a day at which small graphs no longer show that it is binned (§12.11)."""

SMALL = {
    "without capacities": lambda: uncrowded(any_walk()),
    "by one road": lambda: uncrowded(any_walk(awareness=1, starts_on_foot=False)),
    "three roads": lambda: uncrowded(any_walk(awareness=3, avoids_short_days=False)),
    "softened": lambda: uncrowded(any_walk(pull_softening=0.5, pull_power=2.0, distance_power=0.5)),
    "by size": lambda: uncrowded(any_walk(population_power=0.3, leave_size_power=0.2)),
    "near": lambda: uncrowded(any_walk(nearness_power=0.5)),
    "constant": lambda: uncrowded(any_walk(arrivals="constant", per_fighting_day=30.0)),
    "share": lambda: uncrowded(any_walk(arrivals="share", per_fighting_day=0.05)),
    "taken": lambda: uncrowded(crowded_homes(any_walk(takes_from_population=True))),
}


@pytest.fixture(autouse=True)
def fine_bins(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell recent travel apart finely, but for real conflicts, which are walked as they are shipped."""
    if "conflict" not in request.fixturenames:
        monkeypatch.setattr(travel, "BINS", FINE_BINS)


def crowded_homes(scenario: Scenario) -> Scenario:
    """Let more people live everywhere than come, so that nobody's place is emptied: Flee stops there."""

    def more(place: Place) -> Place:
        if place.population is None:
            return place
        live = 5 * place.population.value
        return place.model_copy(update={"population": Amount(value=live, low=live, high=live)})

    return scenario.model_copy(update={"places": tuple(map(more, scenario.places))})


def uncrowded(scenario: Scenario) -> Scenario:
    places = tuple(place.model_copy(update={"capacity": None}) for place in scenario.places)
    return scenario.model_copy(update={"places": places})


@pytest.mark.parametrize("name", SMALL)
def test_as_many_are_everywhere_on_every_evening(name: str):
    scenario = SMALL[name]()
    assert errors_apart(counted(scenario), moved(scenario, RUNS)).max() < SAME


def test_where_a_small_camp_fills_up_in_a_day_few_are_elsewhere():
    """The camp of 50 opens again on day 3 and is full: the one evening on which crowding, read twice, shows."""
    scenario = any_walk()
    ours, theirs = counted(scenario).mean(axis=0), moved(scenario, RUNS).mean(axis=0)
    elsewhere = np.abs(ours - theirs).sum(axis=1) / 2 / theirs.sum(axis=1)
    assert elsewhere.max() < 0.08
    assert elsewhere.mean() < 0.02


def test_the_spread_is_the_same():
    """Ratio of variances over all evenings and places; chance moves it by a tenth."""
    scenario = SMALL["by one road"]()
    ours, theirs = counted(scenario), moved(scenario, 80)
    assert theirs.var(axis=0).sum() / ours.var(axis=0).sum() == pytest.approx(1, abs=0.25)


@pytest.mark.parametrize(
    "change",
    [{"leave_town": 0.4}, {"softening_km": 60.0}, {"starts_on_foot": False}, {"pruning": 3.0}],
)
def test_another_rule_is_found_out(change: dict):
    """Negative control: the twin has another rule."""
    scenario = uncrowded(any_walk())
    other = scenario.model_copy(update={"rules": scenario.rules.model_copy(update=change)})
    assert errors_apart(counted(scenario), moved(other, RUNS)).max() > SAME


@pytest.mark.parametrize("seed", range(6))
def test_short_roads_and_full_camps(seed: int):
    """A random graph of towns whose roads are all travelled within a day."""
    chance = np.random.default_rng(seed)
    towns = [f"t{number}" for number in range(5)]
    camps = {
        f"c{number}": {"kind": "camp", "capacity": int(chance.integers(40, 400))}
        for number in range(3)
    }
    places = {name: {"population": int(chance.integers(50, 500))} for name in towns} | camps
    names = list(places)
    pairs = [(one, other) for index, one in enumerate(names) for other in names[:index]]
    roads = [
        (one, other, float(chance.integers(20, 500)))
        for one, other in pairs
        if chance.random() < 0.5
    ]
    scenario = make_walk(
        places,
        roads,
        days=15,
        registered={"elsewhere": [(0, 0), (14, 700)]},
        fighting=[("t0", 0, 15, 1.0)],
    )
    ours, theirs = counted(scenario), moved(scenario, 40)
    assert most_apart(ours, theirs) < SAME


@cache
def thinned(conflict: str) -> Scenario:
    """Return a real conflict with one person for so many, and only its first days."""
    people, days = THINNED[conflict]
    with tempfile.TemporaryDirectory() as work:
        import_flee(CONFLICTS / conflict / "input", to=Path(work) / conflict)
        scenario = load_scenario(Path(work) / conflict)
    places = []
    for place in scenario.places:
        live = int(place.population.value) // people if place.population else 0
        room = None if place.capacity is None else place.capacity // people
        amount = Amount(value=live, low=live, high=live) if place.population else None
        places.append(place.model_copy(update={"population": amount, "capacity": room}))
    end = scenario.start + (walk_day(days - 1) - walk_day(0))
    return scenario.model_copy(
        update={
            "places": tuple(places),
            "end": min(end, scenario.end),
            "registrations": tuple(
                row.model_copy(update={"people": row.people // people})
                for row in scenario.registrations
            ),
        }
    )


needs_conflicts = pytest.mark.skipif(not CONFLICTS.is_dir(), reason="HOMEWARD_CONFLICTS is not set")


def in_camps(scenario: Scenario, of_all: np.ndarray) -> np.ndarray:
    """People in each camp, mean over days (member, camp)."""
    camps = [index for index, place in enumerate(scenario.places) if place.kind == "camp"]
    return of_all[:, :, camps].mean(axis=1)


def most_apart(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Standard errors by which the means of a camp differ, where they differ by more than crowding explains."""
    apart = errors_apart(ours, theirs)
    apart[np.abs(ours.mean(axis=0) - theirs.mean(axis=0)) < CROWDED * theirs.mean(axis=0) + 2] = 0
    return float(apart.max())


@needs_conflicts
@pytest.mark.parametrize("conflict", THINNED)
def test_as_many_are_in_the_camps_of_a_real_conflict(conflict: str):
    scenario = thinned(conflict).model_copy(update={"rules": RULES[RULES_OF[conflict]]})
    ours, theirs = counted(scenario, FEW), moved(scenario, TWINS)
    assert most_apart(in_camps(scenario, ours), in_camps(scenario, theirs)) < SAME


@needs_conflicts
@pytest.mark.parametrize("conflict", THINNED)
def test_other_rules_are_found_out_in_the_camps_of_a_real_conflict(conflict: str):
    """Negative control: as many members as the twin had runs, under the rules of another conflict."""
    scenario = thinned(conflict)
    own, other = (
        scenario.model_copy(update={"rules": RULES[name]})
        for name in (RULES_OF[conflict], "stock" if RULES_OF[conflict] != "stock" else "classic")
    )
    ours, theirs = counted(own, FEW), counted(other, TWINS)
    assert most_apart(in_camps(scenario, ours), in_camps(scenario, theirs)) > SAME
