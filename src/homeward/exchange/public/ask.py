"""What is asked of an import of public data, kept so that next month's release is one command (decision 34)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from homeward.errors import Problem, ScenarioError

EventSource = Literal["", "ucdp", "acled"]
Vague = Literal["spread", "leave-out"]
Holds = Literal["", "displaced", "nobody"]

MOST_DETOUR = 3.0


@dataclass(frozen=True)
class Ask:
    """What was asked.

    Parameters
    ----------
    country
        Three letters.
    level
        Administrative level of the homes, 1 or 2.
    fit_before
        Observations before it may be fitted to; None: all are for testing.
    events
        The one source of fighting; empty: UCDP if there is any.
    vague
        What becomes of events whose coordinates are the middle of a province or country.
    operations
        Operations of DTM that are counted.
    population
        Whether people of an area in the population table hold those displaced to it; empty: told by the figures.
    detour
        How much longer a way is than the great circle.
    least_abroad
        People below whom no place is made of a country of asylum.
    """

    country: str
    start: dt.date
    end: dt.date
    level: int = 1
    fit_before: dt.date | None = None
    events: EventSource = ""
    vague: Vague = "spread"
    operations: tuple[str, ...] = ()
    population: Holds = ""
    detour: float = 1.4
    least_abroad: int = 10_000
    encoding: str | None = None
    members: int = 240
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        for is_wrong, where, found, way in (
            (
                not (len(self.country) == 3 and self.country.isalpha() and self.country.isupper()),
                "--country",
                f'"{self.country}" is not three capital letters.',
                "write the ISO 3166 code, such as SDN.",
            ),
            (
                self.end <= self.start,
                "--end",
                f"{self.end} is not after {self.start}.",
                "exchange them.",
            ),
            (self.level not in {1, 2}, "--level", f"{self.level} is not 1 or 2.", "write 1 or 2."),
            (
                not 1 <= self.detour <= MOST_DETOUR,
                "--great-circle",
                f"{self.detour:g} is not from 1 to {MOST_DETOUR:g}.",
                "write 1.4, say.",
            ),
        ):
            if is_wrong:
                raise ScenarioError(Problem(where, found, "", (way,)))

    def as_json(self) -> dict[str, Any]:
        """Write it as JSON holds it."""
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Ask:
        """Read what `as_json` wrote.

        Raises
        ------
        KeyError, ValueError, TypeError
            If it is something else.
        """
        known = {one.name for one in fields(cls)}
        given = {name: value for name, value in said.items() if name in known}
        for name in ("start", "end", "fit_before"):
            given[name] = dt.date.fromisoformat(given[name]) if given.get(name) else None
        given["operations"] = tuple(given.get("operations", ()))
        return cls(**given)
