"""What can go wrong, whose move it is, and the one way of wording it (model §2)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Found = TypeVar("Found")

MOST_PROBLEMS = 10
"""Problems printed in one message, unless whoever raises it says otherwise."""

_MOST_LETTERS = 1_500
"""Letters of one sentence of a message; a cell or a name may have any number."""

_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Signs that a terminal obeys, or that turn a line round: a cell may hold them, a message does not pass them on."""

_MOST_LETTERS_OF_NAME, _MOST_NAMES = 200, 5_000
"""Beyond these no nearest name is looked for: it would take longer than reading the file."""


class HomewardError(Exception):
    """Something homeward raises on purpose."""

    exit_status = 70


class ScenarioError(HomewardError):
    """Something in the scenario, or in how it was asked for, cannot be understood: the user's move."""

    exit_status = 2

    def __init__(
        self,
        problems: Problem | Sequence[Problem] | str,
        *,
        most: int | None = MOST_PROBLEMS,
        all_with: str = "",
    ) -> None:
        """Word the first `most` problems (all if None); `all_with` is the command that prints all."""
        if isinstance(problems, str):
            problems = [Problem(where="", found=problems)]
        elif isinstance(problems, Problem):
            problems = [problems]
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(word(self.problems, most=most, all_with=all_with))


class ObservationError(ScenarioError):
    """Something in the observations cannot be understood: the user's move."""


class SimulationError(HomewardError):
    """A member left the valid range: nobody's move yet."""

    exit_status = 3


class Interrupted(HomewardError):  # noqa: N818  nothing went wrong
    """The user stopped it; what was done is kept."""

    exit_status = 130


class HomewardBug(HomewardError):  # noqa: N818  it names what it is
    """Internal error: a bug in homeward."""

    exit_status = 70


class Notice(UserWarning):
    """Something worth a line, and nothing to stop for."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and the ways out.

    Parameters
    ----------
    where
        File, line and column, e.g. ``routes.csv, line 14, column "from"``; empty when there is no file.
    found
        What was found and what was expected, in one sentence.
    why
        Why it is refused; empty when that is plain.
    ways_out
        At most three things to type or change.
    """

    where: str
    found: str
    why: str = ""
    ways_out: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        """Word the problem: where, found, why, ways out."""
        head = f"{self.where}: {self.found}" if self.where else self.found
        lines = [_shown(head)]
        if self.why:
            lines.append(f"  {_shown(self.why)}")
        lines.extend(f"  Fix: {_shown(way)}" for way in self.ways_out[:3])
        return "\n".join(lines)


def _shown(sentence: str) -> str:
    """Cut a sentence that repeats something endless, and name signs that would not be shown but obeyed."""
    if len(sentence) > _MOST_LETTERS:
        half = _MOST_LETTERS // 2
        sentence = f"{sentence[:half]}…{sentence[-half:]}"
    return _COMMANDS.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", sentence)


def word(problems: Sequence[Problem], most: int | None = None, all_with: str = "") -> str:
    """Word several problems as one message, at most `most` of them (all if None).

    Parameters
    ----------
    all_with
        Command that prints all; where there is none, the others are said once these are mended.
    """
    shown = problems if most is None else problems[:most]
    text = "\n".join(str(problem) for problem in shown)
    hidden = len(problems) - len(shown)
    if hidden <= 0:
        return text
    others = f"; `{all_with}` prints all" if all_with else ", which are said once these are mended"
    return f"{text}\n(and {hidden:,} more{others})"


MISSPELT = 0.85
"""Likeness from which a name that need not be known is taken for one that is."""


def nearest(name: str, known: Iterable[str], likeness: float = 0.5) -> str | None:
    """Return the known name most like `name`, or None if nothing is near."""
    names = sorted(known)
    if len(name) > _MOST_LETTERS_OF_NAME or len(names) > _MOST_NAMES:
        return None
    matches = difflib.get_close_matches(name, names, n=1, cutoff=likeness)
    return matches[0] if matches else None


def nearest_hint(name: str, known: Iterable[str], noun: str = "name") -> str:
    """Say which known name is nearest, or nothing."""
    near = nearest(name, known)
    return f'Nearest {noun}: "{near}".' if near else ""


def or_raise(found: Found | Problem) -> Found:
    """Return what was found, unless it is a problem."""
    if isinstance(found, Problem):
        raise ScenarioError(found)
    return found
