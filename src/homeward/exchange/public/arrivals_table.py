"""Who came on days of which no events are known: published rises are entered, as the model would move nobody then."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from homeward.catalogue import JUDGEMENT
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.evidence import LEAST_SHOWN, Cells, Evidence
from homeward.exchange.public.gather import Gathered
from homeward.exchange.public.gather_events import PlacedEvents
from homeward.exchange.public.people_tables import GROUP, abroad_shares
from homeward.exchange.public.places_tables import FirstDay, abroad_claim, abroad_name
from homeward.exchange.public.rises import ONE_DAY, Days, overlap, part_of, rises_abroad


@dataclass
class Entered:
    """Rows of arrivals.csv, and what follows of them for other tables.

    Parameters
    ----------
    from_home
        People entered by code of the area they are of: they are not at home on the first day.
    counts
        Country and day of the counts that they are told by: these can test nothing any more.
    """

    rows: list[Cells] = field(default_factory=list[Cells])
    from_home: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    counts: set[tuple[str, dt.date]] = field(default_factory=set[tuple[str, dt.date]])


def enter_arrivals(
    gathered: Gathered,
    events: PlacedEvents,
    first: FirstDay,
    ask: Ask,
    evidence: Evidence,
    names: Mapping[str, str],
) -> Entered:
    """Enter the published new arrivals abroad on days of the run of which no events are known.

    Parameters
    ----------
    names
        Places by code.
    """
    entered = Entered()
    shares = abroad_shares(first, gathered)
    for rise in rises_abroad(gathered):
        if rise.after.asylum not in first.abroad:
            continue
        for window in unknown_days(events, ask):
            found = overlap(rise.days, window)
            if found is None:
                continue
            figures = part_of(rise.people, found[1])
            claims = f"{abroad_claim(rise.taken, rise.after, evidence)} {JUDGEMENT}"
            for code, share in shares.items():
                low, people, high = (one * share for one in figures)
                if people < LEAST_SHOWN:
                    continue
                entered.from_home[code] += people
                entered.counts.add((rise.after.asylum, rise.after.day))
                entered.rows.append(
                    {
                        "home": names[code],
                        "group": GROUP,
                        "place": abroad_name(rise.after.asylum),
                        "people": round(people),
                        "people_low": round(low),
                        "people_high": round(high),
                        "from": found[0][0],
                        "to": found[0][1] + ONE_DAY,
                        "claims": claims,
                    }
                )
    return entered


def unknown_days(events: PlacedEvents, ask: Ask) -> Iterator[Days]:
    """Give the days of the run before and after those that the files hold events of."""
    if events.first is None or events.last is None:
        yield ask.start, ask.end
        return
    if ask.start < events.first:
        yield ask.start, min(events.first - ONE_DAY, ask.end)
    if events.last < ask.end:
        yield max(events.last + ONE_DAY, ask.start), ask.end
