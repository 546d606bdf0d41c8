"""How much faster a member's day is than in version 0.1.0, by scenario."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from made_up_country import Country, write_country
from revisions import compare
from scenario_files import rewrite
from timing import number, table

SHIPPED = (("tiny", 300), ("palmyra", 2), ("syria", 1))
"""Scenarios, and how many members are timed in a round."""
COUNTRIES = ((24, 6, 3, 2), (100, 25, 1, 1))
"""Places, homes, years and members of made-up countries."""
SHARES = (0.3, 0.2, 0.2, 0.1, 0.1, 0.1)
"""Of six groups: version 0.1.0 refuses sixths, which do not sum to 1 as written."""
ROUNDS = 7
ABOUT = """\
CPU time of one thread for a day of one more member, records of the last day only; version 0.1.0 is commit 93a79ba.
Each revision in a process of its own, asked in turn, medians of {rounds} rounds. Members of the two are not the
same people: draws have changed since. Countries are made up by `benchmarks/made_up_country.py`."""


def measure(is_quick: bool) -> str:
    """Compare shipped scenarios and made-up countries."""
    rounds = 1 if is_quick else ROUNDS
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as work:
        cases: list[tuple[str, str | Path, int]] = [(name, name, more) for name, more in SHIPPED]
        for places, homes, years, more in COUNTRIES:
            folder = Path(work) / f"{places}-places-{homes}-homes"
            write_country(folder, Country(places, homes, 6, years, np.random.default_rng(1)))
            share_out(folder / "groups.csv")
            cases.append((f"{places} places, {homes} homes, {years} y", folder, more))
        for title, scenario, more in cases[:1] if is_quick else cases:
            found = compare(scenario, more, rounds)
            then, now, times = (number(one) for one in (found.then, found.now, found.times))
            rows.append([title, then, now, f"{1e6 / found.now:,.0f}", times])
    heading = "scenario | 0.1.0, µs a day | today, µs a day | member-days a second | times faster"
    return f"{ABOUT.format(rounds=rounds)}\n\n{table(heading, rows)}"


def share_out(file: Path) -> None:
    """Give groups shares that sum to 1."""
    shares = iter(SHARES)
    rewrite(file, lambda row: row.update(share=str(next(shares))))
