"""Capacities that give away the answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from builders import REGISTERED, edit, make_registered
from homeward.evaluation.camps.scoring.capacity_leaks import Leak, leaking_capacities

CAMPS = ("near", "far")


def series(greatest: float) -> np.ndarray:
    return np.array([[0.0, 100.0], [greatest, 400.0]])


def test_a_capacity_that_is_the_greatest_number_registered_is_found(tmp_path: Path):
    places = edit("places.csv", ",,,,,800,", ",,,,,700,", REGISTERED)
    scenario = make_registered(tmp_path, **places)
    assert leaking_capacities(scenario, CAMPS, series(300.0)) == [Leak("near", 700, 700)]


def test_so_is_one_that_is_the_greatest_after_correction(tmp_path: Path):
    assert leaking_capacities(make_registered(tmp_path), CAMPS, series(804.0)) == [
        Leak("near", 800, 804)
    ]


def test_others_are_not(tmp_path: Path):
    assert leaking_capacities(make_registered(tmp_path), CAMPS, series(750.0)) == []


def test_nor_is_a_camp_of_which_nothing_is_registered(tmp_path: Path):
    nothing = np.full((2, 2), np.nan)
    assert leaking_capacities(make_registered(tmp_path), CAMPS, nothing) == []
