"""Groups and actors as they are named, with what tells groups apart where their names are withheld (contract: `Named`).

Actors are told apart by the places they hold, which the screen knows of each day.
"""

from __future__ import annotations

from homeward.explorer.contract.on_show import NamedJson, Words
from homeward.results.tables.names import Names
from homeward.scenario.rows.row import said_in_languages
from homeward.scenario.scenario import Scenario


def named_groups(scenario: Scenario, names: Names) -> list[NamedJson]:
    """Name the groups, each with how large a part it is of the people of its home."""
    said = {row.group: said_in_languages(row, "label") for row in scenario.groups}
    shares: dict[str, float] = {}
    for row in scenario.groups:
        shares.setdefault(row.group, row.share.value)
    return _named(scenario, names, "group", said, shares)


def named_actors(scenario: Scenario, names: Names) -> list[NamedJson]:
    """Name the actors."""
    said = {row.actor: said_in_languages(row, "label") for row in scenario.actors}
    return _named(scenario, names, "actor", said, {})


def _named(
    scenario: Scenario, names: Names, axis: str, said: dict[str, Words], shares: dict[str, float]
) -> list[NamedJson]:
    own = scenario.group_names if axis == "group" else scenario.actor_names
    rows = zip(own, names.identifiers[axis], names.labels[axis], strict=True)
    return [
        {
            "id": name,
            "label": label,
            "labels": said.get(one, {}) if scenario.show_group_labels else {},
            "share": shares.get(one),
        }
        for one, name, label in rows
    ]
