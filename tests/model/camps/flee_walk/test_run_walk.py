"""All days of one member (model §12.9)."""

import numpy as np

from builders import make_walk
from homeward.assemble.camps.flee_walk.walk_world import assemble_walk
from homeward.engine.camps.flee_walk import ReadyWalk
from homeward.model.camps.flee_walk.run_walk import is_first_day, run_walk
from homeward.model.camps.flee_walk.walk_arrays import WalkDiary
from homeward.numerics.allocate import allocate

PLACES = {
    "town": {"population": 50}, "hub": {"kind": "transit"}, "camp": {"kind": "camp", "already_here": 30}
}  # fmt: skip
SAID = {
    "roads": [("town", "hub", 300.0), ("hub", "camp", 300.0)],
    "fighting": [("town", 0, 9, 1.0)],
    "registered": {"camp": [(0, 100), (9, 1000)]},
}


def run(stop: int = 0, days: tuple[int, ...] = (2, 9), again: int = 1):
    world = assemble_walk(make_walk(PLACES, **SAID))
    ready = ReadyWalk(world, 1, np.array(days))
    walker = ready.allocate()
    for _ in range(again):
        diary = allocate(WalkDiary, ready.sizes | {"day": 10})._replace(day=ready.days)
        run_walk(1, 0, world.arrays, world.habits, walker, diary, np.array([stop]))
    return walker, diary


def test_a_member_does_not_remember_the_last():
    _, once = run()
    _, twice = run(again=2)
    for one, other in zip(once, twice, strict=True):
        assert np.array_equal(one, other)


def test_everybody_is_counted_every_evening():
    walker, diary = run(days=tuple(range(10)))
    everyone = diary.present.sum(axis=1) + diary.travelling.sum(axis=1)
    assert everyone.tolist() == [130 + 100 * day for day in range(10)]
    assert diary.displaced[:, 0].tolist() == [0, *[100] * 9]
    assert walker.people.at.sum() + walker.people.on_road.sum() == everyone[-1]
    assert np.array_equal(diary.camp[:, 0], diary.present[:, 2])


def test_what_has_changed_is_counted_since_the_last_record():
    _, daily = run(days=tuple(range(10)))
    _, some = run()
    assert some.displaced[:, 0].tolist() == [200, 700]
    assert some.gained[1, 2] == daily.present[9, 2] - daily.present[2, 2]


def test_it_gives_up_when_told():
    _, diary = run(stop=1)
    assert not diary.camp.any()


def test_an_era_begins_when_it_changes():
    eras = np.array([0, 0, 1])
    assert [is_first_day(day, eras) for day in range(3)] == [True, False, True]
