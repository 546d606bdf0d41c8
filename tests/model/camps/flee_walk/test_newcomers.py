"""How many flee from where (model §12.2)."""

import numpy as np
import pytest
from scipy import stats

from builders import make_walk
from homeward.assemble.camps.flee_walk.walk_world import WalkWorld, assemble_walk
from homeward.engine.camps.flee_walk import ReadyWalk
from homeward.engine.members import NO_DAYS
from homeward.model.camps.flee_walk.newcomers import escape, originate, poisson, weigh_origins
from homeward.model.camps.flee_walk.run_walk import begin_walk
from homeward.model.camps.flee_walk.walk_arrays import Walker

PLACES = {"one": {"population": 100}, "two": {"population": 300}, "peace": {"population": 900}}
FIGHTING = [("one", 0, 9, 1.0), ("two", 0, 9, 0.5)]


def world_of(**rules) -> tuple[WalkWorld, Walker]:
    scenario = make_walk(
        PLACES, fighting=FIGHTING, registered={"elsewhere": [(0, 0), (1, 10_000)]}, **rules
    )
    world = assemble_walk(scenario)
    ready = ReadyWalk(world, 1, NO_DAYS)
    walker = ready.allocate()
    begin_walk(world.arrays, walker, ready.diary())
    return world, walker


def shared_out(world: WalkWorld, walker: Walker, member: int = 0) -> list[int]:
    before = walker.people.present.copy()
    weigh_origins(1, world.arrays.origins, walker.sources)
    n_step = world.arrays.steps.place.size
    takes = world.habits.takes_from_population
    originate(
        1,
        member,
        1,
        n_step,
        takes,
        world.arrays.nights,
        world.arrays.origins,
        walker.people,
        walker.sources,
    )
    return (walker.people.present - before).tolist()


def test_they_are_shared_out_by_inhabitants_and_intensity():
    """100 x 1 against 300 x 0.5: 40% and 60%, from nowhere else."""
    world, walker = world_of()
    one, two, peace = shared_out(world, walker)
    assert (one + two, peace) == (10_000, 0)
    assert stats.binomtest(one, 10_000, 0.4).pvalue > 1e-6
    assert walker.people.at.sum() == 10_000


def test_another_member_has_other_newcomers():
    assert shared_out(*world_of(), member=0) != shared_out(*world_of(), member=1)


def test_they_may_be_taken_from_the_population():
    world, walker = world_of(takes_from_population=True)
    shared_out(world, walker)
    assert walker.sources.population.tolist() == [0, 0, 900]
    one, two, peace = shared_out(world, walker)  # as if nobody had fled
    assert min(one, two) > 3000
    assert peace == 0


def fled(world: WalkWorld, walker: Walker, member: int = 0) -> list[int]:
    n_step = world.arrays.steps.place.size
    escape(
        1, member, 0, n_step, world.habits, world.arrays.nights, world.arrays.origins, walker.people,
        walker.sources,
    )  # fmt: skip
    return walker.people.present.tolist()


def test_a_number_flees_for_each_unit_of_intensity():
    assert fled(*world_of(arrivals="constant", per_fighting_day=101.0)) == [101, 50, 0]


def test_or_a_share_of_those_who_live_there():
    assert fled(*world_of(arrivals="share", per_fighting_day=0.13)) == [13, 19, 0]


@pytest.mark.slow
def test_or_a_number_drawn_about_it():
    numbers = np.array(
        [fled(*world_of(arrivals="poisson", per_fighting_day=8.0), member=m) for m in range(300)]
    )
    assert numbers[:, 0].mean() == pytest.approx(8, abs=4 * (8 / 300) ** 0.5)
    assert numbers[:, 1].mean() == pytest.approx(4, abs=4 * (4 / 300) ** 0.5)


@pytest.mark.parametrize("mean", [0.2, 3.0, 500.0])
def test_drawn_numbers_are_poisson(mean: float):
    drawn = np.array([poisson(mean, 5, 41, member, 0, 0) for member in range(4000)])
    assert drawn.mean() == pytest.approx(mean, abs=5 * (mean / 4000) ** 0.5)
    assert drawn.var() / mean == pytest.approx(1, abs=5 * ((2 + 1 / mean) / 4000) ** 0.5)
