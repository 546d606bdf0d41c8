"""Any small scenario: two to five places, and dated rows of every table, for hypothesis to choose."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from builders import header, make_scenario, with_parameters
from homeward.catalogue import PARAMETERS, POOLABLE, obstacles
from homeward.scenario.rows.levers import Trust
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.scenario import Scenario

START = date(2030, 1, 15)
HARMS = ["killing", "arrest", "abduction", "conscription", "recruitment"]
EXPOSURES = ["living", "crossing", "returned_unpermitted", "returned_permitted", "travelling"]
PRESENT = ["garrison", "raiding", "informers"]
CONDITIONS = [
    "dwellings_usable", "dwellings_occupied", "services", "livelihood", "hardship", "mines",
    "exit_opening", "confinement", "transport_support",
]  # fmt: skip
WAY_HOME = {"means": 1, "way_dared": 1, "organised_return": 60, "sent_home": 1}
"""Conditions of the way home, and the most that is written of each."""
# Quick enough for weeks: with years of memory and of screening, most scenarios would show next to nothing.
QUICK = {
    "news_delay": (1, 10), "screening": (3, 30), "flight_hazard": (0.05, 1), "onward_hazard": (0.001, 0.1),
    "return_speed": (0.01, 0.3), "unpermitted_ease": (0.05, 0.5), "redisplacement_hazard": (0.001, 0.05),
    "tolerance": (0.05, 2), "destruction_hazard": (0, 0.1), "pace": (10, 200), "family_size": (1, 7),
    "recent_return_speed": (0.01, 0.5), "recent_days": (-30, 30), "word_half_life": (2, 20),
    "house_needed": (0, 1), "livelihood_needed": (0, 1), "weight_mines": (0, 1), "word_needed": (-1, 1),
    "recapture_prior": (0.01, 5),
}  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """Which scenario to write; `is_calm` leaves out every threat."""

    seed: int
    is_calm: bool = False

    def load(self) -> Scenario:
        """Write and load it, give it parameters, and lift what is lifted in it."""
        writer = _Writer(random.Random(self.seed), self.is_calm)
        with TemporaryDirectory() as folder:
            scenario = make_scenario(Path(folder), **writer.files())
        scenario = with_parameters(scenario, writer.parameters())
        return _Lifter(random.Random(f"lifts {self.seed}"), scenario).lift()


class _Lifter:
    """Obstacles lifted and actors believed, which are not said in the files."""

    def __init__(self, chance: random.Random, scenario: Scenario) -> None:
        self.chance = chance
        self.scenario = scenario

    def lift(self) -> Scenario:
        names = [row.name for row in obstacles(self.scenario.actor_names)]
        lifted = tuple(
            Lift(
                obstacle=self.chance.choice(names),
                groups=self.groups(),
                start=self.chance.choice([None, self.day()]),
            )
            for _ in range(self.chance.randint(0, 8))
        )
        trusted = tuple(
            Trust(actor=actor, groups=self.groups(), start=self.day())
            for actor in self.scenario.actor_names
            if self.chance.random() < 0.2
        )
        return self.scenario.model_copy(update={"lifted": lifted, "trusted": trusted})

    def groups(self) -> tuple[str, ...]:
        """Some groups, or none, which means all."""
        names = self.scenario.group_names
        return tuple(sorted(self.chance.sample(names, self.chance.randint(0, len(names)))))

    def day(self) -> date:
        return START + timedelta(days=self.chance.randint(-5, self.scenario.n_day // 2))


def recipes(*, is_calm: bool = False) -> st.SearchStrategy[Recipe]:
    """Choose a scenario."""
    return st.builds(Recipe, seed=st.integers(0, 2**32), is_calm=st.just(is_calm))


class _Writer:
    def __init__(self, chance: random.Random, is_calm: bool) -> None:
        self.chance = chance
        self.is_calm = is_calm
        self.n_day = chance.randint(20, 60)
        self.places = [f"p{i}" for i in range(chance.randint(2, 5))]
        self.homes = self.places[: min(chance.randint(1, 2), len(self.places) - 1)]
        self.groups = [f"g{i}" for i in range(chance.randint(1, 3))]
        self.actors = [f"a{i}" for i in range(chance.randint(1, 3))]

    def files(self) -> dict[str, str]:
        tables = {
            "places": self.place_rows(),
            "routes": self.route_rows(),
            "closures": self.closure_rows(),
            "actors": [f"{a},Actor {a},Actor {a},,,,," for a in self.actors],
            "control": self.control_rows(),
            "presence": [] if self.is_calm else self.presence_rows(),
            "groups": self.group_rows(),
            "displaced": self.displaced_rows(),
            "arrivals": self.arrival_rows(),
            "harms": [] if self.is_calm else self.harm_rows(),
            "conditions": [*self.condition_rows(), *self.capacity_rows(), *self.way_home_rows()],
            "permissions": self.permission_rows(),
            "claims": [],
            "documents": [],
            "observations": [],
        }
        headers = {table: header(table) for table in tables}
        headers["conditions"] = headers["conditions"].strip() + ",home,group\n"
        written = {
            table: headers[table] + "".join(row + "\n" for row in dict.fromkeys(rows))
            for table, rows in tables.items()
        }
        return written | {"levers": "{}\n", "scenario": self.settings()}

    def settings(self) -> str:
        end = START + timedelta(days=self.n_day - 1)
        return f"title: Any scenario\nstart: {START}\nend: {end}\n" + self.pooling()

    def pooling(self) -> str:
        """A few parameters that differ, in half of the scenarios; all else stays as it was before there was any."""
        own = random.Random(f"pooling {self.chance.getstate()!r}")
        pooled = own.sample(POOLABLE, own.choice([0, 1, 3]))
        lines = [
            f"  {name}:\n    by: {own.choice(['home', 'group', 'refuge'])}\n    value: {own.uniform(0.1, 2):.3f}\n"
            for name in pooled
        ]
        return "".join(["partial_pooling:\n", *lines]) if lines else ""

    def parameters(self) -> dict[str, float]:
        numbers: dict[str, float] = {}
        own = random.Random(
            repr(self.chance.getstate())
        )  # of what came later: all else stays as it was
        for parameter in PARAMETERS:
            low, high = QUICK.get(parameter.name, (parameter.low, parameter.high))
            chance = own if parameter.name.startswith(("word_", "recent_")) else self.chance
            value = max(chance.uniform(low, high), 0.0)
            if self.is_calm and parameter.name.startswith("prior_"):
                value = parameter.least
            if self.is_calm and parameter.name == "tolerance":
                value = parameter.most
            numbers[parameter.name] = round(value, 6)
        return numbers

    def day(self, first: int = 0, last: int | None = None) -> date:
        return START + timedelta(days=self.chance.randint(first, last or self.n_day))

    def span(self) -> str:
        """Two dates, either of them left blank at times."""
        first = self.chance.randint(0, self.n_day - 2)
        last = self.chance.randint(first + 1, self.n_day - 1)
        # The first day is never written, so that equal rows are spelt alike.
        start = "" if self.chance.random() < 0.3 or not first else START + timedelta(days=first)
        end = "" if self.chance.random() < 0.3 else START + timedelta(days=last)
        return f"{start},{end}"

    def spans(self) -> list[str]:
        """One after the other, so that they do not overlap."""
        cuts = sorted(
            {self.chance.randint(1, self.n_day - 1) for _ in range(self.chance.randint(0, 2))}
        )
        days = ["", *(str(START + timedelta(days=cut)) for cut in cuts), ""]
        return [f"{one},{other}" for one, other in itertools.pairwise(days)]

    def ranged(self, low: float, high: float, digits: int = 3) -> str:
        """A value, with or without a range."""
        ends = sorted(round(self.chance.uniform(low, high), digits) for _ in range(3))
        if self.chance.random() < 0.5:
            return f"{ends[1]},,"
        return f"{ends[1]},{ends[0]},{ends[2]}"

    def some(self, names: list[str]) -> str:
        """Some of the names, or none, which means all."""
        if self.chance.random() < 0.5:
            return ""
        return " ".join(sorted(self.chance.sample(names, self.chance.randint(1, len(names)))))

    def place_rows(self) -> list[str]:
        rows: list[str] = []
        for place in self.places:
            kind = self.chance.choice(["city", "town", "village", "camp"])
            country = self.chance.choice(["AAA", "AAA", "BBB"])
            at = f"{self.chance.uniform(30, 36):.2f},{self.chance.uniform(36, 42):.2f}"
            people = self.ranged(0, 600, 0) if place in self.homes else ",,"
            capacity = self.chance.choice(["", "", "50", "500"])
            hosting = self.ranged(0, 2) if self.chance.random() < 0.9 else ",,"
            hub = self.chance.choice(["", *(p for p in self.places if p != place)])
            rows.append(
                f"{place},{place},{kind},{country},,{at},{people},,{capacity},{hosting},{hub},judgement"
            )
        return rows

    def route_rows(self) -> list[str]:
        rows: list[str] = []
        for number, one in enumerate(self.places):
            for other in self.places[:number]:
                if number > 1 and self.chance.random() < 0.4:
                    continue
                km = self.chance.choice([3, 40, 100, 250])
                pace = self.chance.choice(["", "", "25", "60"])
                both = self.chance.choice(["", "yes", "yes", "no"])
                rows.append(f"{one}_{other},{one},{other},{km},{pace},{both},")
        self.routes = [row.partition(",")[0] for row in rows]
        return rows

    def closure_rows(self) -> list[str]:
        rows = [
            f"{self.chance.choice(self.routes)},{self.chance.choice(['', 'both', 'out', 'back']) or 'both'},{self.span()},judgement"
            for _ in range(self.chance.randint(0, 2))
        ]
        if self.chance.random() < 0.4:  # a home that no way leads to, for a while
            home, span = self.chance.choice(self.homes), self.span()
            shut = [route for route in self.routes if home in route.split("_")]
            rows += [f"{route},both,{span},judgement" for route in shut]
        return rows

    def control_rows(self) -> list[str]:
        return [
            f"{place},{self.chance.choice(self.actors)},{span},judgement"
            for place in self.places
            for span in self.spans()
        ]

    def presence_rows(self) -> list[str]:
        rows: list[str] = []
        for place in self.places:
            for actor in self.actors:
                for mode in [*PRESENT, "assault"]:
                    is_fight_at_home = mode == "assault" and place in self.homes
                    if self.chance.random() < (0.5 if is_fight_at_home else 0.8):
                        continue
                    radius = self.chance.choice(["", "20", "100"]) if mode == "raiding" else ""
                    rows.append(
                        f"{place},{actor},{mode},{self.ranged(0, 1)},{radius},{self.span()},judgement"
                    )
        return rows

    def group_rows(self) -> list[str]:
        homes: list[str] = [""] if self.chance.random() < 0.5 else [*self.homes]
        stances = {
            group: [self.chance.choice(["friendly", "hostile", "neither"]) for _ in self.actors]
            for group in self.groups
        }
        rows: list[str] = []
        for home in homes:
            cuts = sorted(self.chance.randint(0, 100) for _ in self.groups[1:])
            edges = [0, *cuts, 100]
            for group, low, high in zip(self.groups, edges, edges[1:], strict=False):
                towards = dict(zip(self.actors, stances[group], strict=True))
                friendly = " ".join(a for a, how in towards.items() if how == "friendly")
                hostile = " ".join(a for a, how in towards.items() if how == "hostile")
                rows.append(
                    f"{group},{group},{group},,{friendly},{hostile},{home},{(high - low) / 100},,,"
                )
        return rows

    def displaced_rows(self) -> list[str]:
        return [] if self.is_calm else [
            f"{home},{group},{place},{self.ranged(0, 300, 0)},judgement"
            for home in self.homes
            for group in self.groups
            for place in self.places
            if place != home and self.chance.random() < 0.3
        ]  # fmt: skip

    def arrival_rows(self) -> list[str]:
        rows: list[str] = []
        for _ in range(0 if self.is_calm else self.chance.randint(0, 2)):
            home = self.chance.choice(self.homes)
            place = self.chance.choice([p for p in self.places if p != home])
            first = self.chance.randint(0, self.n_day - 2)
            days = f"{START + timedelta(days=first)},{self.day(first + 1)}"
            rows.append(
                f"{home},{self.chance.choice(self.groups)},{place},{self.ranged(0, 200, 0)},{days},judgement"
            )
        return rows

    def harm_rows(self) -> list[str]:
        rows: list[str] = []
        for _ in range(self.chance.randint(0, 5)):
            mode = self.chance.choice(
                ["control", "control", "garrison", "raiding", "informers", "assault"]
            )
            after = self.chance.choice(["", "", "5"]) if mode == "control" else ""
            months = self.chance.choice(["", "", "2", "1 3"])
            rows.append(
                f"{self.chance.choice(self.actors)},{self.chance.choice(HARMS)},{self.some(self.groups)},"
                f"{self.some(EXPOSURES)},{mode},{self.some(self.places)},{self.ranged(0, 5)},{months},{after},"
                f"{self.span()},judgement"
            )
        return rows

    def condition_rows(self) -> list[str]:
        return [
            f"{place},{variable},{self.ranged(0, 1)},{span},judgement,,"
            for place in self.places
            for variable in CONDITIONS
            if self.chance.random() < 0.2
            for span in self.spans()
        ]

    def capacity_rows(self) -> list[str]:
        """Ways out that hold few people a day; by chance of their own, so that all else stays as it is."""
        chance = random.Random(repr(self.chance.getstate()))
        rows: list[str] = []
        for place in self.places:
            if chance.random() < 0.15:
                low, high = sorted(chance.uniform(0, 40) for _ in range(2))
                since = START + timedelta(days=chance.randint(0, 20))
                rows.append(
                    f"{place},exit_capacity,{(low + high) / 2},{low},{high},{since},,judgement,,"
                )
        return rows

    def way_home_rows(self) -> list[str]:
        """Camps that open and close, and ways home that differ by home and group; by chance of their own as well."""
        chance = random.Random(f"way home {self.chance.getstate()!r}")
        rows: list[str] = []
        for place in self.places:
            for variable, most in {**WAY_HOME, "intake": 2}.items():
                apart = variable != "intake"
                for home, group in {
                    (
                        chance.choice(["", *self.homes]) * apart,
                        chance.choice(["", *self.groups]) * apart,
                    )
                    for _ in range(3 * (chance.random() < 0.4))
                }:
                    low, value, high = sorted(round(chance.uniform(0, most), 3) for _ in range(3))
                    since = START + timedelta(days=chance.randint(1, 15))
                    until = START + timedelta(days=self.n_day - chance.randint(1, 3))
                    span = f"{since},{chance.choice(['', until])}"
                    rows.append(
                        f"{place},{variable},{value},{low},{high},{span},judgement,{home},{group}"
                    )
        return sorted(rows)

    def permission_rows(self) -> list[str]:
        rows: list[str] = []
        for _ in range(self.chance.randint(0, 7)):
            movement = self.chance.choice(["enter", "leave", "home", "home", "home", "stay"])
            if self.is_calm and movement == "stay":
                continue
            rule = self.chance.choice(
                ["refused", "open", "listed" if movement == "home" else "refused"]
            )
            approvals = self.ranged(0, 200, 0) if rule == "listed" else ",,"
            promise = self.chance.choice(["", "0.5", "1"])
            place = self.chance.choice(["", *self.places])
            rows.append(
                f"{self.chance.choice(self.actors)},{place},{movement},{self.some(self.groups)},"
                f"{self.some(self.actors)},{rule},{approvals},{promise},{self.span()},judgement"
            )
        return rows
