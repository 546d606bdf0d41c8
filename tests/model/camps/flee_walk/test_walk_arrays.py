"""What the flee walk reads and writes (model §12)."""

from typing import get_type_hints

import numpy as np

from builders import make_walk
from homeward.assemble.camps.flee_walk.walk_world import assemble_walk
from homeward.engine.camps.flee_walk import ReadyWalk
from homeward.engine.members import NO_DAYS
from homeward.model.camps.flee_walk import walk_arrays as arrays
from homeward.numerics.array_types import Counts, Marks, Reals

TYPES = {Counts: np.int64, Reals: np.float64, Marks: np.bool_}


def test_arrays_hold_what_is_said_of_them():
    places = {"town": {"population": 9}, "camp": {"kind": "camp", "capacity": 5}}
    scenario = make_walk(places, [("town", "camp", 800.0)], fighting=[("town", 0, 9, 1.0)])
    world = assemble_walk(scenario)
    ready = ReadyWalk(world, 1, NO_DAYS)
    walker = ready.allocate()
    for group in (*world.arrays, *walker):
        if not isinstance(group, tuple):
            continue
        hints = get_type_hints(type(group))
        for name, values in zip(group._fields, group, strict=True):
            if hints[name] in TYPES:
                assert values.dtype == TYPES[hints[name]], name
                assert values.flags.c_contiguous, name
    assert ready.diary().camp.shape == (10, 1)
    assert ready.diary().present.shape == (0, 2)
    diary = ReadyWalk(world, 1, np.array([3, 9])).diary()
    assert diary.camp.shape == (0, 1)
    assert diary.present.shape == diary.gained.shape == (2, 2)


def test_codes_of_what_is_not_a_road_are_none():
    assert arrays.DECIDES < 0
    assert arrays.FORGETS < 0
    assert arrays.DECIDES != arrays.FORGETS
