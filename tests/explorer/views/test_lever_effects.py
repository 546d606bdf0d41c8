"""What levers change: the numbers of `homeward compare`, as far as anybody has asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

import homeward
from explorer_requests import WantedUntil, levers_of, live_scenario
from homeward.engine.pool import Cancelled
from homeward.errors import ScenarioError
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.views.lever_effects import LABELS, lever_effects
from homeward.scenario.scenario import Scenario

MEMBERS, SEED = 5, 3
GIVEN = [{"name": "arrests_stop"}, {"name": "houses_given_back", "value": 0.1}]
BAND = ("mean", "median", "q05", "q95")


def printed(
    levers: list[str],
    homes: list[str],
    *,
    scenario: str = "tiny",
    exact: bool = False,
) -> dict[str, Any]:
    """What `homeward compare --json` says."""
    found = homeward.compare(scenario, lever=levers, home=homes, members=MEMBERS, seed=SEED)
    return (found if exact else found.publish()).as_json()


@pytest.fixture
def dataset(tiny: Scenario) -> LiveScenario:
    return live_scenario(tiny, 8, SEED)


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("homes", [[], [1]])
def test_the_numbers_are_those_of_the_command_line(
    dataset: LiveScenario,
    tiny: Scenario,
    homes: list[int],
    exact: bool,
) -> None:
    levers = levers_of(tiny, GIVEN)
    said = lever_effects(dataset, levers, MEMBERS, PendingRequest(), homes=homes, exact=exact)
    names = [tiny.homes[home].place for home in homes]
    told = printed([str(applied) for applied in levers], names, exact=exact)
    assert (said["members"], said["of"], said["on"]) == (MEMBERS, 8, told["date"])
    for rows, known in ((said["outcomes"], told), (said["harm"], told["harm"])):
        for row in rows:
            for part in ("as_is", "changed", "difference"):
                assert row[part] == {key: known[row["name"]][part][key] for key in BAND}
            assert row["more"] == known[row["name"]]["more"]
    assert [row["name"] for row in said["fears"]] == [row["name"] for row in told["safety"]]
    for row, known in zip(said["fears"], told["safety"], strict=True):
        for part in ("as_is", "changed"):
            assert row[part] == {key: known[part][key] for key in BAND}
    json.dumps(said, allow_nan=False)


def test_of_a_scenario_that_names_nobody_fears_are_named_as_they_are_shown(
    small: Scenario,
) -> None:
    levers = levers_of(small, [{"name": "buses"}])
    said = lever_effects(live_scenario(small, MEMBERS, SEED), levers, MEMBERS, PendingRequest())
    told = printed(["buses"], [], scenario=str(small.folder))
    assert [row["name"] for row in said["fears"]] == [row["name"] for row in told["safety"]]
    assert "north" not in json.dumps(said).lower()


def test_more_members_go_on_from_those_that_are_done(dataset: LiveScenario, tiny: Scenario) -> None:
    levers = levers_of(tiny, GIVEN)
    for members in (2, 8, 5):
        said = lever_effects(dataset, levers, members, PendingRequest())
        assert said == lever_effects(
            live_scenario(tiny, 8, SEED), levers, members, PendingRequest()
        )
    assert len(dataset.runs.base.done) == 8


def test_two_levers_in_another_order_are_the_same_world(
    dataset: LiveScenario, tiny: Scenario
) -> None:
    one, other = (levers_of(tiny, given) for given in (GIVEN, GIVEN[::-1]))
    assert lever_effects(dataset, one, 2, PendingRequest()) == lever_effects(
        dataset, other, 2, PendingRequest()
    )


def test_a_question_nobody_waits_for_stops(palmyra: Scenario) -> None:
    dataset = live_scenario(palmyra, 200, 1)
    levers = levers_of(palmyra, [{"name": "mines_cleared"}])
    done = dataset.runs.base.done
    with pytest.raises(Cancelled):
        lever_effects(dataset, levers, 200, WantedUntil(lambda: len(done) > 0))
    assert 0 < len(done) < 200


def test_there_must_be_something_to_compare_with(dataset: LiveScenario) -> None:
    with pytest.raises(ScenarioError, match="nothing to compare with"):
        lever_effects(dataset, (), 1, PendingRequest())


def test_everything_has_a_name_for_readers(dataset: LiveScenario, tiny: Scenario) -> None:
    said = lever_effects(dataset, levers_of(tiny, GIVEN), 1, PendingRequest())
    assert {row["name"] for row in (*said["outcomes"], *said["harm"])} < set(LABELS)
    assert said["fears"][-1]["label"] == "All fears together"
    assert all(row["label"][0].isupper() for row in said["fears"])
