"""Compiles one family of kernels, as `python compile_kernels.py FAMILY`, and keeps them for every process after it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from builders import make_registered
from homeward.engine.camps.by_law import simulate_camps
from homeward.engine.simulate import simulate
from homeward.scenario.load import load_scenario


def communities() -> None:
    simulate(load_scenario("tiny"), members=1, days=[0])


def camp_choice() -> None:
    with TemporaryDirectory() as folder:
        simulate_camps(make_registered(Path(folder)), "camp-choice", members=1, days=[0])


def flee_walk() -> None:
    with TemporaryDirectory() as folder:
        simulate_camps(make_registered(Path(folder)), "flee", members=1, days=[0])


FAMILIES: dict[str, tuple[str, Callable[[], None]]] = {
    "communities": ("run_member", communities),
    "camp_choice": ("run_choice", camp_choice),
    "flee_walk": ("run_walk", flee_walk),
}
"""By name: the kernel that calls all others, and what compiles it."""

if __name__ == "__main__":
    FAMILIES[sys.argv[1]][1]()
