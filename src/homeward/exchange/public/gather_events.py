"""Events of one source, each in the area that its point lies in; what cannot be placed is spread or left out."""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from homeward.exchange.public.acled import read_acled, read_hapi, read_months
from homeward.exchange.public.ask import Ask, EventSource
from homeward.exchange.public.events import AT_SEA, COUNTRY, UNIT_OF_A_PROVINCE, Event
from homeward.exchange.public.gather import Gathered, of_layouts
from homeward.exchange.public.layouts import LayoutName
from homeward.exchange.public.point_in_area import NOWHERE, AreaIndex
from homeward.exchange.public.public_cells import Unread
from homeward.exchange.public.recognise import Found, Taken
from homeward.exchange.public.releases import events_once, release_named
from homeward.exchange.public.tables import Met, Table
from homeward.exchange.public.ucdp import read_ucdp

EventReader = Callable[[Table, str, Met], Iterator[Event]]


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event, or a share of one, in an area."""

    taken: Taken
    event: Event
    pcode: str
    share: float = 1.0


@dataclass
class PlacedEvents:
    """The events of a country, from one source.

    Parameters
    ----------
    first, last
        Days of which the files hold events; None: there are none.
    by_point, spread, left_out
        How many events were placed by their points, spread over areas, and not placed.
    keys
        Of every event, with what tells whether it was changed; hidden where rows may not be kept.
    """

    source: EventSource = ""
    placed: list[PlacedEvent] = field(default_factory=list[PlacedEvent])
    first: dt.date | None = None
    last: dt.date | None = None
    by_point: int = 0
    spread: int = 0
    left_out: int = 0
    keys: dict[str, str] = field(default_factory=dict[str, str])
    sides: Counter[str] = field(default_factory=Counter[str])
    notes: list[str] = field(default_factory=list[str])


READERS: dict[EventSource, dict[LayoutName, EventReader]] = {
    "ucdp": {"ucdp": read_ucdp},
    "acled": {"acled": read_acled, "acled_months": read_months, "hapi_conflict": read_hapi},
}
"""How events of each source are read, exact layouts before sums of the same."""


def gather_events(found: Sequence[Found], ask: Ask, gathered: Gathered) -> PlacedEvents:
    """Read and place the events of one source: UCDP if there are any, unless another is asked for."""
    taken = [one for one in found if isinstance(one, Taken)]
    events = PlacedEvents()
    several: list[tuple[Taken, list[Event]]] = []
    order: tuple[EventSource, ...] = (ask.events,) if ask.events else ("ucdp", "acled")
    for source in order:
        several = list(_read(taken, READERS[source], ask.country, gathered))
        if several:
            events.source = source
            break
    _leave_other(taken, events.source, gathered)
    once = events_once([(release_named(one.release), held) for one, held in several])
    if once.twice:
        events.notes.append(f"{once.twice} events that several files have are counted once.")
    if once.gone:
        events.notes.append(
            f"{len(once.gone)} events that a later release no longer has are left out."
        )
    _place([(several[at][0], event) for at, event in once.events], ask, gathered, events)
    return events


def _read(
    taken: Sequence[Taken], readers: dict[LayoutName, EventReader], iso3: str, gathered: Gathered
) -> Iterator[tuple[Taken, list[Event]]]:
    """Give the events of the first layout that has any: others are sums of the same."""
    is_read = ""
    for one, table in of_layouts(taken, *readers):
        if is_read and is_read != one.layout.name:
            why = "its events are those of a more exact file, and are counted once."
            gathered.leave(one, why)
            continue
        met = Met()
        try:
            held = list(readers[one.layout.name](table, iso3, met))
        except Unread as error:
            gathered.leave(one, f"{error}")
            continue
        if held:
            is_read = one.layout.name
            gathered.use(one)
            yield one, held
        if held or met.bad:
            gathered.note(one, met)


def _leave_other(taken: Sequence[Taken], source: EventSource, gathered: Gathered) -> None:
    others = {name for other, layouts in READERS.items() if other != source for name in layouts}
    for one in taken:
        if source and one.layout.name in others:
            gathered.leave(
                one, f"fighting is taken from {source.upper()}, and the two are never added."
            )


def _place(
    events: list[tuple[Taken, Event]], ask: Ask, gathered: Gathered, placed: PlacedEvents
) -> None:
    index = AreaIndex(gathered.areas)
    latitude = np.array([event.latitude for _, event in events], dtype=float)
    longitude = np.array([event.longitude for _, event in events], dtype=float)
    where = index.find(latitude, longitude)
    placed.first = min((event.first for _, event in events), default=None)
    placed.last = max((event.last for _, event in events), default=None)
    placed.keys = {event.key: _digest(event) for _, event in events}
    fought = Counter(event.sides for _, event in events)
    for sides, number in fought.items():
        placed.sides.update(dict.fromkeys(sides, number))
    for (taken, event), area in zip(events, where.tolist(), strict=True):
        shares = _shares(event, area, ask, gathered)
        placed.placed.extend(PlacedEvent(taken, event, pcode, share) for pcode, share in shares)
        placed.by_point += len(shares) == 1
        placed.spread += len(shares) > 1
        placed.left_out += not shares
    if placed.spread:
        placed.notes.append(
            f"{placed.spread} events at the middle of a province or country are spread over its areas by their people."
        )
    if placed.left_out:
        placed.notes.append(
            f"{placed.left_out} events lie in no area, at sea, or too vaguely, and are left out."
        )


def _digest(event: Event) -> str:
    """Digest what an event says: a later release can be held against it, and no row is kept."""
    days = f"{event.first.toordinal()} {event.last.toordinal()}"
    said = f"{event.key} {days} {event.low} {event.best} {event.high} {event.stamp}"
    return f"{zlib.crc32(said.encode()):08x}"


def _shares(event: Event, area: int, ask: Ask, gathered: Gathered) -> list[tuple[str, float]]:
    """Return the areas that an event belongs to, and how much of it."""
    if event.pcode:
        code = gathered.forms.code(event.pcode) or gathered.forms.code(
            _above(event.pcode, gathered)
        )
        return [(code, 1.0)] if code else []
    vague_from = COUNTRY if ask.level == 1 else UNIT_OF_A_PROVINCE
    if event.precision < vague_from:
        return [(gathered.areas[area].pcode, 1.0)] if area != NOWHERE else []
    if (
        event.precision == AT_SEA
        or ask.vague == "leave-out"
        or (event.precision < COUNTRY and area == NOWHERE)
    ):
        return []
    parents = (
        gathered.areas[area].parents[1:2] if area != NOWHERE and event.precision < COUNTRY else ()
    )
    among = [one.pcode for one in gathered.areas if not parents or one.parents[1:2] == parents]
    people = {code: gathered.population.get(code, 0.0) for code in among}
    whole = sum(people.values())
    return [(code, number / whole) for code, number in people.items() if number > 0]


def _above(pcode: str, gathered: Gathered) -> str:
    """Return the code of the area that a finer code lies in: codes are longer the finer they are."""
    return next((code for code in gathered.forms.known if pcode.startswith(code)), "")
