"""What levers change: the numbers of `homeward compare`, as far as anybody has asked."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest

import homeward
from homeward.engine.pool import Cancelled
from homeward.errors import ScenarioError
from homeward.explorer.compared import LABELS, Compared
from homeward.explorer.levers import read_pulls
from homeward.explorer.turns import Asked, Turns
from homeward.explorer.worlds import Terms
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
def compared(tiny: Scenario) -> Compared:
    return Compared(Terms(tiny, members=8, seed=SEED), Turns())


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("homes", [[], [1]])
def test_the_numbers_are_those_of_the_command_line(
    compared: Compared,
    tiny: Scenario,
    homes: list[int],
    exact: bool,
) -> None:
    pulls = read_pulls(tiny, GIVEN)
    said = compared.answer(pulls, MEMBERS, Asked(), homes=homes, exact=exact)
    names = [tiny.homes[home].place for home in homes]
    told = printed([str(pull) for pull in pulls], names, exact=exact)
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
    pulls = read_pulls(small, [{"name": "buses"}])
    said = Compared(Terms(small, members=MEMBERS, seed=SEED), Turns()).answer(
        pulls, MEMBERS, Asked()
    )
    told = printed(["buses"], [], scenario=str(small.folder))
    assert [row["name"] for row in said["fears"]] == [row["name"] for row in told["safety"]]
    assert "north" not in json.dumps(said).lower()


def test_more_members_go_on_from_those_that_are_done(compared: Compared, tiny: Scenario) -> None:
    pulls = read_pulls(tiny, GIVEN)
    grown = [compared.answer(pulls, members, Asked()) for members in (2, 8, 5)]
    for members, said in zip((2, 8, 5), grown, strict=True):
        fresh = Compared(Terms(tiny, members=8, seed=SEED), Turns())
        assert fresh.answer(pulls, members, Asked()) == said
    began = time.perf_counter()
    assert compared.answer(pulls, 8, Asked()) == grown[1]
    assert time.perf_counter() - began < 0.5


def test_two_levers_in_another_order_are_the_same_world(compared: Compared, tiny: Scenario) -> None:
    one, other = (read_pulls(tiny, given) for given in (GIVEN, GIVEN[::-1]))
    assert compared.answer(one, 2, Asked()) == compared.answer(other, 2, Asked())


def test_a_question_nobody_waits_for_stops(palmyra: Scenario) -> None:
    compared = Compared(Terms(palmyra, members=200, seed=1), Turns())
    pulls = read_pulls(palmyra, [{"name": "mines_cleared"}])
    compared.answer(pulls, 1, Asked())  # compiled and assembled
    asked = Asked()
    threading.Timer(0.3, asked.drop).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        compared.answer(pulls, 200, asked)
    assert time.monotonic() - began < 5


def test_there_must_be_something_to_compare_with(compared: Compared, registered: Scenario) -> None:
    with pytest.raises(ScenarioError, match="nothing to compare with"):
        compared.answer((), 1, Asked())
    with pytest.raises(ScenarioError):
        Compared(Terms(registered, members=1, seed=1), Turns()).answer((), 1, Asked())


def test_everything_has_a_name_for_readers(compared: Compared, tiny: Scenario) -> None:
    said = compared.answer(read_pulls(tiny, GIVEN), 1, Asked())
    assert {row["name"] for row in (*said["outcomes"], *said["harm"])} == set(LABELS)
    assert said["fears"][-1]["label"] == "All fears together"
    assert all(row["label"][0].isupper() for row in said["fears"])
