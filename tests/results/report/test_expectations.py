"""What is expected at home: of whom, when, and under which names."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from homeward.model.communities.codes import NEAR, RETURNED_UNPERMITTED
from homeward.results.figures.log_chart import LineChart
from homeward.results.publish.published import publish
from homeward.results.report.expectations import HALF_HELD_BACK, expectations
from homeward.results.result import Result

OLDTOWN, TRADERS, SOUTH = 0, 1, 1
"""South storms Oldtown from 13 May, holds it from 20 May, and promises on that day."""


def charts_of(result: Result) -> dict[str, list[LineChart]]:
    return dict(expectations(result, publish(result)))


def test_every_home_has_a_chart_of_every_group(result: Result) -> None:
    shown = charts_of(result)
    assert set(shown) == {"Oldtown", "Hills"}
    assert [chart.title for chart in shown["Oldtown"]] == ["Group 1", "Group 2"]


def test_only_actors_that_are_there_are_shown_under_neutral_names(result: Result) -> None:
    shown = charts_of(result)
    assert [line.name for line in shown["Oldtown"][0].lines] == ["Actor A", "Actor B"]
    assert [line.name for line in shown["Hills"][0].lines] == ["Actor A"]


def test_an_actor_is_shown_while_it_is_there_and_in_full_while_it_holds_home(
    result: Result,
) -> None:
    north, south = charts_of(result)["Oldtown"][0].lines
    assert [day < dt.date(2015, 5, 20) for day in result.axes.dates] == [True] * 2 + [False] * 4
    assert [(piece.start, piece.stop) for piece in north.pieces()] == [(0, 2)]
    assert [(piece.start, piece.stop) for piece in south.pieces()] == [(1, 2), (2, 6)]
    assert south.is_full.tolist() == [False] * 2 + [True] * 4


def test_of_the_holder_it_is_return_and_of_others_living_near(result: Result) -> None:
    drawn = charts_of(result)["Oldtown"][TRADERS].lines[1].band.quantiles["median"]
    felt = np.median(result.beliefs.to_numpy()[:, :, OLDTOWN, TRADERS, SOUTH], axis=0)
    assert drawn[1] == pytest.approx(felt[1, NEAR], rel=0.05)
    assert drawn[2:] == pytest.approx(felt[2:, RETURNED_UNPERMITTED], rel=0.05)


def test_a_promise_is_marked_where_its_actor_is_shown(result: Result) -> None:
    shown = charts_of(result)
    (event,) = shown["Oldtown"][0].events
    assert event.day == dt.date(2015, 5, 20)
    assert event.said == "2015-05-20: Actor B makes a promise of weight 0.5"
    assert event.colour == shown["Oldtown"][0].lines[1].colour
    assert shown["Hills"][0].events == []


def test_the_line_stands_at_the_median_tolerance(result: Result) -> None:
    tolerance = float(np.median(result.parameters["tolerance"]))
    assert charts_of(result)["Oldtown"][0].threshold == (tolerance, HALF_HELD_BACK)


def test_without_a_scenario_nobody_knows_who_holds_home(result: Result) -> None:
    result.scenario = None
    assert charts_of(result) == {}
