"""Tables of a blank scenario, made of answers and defaults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from homeward.catalogue import JUDGEMENT
from homeward.errors import ScenarioError
from homeward.scenario.blank import defaults
from homeward.scenario.blank.answers import Answers, Refuge, Unit
from homeward.scenario.blank.defaults import Cells, Default, ranged
from homeward.scenario.blank.evidence import evidence, observation_rows
from homeward.scenario.blank.named import actors_of, captures_of, holder_of, misnamed, named
from homeward.scenario.blank.shares import misgiven_shares, shares_of
from homeward.scenario.blank.ways import route_rows

Tables = dict[str, list[Cells]]
EVERYBODY = "People of the place"
"""The one group, where none is named."""


def tables_of_answers(answers: Answers) -> Tables:
    """Make the tables.

    Raises
    ------
    ScenarioError
        If answers name units or refuges that are not among them, or do not go together.
    """
    problems = [*misnamed(answers), *misgiven_shares(answers)]
    if problems:
        raise ScenarioError(problems)
    tables: Tables = {
        "places": list(_places(answers)),
        "routes": list(route_rows([*answers.units, *answers.refuges])),
        "actors": [
            {"actor": named(actor), "label": actor, "neutral_label": f"Actor {number}"}
            for number, actor in enumerate(actors_of(answers), start=1)
        ],
        "control": list(_control(answers)),
        "presence": list(_presence(answers)),
        "groups": list(_groups(answers)),
        "harms": list(_harms(answers)),
        "conditions": list(_conditions(answers)),
        "observations": list(observation_rows(answers)),
    }
    used = {
        name
        for rows in tables.values()
        for row in rows
        for name in str(row.get("claims", "")).split()
    }
    return tables | evidence(answers, used)


def _places(answers: Answers) -> Iterator[Cells]:
    for unit in answers.units:
        yield {
            **_place(unit, answers.about.country, unit.kind),
            **ranged("population", defaults.POPULATION, unit.population, digits=0),
            **ranged("hosting", defaults.HOSTING["unit"]),
            "claims": f"{defaults.POPULATION.claims} {defaults.PREFIX}{defaults.HOSTING['unit'].name}",
        }
    for refuge in answers.refuges:
        country = refuge.country or answers.about.country
        is_abroad = country != answers.about.country
        hosting = defaults.HOSTING["abroad" if is_abroad else "inside"]
        yield {
            **_place(refuge, country, refuge.kind or _kind(refuge, is_abroad=is_abroad)),
            **ranged("hosting", hosting),
            "claims": hosting.claims,
        }


def _place(place: Unit | Refuge, country: str, kind: str) -> Cells:
    return {
        "place": named(place.name),
        "label": place.name,
        "kind": kind,
        "country": country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _kind(refuge: Refuge, *, is_abroad: bool) -> str:
    if "camp" in refuge.name.lower():
        return "camp" if is_abroad else "idp_camp"
    return "abroad" if is_abroad else "city"


def _control(answers: Answers) -> Iterator[Cells]:
    for unit in answers.units:
        holders = [
            (unit.held_by, ""),
            *((one.by, one.on.isoformat()) for one in captures_of(answers, unit)),
        ]
        ends = [*(start for _, start in holders[1:]), ""]
        for (actor, start), end in zip(holders, ends, strict=True):
            yield _held(unit.name, actor) | {"from": start, "to": end}
    for refuge in answers.refuges:
        yield _held(refuge.name, holder_of(answers, refuge))


def _held(place: str, actor: str) -> Cells:
    return {"place": named(place), "actor": named(actor), "claims": JUDGEMENT}


def _presence(answers: Answers) -> Iterator[Cells]:
    for unit in answers.units:
        before = answers.about.start
        for capture in captures_of(answers, unit):
            start = max(capture.on - dt.timedelta(days=defaults.ASSAULT_DAYS), before)
            yield {
                "place": named(unit.name),
                "actor": named(capture.by),
                "mode": "assault",
                **ranged("strength", defaults.ASSAULT),
                "from": start.isoformat(),
                "to": capture.on.isoformat(),
                "claims": defaults.ASSAULT.claims,
            }
            before = capture.on


def _groups(answers: Answers) -> Iterator[Cells]:
    for number, group in enumerate(answers.groups, start=1):
        for home, share in shares_of(answers, group).items():
            is_all = share == 1
            ends = ranged("share", defaults.SHARE, share, digits=12)
            ends["share_high"] = min(1.0, share * defaults.SHARE.high)
            yield {
                "group": named(group.name),
                "label": group.name,
                "neutral_label": f"Group {number}",
                "friendly": " ".join(map(named, group.friends)),
                "hostile": " ".join(map(named, group.threats)),
                "home": home,
                **({"share": 1} if is_all else ends),
                "claims": JUDGEMENT if is_all else defaults.SHARE.claims,
            }
    if not answers.groups:
        everybody = {"group": named(EVERYBODY), "label": EVERYBODY, "neutral_label": "Group 1"}
        yield {**everybody, "share": 1, "claims": JUDGEMENT}


def _harms(answers: Answers) -> Iterator[Cells]:
    takers = dict.fromkeys(named(one.by) for one in answers.captures)
    for actor in takers:
        yield {
            "actor": actor,
            "kind": "killing",
            "mode": "assault",
            **ranged("rate", defaults.KILLED_IN_FIGHTING),
            "claims": defaults.KILLED_IN_FIGHTING.claims,
        }
    holders = {named(unit.held_by) for unit in answers.units} | set(takers)
    threats = {(named(actor), named(one.name)) for one in answers.groups for actor in one.threats}
    for actor, group in sorted(threats):
        if actor in holders:
            yield from _harmed_by_holder(actor, group, takes=actor in takers)


def _harmed_by_holder(actor: str, group: str, *, takes: bool) -> Iterator[Cells]:
    """Give the rows of who holds a place: as long as it does, and more in the weeks after it took it."""
    holding: Cells = {"actor": actor, "kind": "killing", "groups": group, "mode": "control"}
    later = defaults.HARMED_BY_HOLDER
    yield {**holding, **ranged("rate", later), "claims": later.claims}
    if takes:
        at_first = defaults.HARMED_AFTER_CAPTURE
        days = defaults.AFTER_CAPTURE_DAYS
        yield {
            **holding,
            **ranged("rate", at_first),
            "after_capture_days": days,
            "claims": at_first.claims,
        }


def _conditions(answers: Answers) -> Iterator[Cells]:
    for unit in answers.units:
        taken = captures_of(answers, unit)
        if taken:
            start = taken[0].on.isoformat()
            yield from _condition_rows(unit.name, defaults.CONDITIONS, start)
    for refuge in answers.refuges:
        yield from _condition_rows(refuge.name, defaults.AWAY, "")


def _condition_rows(name: str, known: dict[str, Default], start: str) -> Iterator[Cells]:
    for variable, default in known.items():
        cells: Cells = {"place": named(name), "variable": variable, **ranged("value", default)}
        yield {**cells, "from": start, "claims": default.claims}
