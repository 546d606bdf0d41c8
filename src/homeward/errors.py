"""What can go wrong, whose move it is, and the one way of wording it (model §2)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MOST_PROBLEMS = 10
"""Problems printed in one message; `homeward check` prints all."""


class HomewardError(Exception):
    """Something homeward raises on purpose."""

    exit_status = 70


class ScenarioError(HomewardError):
    """Something in the scenario, or in how it was asked for, cannot be understood: the user's move."""

    exit_status = 2

    def __init__(self, problems: Problem | Sequence[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = [Problem(where="", found=problems)]
        elif isinstance(problems, Problem):
            problems = [problems]
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(word(self.problems, most=MOST_PROBLEMS))


class ObservationError(ScenarioError):
    """Something in the observations cannot be understood: the user's move."""


class SimulationError(HomewardError):
    """A member left the valid range: nobody's move yet."""

    exit_status = 3


class Interrupted(HomewardError):  # noqa: N818  nothing went wrong
    """The user stopped it; what was done is kept."""

    exit_status = 130


class HomewardBug(HomewardError):  # noqa: N818  it names what it is
    """An internal promise was broken: our move."""

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
        lines = [head]
        if self.why:
            lines.append(f"  {self.why}")
        lines.extend(f"  Fix: {way}" for way in self.ways_out[:3])
        return "\n".join(lines)


def word(problems: Sequence[Problem], most: int | None = None) -> str:
    """Word several problems as one message, at most `most` of them (all if None)."""
    shown = problems if most is None else problems[:most]
    text = "\n".join(str(problem) for problem in shown)
    hidden = len(problems) - len(shown)
    return text if hidden <= 0 else f"{text}\n(and {hidden} more; `homeward check` prints all)"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, or None if nothing is near."""
    matches = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return matches[0] if matches else None
