"""What levers change: the numbers of `homeward compare`, as far as anybody has asked."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest

from homeward.cli.compare import compare_scenario
from homeward.engine.pool import Cancelled
from homeward.errors import ScenarioError
from homeward.explorer.live.scenario_runs import RunSettings
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.explorer.views.lever_effects import LABELS, LeverEffects
from homeward.explorer.views.lever_list import read_pulls
from homeward.scenario.scenario import Scenario

MEMBERS, SEED = 5, 3
GIVEN = [{"name": "arrests_stop"}, {"name": "houses_given_back", "value": 0.1}]
BAND = ("mean", "median", "q05", "q95")


def printed(
    capsys: pytest.CaptureFixture[str],
    levers: list[str],
    homes: list[str],
    *,
    scenario: str = "tiny",
    exact: bool = False,
) -> dict[str, Any]:
    """What `homeward compare --json` says."""
    compare_scenario(
        scenario, levers=levers, lifts=[], each=False, ranges=False, on=None, homes=homes, members=MEMBERS, seed=SEED,
        threads=None, parameters=None, as_json=True, exact=exact, labels=False,
    )  # fmt: skip
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def compared(tiny: Scenario) -> LeverEffects:
    return LeverEffects(RunSettings(tiny, members=8, seed=SEED), Scheduler())


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("homes", [[], [1]])
def test_the_numbers_are_those_of_the_command_line(
    compared: LeverEffects,
    tiny: Scenario,
    capsys: pytest.CaptureFixture[str],
    homes: list[int],
    exact: bool,
) -> None:
    pulls = read_pulls(tiny, GIVEN)
    said = compared.answer(pulls, MEMBERS, PendingRequest(), homes=homes, exact=exact)
    names = [tiny.homes[home].place for home in homes]
    told = printed(capsys, [str(pull) for pull in pulls], names, exact=exact)
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
    small: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    pulls = read_pulls(small, [{"name": "buses"}])
    said = LeverEffects(RunSettings(small, members=MEMBERS, seed=SEED), Scheduler()).answer(
        pulls, MEMBERS, PendingRequest()
    )
    told = printed(capsys, ["buses"], [], scenario=str(small.folder))
    assert [row["name"] for row in said["fears"]] == [row["name"] for row in told["safety"]]
    assert "north" not in json.dumps(said).lower()


def test_more_members_go_on_from_those_that_are_done(
    compared: LeverEffects, tiny: Scenario
) -> None:
    pulls = read_pulls(tiny, GIVEN)
    grown = [compared.answer(pulls, members, PendingRequest()) for members in (2, 8, 5)]
    for members, said in zip((2, 8, 5), grown, strict=True):
        fresh = LeverEffects(RunSettings(tiny, members=8, seed=SEED), Scheduler())
        assert fresh.answer(pulls, members, PendingRequest()) == said
    began = time.perf_counter()
    assert compared.answer(pulls, 8, PendingRequest()) == grown[1]
    assert time.perf_counter() - began < 0.5


def test_two_levers_in_another_order_are_the_same_world(
    compared: LeverEffects, tiny: Scenario
) -> None:
    one, other = (read_pulls(tiny, given) for given in (GIVEN, GIVEN[::-1]))
    assert compared.answer(one, 2, PendingRequest()) == compared.answer(other, 2, PendingRequest())


def test_a_question_nobody_waits_for_stops(palmyra: Scenario) -> None:
    compared = LeverEffects(RunSettings(palmyra, members=200, seed=1), Scheduler())
    pulls = read_pulls(palmyra, [{"name": "mines_cleared"}])
    compared.answer(pulls, 1, PendingRequest())  # compiled and assembled
    asked = PendingRequest()
    threading.Timer(0.3, asked.drop).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        compared.answer(pulls, 200, asked)
    assert time.monotonic() - began < 5


def test_there_must_be_something_to_compare_with(
    compared: LeverEffects, registered: Scenario
) -> None:
    with pytest.raises(ScenarioError, match="nothing to compare with"):
        compared.answer((), 1, PendingRequest())
    with pytest.raises(ScenarioError):
        LeverEffects(RunSettings(registered, members=1, seed=1), Scheduler()).answer(
            (), 1, PendingRequest()
        )


def test_everything_has_a_name_for_readers(compared: LeverEffects, tiny: Scenario) -> None:
    said = compared.answer(read_pulls(tiny, GIVEN), 1, PendingRequest())
    assert {row["name"] for row in (*said["outcomes"], *said["harm"])} == set(LABELS)
    assert said["fears"][-1]["label"] == "All fears together"
    assert all(row["label"][0].isupper() for row in said["fears"])
