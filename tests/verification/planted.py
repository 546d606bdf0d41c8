"""Faults planted in the loader, one by one: each a judge that a process of its own can make."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from mutate.cases import Case
from mutate.judge import GOOD, Judge, Outcome

from homeward.errors import HomewardBug, Problem, ScenarioError
from homeward.scenario.scenario import Scenario


class Ending(Judge):
    """A judge that never answers, that ends its process, or that takes much memory, by the number of the case."""

    kinds = ("hang", "died", "memory")

    def prepare(self) -> None:
        pass

    def judge(self, case: Case) -> Outcome:
        kind = self.kinds[case.number]
        if kind == "hang":
            time.sleep(3600)
        if kind == "died":
            os._exit(5)
        held = b"x" * 600_000_000
        return Outcome(GOOD[0], str(len(held)))


def _key_error(folder: Path) -> Scenario:
    raise KeyError(folder.name)


def _bug(folder: Path) -> Scenario:
    message = "a promise."
    raise HomewardBug(message)


def _placeless(folder: Path) -> Scenario:
    raise ScenarioError("something is wrong.")


def _hopeless(folder: Path) -> Scenario:
    raise ScenarioError(Problem("places.csv, line 2", "bad."))


class _Unworded(Problem):
    """A problem that is printed as it stands."""

    def __str__(self) -> str:
        return f"{self.where}: {self.found}"


def _wordy(folder: Path) -> Scenario:
    raise ScenarioError(_Unworded("places.csv, line 2", "x" * 100_000, "", ("write less.",)))


def _ringing(folder: Path) -> Scenario:
    raise ScenarioError(_Unworded("places.csv, line 2", "the cell is \x1b[31m.", "", ("mend it.",)))


FAULTS: dict[str, Callable[[Path], Scenario]] = {
    "traceback": _key_error,
    "a bug of homeward": _bug,
    "refused without a place": _placeless,
    "refused without a way out": _hopeless,
    "refused at too great length": _wordy,
    "refused with signs that no terminal should be sent": _ringing,
}
"""The loader with the fault, by the kind that must be reported."""
