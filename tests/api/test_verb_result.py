"""What every result can do: a table, JSON, a page for a notebook."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import dataclass

import pandas as pd
import pytest

from api.conftest import Found
from homeward.api.verb_result import as_json_holds, frame_of

VERBS = (
    "run", "score", "hindcast", "score_camps", "explain", "compare", "sensitivity", "forecast", "forecast_camps",
    "calibrate",
)  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_a_result_has_a_table_json_and_a_page_that_say_whether_it_is_exact(found: Found, verb: str):
    one = found(verb)
    assert one.exact is True
    assert len(one.table) > 0
    said = json.loads(one.json())
    assert said == one.as_json()
    assert said["exact"] is True
    page = one._repr_html_()
    assert "<table" in page
    assert one.title in page
    assert "Exact counts: not for publication." in page
    assert one.title.split()[0] in repr(one)


@pytest.mark.parametrize("verb", VERBS)
def test_a_published_copy_says_so_and_changes_nothing(found: Found, verb: str):
    one = found(verb)
    before = one.as_json()
    shown = one.publish()
    assert (shown.exact, shown.as_json()["exact"]) == (False, False)
    assert "Exact counts" not in shown._repr_html_()
    assert one.as_json() == before
    assert shown.as_json() != {**before, "exact": False} or verb == "calibrate"
    assert shown.publish().as_json() == shown.as_json()


@dataclass(frozen=True)
class Part:
    mean: float


@dataclass(frozen=True)
class Row:
    date: dt.date
    people: Part


def test_parts_of_parts_are_columns_and_days_are_dates():
    table = frame_of([Row(dt.date(2031, 1, 2), Part(3.0))])
    assert table.columns.tolist() == ["date", "people.mean"]
    assert table["date"].iloc[0] == pd.Timestamp("2031-01-02")


def test_json_holds_text_for_dates_and_nothing_for_what_has_no_value():
    held = as_json_holds({0.5: Row(dt.date(2031, 1, 2), Part(math.nan)), "b": (1, math.inf)})
    assert held == {"0.5": {"date": "2031-01-02", "people": {"mean": None}}, "b": [1, None]}
