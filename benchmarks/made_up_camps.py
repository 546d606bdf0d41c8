"""Write a made-up conflict in Flee's format, as large as asked: what a run of it costs is all that it is good for."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

START = date(2020, 1, 1)
ACROSS = 20
"""Places in a row of the grid they lie on."""
KM, DEGREES = 40, 0.36
ARRIVALS = 5
"""People a day who register at each camp, more or less."""


def write_conflict(folder: Path, places: int, days: int) -> None:
    """Write a grid of places: a tenth are camps, a fifth are fought over from some day on, the others are towns."""
    camps = [place for place in range(places) if place % 10 == 9]
    fought = [place for place in range(places) if place % 5 == 0]
    kinds = {**dict.fromkeys(camps, "camp"), **dict.fromkeys(fought, "conflict_zone")}
    begins = {place: 30 * number % (days // 2) for number, place in enumerate(fought)}
    given, validation = folder / "input", folder / "validation"
    given.mkdir(parents=True)
    validation.mkdir()
    _write(
        given / "locations.csv",
        "#name,region,country,latitude,longitude,location_type,conflict_date,population",
        (
            (
                f"p{place}",
                "north",
                "Abroad" if place in camps else "Home",
                round(10 + DEGREES * (place // ACROSS), 2),
                round(10 + DEGREES * (place % ACROSS), 2),
                kinds.get(place, "town"),
                begins.get(place, 0),
                100_000 if place in camps else 20_000,
            )
            for place in range(places)
        ),
    )
    roads = [(one, one + 1) for one in range(places - 1) if (one + 1) % ACROSS]
    roads += [(one, one + ACROSS) for one in range(places - ACROSS)]
    rows = ((f"p{one}", f"p{other}", KM + (one * 7 + other) % 50, 0) for one, other in roads)
    _write(given / "routes.csv", "#name1,name2,distance,forced_redirection", rows)
    _write(given / "closures.csv", "#closure_type,name1,name2,closure_start,closure_end", ())
    _write(
        given / "conflicts.csv",
        ",".join(["#Day", *(f"p{place}" for place in range(places))]),
        (
            (day, *(int(place in begins and day >= begins[place]) for place in range(places)))
            for day in range(days)
        ),
    )
    _write(given / "sim_period.csv", f"StartDate,{START}", [("Length", days)])
    _write(given / "registration_corrections.csv", "#name,date", ())
    last = START + timedelta(days=days)
    counts = {camp: ARRIVALS * days * (1 + camp % 3) for camp in camps}
    _write(
        validation / "data_layout.csv",
        "total,total.csv",
        ((f"p{camp}", f"p{camp}.csv") for camp in camps),
    )
    for name, people in [("total", sum(counts.values())), *((f"p{c}", counts[c]) for c in camps)]:
        _write(validation / f"{name}.csv", "#Date,people", [(START, 0), (last, people)])


def _write(file: Path, header: str, rows: Iterable[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([header.split(","), *rows])
