"""What is on show: scenarios that run live, and runs that were kept."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest

import homeward
from homeward.engine.pool import Cancelled
from homeward.errors import ScenarioError
from homeward.explorer.exhibits import KeptRun, Live, Registered, is_run, open_run, open_scenario
from homeward.explorer.turns import Asked, Turns
from homeward.explorer.worlds import Terms
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.scenario import Scenario


def terms_of(scenario: Scenario) -> Terms:
    return Terms(scenario, members=30, seed=4)


@pytest.fixture(scope="module")
def folder(tiny: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return homeward.run(tiny, members=3, seed=4).save(tmp_path_factory.mktemp("runs") / "tiny-run")


def test_a_scenario_runs_live_in_steps_and_with_levers():
    exhibit = open_scenario("tiny", "tiny", terms_of, Turns())
    assert isinstance(exhibit, Live)
    assert exhibit.steps == (2, 8, 25, 30)
    assert (exhibit.members, exhibit.seed, exhibit.days[:2]) == (30, 4, (6, 13))
    as_is = exhibit.look((), 2, Asked())
    assert (as_is.result.axes.members, as_is.differs_from) == (2, 0)
    assert exhibit.look((AppliedLever("arrests_stop"),), 2, Asked()).differs_from == 54


def test_a_kept_run_is_shown_and_not_run_again(folder: Path):
    assert is_run(str(folder))
    assert not is_run("tiny")
    kept = open_run("kept", str(folder))
    assert isinstance(kept, KeptRun)
    assert (kept.members, kept.seed, kept.steps) == (3, 4, (3,))
    assert kept.look((), 1, Asked()).result.axes.members == 3
    with pytest.raises(ScenarioError) as error:
        kept.look((AppliedLever("arrests_stop"),), 1, Asked())
    assert str(error.value) == (
        'kept: lever "arrests_stop" is pulled.\n'
        "  It is a run that was kept: no lever can be pulled in it.\n"
        "  Fix: leave levers empty."
    )
    dropped = Asked()
    dropped.drop()
    with pytest.raises(Cancelled):
        kept.look((), 1, dropped)


def test_a_run_whose_scenario_is_no_longer_understood_is_refused(folder: Path, tmp_path: Path):
    older = tmp_path / "older"
    older.mkdir()
    for file in folder.iterdir():
        (older / file.name).write_bytes(file.read_bytes())
    run = (older / "run.json").read_text(encoding="utf-8").replace('"places": [', '"spots": [')
    (older / "run.json").write_text(run, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        open_run("older", str(older))
    assert str(error.value) == (
        f"{older}: its scenario was said as this version no longer does.\n"
        "  Fix: run the scenario again: homeward run SCENARIO --out FOLDER."
    )


def test_registered_arrivals_are_run_in_two_steps_and_kept(registered: Scenario):
    exhibit = Registered("camps", Terms(registered, members=12, seed=1), Turns())
    assert exhibit.steps == (8, 12)
    some, every = (exhibit.look((), members, Asked()).result for members in exhibit.steps)
    assert every is exhibit.look((), 12, Asked()).result
    assert (some.axes.members, every.axes.members) == (8, 12)
    assert every.axes.days == exhibit.days
    np.testing.assert_array_equal(some.series("idps").values, every.series("idps").values[:8])
    with pytest.raises(ScenarioError, match="has no levers"):
        exhibit.look((AppliedLever("any"),), 4, Asked())


def test_registered_arrivals_that_nobody_waits_for_stop(registered: Scenario):
    exhibit, asked = (
        Registered("camps", Terms(registered, members=5000, seed=1, threads=1), Turns()),
        Asked(),
    )
    threading.Timer(0.3, asked.drop).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        exhibit.look((), 5000, asked)
    assert time.monotonic() - began < 5
