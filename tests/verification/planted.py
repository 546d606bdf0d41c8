"""Faults planted in the loader, one by one: each a judge that a process of its own can make."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mutate.judge import Judge

from homeward.errors import HomewardBug, Problem, ScenarioError
from homeward.scenario.scenario import Scenario


class Planted(Judge):
    """A judge whose loader has a fault; nothing undamaged is tried before."""

    def prepare(self) -> None:
        pass


def _key_error(folder: Path) -> Scenario:
    raise KeyError(folder.name)


def _bug(folder: Path) -> Scenario:
    message = "a promise."
    raise HomewardBug(message)


def _for_ever(folder: Path) -> Scenario:
    while True:
        time.sleep(1)


def _greedy(folder: Path) -> Scenario:
    assert bytearray(b"x" * 400_000_000)
    raise ScenarioError(Problem("places.csv", "it is too large.", "", ("make it smaller.",)))


def _gone(folder: Path) -> Scenario:
    os._exit(5)


def _placeless(folder: Path) -> Scenario:
    raise ScenarioError("something is wrong.")


def _hopeless(folder: Path) -> Scenario:
    raise ScenarioError(Problem("places.csv, line 2", "bad."))


def _wordy(folder: Path) -> Scenario:
    raise ScenarioError(Problem("places.csv, line 2", "x" * 100_000, "", ("write less.",)))


def _ringing(folder: Path) -> Scenario:
    raise ScenarioError(Problem("places.csv, line 2", "the cell is \x1b[31m.", "", ("mend it.",)))


Faulty = dict[str, Callable[[Path], Scenario]]
"""The loader with the fault, by the kind that must be reported."""

SEEN_WITHIN: Faulty = {
    "traceback": _key_error,
    "a bug of homeward": _bug,
    "refused without a place": _placeless,
    "refused without a way out": _hopeless,
    "refused at too great length": _wordy,
    "refused with signs that no terminal should be sent": _ringing,
}
SEEN_FROM_OUTSIDE: Faulty = {"hang": _for_ever, "memory": _greedy, "died": _gone}


def judge_with(fault: str) -> Callable[[Path], Judge]:
    """Return what makes a judge with a fault, in a process of its own."""
    return partial(Planted, load=SEEN_FROM_OUTSIDE[fault])
