"""What the axes are called."""

from __future__ import annotations

import datetime as dt

from homeward.results.result import Result


def test_dates_follow_from_the_days_kept(result: Result) -> None:
    axes = result.axes
    assert axes.dates[0] == dt.date(2015, 5, 7)
    assert axes.dates[-1] == dt.date(2015, 6, 30)
    assert str(axes.times[-1])[:10] == "2015-06-30"


def test_the_day_kept_before_a_date_is_found(result: Result) -> None:
    axes = result.axes
    assert axes.at(axes.dates[2]) == 2
    assert axes.at(axes.dates[2] + dt.timedelta(days=1)) == 2
    assert axes.at(dt.date(1900, 1, 1)) == 0
    assert axes.at(dt.date(2100, 1, 1)) == len(axes.days) - 1


def test_axes_are_named_in_the_order_of_the_files(result: Result) -> None:
    assert result.axes.along("place") == ("oldtown", "hills", "camp")
    assert result.axes.along("home") == ("oldtown", "hills")
    assert result.axes.along("group") == ("farmers", "traders")
