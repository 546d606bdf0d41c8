"""What was found in the files of an instance: what is refused, and what is worth knowing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from homeward.errors import Problem, nearest


@dataclass
class Findings:
    """Problems, all of which are reported together, and warnings, a line each."""

    problems: list[Problem] = field(default_factory=list[Problem])
    warnings: list[str] = field(default_factory=list[str])

    def refuse(self, where: str, found: str, why: str = "", *ways_out: str) -> None:
        """Add something that cannot be read."""
        self.problems.append(Problem(where, found, why, ways_out))

    def refuse_cell(self, where: str, problem: Problem) -> None:
        """Add what is wrong with one cell, once it is known where the cell stands."""
        self.problems.append(replace(problem, where=where))

    def warn(self, where: str, what: str, why: str = "") -> None:
        """Add something that is read, but not as one might think."""
        self.warnings.append(one_line(f"{where}: {what} {why}"))


def one_line(text: str) -> str:
    """Write a text on one line."""
    return " ".join(text.splitlines()).strip()


def hint(noun: str, name: str, known: list[str]) -> str:
    """Name what is nearest to a name that is not known; empty if nothing is."""
    near = nearest(name, known)
    return f'Nearest {noun}: "{near}".' if near is not None else ""
