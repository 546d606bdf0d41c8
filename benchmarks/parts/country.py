"""How time and memory grow with places and homes, on made-up countries."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
from made_up_country import Country, write_country
from timing import number, say, seconds, table

from homeward.assemble.communities.world import assemble
from homeward.engine.communities.ready import prepare, run_whole_member
from homeward.engine.pool import Workspace
from homeward.scenario.load import load_scenario

PLACES, HOMES = (50, 100, 200), (10, 25, 50)
"""What is varied, the other kept: homes at 25, places at 100."""
USUAL = (100, 25)
YEARS, GROUPS, MEMBERS = 1, 5, 3
ABOUT = """\
Countries made up by `benchmarks/made_up_country.py`: {years} year, {groups} groups, 6 actors. CPU seconds to read
the folder and to assemble it, and of a day of one thread (mean of {members} members). What a thread holds of a
member is its state and a record of one day, dense."""


def measure(is_quick: bool) -> str:
    """Measure countries along both axes, and fit how time grows along each."""
    along = [(places, USUAL[1]) for places in PLACES], [(USUAL[0], homes) for homes in HOMES]
    sizes = [(20, 4), (40, 4)] if is_quick else sorted({*along[0], *along[1]})
    found = {size: once(*size) for size in sizes}
    rows = [
        [f"{places:,}", str(homes), *map(number, found[places, homes])] for places, homes in sizes
    ]
    heading = (
        "places | homes | reading, s | assembling, s | a member-day, µs | state and record, MB"
    )
    about = ABOUT.format(years=YEARS, groups=GROUPS, members=MEMBERS)
    text = f"{about}\n\n{table(heading, rows)}"
    if is_quick:
        return text
    of_places, of_homes = (
        fitted([one[axis] for one in line], [found[one] for one in line])
        for axis, line in enumerate(along)
    )
    return (
        f"{text}\n\nFitted to these, as powers of places and of homes: assembling {of_places[0]:.1f} and "
        f"{of_homes[0]:.1f}, a member-day {of_places[1]:.1f} and {of_homes[1]:.1f}."
    )


def once(places: int, homes: int) -> tuple[float, float, float, float]:
    """Measure one country: reading, assembling, a member-day, bytes of a member."""
    say(f"{places} places, {homes} homes")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "country"
        write_country(folder, Country(places, homes, GROUPS, YEARS, np.random.default_rng(1)))
        began = time.process_time()
        scenario = load_scenario(folder)
        reading = time.process_time() - began
    began = time.process_time()
    assemble(scenario)
    assembling = time.process_time() - began
    ready = prepare(scenario, days=[scenario.n_day - 1], members=MEMBERS, seed=1)
    space = Workspace(ready, np.zeros(1, dtype=np.int64))
    taken = [
        seconds(lambda member=member: run_whole_member(ready, member, space))
        for member in range(MEMBERS)
    ]
    held = n_bytes(space.memory) + n_bytes(ready.record())
    return reading, assembling, 1e6 * float(np.mean(taken)) / scenario.n_day, held / 1e6


def n_bytes(arrays: object) -> int:
    """Bytes of all arrays of nested tuples."""
    if isinstance(arrays, np.ndarray):
        return arrays.nbytes
    return sum(map(n_bytes, arrays)) if isinstance(arrays, tuple) else 0


def fitted(sizes: list[int], found: list[tuple[float, ...]]) -> tuple[float, float]:
    """Return the exponents by which assembling and a member-day grow with a size."""
    logs = np.log([[assembling, day] for _, assembling, day, _ in found])
    slopes = np.polyfit(np.log(sizes), logs, 1)[0]
    return float(slopes[0]), float(slopes[1])
