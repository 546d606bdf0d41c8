"""Published movements that fall into the run: what the force of fighting can be worked back from (decision 34)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from homeward.exchange.public.ask import Ask
from homeward.exchange.public.evidence import LEAST_SHOWN, Evidence
from homeward.exchange.public.gather import Gathered
from homeward.exchange.public.gather_events import PlacedEvents
from homeward.exchange.public.observations_table import OFF_IDMC, flow_claim
from homeward.exchange.public.places_tables import FirstDay, abroad_claim, abroad_name
from homeward.exchange.public.rises import (
    LEAST_OVERLAP,
    ONE_DAY,
    UNEVEN,
    Days,
    overlap,
    part_of,
    rises_abroad,
)

UNSURE = 1.5
"""Times that the share of those who flee abroad may be off, either way, if it is that of those there: judgement."""


@dataclass(frozen=True)
class Flow:
    """People who moved over some days, of which a part falls into the run.

    Parameters
    ----------
    places
        Countries of asylum that they went to; empty: all who fled, wherever to.
    first, last
        The days of the run that it is held against.
    share
        Days of these among all days of the flow: it is divided evenly.
    low, value, high
        Of these days, persons.
    is_fitted
        Whether the force is worked back from it; else it is held back.
    is_part
        Whether it is a part of another one, which alone can be fitted.
    """

    name: str
    places: tuple[str, ...]
    first: dt.date
    last: dt.date
    share: float
    low: float
    value: float
    high: float
    claims: tuple[str, ...]
    is_fitted: bool = True
    is_part: bool = False


def find_flows(
    gathered: Gathered,
    events: PlacedEvents,
    first: FirstDay,
    ask: Ask,
    abroad: frozenset[str],
    evidence: Evidence,
) -> list[Flow]:
    """Find the flows of the country and time: IDMC's of years or events, else of people who newly came abroad."""
    if events.first is None or events.last is None:
        return []
    window = (max(events.first, ask.start), min(events.last, ask.end))
    years = list(_years(gathered, window, evidence)) or list(
        _events(gathered, window, evidence, ask.country)
    )
    arrivals = list(_arrivals(gathered, window, abroad, evidence))
    inside, outside = (
        sum(first.inside.values()),
        sum(count.people for _, count in first.abroad.values()),
    )
    share = outside / (inside + outside) if inside > 0 and outside > 0 and not years else None
    return _hold_back([*years, *_together(arrivals, share)], ask)


def _together(arrivals: Sequence[Flow], share_abroad: float | None) -> Iterator[Flow]:
    """Give all who fled as new arrivals abroad tell them, then arrivals of all and of each country, held back.

    Parameters
    ----------
    share_abroad
        Share of the displaced who are abroad on the first day; None: not known, and nothing is told of all who fled.
    """
    latest_of = {one.places: one for one in arrivals}
    first = max((one.first for one in latest_of.values()), default=dt.date.max)
    last = min((one.last for one in latest_of.values()), default=dt.date.min)
    if first > last or _length((first, last)) < LEAST_OVERLAP:
        return
    parts = [_shortened(one, first, last) for one in latest_of.values()]
    low, value, high = (
        sum(getattr(one, part) for one in parts) for part in ("low", "value", "high")
    )
    whole = Flow(
        name=f"UNHCR new arrivals in {len(parts)} countries",
        places=tuple(place for one in parts for place in one.places),
        first=first,
        last=last,
        share=sum(one.share for one in parts) / len(parts),
        low=low,
        value=value,
        high=high,
        claims=tuple(claim for one in parts for claim in one.claims),
        is_part=share_abroad is not None,
    )
    if share_abroad is not None:
        yield replace(
            whole,
            name=f"all who fled, told by {whole.name} and the {share_abroad:.0%} of the displaced who are abroad",
            places=(),
            low=low / share_abroad / UNSURE,
            value=value / share_abroad,
            high=high / share_abroad * UNSURE,
            is_part=False,
        )
    yield whole
    if len(parts) > 1:
        yield from (replace(one, is_part=True) for one in parts)


def _shortened(flow: Flow, first: dt.date, last: dt.date) -> Flow:
    """Take the part of a flow that falls into fewer days."""
    part = _length((first, last)) / _length((flow.first, flow.last))
    return replace(
        flow,
        first=first,
        last=last,
        share=flow.share * part,
        low=flow.low * part,
        value=flow.value * part,
        high=flow.high * part,
    )


def _hold_back(flows: Sequence[Flow], ask: Ask) -> list[Flow]:
    """Choose what is fitted: movements of all if there are any, and of those what ends before the day that was given.

    Without such a day the last year is held back where there are several; arrivals abroad are held back where
    movements of all are fitted.
    """
    of_all = [one for one in flows if not one.places]
    among = of_all or [one for one in flows if not one.is_part]
    if ask.fit_before is not None:
        fitted = [one for one in among if one.last < ask.fit_before]
    elif len(of_all) > 1:
        fitted = among[:-1]
    else:
        fitted = among
    return [replace(one, is_fitted=one in fitted) for one in flows]


def _years(gathered: Gathered, window: Days, evidence: Evidence) -> Iterator[Flow]:
    for taken, count in sorted(gathered.years, key=lambda pair: pair[1].year):
        found = overlap((dt.date(count.year, 1, 1), dt.date(count.year, 12, 31)), window)
        if found is None or _length(found[0]) < LEAST_OVERLAP:
            continue
        if count.flow is None or count.flow < LEAST_SHOWN:
            continue
        days, share = found
        part = count.flow * share
        # All of the year's may have moved in these days, or as many as its days in the run bear.
        low, high = (
            part * (1 - OFF_IDMC),
            max(part, count.flow * min(2 * share, 1.0)) * (1 + OFF_IDMC),
        )
        claim = flow_claim(taken, count.year, count.flow, evidence)
        yield Flow(f"IDMC {count.year}", (), *days, share, low, part, high, (claim,))


def _events(gathered: Gathered, window: Days, evidence: Evidence, country: str) -> Iterator[Flow]:
    """Give IDMC's preliminary events of these days together: not all are known when they are published."""
    inside = [
        (taken, one, found)
        for taken, one in gathered.movements
        if (found := overlap((one.first, one.last), window)) is not None
    ]
    value = sum(one.people * found[1] for _, one, found in inside)
    if value < LEAST_SHOWN:
        return
    figures = (value * (1 - OFF_IDMC), value, value * UNEVEN)
    claim = evidence.claim(
        inside[0][0],
        f"preliminary movements {window[0]} {window[1]}",
        f"{value:,.0f} internal displacements by conflict, {window[0]} to {window[1]}, preliminary.",
        f"{country}, {len(inside)} rows of conflict, {window[0]} to {window[1]}, summed up",
        figures,
        unit="movements",
    )
    name = f"IDMC, {len(inside)} preliminary events"
    yield Flow(name, (), *window, 1.0, *figures, (claim,))


def _arrivals(
    gathered: Gathered, window: Days, abroad: frozenset[str], evidence: Evidence
) -> Iterator[Flow]:
    """Give the rises of stocks of new arrivals, country by country."""
    for rise in rises_abroad(gathered):
        found, place = overlap(rise.days, window), abroad_name(rise.after.asylum)
        if found is None or _length(found[0]) < LEAST_OVERLAP or place not in abroad:
            continue
        before = rise.first - ONE_DAY
        name = f"UNHCR new arrivals in {rise.after.asylum}, {before} to {rise.after.day}"
        figures = part_of(rise.people, found[1])
        claim = abroad_claim(rise.taken, rise.after, evidence)
        yield Flow(name, (place,), *found[0], found[1], *figures, (claim,))


def _length(days: Days) -> int:
    return (days[1] - days[0]).days + 1
