"""Places of a country's areas: homes, refuges within each of them, countries of asylum (decision 34)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pycountry
from shapely.geometry import MultiPoint

from homeward.catalogue import JUDGEMENT
from homeward.errors import HomewardBug
from homeward.exchange.flee.identifiers import identifier
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.displaced_counts import DisplacedCount
from homeward.exchange.public.evidence import LEAST_SHOWN, Cells, Evidence, worded_count
from homeward.exchange.public.gather import Gathered
from homeward.exchange.public.recognise import Taken
from homeward.exchange.public.rooms import Refuge, rooms
from homeward.exchange.public.unhcr import AbroadCount, latest
from homeward.exchange.public.world_land import adjoin, countries, nearest_inside

RANGE = 0.15
"""Share by which a published population may be off, either way: judgement."""
HELD = 0.4
"""Share of an area's people that its displaced are, from which on they must be among those people."""
LEAST_HOME = 0.1
"""Share of an area's people that are taken to be at home at least."""
WITHIN_KM = 20.0
"""Way to a refuge within one's own area: judgement."""


@dataclass
class FirstDay:
    """Who is where before the first day.

    Parameters
    ----------
    inside
        People by area where they are and area they are from, both codes.
    abroad
        The chosen stock of each country of asylum.
    day
        The round of the displaced inside; None: there is none.
    """

    inside: dict[tuple[str, str], float] = field(default_factory=dict[tuple[str, str], float])
    abroad: dict[str, tuple[Taken, AbroadCount]] = field(
        default_factory=dict[str, tuple[Taken, AbroadCount]]
    )
    day: dt.date | None = None
    origins_day: dt.date | None = None
    unplaced: int = 0
    notes: list[str] = field(default_factory=list[str])

    def present(self) -> dict[str, float]:
        """People displaced in each area."""
        return _sums((where, people) for (where, _), people in self.inside.items())

    def left(self) -> dict[str, float]:
        """People displaced from each area and still inside the country."""
        return _sums((origin, people) for (_, origin), people in self.inside.items())


def _sums(pairs: Iterator[tuple[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for code, people in pairs:
        sums[code] += people
    return dict(sums)


def first_day(gathered: Gathered, ask: Ask) -> FirstDay:
    """Find who is displaced on the first day: the last round at or before it, the last stock of each country."""
    first = FirstDay()
    taken_of = {id(count): one for one, count in gathered.abroad}
    stocks = latest([count for _, count in gathered.abroad], ask.start)
    known = countries()
    for code, count in sorted(stocks.items(), key=lambda pair: -pair[1].people):
        if count.people < ask.least_abroad:
            continue
        if code in known:
            first.abroad[code] = (taken_of[id(count)], count)
        else:
            first.notes.append(
                f"{code} is on no map here: its {worded_count(count.people)} people are left out."
            )
    days = [day for day in gathered.rounds if day <= ask.start]
    if days:
        first.day = days[-1]
        _fill(first, gathered, days)
    return first


def _fill(first: FirstDay, gathered: Gathered, days: list[dt.date]) -> None:
    """Place the people of the last round by origin: as it says, else as the last round that has origins does."""
    counts = gathered.rounds[days[-1]]
    with_origins = [day for day in days if any(one.origin for one in gathered.rounds[day])]
    origins = _origins(gathered.rounds[with_origins[-1]], gathered) if with_origins else {}
    first.origins_day = with_origins[-1] if with_origins else None
    for one in counts:
        where = gathered.forms.code(one.pcode)
        origin = gathered.forms.code(one.origin) if one.origin else None
        if where is None:
            continue
        if origin is not None:
            _add(first.inside, where, origin, one.people)
            continue
        shares = origins.get(where) or {where: 1.0}
        first.unplaced += where not in origins
        for code, share in shares.items():
            _add(first.inside, where, code, one.people * share)
    if first.origins_day and first.origins_day != first.day:
        first.notes.append(
            f"origins of the round of {first.day} are those of {first.origins_day}, the last that has any."
        )
    if first.unplaced:
        first.notes.append(
            f"{first.unplaced} areas have no origins in any round: their displaced are taken to be of the area itself."
        )


def _origins(counts: list[DisplacedCount], gathered: Gathered) -> dict[str, dict[str, float]]:
    """Return the share of each origin among the displaced of an area."""
    people: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in counts:
        where = gathered.forms.code(one.pcode)
        origin = gathered.forms.code(one.origin) if one.origin else None
        if where and origin:
            people[where][origin] += one.people
    return {
        where: {origin: number / sum(parts.values()) for origin, number in parts.items()}
        for where, parts in people.items()
    }


def _add(held: dict[tuple[str, str], float], where: str, origin: str, people: float) -> None:
    held[where, origin] = held.get((where, origin), 0.0) + people


def place_names(gathered: Gathered) -> dict[str, str]:
    """Name the place of each area by its code, which stays when a name is spelt anew."""
    return {area.pcode: identifier(area.pcode, "area") for area in gathered.areas}


def within(name: str) -> str:
    """Name the place of those displaced within their own area."""
    return f"{name}_within"


def holds_displaced(first: FirstDay, gathered: Gathered, ask: Ask) -> bool:
    """Tell whether an area's people hold those displaced to it."""
    if ask.population:
        return ask.population == "displaced"
    present = first.present()
    return any(
        present.get(code, 0.0) > HELD * people for code, people in gathered.population.items()
    )


def home_people(
    first: FirstDay, gathered: Gathered, ask: Ask, entering: Mapping[str, float]
) -> dict[str, float]:
    """Return who is at home in each area: its people without the displaced, who are somewhere else or guests there.

    Parameters
    ----------
    entering
        People of each area whom arrivals.csv has enter on their way.
    """
    away = first.present() if holds_displaced(first, gathered, ask) else first.left()
    at_home: dict[str, float] = {}
    short: list[str] = []
    for code, people in gathered.population.items():
        left = people - away.get(code, 0.0) - entering.get(code, 0.0)
        if left < LEAST_HOME * people:
            short.append(code)
        at_home[code] = max(left, LEAST_HOME * people)
    if short:
        first.notes.append(
            f"{len(short)} areas would have next to nobody at home ({', '.join(short[:5])}): "
            "a tenth of their people is taken."
        )
    return at_home


def place_rows(
    gathered: Gathered,
    first: FirstDay,
    ask: Ask,
    evidence: Evidence,
    names: dict[str, str],
    entering: Mapping[str, float],
) -> Iterator[Cells]:
    """Make the rows of places.csv: every area as a home and as a refuge, every country of asylum."""
    at_home = home_people(first, gathered, ask, entering)
    abroad = _abroad_points(gathered, first, ask)
    room = _rooms(gathered, first, ask, names, abroad)
    for area in gathered.areas:
        people, name = at_home.get(area.pcode), names[area.pcode]
        claims = [] if people is None else [_population_claim(area.pcode, gathered, evidence)]
        where: Cells = {
            "kind": "region",
            "country": ask.country,
            "pcode": area.pcode,
            "latitude": round(area.latitude, 5),
            "longitude": round(area.longitude, 5),
        }
        area_claim = _area_claim(gathered, evidence)
        yield {
            "place": name,
            "label": area.label,
            **where,
            **_with_range("population", people, RANGE),
            **_hosting(room[name]),
            "claims": " ".join((*claims, area_claim, JUDGEMENT)),
        }
        if within(name) in room:
            yield {
                "place": within(name),
                "label": f"{area.label}, displaced within",
                **where,
                **_hosting(room[within(name)]),
                "claims": f"{area_claim} {JUDGEMENT}",
            }
    for code, (latitude, longitude) in abroad.items():
        country = pycountry.countries.get(alpha_3=code)
        yield {
            "place": abroad_name(code),
            "label": country.name if country else code,
            "kind": "abroad",
            "country": code,
            "latitude": latitude,
            "longitude": longitude,
            **_hosting(room[abroad_name(code)]),
            "claims": f"{abroad_claim(*first.abroad[code], evidence)} {JUDGEMENT}",
        }


def _rooms(
    gathered: Gathered,
    first: FirstDay,
    ask: Ask,
    names: dict[str, str],
    abroad: dict[str, tuple[float, float]],
) -> dict[str, float]:
    """Work the room of every place back from where displaced people are."""
    has_within = any(where == origin for where, origin in first.inside)
    left = first.left() or gathered.population
    homes = {
        names[area.pcode]: (area.latitude, area.longitude, left.get(area.pcode, 0.0))
        for area in gathered.areas
        if area.pcode in gathered.population
    }
    refuges: list[Refuge] = []
    for area in gathered.areas:
        own = first.inside.get((area.pcode, area.pcode), 0.0)
        others = first.present().get(area.pcode, 0.0) - own if first.inside else None
        refuges.append(Refuge(names[area.pcode], area.latitude, area.longitude, others))
        if has_within:
            name = names[area.pcode]
            refuges.append(Refuge(within(name), area.latitude, area.longitude, own, own=name))
    refuges += [
        Refuge(abroad_name(code), *where, first.abroad[code][1].people, is_abroad=True)
        for code, where in abroad.items()
    ]
    return rooms(refuges, homes, ask.detour, WITHIN_KM)


def _population_claim(code: str, gathered: Gathered, evidence: Evidence) -> str:
    people, taken = gathered.population[code], gathered.population_from
    if taken is None:
        raise HomewardBug("people without a file that they are from.")
    year = f", {gathered.population_year}" if gathered.population_year else ""
    figures = (people * (1 - RANGE), people, people * (1 + RANGE))
    return evidence.claim(
        taken,
        f"people {code}",
        f"{worded_count(people)} people in the area {code}{year}.",
        f"total of {code}",
        figures,
    )


def _area_claim(gathered: Gathered, evidence: Evidence) -> str:
    said = (
        "Codes, names, centres and outlines of areas.",
        "Towns, of which the largest is the centre of an area.",
    )
    return " ".join(
        evidence.claim(taken, "areas", statement, "all rows of the country")
        for taken, statement in zip(gathered.areas_from, said, strict=False)
    )


def _hosting(room: float) -> Cells:
    return {"hosting": room, "hosting_low": round(room / 2, 5), "hosting_high": round(room * 2, 5)}


def _with_range(column: str, people: float | None, share: float) -> Cells:
    """Write a count with its range; one of fewer than ten is none."""
    if people is None:
        return {}
    if people < LEAST_SHOWN:
        return {column: 0}
    return {
        column: round(people),
        f"{column}_low": round(people * (1 - share)),
        f"{column}_high": round(people * (1 + share)),
    }


def _abroad_points(gathered: Gathered, first: FirstDay, ask: Ask) -> dict[str, tuple[float, float]]:
    """Return where each country of asylum is entered: latitude and longitude, a little inside its border."""
    points = MultiPoint([(area.longitude, area.latitude) for area in gathered.areas])
    found: dict[str, tuple[float, float]] = {}
    for code in first.abroad:
        to = points if adjoin(code, ask.country) else countries().get(ask.country, points)
        where = nearest_inside(code, to)
        if where is not None:
            found[code] = where
    return found


def abroad_name(code: str) -> str:
    """Name the place of a country of asylum."""
    return identifier(f"abroad {code}", "abroad")


def abroad_claim(taken: Taken, count: AbroadCount, evidence: Evidence) -> str:
    """Claim that so many people of the country were in another."""
    statement = f"{worded_count(count.people)} people of {count.origin} in {count.asylum} on {count.day}: {count.kind}."
    return evidence.claim(
        taken,
        f"{count.kind} {count.asylum} {count.day:%Y %m %d}",
        statement,
        f"origin {count.origin}, asylum {count.asylum}, {count.day}, {count.kind}",
        (count.low, count.people, count.high),
        said_on=count.day,
    )
