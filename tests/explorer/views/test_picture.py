"""What the screen draws is what the tables say, and movements are sums of records."""

from __future__ import annotations

import numpy as np
import pytest

from builders import as_result
from homeward.engine.members import record_days
from homeward.engine.simulate import simulate
from homeward.engine.simulated import CommunitySeries
from homeward.explorer.views.picture import (
    COARSE_ROWS,
    PICTURED,
    WINDOW_ROWS,
    ChartedLine,
    bands,
    coarse_rows,
    flows,
    medians_by_place,
    moving,
    take_picture,
)
from homeward.results.publish.published import publish
from homeward.results.result import Result
from homeward.results.tables.statistics import LEVELS
from homeward.scenario.scenario import Scenario


@pytest.fixture(scope="module")
def result(tiny: Scenario) -> Result:
    days = record_days(tiny, 7)
    return as_result(simulate(tiny, days=days, members=6, seed=1), {})


@pytest.mark.parametrize("exact", [False, True])
def test_what_is_pictured_is_what_is_published(result: Result, exact: bool):
    picture, published = take_picture(result, exact=exact), publish(result, exact=exact)
    for measure in PICTURED:
        for level in LEVELS:
            np.testing.assert_array_equal(
                picture.published.summaries[measure.name].levels[level],
                published.summaries[measure.name].levels[level],
            )


@pytest.mark.parametrize("exact", [False, True])
def test_a_picture_that_must_come_soon_has_the_same_numbers_on_its_days(
    result: Result, exact: bool
):
    days = result.axes.days
    rows = coarse_rows(days, days[9] + 1)
    assert {0, 9, len(days) - 1} <= set(rows)
    assert len(rows) <= len(days) / COARSE_ROWS + 2
    coarse = take_picture(result, rows=rows, exact=exact)
    whole = take_picture(result, exact=exact)
    for measure in PICTURED:
        some, every = (one.published.summaries[measure.name] for one in (coarse, whole))
        for level in LEVELS:
            np.testing.assert_array_equal(some.levels[level], every.levels[level][:, rows])
    assert flows(coarse)
    seen = {(one["home"], one["place"], one["way"]): one["people"] for one in flows(whole)}
    for one in flows(coarse):
        expected = [seen[one["home"], one["place"], one["way"]][row] for row in rows]
        assert one["people"] == expected


def test_people_at_places_are_those_of_a_home(result: Result):
    picture = take_picture(result, exact=True)
    everybody = np.array(medians_by_place(picture, "present"), dtype=float)
    of_home = np.array(medians_by_place(picture, "present", 0), dtype=float)
    expected = bands(
        picture, [ChartedLine("present", home=0, place=at) for at in range(len(of_home))]
    )
    np.testing.assert_array_equal(of_home, [[*map(float, one["median"])] for one in expected])
    assert (of_home <= everybody).all()
    assert of_home.any()


def test_bands_are_rows_of_the_summaries(result: Result):
    picture = take_picture(result, exact=True)
    show = [
        ChartedLine("displaced"),
        ChartedLine("returned", home=0),
        ChartedLine("returned", home=0, group=1),
        ChartedLine("present", place=2),
    ]
    found = bands(picture, show)
    assert [one["where"] for one in found] == [
        {"measure": "displaced"},
        {"measure": "returned", "home": 0},
        {"measure": "returned", "home": 0, "group": 1},
        {"measure": "present", "place": 2},
    ]
    values = result.series("returnees")
    mine = [
        index
        for index, (home, group, _) in enumerate(values.cells.tolist())
        if (home, group) == (0, 1)
    ]
    expected = np.quantile(values.values[:, :, mine].sum(axis=2), 0.95, axis=0)
    np.testing.assert_allclose(found[2]["q95"], expected, atol=0.05)


def test_what_is_withheld_is_null_and_not_zero(result: Result):
    rows = medians_by_place(take_picture(result, exact=False), "present")
    exact = medians_by_place(take_picture(result, exact=True), "present")
    pairs = [
        pair
        for one, other in zip(rows, exact, strict=True)
        for pair in zip(one, other, strict=True)
    ]
    assert any(shown is None for shown, _ in pairs)
    for shown, true in pairs:
        assert true is not None
        assert (shown == 0) == (true == 0) or shown is None
        assert shown is None or shown % 5 == 0


def test_movements_are_counted_over_a_few_records():
    series = CommunitySeries(
        np.zeros((1, 3), dtype=np.int64), np.arange(1, 9, dtype=np.int32).reshape(1, 8, 1)
    )
    assert moving(series, 3).values.ravel().tolist() == [1, 3, 6, 9, 12, 15, 18, 21]
    assert series.values.ravel().tolist() == list(range(1, 9))


def test_movements_come_from_arrivals_and_departures_for_home(result: Result):
    picture = take_picture(result, exact=True)
    found = {(one["home"], one["place"], one["way"]): one["people"] for one in flows(picture)}
    assert {way for _, _, way in found} == {"out", "back"}
    for name, way in (("arrivals", "out"), ("return_departures", "back")):
        series = result.series(name)
        for home in range(len(result.axes.homes)):
            for place in range(len(result.axes.places)):
                mine = [
                    i
                    for i, (h, _, p) in enumerate(series.cells.tolist())
                    if (h, p) == (home, place)
                ]
                counted = series.values[:, :, mine].sum(axis=2)
                summed = np.stack(
                    [
                        counted[:, max(0, t - WINDOW_ROWS + 1) : t + 1].sum(axis=1)
                        for t in range(counted.shape[1])
                    ]
                )
                expected = np.median(summed, axis=1)
                shown = found.get((home, place, way), [0] * len(expected))
                np.testing.assert_allclose(shown, expected, atol=0.05)
