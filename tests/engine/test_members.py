"""Days that are run and kept, by whatever model (model §5)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from builders import make_registered
from homeward.engine.members import days_run, days_to_keep, record_days
from homeward.engine.simulate import simulate
from homeward.errors import HomewardBug
from homeward.scenario.scenario import Scenario


def test_days_are_counted_to_the_last_that_is_run(tiny: Scenario):
    assert days_run(tiny, None) == tiny.n_day
    assert days_run(tiny, tiny.start + timedelta(days=3)) == 4


def test_keeping_every_so_many_days_keeps_the_last_day(tiny: Scenario):
    assert record_days(tiny, 7).tolist() == [*range(6, 70, 7)]
    assert record_days(tiny, 30).tolist() == [29, 59, 69]
    assert record_days(tiny, 100).tolist() == [69]
    assert record_days(tiny, 10, tiny.start + timedelta(days=14)).tolist() == [9, 14]


def test_days_that_are_kept_are_whole_numbers(tiny: Scenario):
    assert days_to_keep(tiny, range(3), None).dtype == np.int64


@pytest.mark.parametrize("movement", ["flee", "camp-choice"])
def test_no_camp_model_keeps_a_day_that_is_not_run(movement: str, tmp_path: Path):
    scenario = make_registered(tmp_path).model_copy(update={"movement": movement})
    refuses_a_day_not_run(scenario, scenario.start + timedelta(days=3))


def test_the_community_model_keeps_no_day_that_is_not_run(tiny: Scenario):
    refuses_a_day_not_run(tiny, tiny.start + timedelta(days=3))


def refuses_a_day_not_run(scenario: Scenario, until: date) -> None:
    with pytest.raises(HomewardBug, match="day 4 is to be kept and is not run"):
        simulate(scenario, days=[4], members=1, until=until)
    assert simulate(scenario, days=[3], members=1, until=until).days.tolist() == [3]
