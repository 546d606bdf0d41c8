"""What a run of many cases shows: how many of each kind, which faults, and what was accepted in silence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mutate.cases import Case
from mutate.judge import DOUBTED, REFUSED, SAME, SILENT, Outcome

MOST_EXAMPLES = 5


@dataclass
class Tally:
    """Outcomes, counted as they come."""

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    silent: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, -1)
    largest: tuple[float, int] = (0.0, -1)

    def add(self, case: Case, outcome: Outcome) -> None:
        """Count one."""
        level = case.damages[0].level if len(case.damages) == 1 else "several"
        self.kinds[level, outcome.kind if not outcome.is_fault else "fault"] += 1
        self.seconds += outcome.seconds
        self.slowest = max(self.slowest, (outcome.seconds, case.number))
        self.largest = max(self.largest, (outcome.megabytes, case.number))
        if outcome.is_fault:
            self.faults[f"{outcome.kind}: {kind_of(outcome.said)}"].append(case.number)
        elif outcome.kind == SILENT and len(case.damages) == 1:
            self.silent[f"{level}, {case.damages[0].operator}"].append(case.number)

    @property
    def n_fault(self) -> int:
        """How many should not be so."""
        return sum(len(numbers) for numbers in self.faults.values())


def kind_of(said: str) -> str:
    """Word a fault without what is only its own."""
    first = said.strip().split("\n")[0]
    return re.sub(r'"[^"]*"|\d+', "…", first)[:160]


def table(tally: Tally) -> str:
    """Write the counts as a table: a line a level, a column an outcome."""
    columns = (REFUSED, SAME, DOUBTED, SILENT, "fault")
    levels = sorted({level for level, _ in tally.kinds})
    lines = [f"| damage | cases | {' | '.join(columns)} |", "|---" * (len(columns) + 2) + "|"]
    for level in (*levels, "all"):
        counts = [
            sum(
                n
                for (of, kind), n in tally.kinds.items()
                if kind == column and level in {of, "all"}
            )
            for column in columns
        ]
        lines.append(f"| {level} | {sum(counts):,} | {' | '.join(f'{n:,}' for n in counts)} |")
    return "\n".join(lines)


def listed(found: dict[str, list[int]]) -> str:
    """List kinds, the most frequent first, with the first cases of each."""
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return "\n".join(
        f"{len(numbers):6,}  {kind}  (cases {_some(numbers)})" for kind, numbers in ordered
    )


def _some(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers)[:MOST_EXAMPLES])
