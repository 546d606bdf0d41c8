"""Any small scenario of camp registrations: towns, camps and roads of three countries, for hypothesis to choose."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from builders import REGISTERED, make_registered
from homeward.scenario.scenario import Scenario

START = date(2030, 1, 15)
COUNTRIES = ["AAA", "BBB", "CCC"]
SOMETIMES = 0.3
PARAMETERS = {
    "distance_power": [0, 0.83, 3], "softening_km": [1, 50], "abroad_km_share": [0.1, 1],
    "closed_leak": [0, 0.02, 1], "kin_power": [0, 0.5, 2], "kin_floor": [0.01, 0.3],
    "country_split": [0.05, 0.6, 1], "opening_surge": [0, 1.8, 4], "surge_days": [2, 60],
    "origin_power": [0, 0.25, 1],
}  # fmt: skip


@dataclass(frozen=True)
class RegisteredRecipe:
    """Which scenario to write."""

    seed: int

    def write(self) -> dict[str, str]:
        """Write its files, but for those that are always the same."""
        return _Writer(random.Random(self.seed)).files()

    def load(self) -> Scenario:
        with TemporaryDirectory() as folder:
            return make_registered(Path(folder), **self.write())


def registered_recipes() -> st.SearchStrategy[RegisteredRecipe]:
    return st.integers(0, 10**9).map(RegisteredRecipe)


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.n_day = chance.choice([1, 10, 20, 30])
        self.towns = [f"town{number}" for number in range(chance.choice([1, 2, 4, 5]))]
        self.camps = [f"camp{number}" for number in range(chance.choice([1, 2, 3, 4, 6]))]
        self.places = [*self.towns, *self.camps]
        chance.shuffle(self.places)
        self.country = {name: chance.choice(COUNTRIES) for name in self.places}
        self.country[self.towns[0]] = "AAA"
        self.roads = [pair for pair in self.pairs() if chance.random() < 0.5]
        self.counted = [name for name in self.camps if chance.random() < 0.9] or self.camps[:1]

    def files(self) -> dict[str, str]:
        rows = {
            "places": self.place_rows(),
            "routes": [self.road_row(number) for number in range(len(self.roads))],
            "fighting": self.fighting_rows(),
            "barriers": self.barrier_rows(),
            "registrations": self.registration_rows(),
            "kind_changes": [],
            "corrections": [],
        }
        tables = {
            name: "\n".join([REGISTERED[f"{name}.csv"].splitlines()[0], *dict.fromkeys(lines)])
            + "\n"
            for name, lines in rows.items()
        }
        return {"scenario": self.settings(), **tables}

    def settings(self) -> str:
        end = START + timedelta(days=self.n_day - 1)
        given = {
            name: self.chance.choice(values)
            for name, values in PARAMETERS.items()
            if self.chance.random() < SOMETIMES
        }
        lines = [f"  {name}: {value}\n" for name, value in given.items()]
        return (
            f"title: Any\nstart: {START}\nend: {end}\nmodel: camps\nhome_country: AAA\n"
            + ("parameters:\n" + "".join(lines) if lines else "")
            + ("rules:\n  starts_empty: true\n" if self.chance.random() < 0.1 else "")
        )

    def pairs(self) -> list[tuple[str, str]]:
        return [(a, b) for index, a in enumerate(self.places) for b in self.places[:index]]

    def place_rows(self) -> list[str]:
        return [self.place_row(name) for name in self.places]

    def place_row(self, name: str) -> str:
        latitude, longitude = self.chance.uniform(-3, 3), self.chance.uniform(28, 34)
        population = (
            self.chance.choice(["", "0", "800", "25000", "2000000"]) if name in self.towns else ""
        )
        capacity = (
            ""
            if name in self.towns
            else self.chance.choice(["", "0", "60", "60", "300", "300", "9000"])
        )
        kind = "town" if name in self.towns else self.chance.choice(["camp", "camp", "idp_camp"])
        known = f"{name},{name},{kind},{self.country[name]},,{latitude:.3f},{longitude:.3f}"
        return f"{known},{population},,,,{capacity},,,,,,,judgement"

    def road_row(self, number: int) -> str:
        km = self.chance.choice([0, 0.3, 5, 40, 120, 700])
        both_ways = self.chance.choice(["yes", "yes", "yes", "no"])
        return f"road{number},{','.join(self.roads[number])},{max(km, 0.1)},,{both_ways},judgement"

    def span(self) -> str:
        """Some days, which may begin before the run or end after it."""
        first = self.chance.randint(-5, self.n_day - 1)
        after = first + self.chance.randint(1, 15)
        # The first day, and the day after the last, are never written, so that equal rows are spelt alike.
        dates = (
            "" if day == blank else str(START + timedelta(days=day))
            for day, blank in ((first, 0), (after, self.n_day))
        )
        return ",".join(self.chance.choice([when, when, ""]) for when in dates)

    def fighting_rows(self) -> list[str]:
        among = self.places if self.chance.random() < 0.1 else self.towns
        fought = [name for name in among if self.chance.random() < 0.8]
        return [f"{name},1,{self.span()},judgement" for name in fought]

    def barrier_rows(self) -> list[str]:
        here = sorted({*self.country.values()})
        kinds = ["place", "camp", "camp", "idp_camp"]
        kinds += ["border"] * (len(here) > 1) + ["road"] * bool(self.roads)
        rows: list[str] = []
        for _ in range(self.chance.choice([0, 0, 1, 3, 6])):
            kind = self.chance.choice(kinds)
            places = " ".join(self.chance.choice(self.roads)) if kind == "road" else ""
            if kind == "place":
                places = self.chance.choice(self.places)
            if "camp" in kind:
                places = self.chance.choice(self.camps)
            borders = " ".join(self.chance.sample(here, 2)) if kind == "border" else ""
            rows.append(f"{kind},{places},{borders},{self.span()},judgement")
        return rows

    def registration_rows(self) -> list[str]:
        most = self.chance.choice([0, 30, 1000, 1000, 50_000, 50_000])
        rows: list[str] = []
        for camp in self.counted:
            days = {self.chance.randint(-3, self.n_day) for _ in range(self.chance.randint(1, 5))}
            for day in sorted(days):
                people = self.chance.choice([0, *[self.chance.randint(0, most)] * 3])
                rows.append(f"{camp},,{camp},,{START + timedelta(days=day)},{people},judgement")
        return rows
