"""What a day costs with ten, a hundred and a thousand times the people, today and in version 0.1.0."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path

from revisions import Revision, earlier_source
from scenario_files import rewrite
from timing import in_turn, number, ratio, say, table

TIMES = (1, 10, 100, 1000)
PEOPLE = {
    "places": ("population", "dwellings", "capacity"),
    "displaced": ("people",),
    "arrivals": ("people",),
    "permissions": ("approvals",),
}
"""Columns that count people or what holds them; so do their `_low` and `_high`."""
ROUNDS = 3
ABOUT = """\
`palmyra` with everybody multiplied: populations, displaced, arrivals, approvals, dwellings and capacities. A draw
costs what it costs whatever it is drawn from; but where communities are larger, more of them have somebody moving
on any day. Each process asked in turn, medians of {rounds} rounds."""


def measure(is_quick: bool) -> str:
    """Measure every size in both revisions, all of them in each round."""
    sizes, rounds = (TIMES[:2], 1) if is_quick else (TIMES, ROUNDS)
    source = earlier_source()
    shipped = Path(str(files("homeward") / "scenarios" / "palmyra"))
    kept = source / "src" / "homeward" / "scenarios" / "palmyra"
    say(f"palmyra, {rounds} rounds of {2 * len(sizes)} processes")
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        asked: list[Revision] = []
        for which, original in ((source, kept), (None, shipped)):
            for times in sizes:
                folder = work / f"{times}-{'now' if which is None else 'then'}"
                multiply(original, folder, times)
                asked.append(stack.enter_context(Revision(which, folder, 1)))
        found = in_turn([one.microseconds for one in asked], rounds)
    then, now = found[: len(sizes)], found[len(sizes) :]
    rows = [
        [
            f"{times:,}",
            number(statistics.median(before)),
            number(ratio(before, then[0])),
            number(statistics.median(after)),
            number(ratio(after, now[0])),
            number(ratio(before, after)),
        ]
        for times, before, after in zip(sizes, then, now, strict=True)
    ]
    heading = "times the people | 0.1.0, µs a day | over its 1x | today, µs a day | over its 1x | times faster"
    return f"{ABOUT.format(rounds=rounds)}\n\n{table(heading, rows)}"


def multiply(original: Path, folder: Path, times: int) -> None:
    """Copy a scenario with everybody in it multiplied."""
    shutil.copytree(original, folder)
    for name, counted in PEOPLE.items():
        columns = [f"{one}{end}" for one in counted for end in ("", "_low", "_high")]

        def change(row: dict[str, str], columns: list[str] = columns) -> None:
            for column in columns:
                if row.get(column):
                    row[column] = str(round(float(row[column]) * times))

        rewrite(folder / f"{name}.csv", change)
