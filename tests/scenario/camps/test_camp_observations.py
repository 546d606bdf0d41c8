"""What agencies registered, as observations to score against (model §12.1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builders import REGISTERED, edit, make_registered
from homeward.scenario.camps.camp_observations import registered_observations
from homeward.scenario.scenario import Scenario


def said(scenario: Scenario) -> list[tuple[str, tuple[str, ...], int, float]]:
    return [
        (row.name, row.places, (row.date - scenario.start).days, row.value)
        for row in registered_observations(scenario)
    ]


def test_every_number_registered_at_a_camp_is_one(tmp_path: Path):
    """Parts added up; not those of no camp, nor the agency's own total."""
    assert said(make_registered(tmp_path)) == [
        ("near", ("near",), 0, 0), ("near", ("near",), 10, 400), ("near", ("near",), 29, 700),
        ("far", ("far",), 0, 100), ("far", ("far",), 10, 150), ("far", ("far",), 29, 550),
    ]  # fmt: skip


def test_loading_makes_them_the_scenarios_own(tmp_path: Path):
    scenario = make_registered(tmp_path)
    assert scenario.observations == registered_observations(scenario)


def test_they_are_certain_snapshots_to_test_by(tmp_path: Path):
    for row in make_registered(tmp_path).observations:
        assert (row.measure, row.use, row.claims) == ("present", "test", ("c1",))
        assert row.low == row.value == row.high
        assert row.since is None


def test_the_first_day_is_imposed_by_the_inputs(tmp_path: Path):
    rows = make_registered(tmp_path).observations
    assert {row.date for row in rows if row.imposed} == {date(2015, 5, 1)}
    assert sum(row.imposed for row in rows) == 2


def test_numbers_outside_the_run_are_none(tmp_path: Path):
    rows = (
        REGISTERED["registrations.csv"]
        + "far,1,far,,2015-04-20,7,c1\nfar,1,far,,2015-05-31,9000,c1\n"
    )
    scenario = make_registered(tmp_path, registrations=rows)
    assert {row.date for row in scenario.observations} == {
        date(2015, 5, 1),
        date(2015, 5, 11),
        date(2015, 5, 30),
    }


def test_new_counts_are_met(tmp_path: Path):
    """The number before a new count is scaled, but for nobody, who stay nobody."""
    rows = edit("registrations.csv", "near,,near,,2015-05-01,0", "near,,near,,2015-05-01,100", REGISTERED)  # fmt: skip
    assert said(make_registered(tmp_path, **rows))[0] == ("near", ("near",), 0, 400)


def test_the_last_number_given_for_a_day_counts(tmp_path: Path):
    rows = edit("registrations.csv", "near,,near,,2015-05-30,700,c1\n", "near,,near,,2015-05-30,700,c1\nnear,,near,,2015-05-30,650,c1\n", REGISTERED)  # fmt: skip
    found = [row for row in said(make_registered(tmp_path, **rows)) if row[0] == "near"]
    assert found[-1] == ("near", ("near",), 29, 650)
    assert len(found) == 3
