"""What was found in the files of an instance: what is refused, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from homeward.errors import Problem, nearest_hint
from homeward.scenario.text.decoding import name_letter, unseen_in, without_unseen

Cell = TypeVar("Cell")


@dataclass
class Findings:
    """Problems, all of which are reported together, and warnings, a line each."""

    problems: list[Problem] = field(default_factory=list[Problem])
    warnings: list[str] = field(default_factory=list[str])

    def has_problem_in(self, file: str) -> bool:
        """Whether something is wrong with a file."""
        return any(problem.where.partition(", line ")[0] == file for problem in self.problems)

    def refuse(self, where: str, found: str, why: str = "", *ways_out: str) -> None:
        """Add something that cannot be read."""
        self.problems.append(Problem(where, found, why, ways_out))

    def sound(self, where: str, read: Cell | Problem) -> Cell | None:
        """Return what a cell says; refuse what it cannot say, and return None."""
        if isinstance(read, Problem):
            self.problems.append(replace(read, where=where))
            return None
        return read

    def warn(self, where: str, what: str, why: str = "") -> None:
        """Add something that is read, but not as one might think."""
        self.warnings.append(one_line(f"{where}: {what} {why}"))


def one_line(text: str) -> str:
    """Write a text on one line."""
    return " ".join(text.splitlines()).strip()


def hint(noun: str, name: str, known: list[str]) -> str:
    """Name what is nearest to a name that is not known, or how it differs unseen; empty if nothing is near."""
    twin = twin_of(name, known)
    if twin is not None:
        letter = unseen_in(name) or unseen_in(twin)
        return f'It differs from "{twin}" by {name_letter(letter)}, which cannot be seen.'
    return nearest_hint(name, known, noun)


def twin_of(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that differs from another by letters alone that nobody can see."""
    plain = _plain(name)
    alike = (one for one in known if one != name and _plain(one) == plain)
    return next((one for one in alike if unseen_in(name) or unseen_in(one)), None)


def _plain(name: str) -> str:
    return " ".join(without_unseen(name).split())
