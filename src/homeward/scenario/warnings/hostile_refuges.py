"""People who would live under an actor that they are hostile to: hardly feared at first (model §4.3, §6.2)."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.errors import Problem
from homeward.scenario.rows.actors import Actor
from homeward.scenario.scenario import Scenario

MANY = 0.1
"""Share of those hostile to an actor who would live under it, from which on it is doubted."""


def hostile_refuges(scenario: Scenario) -> Iterator[Problem]:
    """Find actors who hold refuges, and whom those hostile to them hardly fear before any news, at central values."""
    if scenario.is_camp_model:
        return
    hosts = {place.place for place in scenario.places if place.hosting.high > 0}
    holders = {row.actor for row in scenario.control if row.place in hosts}
    for actor in scenario.actors:
        enemies = sorted({row.group for row in scenario.groups if actor.actor in row.hostile})
        share = _share_who_dare(scenario, actor)
        if actor.actor in holders and enemies and share > MANY:
            found = (
                f'{share:.0%} of those hostile to "{actor.actor}" ({", ".join(enemies)}) would live under it '
                "before they hear anything of it."
            )
            why = "They may take refuge in places that it holds; score says where they do."
            way = "give believed_hostile the harm a person and year that they expect of it."
            yield Problem(f"actors.csv, line {actor.line}", found, why, (way,))


def _share_who_dare(scenario: Scenario, actor: Actor) -> float:
    """Fear factor (1) of living under an actor, as those hostile to it believe at the start (§4.1, §4.3)."""
    from scipy.special import gammaincinv  # noqa: PLC0415  heavy: wanted only where a scenario is right

    central = {name: known.value for name, known in scenario.parameters.items()}
    rate = actor.believed_hostile or central["prior_hostile"]
    years = (actor.believed_years or 0.0) if actor.believed_hostile else 0.0
    shape = max(central["prior_shape"], rate * years)
    felt = float(gammaincinv(shape, central["caution"])) * rate / shape
    return 1.0 / (1.0 + (felt / central["tolerance"]) ** 2)
