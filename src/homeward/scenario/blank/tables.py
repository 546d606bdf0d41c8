"""Tables of a blank scenario, made of answers and defaults."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.catalogue import JUDGEMENT
from homeward.errors import ScenarioError
from homeward.scenario.blank import defaults
from homeward.scenario.blank.answers import Answers, Refuge, Unit
from homeward.scenario.blank.armed import (
    attacked_twice,
    first_fighting,
    harm_rows,
    presence_rows,
    present_twice,
)
from homeward.scenario.blank.defaults import Cells, Default, ranged
from homeward.scenario.blank.evidence import evidence, observation_rows
from homeward.scenario.blank.named import actors_of, holders_of, misnamed, named
from homeward.scenario.blank.permitted import opened_from_nothing, permission_rows, ruled_twice
from homeward.scenario.blank.shares import misgiven_shares, shares_of
from homeward.scenario.blank.ways import closure_rows, not_cut_off, route_rows

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
    problems = [
        *misnamed(answers),
        *present_twice(answers),
        *attacked_twice(answers),
        *ruled_twice(answers),
        *opened_from_nothing(answers),
        *not_cut_off(answers),
        *misgiven_shares(answers),
    ]
    if problems:
        raise ScenarioError(problems)
    tables: Tables = {
        "places": list(_places(answers)),
        "routes": list(route_rows([*answers.units, *answers.refuges])),
        "closures": list(closure_rows(answers)),
        "actors": [
            {"actor": named(actor), "label": actor, "neutral_label": f"Actor {number}"}
            for number, actor in enumerate(actors_of(answers), start=1)
        ],
        "control": list(_control(answers)),
        "presence": list(presence_rows(answers)),
        "groups": list(_groups(answers)),
        "harms": list(harm_rows(answers)),
        "permissions": list(permission_rows(answers)),
        "conditions": list(_conditions(answers)),
        "observations": list(observation_rows(answers)),
    }
    used = {
        name
        for rows in tables.values()
        for row in rows
        for name in str(row.get("claims", "")).split()
    }
    # That of houses stands behind a parameter.
    return tables | evidence(answers, used | set(defaults.HOUSES.claims.split()))


def _places(answers: Answers) -> Iterator[Cells]:
    for unit in answers.units:
        yield {
            **_place(unit, answers.about.country, unit.kind),
            **ranged("population", defaults.POPULATION, unit.population, digits=0),
            **ranged("hosting", defaults.HOSTING["unit"]),
            "claims": f"{answers.ground_of(unit)} {defaults.POPULATION.claim} {defaults.HOSTING['unit'].claim}",
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
    for place in (*answers.units, *answers.refuges):
        holders = holders_of(answers, place)
        days = [start.isoformat() if start else "" for _, start, _ in holders]
        for (actor, _, ground), start, end in zip(holders, days, [*days[1:], ""], strict=True):
            yield _held(place.name, actor, ground) | {"from": start, "to": end}


def _held(place: str, actor: str, ground: str) -> Cells:
    return {"place": named(place), "actor": named(actor), "claims": ground}


def _groups(answers: Answers) -> Iterator[Cells]:
    for number, group in enumerate(answers.groups, start=1):
        ground = answers.ground_of(group)
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
                "claims": ground if is_all else f"{ground} {defaults.SHARE.claim}",
            }
    if not answers.groups:
        everybody = {"group": named(EVERYBODY), "label": EVERYBODY, "neutral_label": "Group 1"}
        yield {**everybody, "share": 1, "claims": JUDGEMENT}


def _conditions(answers: Answers) -> Iterator[Cells]:
    for unit in answers.units:
        since = first_fighting(answers, unit)
        start = since.isoformat() if since else ""
        if unit.destroyed is not None:
            yield _standing(unit, unit.destroyed, start) | {
                "claims": f"{answers.ground_of(unit)} {defaults.DESTROYED.claim}"
            }
        if since:
            yield from _condition_rows(unit.name, defaults.CONDITIONS, start)
    for refuge in answers.refuges:
        yield from _condition_rows(refuge.name, defaults.AWAY, "")


def _standing(unit: Unit, destroyed: float, start: str) -> Cells:
    """Give the row of the houses that stand: the rest of those destroyed, its high end that of the fewest."""
    known = defaults.DESTROYED
    return {
        "place": named(unit.name),
        "variable": "dwellings_usable",
        "value": round(1 - destroyed, 4),
        "value_low": round(max(1 - destroyed * known.high, 0.0), 4),
        "value_high": round(1 - destroyed * known.low, 4),
        "from": start,
    }


def _condition_rows(name: str, known: dict[str, Default], start: str) -> Iterator[Cells]:
    for variable, default in known.items():
        cells: Cells = {"place": named(name), "variable": variable, **ranged("value", default)}
        yield {**cells, "from": start, "claims": default.claims}
