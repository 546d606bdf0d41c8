"""What there is on show: places, groups, levers, charts and the evidence behind them (contract: `Meta`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from homeward import __version__
from homeward.explorer.contract.on_show import (
    ExhibitJson,
    MetaJson,
    PlaceJson,
    PlaceKind,
    SideJson,
    StretchJson,
)
from homeward.explorer.live.datasets import Dataset, LiveScenario, SavedRun
from homeward.explorer.views.chart_list import charts
from homeward.explorer.views.inputs_and_claims import (
    claims,
    contradicting,
    documents,
    inputs,
    named,
)
from homeward.explorer.views.lever_list import levers
from homeward.explorer.views.name_keys import named_actors, named_groups
from homeward.results.figures.maps import kind_of, short_names
from homeward.results.publish.small_counts import BASE, THRESHOLD
from homeward.results.report import caveats
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.rows.places import Place
from homeward.scenario.rows.row import said_in_languages
from homeward.scenario.scenario import Scenario

MOST_SIDES = 2
"""Datasets shown side by side."""


def describe(datasets: Mapping[str, Dataset], *, exact: bool, tiles: str) -> MetaJson:
    """Describe everything on show."""
    sides: list[SideJson] = [
        {"exhibit": name, "levers": []} for name in list(datasets)[:MOST_SIDES]
    ]
    return {
        "version": __version__,
        "exhibits": [describe_one(one) for one in datasets.values()],
        "sides": sides,
        "limits": {
            "assumes": list(caveats.ASSUMES),
            "limits": list(caveats.LIMITS),
            "refused": list(caveats.REFUSED),
            "return": caveats.RETURN,
            "boundaries": caveats.BOUNDARIES,
        },
        "tiles": tiles,
        "control": None if exact else {"threshold": THRESHOLD, "base": BASE},
    }


def describe_one(dataset: Dataset) -> ExhibitJson:
    """Describe one scenario or run."""
    scenario = dataset.scenario
    is_registered = scenario.is_camp_model
    names = names_of_scenario(scenario)
    days = (scenario.start, scenario.end)
    places = [place.place for place in scenario.places]
    short = short_names(scenario.places)
    return {
        "id": dataset.name,
        "name": scenario.name,
        "title": scenario.title,
        "titles": said_in_languages(scenario, "title"),
        "kind": "kept" if isinstance(dataset, SavedRun) else "live",
        "is_registered": is_registered,
        "start": str(scenario.start),
        "end": str(scenario.end),
        "days": list(dataset.days),
        "members": dataset.members,
        "steps": list(dataset.steps),
        "seed": dataset.seed,
        "pulled": list(scenario.levers_pulled),
        "assumes": list(caveats.ASSUMES_REGISTERED if is_registered else caveats.ASSUMES),
        "limits": list(caveats.LIMITS_REGISTERED if is_registered else caveats.LIMITS),
        "places": [_place(place, short[place.place]) for place in scenario.places],
        "homes": []
        if is_registered  # nobody knows who came from where
        else [places.index(home.place) for home in scenario.homes],
        "groups": [] if is_registered else named_groups(scenario, names),
        "actors": named_actors(scenario, names),
        "levers": levers(scenario) if isinstance(dataset, LiveScenario) else [],
        "charts": charts(scenario, days),
        "claims": claims(scenario),
        "documents": documents(scenario),
        "contradictions": contradicting(scenario),
        "inputs": inputs(scenario),
        "control": _control(scenario),
        "events": [],
    }


def _place(place: Place, short: str) -> PlaceJson:
    return {
        "id": place.place,
        "label": place.label,
        "labels": said_in_languages(place, "label"),
        "short": place.label.split(" (")[0] if short.endswith("…") else short,
        "kind": cast("PlaceKind", kind_of(place)),
        "lat": place.latitude,
        "lon": place.longitude,
        "population": place.population.value if place.population else None,
        "capacity": place.capacity,
        "claims": named(place.claims),
    }


def _control(scenario: Scenario) -> list[StretchJson]:
    """Say who holds each place when, in days since the start, the last day excluded."""
    places = {place: index for index, place in enumerate(scenario.place_names)}
    actors = {actor: index for index, actor in enumerate(scenario.actor_names)}
    return [
        {
            "place": places[row.place],
            "actor": actors[row.actor],
            "from": max((row.start - scenario.start).days, 0),
            "to": min((row.end - scenario.start).days, scenario.n_day),
        }
        for row in scenario.control
    ]
