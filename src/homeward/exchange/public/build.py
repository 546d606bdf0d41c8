"""Everything that was gathered as the tables of a scenario, with what is left to judge (decision 34)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from homeward.catalogue import JUDGEMENT
from homeward.exchange.public.arrivals_table import enter_arrivals
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.events import STATE
from homeward.exchange.public.evidence import Cells, Evidence
from homeward.exchange.public.fighting_table import presence_rows
from homeward.exchange.public.gather import Gathered
from homeward.exchange.public.gather_events import PlacedEvents
from homeward.exchange.public.observations_table import Scope, observation_rows
from homeward.exchange.public.people_tables import GROUP, displaced_rows
from homeward.exchange.public.places_tables import (
    WITHIN_KM,
    FirstDay,
    first_day,
    holds_displaced,
    place_names,
    place_rows,
    within,
)
from homeward.exchange.public.proposals import FOLDER as PROPOSED
from homeward.exchange.public.proposals import propose
from homeward.exchange.public.ways import Way, ways_abroad, ways_inside

Tables = dict[str, list[Cells]]
HOLDER, ATTACKERS, HOSTS = STATE, "attackers", "host_states"


@dataclass
class Built:
    """The tables of a scenario, and what must be said of them.

    Parameters
    ----------
    proposed
        Tables that could take the place of two of them, for an analyst to correct.
    to_judge
        What no file says and an analyst has to, a sentence each.
    """

    tables: Tables
    evidence: Evidence
    first: FirstDay
    proposed: Tables = field(default_factory=dict[str, list[Cells]])
    notes: list[str] = field(default_factory=list[str])
    to_judge: list[str] = field(default_factory=list[str])

    def finish(self) -> None:
        """Forget what no row rests on, and write documents and claims."""
        several = (*self.tables.values(), *self.proposed.values())
        self.evidence.kept_for(row for rows in several for row in rows)
        self.tables["documents"] = list(self.evidence.documents.values())
        self.tables["claims"] = list(self.evidence.claims.values())


def build(gathered: Gathered, events: PlacedEvents, ask: Ask) -> Built:
    """Make the tables."""
    evidence, first, names = Evidence(), first_day(gathered, ask), place_names(gathered)
    entered = enter_arrivals(gathered, events, first, ask, evidence, names)
    places = list(place_rows(gathered, first, ask, evidence, names, entered.from_home))
    abroad = [row for row in places if row["kind"] == "abroad"]
    inside = tuple(str(row["place"]) for row in places if row["kind"] != "abroad")
    abroad_names = frozenset(str(row["place"]) for row in abroad)
    scope = Scope(names, inside, abroad_names, frozenset(entered.counts))
    ways, unreached = _ways(gathered, abroad, names, inside, ask)
    presence = list(presence_rows(events, ask, gathered, names, evidence))
    tables: Tables = {
        "places": places,
        "routes": list(_routes(ways)),
        "actors": list(_actors(has_fighting=bool(presence), has_hosts=bool(abroad))),
        "control": list(_control(places)),
        "presence": presence,
        "groups": [_everyone()],
        "displaced": list(displaced_rows(gathered, first, ask, evidence, names)),
        "arrivals": entered.rows,
        "observations": observation_rows(gathered, first, ask, evidence, scope),
    }
    proposed = propose(events, ask, evidence, names, tables)
    built = Built(tables, evidence, first, proposed, [*gathered.notes, *events.notes, *first.notes])
    built.notes.extend(
        f"no way over land leads to {code}: people can be there and nobody can go."
        for code in unreached
    )
    built.to_judge.extend(_to_judge(gathered, events, ask, built))
    return built


def _ways(
    gathered: Gathered,
    abroad: list[Cells],
    names: dict[str, str],
    inside: tuple[str, ...],
    ask: Ask,
) -> tuple[list[Way], list[str]]:
    ways = list(ways_inside(gathered.areas, names, ask.detour))
    ways += [
        Way(name, within(name), WITHIN_KM) for name in names.values() if within(name) in inside
    ]
    where = {
        str(row["country"]): (
            str(row["place"]),
            float(str(row["latitude"])),
            float(str(row["longitude"])),
        )
        for row in abroad
    }
    out, unreached = ways_abroad(gathered.areas, names, where, ask.country, ask.detour)
    return [*ways, *out], unreached


def _routes(ways: list[Way]) -> Iterator[Cells]:
    for way in ways:
        yield {
            "route": f"{way.start}_{way.end}",
            "from": way.start,
            "to": way.end,
            "km": way.km,
            "claims": JUDGEMENT,
        }


def _actors(*, has_fighting: bool, has_hosts: bool) -> Iterator[Cells]:
    yield {"actor": HOLDER, "label": "Who holds the place", "neutral_label": "Actor A"}
    if has_fighting:
        yield {"actor": ATTACKERS, "label": "Whoever fights there", "neutral_label": "Actor B"}
    if has_hosts:
        yield {
            "actor": HOSTS,
            "label": "Countries of asylum",
            "neutral_label": "Actor C",
            "believed_friendly": 0.0005,
            "believed_neither": 0.0005,
            "believed_hostile": 0.001,
            "believed_years": 100,
            "claims": JUDGEMENT,
        }


def _control(places: list[Cells]) -> Iterator[Cells]:
    for row in places:
        yield {
            "place": row["place"],
            "actor": HOSTS if row["kind"] == "abroad" else HOLDER,
            "claims": JUDGEMENT,
        }


def _everyone() -> Cells:
    return {"group": GROUP, "label": "Everyone", "neutral_label": "Everyone", "share": 1}


def _to_judge(gathered: Gathered, events: PlacedEvents, ask: Ask, built: Built) -> Iterator[str]:
    """List what stays with the analyst."""
    held = "with" if holds_displaced(built.first, gathered, ask) else "without"
    year = gathered.population_year
    of_year = f" is of {year} and" if year else ""
    yield f"places.csv: the population{of_year} was taken as of an area {held} those displaced to it (--population)."
    yield "places.csv: room for newcomers (hosting) is such that people would divide as the displaced have."
    yield "routes.csv: ways are great circles with a detour; the paces, closures and crossings are yours."
    if built.proposed:
        areas = len(
            {
                row["place"]
                for row in built.proposed["control"]
                if row["actor"] not in {HOLDER, HOSTS}
            }
        )
        yield (
            f"control.csv, actors.csv: one holder everywhere. {PROPOSED}/ has a draft of both, as events say: "
            f"{areas} places not held by the state. Correct it, and put it in their place."
        )
    else:
        named = ", ".join(name for name, _ in events.sides.most_common(6))
        yield "control.csv: one holder everywhere. No event says who holds what." + (
            f" Sides that they name: {named}." if named else ""
        )
    if events.first and events.last and (events.first > ask.start or events.last < ask.end):
        yield (
            f"presence.csv: events are known from {events.first} to {events.last}; before and after, within the run, "
            "nothing is known, which is not peace."
        )
    if not built.tables["presence"]:
        yield "presence.csv: no fighting at all: nobody flees."
    if built.tables["arrivals"]:
        yield "arrivals.csv: on days of which no events are known, published new arrivals abroad are entered."
    yield "groups.csv: one group, everyone. Groups are never derived from names of actors."
    yield "conditions, permissions and harms: nothing is said, so that people go home where there is no fighting."
    if built.first.day is None:
        yield "displaced.csv: no round of displaced people at or before the first day."
    elif (ask.start - built.first.day).days > 92:
        yield f"displaced.csv: the last round is of {built.first.day}, long before the first day."
    if not built.tables["observations"]:
        yield "observations.csv: no figure is dated within the run: nothing can be scored."
