"""What a run makes of the defaults of a blank scenario alone, and is hardly so (model §2, §6.3, §8).

Scenarios whose numbers rest on sources are not doubted here: there the run answers, and not the defaults.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from homeward.numerics.globe import km_between
from homeward.results.publish.headlines import estimate_of
from homeward.results.publish.published import Published
from homeward.scenario.blank.defaults import is_default
from homeward.scenario.rows.places import Place
from homeward.scenario.scenario import Scenario

MANY_HARMED = 0.05
"""Share of everybody, in the median, from which on harm by defaults alone is doubted."""
MANY_FAR = 0.25
"""Share of the displaced of a home, of medians, from which on far refuges are doubted."""
FEW = 100
"""Displaced people, in the median, below whom nothing is said."""
TIMES, BEYOND_KM = 3.0, 50.0
"""A refuge is far that is so many times as far as the nearest, and so many km farther."""


def doubted_defaults(published: Published) -> Iterator[str]:
    """Word what defaults make that is hardly so."""
    scenario = published.scenario
    if scenario is not None and not scenario.is_camp_model:
        yield from _harmed(published, scenario)
        far = list(_far(published, scenario))
        if far:
            yield (
                f"Doubtful: {'; '.join(far)}; and nobody whom they fear holds what is near. People move on from a "
                "refuge however far the next is: give onward_hazard in scenario.yaml a lower range, and hosting in "
                "places.csv what counts of displaced say."
            )


def _harmed(published: Published, scenario: Scenario) -> Iterator[str]:
    people = sum(one.population.value for one in scenario.places if one.population is not None)
    harmed = estimate_of(published.summaries["harmed"], len(published.axes.days) - 1).median
    by_default = scenario.harms and all(is_default(row.claims) for row in scenario.harms)
    if by_default and harmed is not None and harmed > MANY_HARMED * people:
        yield (
            f"Doubtful: {harmed:,.0f} people are harmed in the median, {harmed / people:.0%} of all, by rates that are "
            "defaults, every one. Replace those of harms.csv: homeward scales --deaths."
        )


def _far(published: Published, scenario: Scenario) -> Iterator[str]:
    summary, last = published.summaries["displaced"], len(published.axes.days) - 1
    if ("home", "place") not in summary.levels:
        return
    places = {one.place: one for one in scenario.places}
    labels = dict(zip(published.axes.places, published.names.labels["place"], strict=True))
    for h, home in enumerate(published.axes.homes):
        at = {
            place: estimate_of(summary, last, ("home", h), ("place", p)).median or 0.0
            for p, place in enumerate(published.axes.places)
        }
        refuges = _refuges(scenario, home, published.axes.homes)
        if sum(at.values()) < FEW or not refuges:
            continue
        km = {one.place: km_between(places[home], one) for one in refuges}
        near = min(km, key=km.__getitem__)
        far = {
            place: at[place]
            for place in km
            if km[place] > max(TIMES * km[near], km[near] + BEYOND_KM)
        }
        share = sum(far.values()) / sum(at.values())
        if share > MANY_FAR:
            most = max(far, key=far.__getitem__)
            yield (
                f"{share:.0%} of the displaced of {published.names.labels['home'][h]} are far away, most at "
                f"{labels[most]} ({km[most]:,.0f} km), though {labels[near]} is {km[near]:,.0f} km off"
            )


def _refuges(scenario: Scenario, home: str, homes: Collection[str]) -> list[Place]:
    """Refuges in the country of a home whose hosting is a default, and which nobody holds at the end whom it fears."""
    holder = {row.place: row.actor for row in sorted(scenario.control, key=lambda row: row.start)}
    groups = [row for row in scenario.groups if row.home == home]
    groups = groups or [row for row in scenario.groups if row.home is None]
    hostile = {actor for row in groups for actor in row.hostile}
    own = next(one for one in scenario.places if one.place == home)
    return [
        one
        for one in scenario.places
        if one.place not in homes
        and one.country == own.country
        and one.hosting.high > 0
        and is_default(one.claims)
        and holder.get(one.place) not in hostile
    ]
