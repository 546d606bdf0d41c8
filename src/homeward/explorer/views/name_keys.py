"""Groups and actors as they are named, and who each is where its name is withheld (contract: `Named`)."""

from __future__ import annotations

from homeward.explorer.contract.on_show import NamedJson
from homeward.results.tables.names import Names
from homeward.scenario.rows.row import said_in_languages
from homeward.scenario.scenario import Scenario

MOST_PLACES = 3
"""Places of a key: where an actor was longest."""


def named_groups(scenario: Scenario, names: Names) -> list[NamedJson]:
    """Name the groups; the key says how large a part each is of the people of its home."""
    keys: dict[str, str] = {}
    for row in scenario.groups:
        keys.setdefault(row.group, f"about {row.share.value:.0%} of people at home")
    said = {
        row.group: said_in_languages(row, "label")
        for row in scenario.groups
        if scenario.show_group_labels
    }
    several = scenario.group_names
    return _named(names, "group", [(said.get(one, {}), keys[one]) for one in several])


def named_actors(scenario: Scenario, names: Names) -> list[NamedJson]:
    """Name the actors; the key says which places each controlled longest, and when it first and last did."""
    said = {
        row.actor: said_in_languages(row, "label")
        for row in scenario.actors
        if scenario.show_group_labels
    }
    several = scenario.actor_names
    return _named(
        names, "actor", [(said.get(one, {}), _holdings(scenario, one)) for one in several]
    )


def _holdings(scenario: Scenario, actor: str) -> str:
    rows = [row for row in scenario.control if row.actor == actor]
    if not rows:
        return "controls no place of the scenario"
    days: dict[str, int] = {}
    for row in rows:
        days[row.place] = days.get(row.place, 0) + (row.end - row.start).days
    labels = {place.place: place.label for place in scenario.places}
    longest = sorted(days, key=lambda place: -days[place])[:MOST_PLACES]
    first = max(min(row.start for row in rows), scenario.start)
    last = min(max(row.end for row in rows), scenario.end)
    more = f" and {len(days) - MOST_PLACES} more" if len(days) > MOST_PLACES else ""
    return f"controls {', '.join(labels[place] for place in longest)}{more} ({first} to {last})"


def _named(names: Names, axis: str, said: list[tuple[dict[str, str], str]]) -> list[NamedJson]:
    rows = zip(names.identifiers[axis], names.labels[axis], said, strict=True)
    return [
        {"id": name, "label": label, "labels": labels, "key": key}
        for name, label, (labels, key) in rows
    ]
