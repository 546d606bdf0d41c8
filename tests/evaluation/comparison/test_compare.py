"""Compare (model §10.3): the same members in two worlds, subtracted one by one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from homeward.evaluation.comparison.compare import KINDS_OF_HARM, ComparedRun, Comparison, compare
from homeward.evaluation.outcomes import DISPLACED, HARMED, RETURNED
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.changes.lifting import lift_obstacles, parse_lift
from homeward.scenario.scenario import Scenario

MEMBERS = 4


def are_equal(one: ComparedRun, other: ComparedRun) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("outcomes", "harm", "fears")
    )


@pytest.fixture(scope="module")
def compared(tiny: Scenario) -> Comparison:
    """Two levers, each alone and together, and one lift."""
    stop, houses = AppliedLever("arrests_stop_believed"), AppliedLever("houses_given_back")
    others = [
        apply_levers(tiny, [stop]),
        apply_levers(tiny, [houses]),
        apply_levers(tiny, [houses, stop]),
        lift_obstacles(tiny, [parse_lift("fear_of_council")]),
    ]
    return compare(tiny, others, members=MEMBERS, seed=1, threads=1)


def test_a_scenario_differs_in_nothing_from_itself(tiny: Scenario):
    found = compare(tiny, [tiny], members=MEMBERS, seed=1)
    assert are_equal(found.as_is, found.others[0])
    other = compare(tiny, [tiny], members=MEMBERS, seed=2)
    assert not are_equal(found.as_is, other.as_is)  # negative control


def test_every_lever_does_something_and_together_they_do_more(compared: Comparison):
    def returned(world: ComparedRun) -> float:
        return float(world.outcomes[:, RETURNED, :, :3].sum())

    as_is, (stop, houses, both, lift) = returned(compared.as_is), map(returned, compared.others)
    assert as_is < stop
    assert as_is < houses
    assert max(stop, houses) < both
    assert as_is < lift


def test_kinds_of_harm_are_the_people_harmed(compared: Comparison):
    for world in (compared.as_is, *compared.others):
        assert world.harm.shape[1] == len(KINDS_OF_HARM)
        np.testing.assert_array_equal(
            world.harm.sum(axis=1), world.outcomes[:, HARMED, :, : world.harm.shape[-1]]
        )
    assert compared.as_is.harm.any()


def test_an_actor_that_is_believed_is_not_feared_and_one_that_is_lifted_neither(
    compared: Comparison,
):
    council = list(compared.labels.actors).index("council")
    assert (compared.as_is.fears[:, council] < 1).any()
    assert (compared.others[0].fears[:, council] == 1).all()
    assert (compared.others[3].fears[:, council] == 1).all()
    assert (compared.others[1].fears[:, council] < 1).any()


def test_members_are_alike_whatever_their_number_and_the_threads(
    tiny: Scenario, compared: Comparison
):
    longer = compare(tiny, [], members=MEMBERS + 3, seed=1, threads=2)
    for name in ("outcomes", "harm", "fears"):
        np.testing.assert_array_equal(
            getattr(longer.as_is, name)[:MEMBERS], getattr(compared.as_is, name)
        )


def test_another_chance_keeps_the_ranges_and_changes_what_happens(
    tiny: Scenario, compared: Comparison
):
    other = compare(tiny, [], members=MEMBERS, seed=1, chance_seed=2)
    assert not np.array_equal(other.as_is.outcomes, compared.as_is.outcomes)
    same = compare(tiny, [], members=MEMBERS, seed=1, chance_seed=1)
    np.testing.assert_array_equal(same.as_is.outcomes, compared.as_is.outcomes)
    # As many people as before, for how many there are is drawn beforehand: members differ, chances do not.
    people = [one.as_is.outcomes[:, DISPLACED, :, :3].sum(axis=(1, 2)) for one in (other, compared)]
    spread_between_members = people[1].std()
    assert np.abs(people[0] - people[1]).max() < spread_between_members


def test_the_day_counted_on_is_the_one_asked_for(tiny: Scenario):
    early = compare(tiny, [], on=date(2031, 1, 2), members=2, seed=1)
    assert early.on == date(2031, 1, 2)
    assert early.as_is.outcomes[:, RETURNED].sum() == 0


def test_progress_counts_every_world(tiny: Scenario):
    told: list[tuple[int, int]] = []
    compare(tiny, [tiny], members=2, seed=1, threads=1, progress=lambda *both: told.append(both))
    # Jobs that end together are told together.
    assert told[-1] == (4, 4)
    assert told == sorted(told)
    assert (2, 4) in told
