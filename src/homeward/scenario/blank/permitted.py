"""Who may go home, enter, leave or stay: permissions of a blank scenario."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.errors import Problem
from homeward.scenario.blank.answers import Answers, Permitted
from homeward.scenario.blank.defaults import Cells
from homeward.scenario.blank.named import days_of, holders_of, meet, named


def permission_rows(answers: Answers) -> Iterator[Cells]:
    """Give the rows of permissions.csv: a rule is that of each who holds the place on some of its days."""
    for one in answers.permissions:
        since, until = days_of(answers, one)
        for place in one.places:
            for actor in _holders(answers, place, one):
                yield {
                    "actor": actor,
                    "place": named(place),
                    "movement": one.movement,
                    "groups": " ".join(map(named, one.groups)),
                    "rule": one.rule,
                    "from": since.isoformat(),
                    "to": until.isoformat() if until <= answers.about.end else "",
                    "claims": answers.ground_of(one),
                }


def ruled_twice(answers: Answers) -> Iterator[Problem]:
    """Find two answers about one movement of the same people at one place on the same days."""
    for number, one in enumerate(answers.permissions):
        for other in answers.permissions[:number]:
            is_there = bool(set(map(named, one.places)) & set(map(named, other.places)))
            of_all = not one.groups or not other.groups
            is_theirs = of_all or bool(set(map(named, one.groups)) & set(map(named, other.groups)))
            if (
                is_there
                and is_theirs
                and one.movement == other.movement
                and meet(days_of(answers, one), days_of(answers, other))
            ):
                found = (
                    f"{one.movement} is already ruled for some of these days, on line {other.line}."
                )
                why = "Of two rules for the same people on one day only one can hold."
                way = "give since and until of both, one after the other, or whom each is for."
                yield Problem(f"permissions, line {one.line}", found, why, (way,))


def opened_from_nothing(answers: Answers) -> Iterator[Problem]:
    """Find what is opened on a day though nothing was refused before: it would change nothing."""
    for one in answers.permissions:
        if one.rule == "open" and one.since is not None and one.since > answers.about.start:
            refused = {
                named(place)
                for other in answers.permissions
                if other.rule == "refused" and other.movement == one.movement
                if days_of(answers, other)[0] < one.since
                for place in other.places
            }
            for place in one.places:
                if named(place) not in refused:
                    found = f"{one.movement} is open at {place} from {one.since}, and nothing refuses it before."
                    why = "What no rule refuses is open."
                    way = f"add {{where: {place}, rule: refused, until: {one.since}}}, or leave out since."
                    yield Problem(f"permissions, line {one.line}", found, why, (way,))


def _holders(answers: Answers, place: str, one: Permitted) -> list[str]:
    """Identify who holds a place on days of a rule, each once."""
    since, until = days_of(answers, one)
    places = {named(known.name): known for known in (*answers.units, *answers.refuges)}
    held = holders_of(answers, places[named(place)])
    starts = [start or answers.about.start for _, start, _ in held]
    spans = zip(starts, [*starts[1:], until], strict=True)
    holders = [
        named(actor)
        for (actor, _, _), span in zip(held, spans, strict=True)
        if meet(span, (since, until))
    ]
    return list(dict.fromkeys(holders))
