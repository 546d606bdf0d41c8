"""What is on show: scenarios that run live, and runs that were kept."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import homeward
from explorer_requests import WantedUntil, live_scenario
from homeward.engine.pool import Cancelled, Progress
from homeward.errors import ScenarioError
from homeward.explorer.live import datasets
from homeward.explorer.live.datasets import (
    CampScenario,
    LiveScenario,
    SavedRun,
    is_run,
    open_run,
    open_scenario,
)
from homeward.explorer.live.scenario_runs import LiveSettings
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.explorer.views.questions import read_question
from homeward.results.result import Result
from homeward.scenario.changes import apply_levers
from homeward.scenario.changes.applied_levers import AppliedLever, ResolvedLever
from homeward.scenario.scenario import Scenario


def settings_of(scenario: Scenario) -> LiveSettings:
    return LiveSettings(scenario, members=30, seed=4)


@pytest.fixture(scope="module")
def folder(tiny: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return homeward.run(tiny, members=3, seed=4).save(tmp_path_factory.mktemp("runs") / "tiny-run")


def test_a_scenario_runs_live_in_steps_and_with_levers():
    dataset = open_scenario("tiny", "tiny", settings_of, Scheduler())
    assert isinstance(dataset, LiveScenario)
    assert dataset.steps == (2, 8, 25, 30)
    assert (dataset.members, dataset.seed, dataset.days[:2]) == (30, 4, (6, 13))
    as_is = dataset.result_so_far((), 2, PendingRequest())
    assert (as_is.result.axes.members, as_is.differs_from) == (2, 0)
    assert (
        dataset.result_so_far((AppliedLever("arrests_stop"),), 2, PendingRequest()).differs_from
        == 54
    )


def test_levers_that_were_read_are_not_applied_again(
    tiny: Scenario, monkeypatch: pytest.MonkeyPatch
):
    """A lever's first picture waits for it."""
    dataset = live_scenario(tiny, 4, 3)
    times: list[object] = []
    change = apply_levers._change

    def counted(scenario: Scenario, resolved: Sequence[ResolvedLever]) -> object:
        times.append(resolved)
        return change(scenario, resolved)

    monkeypatch.setattr(apply_levers, "_change", counted)
    body = b'{"exhibit": "tiny", "levers": [{"name": "arrests_stop"}], "members": 2}'
    question = read_question("run", body, {"tiny": dataset}, exact=True)
    dataset.result_so_far(question.levers, 2, PendingRequest())
    assert len(times) == 1


def test_a_kept_run_is_shown_and_not_run_again(folder: Path):
    assert is_run(str(folder))
    assert not is_run("tiny")
    kept = open_run("kept", str(folder))
    assert isinstance(kept, SavedRun)
    assert (kept.members, kept.seed, kept.steps) == (3, 4, (3,))
    assert kept.result_so_far((), 1, PendingRequest()).result.axes.members == 3
    with pytest.raises(ScenarioError) as error:
        kept.result_so_far((AppliedLever("arrests_stop"),), 1, PendingRequest())
    assert str(error.value) == (
        'kept: lever "arrests_stop" is applied.\n'
        "  It is a saved run: no lever can be applied in it.\n"
        "  Fix: leave levers empty."
    )
    dropped = PendingRequest()
    dropped.drop()
    with pytest.raises(Cancelled):
        kept.result_so_far((), 1, dropped)


def test_a_run_whose_scenario_is_no_longer_understood_is_refused(folder: Path, tmp_path: Path):
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    run = (older / "run.json").read_text(encoding="utf-8").replace('"places": [', '"spots": [')
    (older / "run.json").write_text(run, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        open_run("older", str(older))
    assert str(error.value) == (
        f"{older}: its scenario was said as this version no longer does.\n"
        "  Fix: run the scenario again: homeward run SCENARIO --out FOLDER."
    )


def test_registered_arrivals_are_run_in_two_steps_and_kept(registered: Scenario):
    dataset = CampScenario("camps", LiveSettings(registered, members=12, seed=1), Scheduler())
    assert dataset.steps == (8, 12)
    some, every = (
        dataset.result_so_far((), members, PendingRequest()).result for members in dataset.steps
    )
    assert every is dataset.result_so_far((), 12, PendingRequest()).result
    assert (some.axes.members, every.axes.members) == (8, 12)
    assert every.axes.days == dataset.days
    np.testing.assert_array_equal(some.series("idps").values, every.series("idps").values[:8])
    with pytest.raises(ScenarioError, match="has no levers"):
        dataset.result_so_far((AppliedLever("any"),), 4, PendingRequest())


def test_registered_arrivals_that_nobody_waits_for_stop(
    registered: Scenario, monkeypatch: pytest.MonkeyPatch
):
    done: list[int] = []
    original = datasets.run_and_label

    def counted(*given: Any, progress: Progress, **named: Any) -> Result:
        def count(so_far: int, of: int) -> None:
            done.append(so_far)
            progress(so_far, of)

        return original(*given, progress=count, **named)

    monkeypatch.setattr(datasets, "run_and_label", counted)
    settings = LiveSettings(registered, members=5000, seed=1, threads=1)
    dataset = CampScenario("camps", settings, Scheduler())
    with pytest.raises(Cancelled):
        dataset.result_so_far((), 5000, WantedUntil(lambda: len(done) >= 3))
    assert max(done) == 3
