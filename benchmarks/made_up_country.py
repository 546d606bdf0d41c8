"""Write a made-up country as a scenario folder, as large as asked: what a run of it costs is all that it is good for.

    python benchmarks/made_up_country.py FOLDER --places 200 --homes 50 --years 10

Places lie at random in a square of 450 km and are joined to those near them; six actors hold what is nearest to them,
and lose some of it on days of their own. The same numbers write the same folder.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay

from homeward.numerics.array_types import Reals

START = date(2012, 1, 1)
ACTORS = [f"actor{number}" for number in range(6)]
KM_PER_DEGREE = 100.0
NEIGHBOURS_JOINED = 3
"""Roads that a place has at most to those nearest to it, beside those without which it would be cut off."""
EMPTY = {
    "displaced": "home,group,place,people,claims",
    "arrivals": "home,group,place,people,from,to,claims",
    "claims": "claim,document,said_by,statement,source_grade,information_grade",
    "documents": "document,title,publisher,published",
    "observations": "name,date,measure,homes,groups,places,low,value,high,use,claims",
}
"""Tables without rows."""
Rows = Iterable[Sequence[object]]


@dataclass(frozen=True)
class Country:
    """What is chosen of a country, and its chance.

    Parameters
    ----------
    positions
        (place, 2), degrees: latitude and longitude. The first places are homes.
    """

    places: int
    homes: int
    groups: int
    years: int
    chance: np.random.Generator
    positions: Reals = field(init=False)

    def __post_init__(self) -> None:
        positions = self.chance.uniform((33.0, 36.0), (37.5, 40.5), (self.places, 2)).round(4)
        object.__setattr__(self, "positions", positions)

    @property
    def n_day(self) -> int:
        """Days of the run."""
        return (date(START.year + self.years, 1, 1) - START).days

    def between(self, low: float, high: float) -> float:
        """Draw a number, to two digits."""
        return round(float(self.chance.uniform(low, high)), 2)

    def days(self, number: int) -> list[date]:
        """Draw days on which something changes, in order, far enough apart for an assault before each."""
        stretch = self.n_day // max(number, 1)
        return [
            START + timedelta(days=int(turn * stretch + self.chance.integers(45, stretch - 1)))
            for turn in range(number)
        ]

    def spells(self, number: int) -> list[tuple[date | str, date | str]]:
        """Divide the run into spells: from and to, empty where the run begins or ends."""
        days = self.days(number)
        return list(zip(["", *days], [*days, ""], strict=True))


def write_country(folder: Path, country: Country) -> None:
    """Write every table of a country."""
    folder.mkdir(parents=True, exist_ok=True)
    actors = ((actor, actor.title(), f"Armed force {actor[-1]}") for actor in ACTORS)
    _write(folder, "actors", "actor,label,neutral_label", actors)
    _write(
        folder,
        "groups",
        "group,label,neutral_label,friendly,hostile,share,claims",
        _groups(country),
    )
    _write(
        folder,
        "places",
        "place,label,kind,country,latitude,longitude,population,dwellings,capacity,hosting,claims",
        _places(country),
    )
    roads = _roads(country.positions)
    routes = (
        (f"road{number}", f"p{one}", f"p{other}", round(1.3 * km, 1), "judgement")
        for number, (one, other, km) in enumerate(roads)
    )
    _write(folder, "routes", "route,from,to,km,claims", routes)
    closed = country.chance.choice(len(roads), max(2, country.places // 20), replace=False)
    closures = ((f"road{road}", *country.spells(2)[1], "judgement") for road in closed)
    _write(folder, "closures", "route,from,to,claims", closures)
    control, presence = _held(country)
    _write(folder, "control", "place,actor,from,to,claims", control)
    _write(
        folder,
        "presence",
        "place,actor,mode,strength,strength_low,strength_high,from,to,claims",
        presence,
    )
    conditions = "place,variable,value,value_low,value_high,from,to,claims"
    _write(folder, "conditions", conditions, _conditions(country))
    refused = (
        (actor, "home", f"group{group}", "refused", START + timedelta(days=country.n_day // 2), "judgement")
        for actor in ACTORS
        for group in range(min(2, country.groups))
    )  # fmt: skip
    _write(folder, "permissions", "actor,movement,groups,rule,to,claims", refused)
    _write(
        folder,
        "harms",
        "actor,kind,groups,exposure,mode,rate,rate_low,rate_high,claims",
        _harms(country),
    )
    for table, header in EMPTY.items():
        _write(folder, table, header, ())
    (folder / "levers.yaml").write_text("{}\n", encoding="utf-8")
    end = START + timedelta(days=country.n_day - 1)
    title = f"title: A made-up country of {country.places} places\nstart: {START}\nend: {end}\n"
    (folder / "scenario.yaml").write_text(title, encoding="utf-8")


def _write(folder: Path, table: str, header: str, rows: Rows) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split(","), *rows])


def _groups(country: Country) -> Rows:
    share = round(1 / country.groups, 4)
    for group in range(country.groups):
        friendly, hostile = ACTORS[group % len(ACTORS)], ACTORS[(group + 1) % len(ACTORS)]
        label = f"Group {group}"
        yield f"group{group}", label, label, friendly, hostile, share, "judgement"


def _places(country: Country) -> Rows:
    for place, (latitude, longitude) in enumerate(country.positions):
        is_home = place < country.homes
        is_abroad = not is_home and country.chance.random() < 0.1
        people = round(10 ** country.between(3.3, 5.3) / 6) * 6 if is_home else ""
        yield (
            f"p{place}",
            f"Place {place}",
            "town" if is_home else country.chance.choice(["town", "village", "camp"]),
            "BBB" if is_abroad else "AAA",
            latitude,
            longitude,
            people,
            people and people // 6,
            "" if country.chance.random() < 0.7 else country.chance.integers(2_000, 80_000),
            country.between(0.05, 1.0),
            "judgement",
        )


def _roads(positions: Reals) -> list[tuple[int, int, float]]:
    """Join every place to those nearest to it, and all of them to each other: from, to, km in a straight line."""
    triangles = Delaunay(positions).simplices
    sides = np.sort(
        np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]]])
    )
    pairs = np.unique(sides, axis=0)
    km = KM_PER_DEGREE * np.hypot(*(positions[pairs[:, 0]] - positions[pairs[:, 1]]).T)
    joined = np.zeros(len(pairs), dtype=np.bool_)
    for place in range(len(positions)):
        own = np.flatnonzero((pairs == place).any(axis=1))
        joined[own[np.argsort(km[own])[:NEIGHBOURS_JOINED]]] = True
    shape = (len(positions), len(positions))
    needed: Any = minimum_spanning_tree(coo_array((km, pairs.T), shape=shape)).tocoo()
    tree = {
        tuple(sorted(pair)) for pair in zip(needed.row.tolist(), needed.col.tolist(), strict=True)
    }
    return [
        (int(one), int(other), float(length))
        for (one, other), length, is_joined in zip(pairs.tolist(), km, joined, strict=True)
        if is_joined or (one, other) in tree
    ]


def _held(country: Country) -> tuple[list[Sequence[object]], list[Sequence[object]]]:
    """Say who holds every place and when, who assaults it before it falls, and who has informers there."""
    centres = country.chance.uniform(
        country.positions.min(axis=0), country.positions.max(axis=0), (len(ACTORS), 2)
    )
    control: list[Sequence[object]] = []
    presence: list[Sequence[object]] = []
    for place in range(country.places):
        km = np.hypot(*(centres - country.positions[place]).T)
        holders = [ACTORS[actor] for actor in np.argsort(km)[:2]]
        is_home = place < country.homes
        falls = int(country.chance.integers(0, 4) if is_home else country.chance.random() < 1 / 3)
        for turn, (start, end) in enumerate(country.spells(falls)):
            control.append((f"p{place}", holders[turn % 2], start, end, "judgement"))
            if isinstance(start, date):
                before = start - timedelta(days=int(country.chance.integers(5, 40)))
                attack = ("assault", 0.6, 0.3, 0.9, before, start, "judgement")
                presence.append((f"p{place}", holders[turn % 2], *attack))
        if is_home:
            presence.append(
                (f"p{place}", holders[1], "informers", 0.1, 0.05, 0.3, "", "", "judgement")
            )
    return control, presence


def _conditions(country: Country) -> Rows:
    at_home = {"dwellings_usable": (0.4, 1.0), "services": (0.3, 0.9), "livelihood": (0.2, 0.8)}
    for place in range(country.homes):
        spells = country.spells(3)
        for variable, (low, high) in at_home.items():
            for start, end in spells:
                yield (
                    f"p{place}",
                    variable,
                    *_ranged(country.between(low, high)),
                    start,
                    end,
                    "judgement",
                )
    for place in range(country.homes, country.places, 2):
        yield f"p{place}", "hardship", *_ranged(country.between(0.1, 0.8)), "", "", "judgement"


def _ranged(value: float) -> tuple[float, float, float]:
    return value, round(0.7 * value, 2), round(min(1.0, 1.2 * value), 2)


def _harms(country: Country) -> Rows:
    for index, actor in enumerate(ACTORS):
        group = f"group{index % country.groups}"
        for kind, groups, exposure, mode, rate in (
            ("arrest", group, "crossing", "control", 0.05),
            ("killing", "", "living", "assault", 0.01),
            ("arrest", group, "returned_unpermitted", "control", 0.03),
            ("conscription", group, "living", "control", 0.01),
        ):
            yield actor, kind, groups, exposure, mode, rate, rate / 3, rate * 3, "judgement"


def main() -> None:
    """Write a country of the sizes on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    for size, usual in (("places", 100), ("homes", 25), ("groups", 6), ("years", 1), ("seed", 1)):
        parser.add_argument(f"--{size}", type=int, default=usual)
    asked = parser.parse_args()
    chance = np.random.default_rng(asked.seed)
    write_country(
        asked.folder, Country(asked.places, asked.homes, asked.groups, asked.years, chance)
    )


if __name__ == "__main__":
    main()
