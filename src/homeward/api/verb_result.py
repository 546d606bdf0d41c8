"""What every verb returns: a table, the JSON of the command line, and the same after disclosure control."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from homeward.results.publish.small_counts import closing

if TYPE_CHECKING:
    import pandas as pd

Members = TypeVar("Members")
TABLE_ROWS = 10
"""Rows of a table that `repr` shows."""


class VerbResult(ABC):
    """What a verb found; exact until `publish` makes a copy that may leave the machine."""

    exact: bool
    """Whether counts are exact: disclosure control has then not been applied."""
    has_differences = False
    """Whether differences of counts are in it, which are rounded otherwise."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What it is, in one line."""

    @property
    @abstractmethod
    def table(self) -> pd.DataFrame:
        """The main table; columns are named as in the JSON, a part of a part by ``part.name``."""

    @abstractmethod
    def publish(self) -> Self:
        """Return a copy after disclosure control: small counts withheld (NaN), all others rounded.

        Raises
        ------
        homeward.errors.ScenarioError
            If what was asked cannot be published: one member, or several homes added up.
        """

    @abstractmethod
    def _said(self) -> Mapping[str, Any]:
        """Return everything `as_json` holds, but whether it is exact."""

    def as_json(self) -> dict[str, Any]:
        """Return what the command line prints with ``--json``, or with ``--json --exact`` if it is exact.

        Numbers that have no value or are withheld are None, dates are text.
        """
        return as_json_holds({**self._said(), "exact": self.exact})

    def json(self) -> str:
        """Return the same as text."""
        return json.dumps(self.as_json(), indent=2, allow_nan=False)

    @property
    def closing(self) -> str:
        """What disclosure control has done, in one line."""
        return closing(exact=self.exact, has_differences=self.has_differences)

    def __repr__(self) -> str:
        """Say what it is, and how its table begins."""
        head = self.table.head(TABLE_ROWS).to_string()
        return f"{self.title}\n{head}\n{self.closing}"

    def _repr_html_(self) -> str:
        shown = self.table.to_html(max_rows=60, border=0, na_rep="")
        return f"<p><strong>{self.title}</strong></p>{shown}<p>{self.closing}</p>"


def only_exact(members: Members | None) -> Members:
    """Return the members of a result, which its published copy does not hold.

    Raises
    ------
    ValueError
        If they are not there.
    """
    if members is None:
        raise ValueError(
            "Members are exact: a published copy has none. Take or save them before publishing."
        )
    return members


def as_json_holds(value: Any) -> Any:
    """Return a value as JSON can hold it: dates as text, what has no value or is withheld as None."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = dataclasses.asdict(value)
    if isinstance(value, dict):
        return {str(key): as_json_holds(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json_holds(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.isoformat() if isinstance(value, dt.date) else value


def frame_of(rows: Iterable[Any]) -> pd.DataFrame:
    """Make a table of rows (dataclasses or mappings): parts of parts are columns ``part.name``, days are dates."""
    import pandas as pd  # noqa: PLC0415  heavy: wanted only where a table is

    given = [dataclasses.asdict(row) if dataclasses.is_dataclass(row) else row for row in rows]  # pyright: ignore[reportArgumentType]
    found = pd.json_normalize(given)
    for name in {"date", "from"} & set(found):
        found[name] = pd.to_datetime(found[name])
    return found
