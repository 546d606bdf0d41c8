"""Who is displaced on the first day, row by row: inside by origin, abroad by what is known of origins (decision 34)."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.catalogue import JUDGEMENT
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.evidence import LEAST_SHOWN, Cells, Evidence, worded_count
from homeward.exchange.public.gather import Gathered
from homeward.exchange.public.places_tables import FirstDay, abroad_claim, abroad_name, within

COUNTED, SPREAD = 0.1, 0.5
"""Share by which a count may be off, and one that was spread by something else: judgement."""
GROUP = "everyone"


def displaced_rows(
    gathered: Gathered, first: FirstDay, ask: Ask, evidence: Evidence, names: dict[str, str]
) -> Iterator[Cells]:
    """Make the rows of displaced.csv; those of fewer than ten people are left out, and counted in the notes."""
    few = 0
    is_counted = first.day == first.origins_day
    for (where, origin), people in sorted(first.inside.items()):
        if origin not in gathered.population:
            continue
        if people < LEAST_SHOWN:
            few += 1
            continue
        place = within(names[where]) if where == origin else names[where]
        yield _row(
            names[origin],
            place,
            people,
            COUNTED if is_counted else SPREAD,
            round_claim(where, first, gathered, evidence),
        )
    shares = abroad_shares(first, gathered)
    for code, (taken, count) in first.abroad.items():
        claim = abroad_claim(taken, count, evidence)
        for origin, share in shares.items():
            if count.people * share < LEAST_SHOWN:
                few += 1
                continue
            yield _row(
                names[origin],
                abroad_name(code),
                count.people * share,
                SPREAD,
                f"{claim} {JUDGEMENT}",
            )
    if few:
        gathered.notes.append(f"{few} rows of displaced people with fewer than ten are left out.")


def _row(home: str, place: str, people: float, off: float, claims: str) -> Cells:
    return {
        "home": home,
        "group": GROUP,
        "place": place,
        "people": round(people),
        "people_low": round(people * (1 - off)),
        "people_high": round(people * (1 + off)),
        "claims": claims,
    }


def abroad_shares(first: FirstDay, gathered: Gathered) -> dict[str, float]:
    """Return the share of each area among those who fled abroad: as of those displaced inside, else of all."""
    left = {code: people for code, people in first.left().items() if code in gathered.population}
    parts = left or gathered.population
    whole = sum(parts.values())
    return {code: people / whole for code, people in sorted(parts.items()) if whole > 0}


def round_claim(where: str, first: FirstDay, gathered: Gathered, evidence: Evidence) -> str:
    """Claim that so many people were displaced in an area on the day of the first round, and where they were from."""
    day, origins = first.day, first.origins_day
    people = first.present().get(where, 0.0)
    taken = gathered.rounds_from[day] if day else gathered.areas_from[0]
    claim = evidence.claim(
        taken,
        f"displaced {where} {day:%Y %m %d}",
        f"{worded_count(people)} people displaced in the area {where} on {day}.",
        f"{where}, {day}, of conflict",
        (people * (1 - COUNTED), people, people * (1 + COUNTED)),
        said_on=day,
    )
    if origins is None or origins == day:
        return claim
    of_origins = evidence.claim(
        gathered.rounds_from[origins],
        f"origins {where} {origins:%Y %m %d}",
        f"Where those displaced in the area {where} on {origins} were from.",
        f"{where}, {origins}, by origin",
        said_on=origins,
    )
    return f"{claim} {of_origins}"
