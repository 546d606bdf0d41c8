"""The few numbers a reader wants first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from homeward.engine.simulated import Simulated
from homeward.results.publish.headlines import Estimate, by_axis, headlines
from homeward.results.publish.published import publish
from homeward.results.result import Result


def test_there_are_four(result: Result) -> None:
    labels = [one.label for one in headlines(publish(result))]
    assert labels == ["Fled (times)", "Displaced", "Returned", "Killed, detained or recruited"]


def test_headlines_have_three_digits(result: Result) -> None:
    for one in headlines(publish(result)):
        median = one.estimate.median
        assert median is not None
        assert median == float(f"{median:.3g}")


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (Estimate(1200, 1000, 1400, 5, 2000, False), ("1,200", "1,000–1,400")),
        (Estimate(100, None, 400, 0, 2000, False), ("100", "under 10–400")),
        (Estimate(None, None, None, 0, None, True), ("withheld", "withheld")),
        (Estimate(0, 0, 0, 0, 0, False), ("0", "0")),
    ],
)
def test_bands_are_worded(estimate: Estimate, said: tuple[str, str]) -> None:
    assert (estimate.middle, estimate.band_50) == said


def test_a_row_that_is_withheld_says_nothing_about_its_size(result: Result) -> None:
    for label, estimates in by_axis(publish(result), "place"):
        assert label
        for one in estimates:
            if one.is_withheld:
                assert {one.band_50, one.band_90} == {"withheld"}


def test_rows_in_which_nobody_is_counted_are_left_out(make_result: Callable[..., Result]) -> None:
    counted = ("idps", "refugees", "returnees", "displacements", "redisplacements")
    harmed = ("deaths", "detentions", "recruitments")

    def empty(simulated: Simulated) -> None:
        for name, series in {**simulated.stocks, **simulated.flows}.items():
            if name in {*counted, *harmed}:
                series.values[:, :, series.cells[:, 2] == 1] = 0

    result = make_result(empty)
    assert [label for label, _ in by_axis(publish(result), "place")] == ["Oldtown", "Camp"]
