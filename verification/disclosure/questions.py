"""The attack on answers: counts and differences, for homes, groups, refuges and levers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from disclosure.ask import Asker, RefusedError, several
from disclosure.feasible import System, rounded, rounded_difference

ALL = "all"
OUTCOMES = ("returned", "displaced", "harmed")
KINDS = ("killed", "arrested_or_abducted", "conscripted_or_recruited")
AS_IS = ""
Count = tuple[str, str, str, str, str]
"""Day, world (levers applied), what is counted, home, and group or refuge."""


@dataclass
class Questions:
    """Answers of so many members, as bounds of sums.

    Parameters
    ----------
    counts_are_withheld
        Whether counts go by the rule for counts, or (before) by that for differences.
    small
        Sums (by what they are made of) withheld or shown as small, each with the command asked.
    """

    asker: Asker
    members: int
    homes: Sequence[str]
    groups: Sequence[str] = ()
    places: Sequence[str] = ()
    counts_are_withheld: bool = True
    system: System = field(default_factory=System)
    small: dict[tuple[tuple[Any, int], ...], str] = field(default_factory=dict)

    def compare(self, day: str, lever: str, homes: Sequence[str]) -> Mapping[str, Any]:
        """Ask what a lever changes for some homes (all, if none is named), and note the answer."""
        said = self.asker.json(
            "compare",
            "--lever",
            lever,
            "--on",
            day,
            *several(homes, "--home"),
            members=self.members,
        )
        asked = list(homes) or list(self.homes)
        for name in OUTCOMES:
            self._difference(said[name], day, lever, name, asked, ALL)
            for group in said["groups"]:
                self._difference(group[name], day, lever, name, asked, group["group"])
        for name in KINDS:
            self._difference(said["harm"][name], day, lever, name, asked, ALL)
        return said

    def explain(
        self, day: str, outcome: str, homes: Sequence[str], since: str
    ) -> Mapping[str, Any]:
        """Ask what keeps people of some homes away, by refuge."""
        said = self.asker.json(
            "explain",
            "--outcome",
            outcome,
            "--by",
            "refuge",
            "--on",
            day,
            "--since",
            since,
            *several(homes, "--home"),
            members=self.members,
        )
        asked = list(homes) or list(self.homes)
        for one, last in (
            (said, ALL),
            *((row, row["group"]) for row in said["groups"]),
            *((row, f"at {row['refuge']}") for row in said["refuges"]),
        ):
            # People at home are not followed to a refuge: other counts stand under the same name.
            name = (
                outcome
                if outcome != "returned" or not last.startswith("at ")
                else f"set off since {since}"
            )
            self._note(one["as_is"], day, AS_IS, name, asked, last, "explain")
            self._note(one["all_lifted"], day, f"all lifted {since}", name, asked, last, "explain")
            self._shown(
                one["total"],
                {
                    **self._terms(day, f"all lifted {since}", name, asked, last, 1),
                    **self._terms(day, AS_IS, name, asked, last, -1),
                },
                "explain",
            )
        return said

    def _difference(
        self,
        one: Mapping[str, Any],
        day: str,
        lever: str,
        name: str,
        homes: Sequence[str],
        last: str,
    ) -> None:
        self._note(one["as_is"], day, AS_IS, name, homes, last, "compare")
        self._note(one["changed"], day, lever, name, homes, last, "compare")
        self._shown(
            one["difference"],
            {
                **self._terms(day, lever, name, homes, last, 1),
                **self._terms(day, AS_IS, name, homes, last, -1),
            },
            "compare",
        )

    def _note(
        self,
        spread: Mapping[str, Any],
        day: str,
        world: str,
        name: str,
        homes: Sequence[str],
        last: str,
        by: str,
    ) -> None:
        self._shown(spread, self._terms(day, world, name, homes, last, 1), by, is_count=True)

    def _terms(
        self, day: str, world: str, name: str, homes: Sequence[str], last: str, sign: int
    ) -> dict[Count, int]:
        terms = {(day, world, name, home, last): sign for home in homes}
        for key in terms:
            if key not in self.system.index:
                self.system.unknown(key)
                self._tie(key)
        return terms

    def _tie(self, key: Count) -> None:
        """Tie a whole to its parts, once."""
        day, world, name, home, last = key
        if last == ALL and name in OUTCOMES:
            for parts in (
                [(day, world, name, home, group) for group in self.groups],
                [(day, world, name, home, f"at {place}") for place in self.places]
                if name == "displaced"
                else [],
            ):
                if parts:
                    for part in parts:
                        self.system.unknown(part)
                    self.system.add({**dict.fromkeys(parts, 1), key: -1}, 0, 0)
        if name == "harmed" and last == ALL:
            kinds = [(day, world, kind, home, ALL) for kind in KINDS]
            for part in kinds:
                self.system.unknown(part)
            self.system.add({**dict.fromkeys(kinds, 1), key: -1}, 0, 0)

    def _shown(
        self,
        spread: Mapping[str, Any],
        terms: Mapping[Count, int],
        by: str,
        *,
        is_count: bool = False,
    ) -> None:
        mean, members = spread["mean"], self.members
        is_small = mean is None or abs(mean) <= 10
        if is_count and self.counts_are_withheld:
            self.system.add(
                terms, *((1, 10 * members - 1) if mean is None else rounded(mean, members))
            )
            is_small = mean is None
        else:
            self.system.add(terms, *rounded_difference(mean, members))
        if is_small:
            self.small.setdefault(tuple(sorted(terms.items())), by)


def subsets(homes: Sequence[str], how_many: int, seed: int = 1) -> Iterable[list[str]]:
    """Some sets of several homes, drawn."""
    drawn = random.Random(seed)
    for _ in range(how_many):
        yield sorted(drawn.sample(list(homes), drawn.randint(2, len(homes) - 1)))


def may_ask_of_several(asker: Asker, lever: str, homes: Sequence[str], members: int) -> bool:
    """Tell whether a question may be about several homes and not all."""
    try:
        asker.json("compare", "--lever", lever, *several(homes[:2], "--home"), members=members)
    except RefusedError:
        return False
    return True


def truth(
    asker: Asker, members: int, day: str, levers: Sequence[str], homes: Sequence[str]
) -> dict[Count, int]:
    """Exact sums over members of every count that is asked for."""
    found: dict[Count, int] = {}
    for home in homes:
        for lever in levers:
            said = asker.json(
                "compare", "--lever", lever, "--on", day, "--home", home, "--exact", members=members
            )
            for last, row in ((ALL, said), *((row["group"], row) for row in said["groups"])):
                for name in OUTCOMES:
                    for world, side in ((AS_IS, "as_is"), (lever, "changed")):
                        found[day, world, name, home, last] = round(
                            row[name][side]["mean"] * members
                        )
            for name in KINDS:
                for world, side in ((AS_IS, "as_is"), (lever, "changed")):
                    found[day, world, name, home, ALL] = round(
                        said["harm"][name][side]["mean"] * members
                    )
    return found
