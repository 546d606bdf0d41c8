"""The published tables of a run's folder: what exports are made of, so that nothing leaves that the run withholds."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from homeward.errors import Problem, ScenarioError
from homeward.results.files.provenance import FORMAT, RUN_FILE

if TYPE_CHECKING:
    import pandas as pd

STATISTICS = ("mean", "median", "q05", "q25", "q75", "q95")
FACTS = ("label", "pcode", "iso3", "latitude", "longitude")
LEVELS = ("total", "by_place", "by_home", "by_home_and_place")
"""Levels that are exported, each in a file of its own; groups are not, as they are withheld by name."""
DISPLACED = ("idps", "refugees")


@dataclass(frozen=True)
class RunTables:
    """A run's folder.

    Parameters
    ----------
    info
        What ``run.json`` says.
    """

    folder: Path
    info: dict[str, Any]

    @property
    def title(self) -> str:
        """Title of the scenario."""
        return str(self.info.get("scenario", {}).get("title") or self.folder.name)

    @property
    def is_exact(self) -> bool:
        """Whether disclosure control was turned off when it was written."""
        return bool(self.info.get("exact"))

    @property
    def documents(self) -> list[dict[str, Any]]:
        """What the scenario rests on."""
        return list(self.info.get("inputs", {}).get("documents", ()))

    def table(self, kind: str, level: str) -> pd.DataFrame:
        """Read stocks or flows at a level: a row a quantity and day, NaN where withheld.

        Raises
        ------
        ScenarioError
            If the table is not there, or is damaged.
        """
        import pandas as pd  # noqa: PLC0415  heavy: wanted only where a table is

        path = self.folder / "sums" / f"{kind}_{level}.csv"
        try:
            # Places may be called what pandas takes for a missing value, and have codes that it takes for numbers.
            table = pd.read_csv(
                path,
                dtype=defaultdict(lambda: str, dict.fromkeys(_numbers(), float)),
                keep_default_na=False,
                na_values={name: [""] for name in _numbers()},
            )
        except (OSError, ValueError, pd.errors.ParserError) as error:
            ways = ("run the scenario again.",)
            raise ScenarioError(
                Problem(str(path), f"it cannot be read: {error}.", "", ways)
            ) from error
        missing = {"variable", "time", *STATISTICS, "suppressed"} - set(table)
        if missing:
            found = f"it has no columns {', '.join(sorted(missing))}."
            raise ScenarioError(Problem(str(path), found, "", ("run the scenario again.",)))
        return table.rename(columns={"variable": "quantity", "time": "date"})


def _numbers() -> list[str]:
    return [
        *STATISTICS,
        *(f"{axis}_{fact}" for axis in ("home", "place") for fact in ("latitude", "longitude")),
    ]


def open_tables(folder: Path) -> RunTables:
    """Open the folder of a run.

    Raises
    ------
    ScenarioError
        If it is none, or of a form that is not known.
    """
    path = folder / RUN_FILE
    try:
        info = json.loads(path.read_bytes())
    except FileNotFoundError:
        found = f"there is no {RUN_FILE} in it: it is not the folder of a run."
        raise ScenarioError(
            Problem(str(folder), found, "", ("name a folder that `homeward run` wrote.",))
        ) from None
    except (OSError, ValueError) as error:
        raise ScenarioError(Problem(str(path), f"it is damaged: {error}.")) from error
    if not isinstance(info, dict) or info.get("format") != FORMAT:
        raise ScenarioError(
            Problem(
                str(path), "it is of a form that is not known.", "", ("run the scenario again.",)
            )
        )
    return RunTables(folder, info)


def of_axis(table: pd.DataFrame, axis: str) -> pd.DataFrame:
    """Name the columns of one axis as joins know them: pcode, iso3, label, latitude, longitude, date, quantity."""
    own = table.rename(columns={f"{axis}_{fact}": fact for fact in FACTS})
    order = ["pcode", "iso3", "label", "latitude", "longitude", "date", "quantity"]
    return cast("pd.DataFrame", own[[*order, *STATISTICS, "suppressed", axis]])


def displaced(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Add IDPs and refugees up, by their means, which alone add up; what has a withheld part is withheld."""
    rows = table[table["quantity"].isin(DISPLACED)]
    sums = rows.groupby(keys, dropna=False, sort=True)["mean"]
    found = sums.agg(sum_or_withheld).reset_index()
    return found.rename(columns={"mean": "displaced"})


def sum_or_withheld(values: pd.Series) -> float:
    """Add parts up; with one that is withheld their sum is."""
    return float(values.sum(skipna=False))
