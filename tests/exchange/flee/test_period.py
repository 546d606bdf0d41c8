"""The period."""

from __future__ import annotations

import datetime as dt

from homeward.exchange.flee.dialect import rows_by_position
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.period import Period, read_period


def read(text: str) -> Period | None:
    rows = rows_by_position("sim_period.csv", text.encode(), Findings())
    assert rows is not None
    return read_period(rows, Findings())


def test_a_run_of_n_days_has_days_0_to_n_minus_1():
    period = read('"startDate",2012-02-28\n# note\nLENGTH, 2\n')
    assert period == Period(dt.date(2012, 2, 28), 2)
    assert period.end == dt.date(2012, 2, 29)
    assert period.date(2) == dt.date(2012, 3, 1)


def test_half_a_period_is_none():
    assert read("StartDate,2012-02-28\n") is None
    assert read("Length,5\n") is None
