"""What defaults alone make of a run, and is hardly so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from builders import as_result
from homeward.results.publish.doubted_defaults import doubted_defaults
from homeward.results.publish.published import Published, publish
from homeward.results.result import Result
from homeward.scenario.blank.new_blank import new_blank
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

ANSWERS = """\
title: Two towns
country: SSD
start: 2014-01-01
end: 2014-12-31
units:
  - {name: Home, latitude: 9.5, longitude: 31.6, population: 20000, held_by: Army}
refuges:
  - {name: Near, latitude: 9.5, longitude: 31.7, held_by: UN}
  - {name: Far, latitude: 9.5, longitude: 29.8, held_by: UN}
captures:
  - {unit: Home, by: Rebels, on: 2014-03-01}
groups:
  - {name: Some, in_danger_from: Rebels}
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return load_scenario(new_blank(tmp_path / "made", ANSWERS.encode()))


def people(
    make_simulated: Callable[..., object], scenario: Scenario, counts: dict[str, dict[str, int]]
) -> Published:
    """A run in which stocks and flows hold so many at each place, in every member, and nothing else."""
    simulated = make_simulated(scenario)
    places = list(simulated.labels.places)  # type: ignore[attr-defined]
    for several in (simulated.stocks, simulated.flows):  # type: ignore[attr-defined]
        for name, series in several.items():
            series.values[:] = 0
            for place, number in counts.get(name, {}).items():
                at = np.flatnonzero(series.cells[:, 2] == places.index(place))[0]
                series.values[:, -1, at] = number
    return publish(as_result(simulated, {}))  # type: ignore[arg-type]


def test_many_far_beyond_a_nearer_refuge_are_doubted(
    make_simulated: Callable[..., object], scenario: Scenario
) -> None:
    published = people(make_simulated, scenario, {"idps": {"near": 600, "far": 400}})
    (doubt,) = doubted_defaults(published)
    assert doubt.startswith(
        "Doubtful: 40% of the displaced of Home are far away, most at Far (197 km), though Near is 11 km off; and "
    )
    assert "onward_hazard" in doubt


def test_few_far_away_are_not(make_simulated: Callable[..., object], scenario: Scenario) -> None:
    """Negative control."""
    published = people(make_simulated, scenario, {"idps": {"near": 900, "far": 100}})
    assert not list(doubted_defaults(published))


def test_a_refuge_of_whom_they_fear_is_no_nearer_refuge(
    make_simulated: Callable[..., object], tmp_path: Path
) -> None:
    text = ANSWERS.replace("longitude: 31.7, held_by: UN", "longitude: 31.7, held_by: Rebels")
    scenario = load_scenario(new_blank(tmp_path / "made", text.encode()))
    published = people(make_simulated, scenario, {"idps": {"near": 600, "far": 400}})
    assert not list(doubted_defaults(published))


def test_what_rests_on_sources_is_not_doubted(
    make_simulated: Callable[..., object], scenario: Scenario
) -> None:
    judged = tuple(one.model_copy(update={"claims": ("judgement",)}) for one in scenario.places)
    known = scenario.model_copy(update={"places": judged})
    published = people(make_simulated, known, {"idps": {"near": 600, "far": 400}})
    assert not list(doubted_defaults(published))


def test_many_harmed_by_defaults_alone_are_doubted(
    make_simulated: Callable[..., object], scenario: Scenario
) -> None:
    (doubt,) = doubted_defaults(people(make_simulated, scenario, {"deaths": {"home": 2000}}))
    assert doubt.startswith("Doubtful: 2,000 people are harmed in the median, 10% of all, by rates")
    assert not list(doubted_defaults(people(make_simulated, scenario, {"deaths": {"home": 900}})))
    known = tuple(one.model_copy(update={"claims": ("judgement",)}) for one in scenario.harms)
    counted = scenario.model_copy(update={"harms": known})
    assert not list(doubted_defaults(people(make_simulated, counted, {"deaths": {"home": 2000}})))


def test_nothing_of_it_is_said_of_a_scenario_of_sources(result: Result) -> None:
    assert not list(doubted_defaults(publish(result)))
