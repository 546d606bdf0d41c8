"""Published figures after the first day as observations: stocks of a day, flows since a day, with ranges."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from homeward.exchange.flee.identifiers import identifier
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.evidence import LEAST_SHOWN, Cells, Evidence, worded_count
from homeward.exchange.public.gather import Gathered
from homeward.exchange.public.places_tables import FirstDay, abroad_claim, abroad_name, within
from homeward.exchange.public.recognise import Taken
from homeward.exchange.public.rises import OFF_UNHCR, ONE_DAY
from homeward.exchange.public.unhcr import AbroadCount

OFF_DTM, OFF_IDMC = 0.1, 0.3
"""Shares by which figures may be off, either way: judgement."""


@dataclass(frozen=True)
class Scope:
    """Places of the scenario that observations are of."""

    names: dict[str, str]
    inside: tuple[str, ...]
    abroad: frozenset[str]
    entered: frozenset[tuple[str, dt.date]] = frozenset()
    """Country and day of counts whose rise is in arrivals.csv."""


def observation_rows(
    gathered: Gathered, first: FirstDay, ask: Ask, evidence: Evidence, scope: Scope
) -> list[Cells]:
    """Make the rows of observations.csv: figures dated within the run, fit before the day given, else test."""
    rows = [
        *_rounds(gathered, ask, evidence, scope),
        *_years(gathered, ask, evidence, scope),
        *_abroad(gathered, first, ask, evidence, scope),
    ]
    return sorted(rows, key=lambda row: (str(row["name"]), str(row["date"])))


def _use(day: dt.date, ask: Ask) -> str:
    return "fit" if ask.fit_before is not None and day < ask.fit_before else "test"


def _row(
    name: str,
    day: dt.date,
    measure: str,
    places: Sequence[str],
    people: tuple[float, float, float],
    ask: Ask,
    claim: str,
) -> Cells:
    low, value, high = people
    return {
        "name": name,
        "date": day,
        "measure": measure,
        "places": " ".join(places) or None,
        "low": round(low),
        "value": round(value),
        "high": round(high),
        "use": _use(day, ask),
        "claims": claim,
    }


def _around(people: float, off: float) -> tuple[float, float, float]:
    return people * (1 - off), people, people * (1 + off)


def _rounds(gathered: Gathered, ask: Ask, evidence: Evidence, scope: Scope) -> Iterator[Cells]:
    for day, counts in gathered.rounds.items():
        if not ask.start < day <= ask.end:
            continue
        people: dict[str, float] = defaultdict(float)
        for one in counts:
            code = gathered.forms.code(one.pcode)
            if code:
                people[code] += one.people
        for code, number in sorted(people.items()):
            if number < LEAST_SHOWN:
                continue
            name = scope.names[code]
            places = [one for one in (name, within(name)) if one in scope.inside]
            figures = _around(number, OFF_DTM)
            claim = evidence.claim(
                gathered.rounds_from[day],
                f"displaced {code} {day:%Y %m %d}",
                f"{worded_count(number)} people displaced in the area {code} on {day}.",
                f"{code}, {day}, of conflict",
                figures,
                said_on=day,
            )
            yield _row(
                identifier(f"dtm {name}", "dtm"), day, "displaced", places, figures, ask, claim
            )


def _years(gathered: Gathered, ask: Ask, evidence: Evidence, scope: Scope) -> Iterator[Cells]:
    for taken, count in gathered.years:
        end, since = dt.date(count.year, 12, 31), dt.date(count.year - 1, 12, 31)
        if count.stock is not None and count.stock >= LEAST_SHOWN and ask.start < end <= ask.end:
            figures = _around(count.stock, OFF_IDMC)
            claim = evidence.claim(
                taken,
                f"stock {count.year}",
                f"{worded_count(count.stock)} people internally displaced by conflict at the end of {count.year}.",
                f"{ask.country}, {count.year}, total_displacement",
                figures,
                said_on=end,
            )
            yield _row("idmc_displaced", end, "displaced", scope.inside, figures, ask, claim)
        if (
            count.flow is not None
            and count.flow >= LEAST_SHOWN
            and ask.start - ONE_DAY <= since
            and end <= ask.end
        ):
            figures = _around(count.flow, OFF_IDMC)
            claim = flow_claim(taken, count.year, count.flow, evidence)
            row = _row("idmc_movements", end, "fled", (), figures, ask, claim)
            yield {**row, "since": since, "note": "Movements: a person can be counted twice."}


def flow_claim(taken: Taken, year: int, flow: float, evidence: Evidence) -> str:
    """Claim that so many movements were counted in a year."""
    return evidence.claim(
        taken,
        f"movements {year}",
        f"{worded_count(flow)} internal displacements by conflict in {year}: movements, not people.",
        f"{year}, new_displacement",
        _around(flow, OFF_IDMC),
        unit="movements",
        said_on=dt.date(year, 12, 31),
    )


def _abroad(
    gathered: Gathered, first: FirstDay, ask: Ask, evidence: Evidence, scope: Scope
) -> Iterator[Cells]:
    seen: set[tuple[str, dt.date]] = set()
    for taken, count in gathered.abroad:
        place = abroad_name(count.asylum)
        if count.high < LEAST_SHOWN or not ask.start < count.day <= ask.end:
            continue
        if count.since is None:
            # Stocks that hold each other are never told apart by date alone: only the kind the first day rests on.
            chosen = first.abroad.get(count.asylum)
            if (
                place not in scope.abroad
                or (chosen and chosen[1].kind != count.kind)
                or (place, count.day) in seen
            ):
                continue
            seen.add((place, count.day))
            figures = (count.low * (1 - OFF_UNHCR), count.people, count.high * (1 + OFF_UNHCR))
            name = identifier(f"unhcr {count.asylum}", "unhcr")
            claim = abroad_claim(taken, count, evidence)
            row = _row(name, count.day, "displaced", (place,), figures, ask, claim)
            if (count.asylum, count.day) in scope.entered:
                row |= {"use": "fit", "note": "Its rise is in arrivals.csv: it tests nothing."}
            yield row
        elif ask.start - ONE_DAY <= count.since:
            yield _returned(taken, count, ask, evidence, scope)


def _returned(
    taken: Taken, count: AbroadCount, ask: Ask, evidence: Evidence, scope: Scope
) -> Cells:
    """Make the row of people who came home in a year: from a country, or from within their own."""
    is_inside = count.kind == "returned IDPs"
    figures = (count.low * (1 - OFF_UNHCR), count.people, count.high * (1 + OFF_UNHCR))
    claim = evidence.claim(
        taken,
        f"{count.kind} {count.asylum} {count.day.year}",
        f"{worded_count(count.people)} {count.kind} in {count.day.year}, from {count.asylum}.",
        f"{count.asylum}, {count.day.year}, {count.kind}",
        figures,
        said_on=count.day,
    )
    name = identifier(f"unhcr {count.kind} {count.asylum}", "unhcr")
    place = abroad_name(count.asylum)
    places = scope.inside if is_inside else ((place,) if place in scope.abroad else ())
    row = _row(name, count.day, "return_departures", places, figures, ask, claim)
    return {**row, "since": count.since}
