"""Names of obstacles for readers."""

from __future__ import annotations

import numpy as np

from homeward.evaluation.scoring.spread import spread
from homeward.explorer.words.for_readers import obstacle_label, spread_json
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.scenario import Scenario
from homeward.variables import OBSTACLES


def test_every_obstacle_has_its_name_of_the_catalogue(tiny: Scenario) -> None:
    shown = names_of_scenario(tiny)
    assert [obstacle_label(one.name, shown) for one in OBSTACLES] == [
        one.label for one in OBSTACLES
    ]


def test_fears_name_actors_as_they_are_shown(small: Scenario, tiny: Scenario) -> None:
    assert obstacle_label("fear_of_actor_a", names_of_scenario(small)) == "Fear of Actor A"
    shown = names_of_scenario(tiny)
    label = tiny.actors[0].label
    assert obstacle_label(f"fear_of_{tiny.actors[0].actor}", shown) == f"Fear of {label}"


def test_a_number_is_said_with_its_band() -> None:
    assert spread_json(spread(np.arange(101.0))) == {
        "mean": 50.0,
        "median": 50.0,
        "q05": 5.0,
        "q95": 95.0,
    }
