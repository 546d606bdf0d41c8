"""How much faster a member's day is than in version 0.1.0, by scenario."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from made_up_country import Country, write_country
from revisions import compare
from scenario_files import rewrite
from timing import number, table

SHIPPED = (("tiny", 300, 7), ("palmyra", 2, 5), ("syria", 1, 5))
"""Scenarios, how many members are timed in a round, and rounds."""
COUNTRIES = ((24, 6, 3, 2, 5), (100, 25, 1, 1, 3))
"""Places, homes and years of made-up countries, members and rounds."""
SHARES = (0.3, 0.2, 0.2, 0.1, 0.1, 0.1)
"""Of six groups: version 0.1.0 refuses sixths, which do not sum to 1 as written."""
ABOUT = """\
CPU time of one thread for a member's day, records of the last only, less that of one member's first day: assembling
and preparing; version 0.1.0 is commit 93a79ba. Each revision in a process of its own, asked in turn, medians of 3
to 7 rounds. Members of the two are not the same people: draws have changed since. Countries are made up by
`benchmarks/made_up_country.py`."""


def measure(is_quick: bool) -> str:
    """Compare shipped scenarios and made-up countries."""
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as work:
        cases: list[tuple[str, str | Path, int, int]] = [(one[0], *one) for one in SHIPPED]
        for places, homes, years, members, rounds in COUNTRIES:
            folder = Path(work) / f"{places}-places-{homes}-homes"
            write_country(folder, Country(places, homes, 6, years, np.random.default_rng(1)))
            share_out(folder / "groups.csv")
            cases.append((f"{places} places, {homes} homes, {years} y", folder, members, rounds))
        for title, scenario, members, rounds in cases[:1] if is_quick else cases:
            found = compare(scenario, members, 1 if is_quick else rounds)
            then, now, times = (number(one) for one in (found.then, found.now, found.times))
            rows.append([title, then, now, f"{1e6 / found.now:,.0f}", times])
    heading = "scenario | 0.1.0, µs a day | today, µs a day | member-days a second | times faster"
    return f"{ABOUT}\n\n{table(heading, rows)}"


def share_out(file: Path) -> None:
    """Give groups shares that sum to 1."""
    shares = iter(SHARES)
    rewrite(file, lambda row: row.update(share=str(next(shares))))
