"""Who is who where names are withheld, and names in other languages where they are not."""

from __future__ import annotations

import json

import pytest

from homeward.explorer.views.name_keys import named_actors, named_groups
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.scenario import Scenario


def test_groups_are_told_apart_by_their_share_and_no_name_is_given_away(palmyra: Scenario) -> None:
    names = names_of_scenario(palmyra)
    actors, groups = named_actors(palmyra, names), named_groups(palmyra, names)
    assert [one["label"] for one in actors][:2] == ["Actor A", "Actor B"]
    assert {one["share"] for one in actors} == {None}
    assert [one["share"] for one in groups] == pytest.approx([0.1, 0.3, 0.51, 0.09])
    said = json.dumps([actors, groups]).lower()
    for row in (*palmyra.actors, *palmyra.groups):
        assert row.label.lower() not in said


@pytest.mark.parametrize("is_shown", [False, True])
def test_names_in_other_languages_are_withheld_with_the_name(
    palmyra: Scenario, is_shown: bool
) -> None:
    said = [row.model_copy(update={"label_ar": "اسم"}) for row in palmyra.actors]
    changed = {"actors": tuple(said), "show_group_labels": is_shown}
    scenario = palmyra.model_copy(update=changed)
    actors = named_actors(scenario, names_of_scenario(scenario))
    assert {json.dumps(one["labels"], ensure_ascii=False) for one in actors} == {
        '{"ar": "اسم"}' if is_shown else "{}"
    }
