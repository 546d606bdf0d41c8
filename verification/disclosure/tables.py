"""The attack on tables: sums of parts, balances of stocks and flows, days, one member more."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from disclosure.feasible import MOST, System, rounded

from homeward.results.files.long_tables import long_table, shown_rows
from homeward.results.publish.published import publish
from homeward.results.result import open_result
from homeward.results.tables.statistics import LEVELS, STATISTICS
from homeward.results.tables.totals import MEASURES

ALL = "all"
STOCKS = (
    "residents",
    "idps",
    "refugees",
    "returnees",
    "travelling",
    "detained",
    "recruited",
    "dead",
)
HARMS = {"deaths": "dead", "detentions": "detained", "recruitments": "recruited"}
AXES = ("home", "group", "place")
Where = tuple[str, str, str]
"""Home, group and place; `ALL` where summed over."""


@dataclass(frozen=True)
class Cell:
    """The mean of one count over the first members of a run: what is withheld and attacked."""

    members: int
    variable: str
    day: str
    where: Where

    @property
    def key(self) -> tuple[str, str, Where, int]:
        """Its sum over members, among the unknowns."""
        return (self.variable, self.day, self.where, self.members)


First = Mapping[tuple[str, Where], str]
"""Day on which a count (variable, where) is first not nobody."""


def fill(
    system: System, tables: Mapping[int, pd.DataFrame], first: Mapping[int, First] | None = None
) -> list[Cell]:
    """Bound sums over members by the tables of runs of so many members each; return what is withheld.

    Parameters
    ----------
    first
        What runs that end earlier tell, by members.
    """
    withheld: list[Cell] = []
    fewer = 0
    for members, table in sorted(tables.items()):
        days = sorted(table["time"].unique())
        communities: set[Where] = set()
        for variable, rows in table.groupby("variable", sort=False):
            fine = _fine(rows)
            communities |= set(fine)
            for day in days:
                _add_up(system, str(variable), day, fine, members)
        withheld += _bound(system, table, members, (first or {}).get(members, {}))
        _balance(system, days, communities, members)
        _measure(system, days, communities, members)
        if fewer:
            _nest(system, fewer, members)
        fewer = members
    return withheld


def _bound(system: System, table: pd.DataFrame, members: int, first: First) -> list[Cell]:
    """Bound every mean of a table, and return what is withheld."""
    withheld: list[Cell] = []
    tells_nobody = _tells_nobody(table)
    columns = ["variable", "time", *AXES, "mean"]
    for variable, day, *where, mean in table[columns].itertuples(index=False):
        cell = Cell(members, variable, day, tuple(where))
        system.unknown(cell.key)
        since = first.get((variable, tuple(where)))
        if not np.isnan(mean):
            system.add({cell.key: 1}, *rounded(mean, members))
            continue
        withheld.append(cell)
        if since is not None and day < since:
            system.add({cell.key: 1}, 0, 0)
        else:
            system.add({cell.key: 1}, 1 if tells_nobody or day == since else 0, MOST)
    return withheld


def _nest(system: System, fewer: int, members: int) -> None:
    """Whoever is counted over fewer members is counted over more."""
    for variable, day, where, count in list(system.index):
        if count == members:
            pair = {(variable, day, where, members): 1, (variable, day, where, fewer): -1}
            system.add(pair, 0, MOST)


def _tells_nobody(table: pd.DataFrame) -> bool:
    """Tell whether nobody is told from few people: whether any count is 0 on one day and withheld on another."""
    columns = table.groupby(["variable", *AXES], sort=False)["mean"]
    return bool((columns.min().eq(0) & columns.apply(lambda one: one.isna().any())).any())


def add_windows(
    system: System, daily: pd.DataFrame, coarser: pd.DataFrame, members: int, flows: Sequence[str]
) -> None:
    """Bound sums of flows over several days by tables of the same run with fewer records."""
    days = sorted(daily["time"].unique())
    ends = sorted(coarser["time"].unique())
    tells_nobody = _tells_nobody(coarser)
    windows = {
        end: [day for day in days if (before is None or day > before) and day <= end]
        for before, end in zip([None, *ends], ends, strict=False)
    }
    for variable, day, *where, mean in coarser[["variable", "time", *AXES, "mean"]].itertuples(
        index=False
    ):
        if variable in flows:
            terms = {(variable, one, tuple(where), members): 1 for one in windows[day]}
        else:
            terms = {(variable, day, tuple(where), members): 1}
        if not any(key in system.index for key in terms):
            continue
        if np.isnan(mean):
            system.add(terms, 1 if tells_nobody else 0, MOST)
        else:
            system.add(terms, *rounded(mean, members))


def first_days(tables: Mapping[str, pd.DataFrame]) -> First:
    """Find since when each count is not nobody, from tables of runs that end on every day."""
    found: dict[tuple[str, Where], str] = {}
    for day, table in sorted(tables.items()):
        some = table[table["mean"].isna() | (table["mean"] > 0)]
        for variable, *where in some[["variable", *AXES]].drop_duplicates().itertuples(index=False):
            found.setdefault((variable, tuple(where)), day)
    return found


def _fine(rows: pd.DataFrame) -> list[Where]:
    """Communities that ever hold anybody."""
    is_fine = ~(rows[list(AXES)] == ALL).any(axis=1)
    fine = rows[is_fine][list(AXES)].drop_duplicates()
    return [(home, group, place) for home, group, place in fine.itertuples(index=False)]


def read_published(run: Path) -> pd.DataFrame:
    """Read stocks and flows of a run and all sums of them, with `ALL` where they are summed over."""
    kinds = ("stocks", "flows")
    sums = [path for kind in kinds for path in sorted((run / "sums").glob(f"{kind}_*.csv"))]
    return _together(
        pd.read_csv(path, keep_default_na=False, na_values=[""])
        for path in [*(run / f"{kind}.csv" for kind in kinds), *sums]
    )


def _together(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put the levels below each other; communities without a row on a day have nobody on it."""
    found: list[pd.DataFrame] = []
    for part in parts:
        whole = part
        if set(AXES) <= set(part):
            communities = part[["variable", *AXES]].drop_duplicates()
            grid = communities.merge(part[["time"]].drop_duplicates(), how="cross")
            is_there = part.assign(is_there=True)
            whole = grid.merge(is_there, how="left", on=["variable", "time", *AXES])
            missing = whole["is_there"].isna()
            whole.loc[missing, list(STATISTICS)] = 0.0
        found.append(whole.assign(**{axis: ALL for axis in AXES if axis not in whole}))
    columns = ["variable", "time", *AXES, *STATISTICS]
    return pd.concat([one[columns] for one in found], ignore_index=True)


def _levels(cell: Where) -> Iterator[tuple[tuple[int, ...], Where]]:
    for level in ((), (2,), (1,), (0,), (0, 2), (0, 1), (0, 1, 2)):
        yield level, tuple(cell[axis] if axis in level else ALL for axis in range(3))


def _add_up(system: System, variable: str, day: str, fine: Sequence[Where], members: int) -> None:
    """Every whole is the sum of its parts."""
    finer = {
        (): ((2,), (1,), (0,)),
        (0,): ((0, 2), (0, 1)),
        (2,): ((0, 2),),
        (1,): ((0, 1),),
        (0, 2): ((0, 1, 2),),
        (0, 1): ((0, 1, 2),),
    }
    parts: dict[tuple[Where, tuple[int, ...]], set[Where]] = {}
    for cell in fine:
        at = dict(_levels(cell))
        for where in at.values():
            system.unknown((variable, day, where, members))
        for level, several in finer.items():
            for part in several:
                parts.setdefault((at[level], part), set()).add(at[part])
    for (whole, _), several in parts.items():
        terms = {(variable, day, part, members): 1 for part in several}
        system.add({**terms, (variable, day, whole, members): -1}, 0, 0)


def _balance(system: System, days: Sequence[str], communities: set[Where], members: int) -> None:
    """What stocks and flows of any community have to do with each other (model 9.3)."""
    sums = {
        where for cell in communities for level, where in _levels(cell) if level != (0, 1, 2)
    } | communities
    for (before, day), where in itertools.product(itertools.pairwise(days), sums):

        def change(
            plus: Sequence[str],
            minus: Sequence[str],
            pair: tuple[str, str] = (before, day),
            where: Where = where,
        ) -> dict[tuple[str, str, Where, int], int]:
            """Terms of the change of some stocks (first) less some flows."""
            now, then = {}, {}
            for name in plus:
                now[name, pair[1], where, members] = 1
                then[name, pair[0], where, members] = -1
            return now | then | {(name, pair[1], where, members): -1 for name in minus}

        for flow, stock in HARMS.items():
            system.add(change([stock], [flow]), 0, 0)
        harmed = {(flow, day, where, members): 1 for flow in HARMS}
        gone = {
            (flow, day, where, members): 1 for flow in ("onward_movements", "return_departures")
        }
        left = change(["residents"], []) | {("displacements", day, where, members): 1}
        moved = change(["idps", "refugees"], ["arrivals", "external_arrivals"]) | gone
        for terms in (left, moved):
            system.add(terms, -MOST, 0)
            system.add({**terms, **harmed}, 0, MOST)
        if where[2] == ALL:
            system.add(change(STOCKS, ["external_arrivals"]), 0, 0)


def _measure(system: System, days: Sequence[str], communities: set[Where], members: int) -> None:
    """Measures are sums of stocks, or of flows since the start."""
    sums = {where for cell in communities for level, where in _levels(cell) if level != (0, 1, 2)}
    names = {key[0] for key in system.index}
    for measure in MEASURES:
        if measure.name not in names:
            continue
        for number, day in enumerate(days):
            for where in sums:
                if (measure.name, day, where, members) not in system.index:
                    continue
                counted = days[: number + 1] if measure.is_running else [day]
                terms = {
                    (name, one, where, members): 1 for name in measure.variables for one in counted
                }
                system.add({**terms, (measure.name, day, where, members): -1}, 0, 0)


def truth(run: Path) -> pd.Series:
    """Exact means of a run, from what is not for publication."""
    result = open_result(run)
    shown = publish(result, exact=True)
    several = shown.summaries.items()
    table = _together(
        long_table(
            [(name, shown_rows(one, level)) for name, one in several],
            result.axes,
            shown.names,
            (),
            level,
        )
        .select(["variable", "time", *level, *STATISTICS])
        .to_pandas()
        .astype(dict.fromkeys(("variable", "time", *level), str))
        for level in (*LEVELS, AXES)
    )
    table["time"] = table["time"].astype(str)
    return table.set_index(["variable", "time", *AXES])["mean"]
