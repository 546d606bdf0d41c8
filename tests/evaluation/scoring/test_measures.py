"""Measures (model §9), on an ensemble written by hand."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest

from homeward.assemble.labels import label
from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.simulated import CommunitySeries, Simulated
from homeward.errors import HomewardBug
from homeward.evaluation.scoring.measures import MEASURES, days_needed, measure
from homeward.numerics.rates import DAYS_PER_MONTH
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

START = date(2031, 1, 1)
DAYS = [9, 19, 29]
OLDTOWN, FARMS, CAMP = range(3)
CLERKS, CRITICS, HERDERS = range(3)
NOBODY: dict[tuple[int, int, int], list[int]] = {}


def by_hand(tiny: Scenario, **people: dict[tuple[int, int, int], list[int]]) -> Simulated:
    """Two members, days 9, 19 and 29; by variable and (home, group, place) the first member's people.

    The second member has twice as many.
    """

    def series(name: str) -> CommunitySeries:
        given = people.get(name, NOBODY)
        cells = np.array(sorted(given), dtype=np.int64).reshape(-1, 3)
        first = np.array([given[cell] for cell in sorted(given)], dtype=np.int32)
        first = first.reshape(-1, len(DAYS)).T
        return CommunitySeries(cells=cells, values=np.stack([first, 2 * first]))

    return Simulated(
        scenario=tiny,
        labels=label(tiny),
        seed=1,
        members=2,
        days=np.array(DAYS),
        stocks={stock.name: series(stock.name) for stock in STOCKS},
        flows={flow.name: series(flow.name) for flow in FLOWS},
        belief=np.zeros((2, 3, 2, 3, 3, 4), dtype=np.float32),
        parameters={},
    )


def observed(what: str, day: int = 29, since: int | None = None, **more: object) -> Observation:
    when = {
        "date": START + timedelta(days=day),
        "since": None if since is None else START + timedelta(days=since),
    }
    row = {"name": "it", "measure": what, "low": 0.0, "value": 1.0, "high": 1.0, "use": "test"}
    return Observation.model_validate({**row, **when, "claims": (), **more})


def test_people_present_are_all_who_live_at_a_place(tiny: Scenario):
    simulated = by_hand(
        tiny,
        residents={(FARMS, HERDERS, FARMS): [300, 200, 100]},
        idps={(OLDTOWN, CLERKS, FARMS): [0, 50, 40], (FARMS, HERDERS, OLDTOWN): [9, 9, 9]},
        refugees={(OLDTOWN, CLERKS, CAMP): [7, 8, 9]},
        returnees={(FARMS, HERDERS, FARMS): [0, 0, 5]},
        held={(FARMS, HERDERS, FARMS): [1000, 1000, 1000]},
        travelling={(FARMS, HERDERS, FARMS): [1000, 1000, 1000]},
    )
    at_the_farms = {"places": ("farms",)}
    assert measure(simulated, observed("present", **at_the_farms)).tolist() == [145, 290]
    assert measure(simulated, observed("present", 19, **at_the_farms)).tolist() == [250, 500]
    assert measure(simulated, observed("present", places=("border_camp",))).tolist() == [9, 18]
    assert measure(
        simulated, observed("present", groups=("herders",), **at_the_farms)
    ).tolist() == [105, 210]
    assert measure(simulated, observed("displaced", homes=("oldtown",))).tolist() == [49, 98]
    assert measure(simulated, observed("returned", homes=("farms",))).tolist() == [5, 10]
    assert measure(simulated, observed("returned", homes=("oldtown",))).tolist() == [0, 0]


def test_flows_are_counted_after_the_first_day_and_up_to_the_last(tiny: Scenario):
    cell = (OLDTOWN, CLERKS, OLDTOWN)
    simulated = by_hand(tiny, displacements={cell: [100, 10, 1]}, deaths={cell: [3, 2, 1]})
    assert measure(simulated, observed("fled", 29, 9)).tolist() == [11, 22]
    assert measure(simulated, observed("fled", 19, 9)).tolist() == [10, 20]
    assert measure(simulated, observed("fled", 29, -1)).tolist() == [111, 222]
    assert measure(simulated, observed("deaths", 29, 19)).tolist() == [1, 2]
    assert measure(simulated, observed("deaths", 29, -1, groups=("critics",))).tolist() == [0, 0]
    assert measure(simulated, observed("detentions", 29, -1)).tolist() == [0, 0]
    assert measure(simulated, observed("recruitments", 29, -1)).tolist() == [0, 0]


def test_flights_are_of_residents_and_of_returnees_and_first_flights_of_residents(tiny: Scenario):
    home, farms = (OLDTOWN, CLERKS, OLDTOWN), (FARMS, HERDERS, FARMS)
    simulated = by_hand(
        tiny,
        displacements={home: [100, 10, 1], farms: [7, 0, 0]},
        redisplacements={home: [0, 4, 2]},
    )
    assert measure(simulated, observed("fled", 29, -1)).tolist() == [124, 248]
    assert measure(simulated, observed("first_flights", 29, -1)).tolist() == [118, 236]
    assert measure(simulated, observed("fled", 29, 9, homes=("oldtown",))).tolist() == [17, 34]
    assert measure(simulated, observed("first_flights", 29, 9)).tolist() == [11, 22]


def test_departures_are_homeward_and_onward(tiny: Scenario):
    cell = (OLDTOWN, CLERKS, CAMP)
    simulated = by_hand(
        tiny,
        refugees={cell: [400, 380, 360]},
        onward_movements={cell: [5, 20, 10]},
        return_departures={cell: [5, 40, 30]},
        returns={(OLDTOWN, CLERKS, OLDTOWN): [1, 2, 3]},
    )
    assert measure(simulated, observed("departures", 29, 9)).tolist() == [100, 200]
    assert measure(simulated, observed("return_departures", 29, 9)).tolist() == [70, 140]
    assert measure(simulated, observed("home_share_of_departures", 29, 9)).tolist() == [0.7, 0.7]
    hazard = -math.log1p(-100 / 400) / (20 / DAYS_PER_MONTH)
    assert measure(simulated, observed("departure_hazard", 29, 9)) == pytest.approx(
        [hazard, hazard]
    )
    assert measure(simulated, observed("returns", 29, 9)).tolist() == [5, 10]


def test_shares_are_of_all_living_and_free_people(tiny: Scenario):
    simulated = by_hand(
        tiny,
        residents={(OLDTOWN, CLERKS, OLDTOWN): [50, 50, 50]},
        refugees={(OLDTOWN, CRITICS, CAMP): [30, 30, 30], (FARMS, HERDERS, CAMP): [999, 999, 999]},
        returnees={
            (OLDTOWN, CRITICS, OLDTOWN): [15, 15, 15],
            (OLDTOWN, CLERKS, OLDTOWN): [5, 5, 5],
        },
        dead={(OLDTOWN, CLERKS, OLDTOWN): [500, 500, 500]},
    )
    of_oldtown = {"homes": ("oldtown",)}
    share = measure(
        simulated, observed("share_of_displaced", places=("border_camp",), **of_oldtown)
    )
    assert share.tolist() == [0.3, 0.3]
    share = measure(simulated, observed("share_of_returnees", groups=("critics",), **of_oldtown))
    assert share.tolist() == [0.75, 0.75]


def test_a_measure_can_be_divided_by_its_own_earlier_value(tiny: Scenario):
    cell = (OLDTOWN, CLERKS, OLDTOWN)
    simulated = by_hand(tiny, displacements={cell: [100, 10, 40]}, residents={cell: [80, 60, 20]})
    base = {"base_since": START + timedelta(days=9), "base_date": START + timedelta(days=19)}
    assert measure(simulated, observed("fled", 29, 19, **base)).tolist() == [4, 4]
    base = {"base_date": START + timedelta(days=9)}
    assert measure(simulated, observed("present", 29, **base)).tolist() == [0.25, 0.25]


def test_a_share_of_nobody_is_missing_and_not_zero(tiny: Scenario):
    empty = by_hand(tiny)
    for what in ("share_of_displaced", "share_of_returnees"):
        assert np.isnan(measure(empty, observed(what))).all()
    for what in ("departure_hazard", "home_share_of_departures"):
        assert np.isnan(measure(empty, observed(what, 29, 9))).all()
    base = {"base_date": START + timedelta(days=9)}
    assert np.isnan(measure(empty, observed("present", 29, **base))).all()
    # Counts of nobody are nobody: that is known.
    assert measure(empty, observed("present")).tolist() == [0, 0]
    assert measure(empty, observed("fled", 29, 9)).tolist() == [0, 0]


def test_every_measure_a_table_may_name_can_be_measured(tiny: Scenario):
    cell = (OLDTOWN, CLERKS, CAMP)
    simulated = by_hand(
        tiny, refugees={cell: [400, 380, 360]}, onward_movements={cell: [5, 20, 10]}
    )
    for what in Observation.model_fields["measure"].annotation.__args__:
        assert what in MEASURES
        assert measure(simulated, observed(what, 29, 9)).shape == (2,)


def test_the_days_needed_are_those_of_all_observations_and_the_last(tiny: Scenario):
    base = {"base_since": START + timedelta(days=2), "base_date": START + timedelta(days=4)}
    rows = [observed("fled", 29, 9, **base), observed("present", 19), observed("fled", 29, -1)]
    assert days_needed(rows, START, START + timedelta(days=69)) == [0, 2, 4, 9, 19, 29, 69]
    assert days_needed(rows, START, START + timedelta(days=10)) == [0, 2, 4, 9, 10]


def test_a_stock_on_a_day_that_was_not_kept_is_no_other_days_stock(tiny: Scenario):
    simulated = by_hand(tiny, residents={(OLDTOWN, CLERKS, OLDTOWN): [80, 60, 20]})
    for day in (12, 60):
        with pytest.raises(HomewardBug, match=f"day {day} is measured and was not kept"):
            measure(simulated, observed("present", day))
