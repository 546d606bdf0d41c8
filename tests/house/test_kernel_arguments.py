"""Kernels are compiled for arrays that have no part in common (decision 24): nobody calls one with others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import homeward

LIVE = {
    "communities": """
from homeward.engine.simulate import simulate
from homeward.scenario.load import load_scenario
from invariants.any_scenario import Recipe
for scenario in (load_scenario("tiny"), Recipe(1).load(), Recipe(2).load(), Recipe(20).load()):
    simulate(scenario, members=1, seed=1, days=[3, scenario.n_day - 1], threads=1)
""",
    "flee": """
from engine.camps.test_flee_walk import any_walk
from homeward.engine.camps.by_law import count_camps, simulate_camps
count_camps(any_walk(), "flee", members=1)
for rules in ({}, {"arrivals": "poisson", "per_fighting_day": 30.0}):
    simulate_camps(any_walk(**rules), "flee", days=[3, 20], members=1)
""",
    "camp-choice": """
from builders import TASTES, make_ground
from homeward.engine.camps.camp_choice import choice_sizes
from homeward.model.camps.camp_choice.choice_arrays import ChoiceDiary, Chooser
from homeward.model.camps.camp_choice.run_choice import run_choice
from homeward.numerics.allocate import allocate
ground = make_ground([[10.0, 90.0], [40.0, -1.0]], country=[0, 1], capacity=[200, 0])
ground.registered[:] = [50, 900, 400, 500, 800, 700, 900, 1000, 1100, 1200]
ground.is_active[4] = False
chooser, diary = (allocate(of, choice_sizes(ground)) for of in (Chooser, ChoiceDiary))
run_choice(1, 0, ground, TASTES, chooser, diary, np.array([0]))
""",
    "two of one": """
import numpy as np
from homeward.numerics.fill import add
people = np.ones(5)
add(people[:3], people[2:])
""",
}
WATCHED = """
import json, sys
from functools import wraps
from itertools import pairwise
import numpy as np
sys.path[:0] = sys.argv[1:]
from homeward.numerics import kernel

made, called, shared = set(), set(), set()

def arrays(of):
    if isinstance(of, tuple):
        for part in of:
            yield from arrays(part)
    elif isinstance(of, np.ndarray) and of.size:
        yield of

def watched(law, *_, **__):
    name = f"{law.__module__}.{law.__name__}"
    made.add(name)

    @wraps(law)
    def looked_at(*given):
        called.add(name)
        lie = sorted((np.lib.array_utils.byte_bounds(a), n, a) for n, a in enumerate(arrays(given)))
        if any(np.shares_memory(one[2], other[2]) for one, other in pairwise(lie) if one[0][1] > other[0][0]):
            shared.add(name)
        return law(*given)

    return looked_at

kernel._compile = watched
"""
TELL = "\nprint(json.dumps([sorted(made), sorted(called), sorted(shared)]))\n"


@cache
def watch(what: str) -> tuple[set[str], set[str], set[str]]:
    """Run plain Python, whose kernels look at their arrays: which there are, which were called, which with one twice."""
    answer = subprocess.run(
        [sys.executable, "-c", WATCHED + LIVE[what] + TELL, str(Path(__file__).parents[1])],
        env=os.environ
        | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(Path(homeward.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    made, called, shared = (set(names) for names in json.loads(answer.stdout))
    return made, called, shared


@pytest.mark.parametrize(
    ("model", "package"),
    [
        ("communities", "communities"),
        ("flee", "camps.flee_walk"),
        ("camp-choice", "camps.camp_choice"),
    ],
)
def test_no_kernel_is_called_with_one_array_twice(model: str, package: str):
    """And every one of them is called."""
    made, called, shared = watch(model)
    assert not shared
    of_model = {name for name in made if f".model.{package}." in name}
    assert len(of_model) > 5
    assert not of_model - called


def test_an_array_that_is_handed_over_twice_is_seen():
    """Negative control."""
    assert watch("two of one")[2] == {"homeward.numerics.fill.add"}
