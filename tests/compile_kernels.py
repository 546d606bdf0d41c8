"""Compiles the kernels of a model, as `python compile_kernels.py MODEL`, and keeps them for every process after it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from builders import make_registered
from homeward.engine.camps.by_law import simulate_camps
from homeward.engine.simulate import simulate
from homeward.scenario.load import load_scenario

OUTERMOST = {"communities": "run_member", "camp-choice": "run_choice", "flee": "run_walk"}
"""By model: the kernel that calls all others."""


def compile_for(model: str) -> None:
    if model == "communities":
        simulate(load_scenario("tiny"), members=1, days=[0])
        return
    with TemporaryDirectory() as folder:
        simulate_camps(make_registered(Path(folder)), model, members=1, days=[0])


if __name__ == "__main__":
    compile_for(sys.argv[1])
