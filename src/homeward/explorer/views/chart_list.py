"""Every chart there is of a dataset: what it counts, of whom, where, and what was observed of it (model §9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal

from homeward.explorer.contract.on_show import ChartJson, ObservationJson, WhereJson
from homeward.explorer.views.inputs_and_claims import named
from homeward.results.report.sections import Days, observed_at, observed_of_homes
from homeward.results.tables.names import Names, names_of_scenario
from homeward.results.tables.totals import MEASURES
from homeward.scenario.rows.observations import Measure, Observation
from homeward.scenario.rows.places import Place
from homeward.scenario.scenario import Scenario

TITLES = {one.name: one.label for one in MEASURES}
OF_HOMES = ("at_home", "displaced", "returned", "harmed", "fled")
"""Measures of the people of a home, in the order of the screen."""
OF_GROUPS = ("returned", "displaced")
OF_REGISTERED = ("displaced", "fled")
"""Measures of everybody in the camp models."""
AT_PLACES: tuple[tuple[Measure, str], ...] = (
    ("present", "people there"),
    ("displaced", "displaced there"),
)
"""Measures of a place; the displaced only where somebody has counted them."""
ALL_HOMES = "all homes"


def charts(scenario: Scenario, days: Days | None = None) -> list[ChartJson]:
    """List the charts of a scenario; indices of homes and groups are those of a result of it.

    Parameters
    ----------
    days
        First and last day shown; those of the scenario if None. What was observed on others is left out.
    """
    shown = days or (scenario.start, scenario.end)
    names = names_of_scenario(scenario)
    if scenario.is_camp_model:
        return [*_of_all_registered(), *_of_places(scenario, names, shown)]
    return [
        *_of_homes(scenario, names, shown),
        *_of_groups(scenario, names),
        *_of_places(scenario, names, shown),
    ]


def _of_homes(scenario: Scenario, names: Names, days: Days) -> Iterator[ChartJson]:
    # With a single home, all homes together would be the same chart twice.
    if len(scenario.homes) > 1:
        for measure in OF_HOMES:
            counted = observed_of_homes(
                scenario, measure, [one.place for one in scenario.homes], days
            )
            yield _chart(
                measure,
                "home",
                TITLES[measure],
                ALL_HOMES,
                {"measure": measure},
                observations=_told(counted, scenario.start),
            )
    for index, home in enumerate(scenario.homes):
        for measure in OF_HOMES:
            yield _chart(
                f"{measure}:{home.place}",
                "home",
                TITLES[measure],
                names.labels["home"][index],
                {"measure": measure, "home": index},
                observations=_observed(scenario, measure, home, days),
            )


def _of_groups(scenario: Scenario, names: Names) -> Iterator[ChartJson]:
    homes = [(home.place, index) for index, home in enumerate(scenario.homes)]
    groups = list(zip(names.identifiers["group"], names.labels["group"], strict=True))
    for group, (name, label) in enumerate(groups):
        for measure in OF_GROUPS:
            where: WhereJson = {"measure": measure, "group": group}
            if len(homes) > 1:
                title = f"{label}: {TITLES[measure].lower()}"
                yield _chart(f"{measure}:group:{name}", "group", title, ALL_HOMES, where)
            for home, index in homes:
                yield _chart(
                    f"{measure}:{home}:{name}",
                    "group",
                    f"{label}: {TITLES[measure].lower()}",
                    names.labels["home"][index],
                    {"measure": measure, "home": index, "group": group},
                )


def _of_places(scenario: Scenario, names: Names, days: Days) -> Iterator[ChartJson]:
    for index, place in enumerate(scenario.places):
        label = names.labels["place"][index]
        for measure, subtitle in AT_PLACES:
            observations = observed_at(scenario, place.place, days, measure)
            if measure == "present" or observations:
                yield _chart(
                    f"{measure}:place:{place.place}",
                    "place",
                    label,
                    subtitle,
                    {"measure": measure, "place": index},
                    observations=_told(observations, scenario.start),
                )


def _of_all_registered() -> Iterator[ChartJson]:
    for measure in OF_REGISTERED:
        yield _chart(measure, "home", TITLES[measure], "all together", {"measure": measure})


def _observed(scenario: Scenario, measure: str, home: Place, days: Days) -> list[ObservationJson]:
    if measure == "at_home":
        found = observed_at(scenario, home.place, days) if _hosts_nobody(scenario, home) else []
    else:
        found = observed_of_homes(scenario, measure, [home.place], days)
    return _told(found, scenario.start)


def _hosts_nobody(scenario: Scenario, home: Place) -> bool:
    """Tell whether all who are ever at a home are its own people: whoever counted them there counted those."""
    come = {row.place for row in (*scenario.displaced, *scenario.arrivals)}
    return home.hosting.high == 0 and home.place not in come


def _told(observations: Sequence[Observation], start: dt.date) -> list[ObservationJson]:
    return [
        {
            "name": one.name,
            "date": str(one.date),
            "day": (one.date - start).days,
            "low": one.low,
            "value": one.value,
            "high": one.high,
            "use": one.use,
            "imposed": one.imposed,
            "note": one.note,
            "claims": named(one.claims),
        }
        for one in observations
    ]


def _chart(
    name: str,
    role: Literal["home", "group", "place"],
    title: str,
    subtitle: str,
    where: WhereJson,
    observations: Sequence[ObservationJson] = (),
) -> ChartJson:
    return {
        "id": name,
        "title": title,
        "subtitle": subtitle,
        "unit": "persons",
        "where": where,
        "role": role,
        "observations": list(observations),
    }
