"""Under which names groups and actors are shown: their own, or neutral ones (model §9)."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.catalogue import OBSTACLES
from homeward.results.tables.axes import Axes
from homeward.scenario.scenario import Scenario
from homeward.scenario.text.cells import as_identifier

FEAR = "fear_of_"


@dataclass(frozen=True)
class Names:
    """How the places, groups and actors of a result are shown.

    Parameters
    ----------
    identifiers
        By axis (home, group, place, actor), in the order of the axis: for tables.
    labels
        The same, for readers.
    """

    identifiers: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]


def obstacle_label(name: str, names: Names) -> str:
    """Name an obstacle for readers; fears of actors under the names by which these are shown."""
    shown = names.identifiers["actor"]
    actor = name.removeprefix(FEAR)
    if actor in shown:
        return f"Fear of {names.labels['actor'][shown.index(actor)]}"
    return next(one.label for one in OBSTACLES if one.name == name)


def names_of_scenario(scenario: Scenario, *, labels: bool = False) -> Names:
    """Name everything in a scenario that has not been run.

    Parameters
    ----------
    labels
        Name groups and actors even where the scenario withholds it.
    """
    axes = Axes(
        start=scenario.start,
        days=(),
        members=0,
        homes=tuple(place.place for place in scenario.homes),
        groups=scenario.group_names,
        places=scenario.place_names,
        actors=scenario.actor_names,
    )
    if labels:
        scenario = scenario.model_copy(update={"show_group_labels": True})
    return names_of(axes, scenario)


def names_of(axes: Axes, scenario: Scenario | None) -> Names:
    """Name everything as the scenario lets it be named; neutrally if there is no scenario."""
    is_shown = scenario is not None and scenario.show_group_labels
    groups = {g.group: (g.label, g.neutral_label) for g in scenario.groups} if scenario else {}
    actors = {a.actor: (a.label, a.neutral_label) for a in scenario.actors} if scenario else {}
    places = {p.place: p.label for p in scenario.places} if scenario else {}
    shown_groups = _shown(axes.groups, groups, "Group", is_shown=is_shown)
    shown_actors = _shown(axes.actors, actors, "Actor", is_shown=is_shown)
    return Names(
        identifiers={
            "home": axes.homes,
            "place": axes.places,
            "group": axes.groups if is_shown else tuple(map(as_identifier, shown_groups)),
            "actor": axes.actors if is_shown else tuple(map(as_identifier, shown_actors)),
        },
        labels={
            "home": tuple(places.get(home, home) for home in axes.homes),
            "place": tuple(places.get(place, place) for place in axes.places),
            "group": shown_groups,
            "actor": shown_actors,
        },
    )


def _shown(
    identifiers: tuple[str, ...], labels: dict[str, tuple[str, str]], noun: str, *, is_shown: bool
) -> tuple[str, ...]:
    if is_shown:
        return tuple(labels[one][0] for one in identifiers)
    neutral = [labels[one][1] if one in labels else "" for one in identifiers]
    as_named = [as_identifier(name) for name in neutral]
    if "" in as_named or len(set(as_named)) < len(as_named):
        return tuple(f"{noun} {number}" for number in range(1, len(identifiers) + 1))
    return tuple(neutral)
