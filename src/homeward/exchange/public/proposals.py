"""Who fights and who seems to hold what, as events say: a draft of two tables beside the scenario, to be corrected."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from homeward.catalogue import JUDGEMENT
from homeward.exchange.flee.identifiers import identifiers
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.events import STATE, UNIT_OF_A_PROVINCE
from homeward.exchange.public.evidence import Cells, Evidence
from homeward.exchange.public.gather_events import PlacedEvent, PlacedEvents
from homeward.exchange.public.places_tables import within

FOLDER = "proposed"
"""Where the tables stand, each ready to take the place of the one above."""
LEAST_DEATHS = 25.0
"""Deaths from which on UCDP counts a conflict as active, and a side is proposed as an actor."""
SAID = {
    "ucdp": "who killed civilians there, which takes some hold of the ground and is not control",
    "acled": "who took places within the area, which is not all of it",
}

Proposed = dict[str, list[Cells]]


def propose(
    events: PlacedEvents,
    ask: Ask,
    evidence: Evidence,
    names: Mapping[str, str],
    tables: Mapping[str, Sequence[Cells]],
) -> Proposed:
    """Draft control.csv and actors.csv of what events say; empty where they say nothing.

    A month in which events tell for one side more often than for any other gives the area to it from its first day.
    Only events with a place count. Months and areas are summed up, as no event may be passed on.

    Parameters
    ----------
    names
        Places by code.
    tables
        The scenario's: what is proposed stands beside what is not doubted.
    """
    months = _months(events, ask)
    taken = [str(row["actor"]) for row in tables["actors"]]
    actors = _actors(events, months, taken)
    changes = {
        names[code]: _changes(code, of, actors, events, evidence) for code, of in months.items()
    }
    if not any(changes.values()):
        return {}
    control: list[Cells] = []
    for row in tables["control"]:
        home = str(row["place"])
        own = changes.get(home) or next(
            (changes[one] for one in changes if within(one) == home), []
        )
        control.extend(_dated(row, own, ask))
    new: list[Cells] = [
        {"actor": actor, "label": label, "neutral_label": f"Side {at}", "claims": JUDGEMENT}
        for at, (label, actor) in enumerate(actors.items(), start=1)
    ]
    return {"control": control, "actors": [*tables["actors"], *new]}


Months = dict[dt.date, list[PlacedEvent]]


def _months(events: PlacedEvents, ask: Ask) -> dict[str, Months]:
    """Return the events that tell who holds an area, by code and first day of the month."""
    found: dict[str, Months] = defaultdict(lambda: defaultdict(list))
    for one in events.placed:
        is_placed = one.event.precision < UNIT_OF_A_PROVINCE
        if one.event.holder and is_placed and one.event.last <= ask.end:
            found[one.pcode][one.event.first.replace(day=1)].append(one)
    return found


def _actors(
    events: PlacedEvents, months: Mapping[str, Months], taken: Sequence[str]
) -> dict[str, str]:
    """Name the sides of many deaths, and those that may hold an area."""
    deaths: dict[str, float] = defaultdict(float)
    for one in events.placed:
        for side in one.event.sides:
            deaths[side] += one.event.best * one.share
    sides = {side for side, number in deaths.items() if number >= LEAST_DEATHS}
    sides = {side for side in sides if not side.startswith("Government of")}
    sides |= {one.event.holder for of in months.values() for held in of.values() for one in held}
    return identifiers(sorted(sides - {STATE}), "side", taken)


def _changes(
    code: str,
    months: Months,
    actors: Mapping[str, str],
    events: PlacedEvents,
    evidence: Evidence,
) -> list[tuple[dt.date, str, str]]:
    """Return from when on an area is proposed to be whose, and the claim."""
    found: list[tuple[dt.date, str, str]] = []
    last = STATE
    for month, held in sorted(months.items()):
        counts = Counter(one.event.holder for one in held).most_common(2)
        is_tied = len(counts) > 1 and counts[0][1] == counts[1][1]
        holder = counts[0][0]
        if is_tied or holder == last:
            continue
        last = holder
        claim = evidence.claim(
            held[0].taken,
            f"holder {code} {month:%Y %m}",
            f"{counts[0][1]} of {len(held)} events of {month:%Y-%m} in the area {code} tell for {holder}: "
            f"{SAID[events.source or 'ucdp']}.",
            f"events within the outline of {code}, {month:%Y-%m}, summed up",
        )
        found.append((month, actors.get(holder, STATE), claim))
    return found


def _dated(row: Cells, changes: Sequence[tuple[dt.date, str, str]], ask: Ask) -> list[Cells]:
    """Divide a row of control.csv at the months in which its holder seems to change."""
    steps = {ask.start: (row["actor"], row["claims"])}
    steps |= {
        max(month, ask.start): (actor, f"{claim} {JUDGEMENT}") for month, actor, claim in changes
    }
    ends = [*list(steps)[1:], None]
    return [
        {
            "place": row["place"],
            "actor": actor,
            "from": None if day == ask.start else day,
            "to": end,
            "claims": claims,
        }
        for (day, (actor, claims)), end in zip(steps.items(), ends, strict=True)
    ]
