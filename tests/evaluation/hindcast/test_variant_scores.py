"""Answers of one variant (decision 9)."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from homeward.evaluation.hindcast.variant_scores import (
    HeldOutRows,
    Measured,
    name_and_date,
    score_row,
    score_variant,
)
from homeward.evaluation.scoring.member_statistics import crps
from homeward.scenario.rows.observations import Observation


def held_out(name: str, day: int, measure: str = "present") -> Observation:
    return Observation.model_validate(
        {
            "name": name, "date": date(2031, 1, day), "since": date(2031, 1, 1), "measure": measure,
            "low": 5.0, "value": 10.0, "high": 20.0, "use": "test", "claims": ("judgement",),
        }
    )  # fmt: skip


def measured(values: dict[tuple[str, date], np.ndarray]) -> Measured:
    return Measured(values, dict.fromkeys(values, 1.0))


def test_an_answer_has_the_score_beside_the_error_of_the_last_figure():
    values = np.array([4.0, 8.0, 12.0, 30.0])
    row = held_out("camp", 9)
    given = measured({name_and_date(row): values})
    found = score_row(row, given, np.ones(4), 30.0)
    assert (found.median, found.below, found.last_figure) == (10.0, 0.5, 30.0)
    assert found.crps == pytest.approx(crps(values, 10.0))
    assert found.ratio == pytest.approx(found.crps / 20.0)
    assert math.isnan(score_row(row, given, np.ones(4), math.nan).ratio)


def test_an_answer_is_published_in_fives_and_what_follows_from_it_too():
    row = held_out("camp", 9)
    given = measured({name_and_date(row): np.array([14.0, 38.0, 42.0, 51.0])})
    found = score_row(row, given, np.ones(4), 30.0)
    shown = found.published()
    assert [value % 5 for value in (shown.median, shown.q05, shown.q95, shown.crps)] == [0] * 4
    assert shown.ratio == shown.crps / 20.0 != found.ratio
    few = score_row(
        row, measured({name_and_date(row): np.array([1.0, 2.0, 3.0, 30.0])}), np.ones(4), 30.0
    )
    shown = few.published()
    assert all(map(math.isnan, (shown.median, shown.crps, shown.ratio)))


def test_the_last_count_of_every_series_is_scored_together():
    rows = [held_out("camp", 9), held_out("camp", 12), held_out("town", 9), held_out("new", 9)]
    flow = held_out("left", 9, "departures")
    exam = HeldOutRows([*rows, flow], [1.0, 2.0, 3.0, math.nan, 4.0])
    assert exam.joint == [(rows[1], 2.0), (rows[2], 3.0)]


def test_the_last_figure_itself_would_have_the_root_of_the_rows_as_energy():
    rows = [held_out("camp", 9), held_out("town", 9)]
    exam = HeldOutRows(rows, [40.0, 1.0])
    as_figures = measured({name_and_date(row): np.full(3, figure) for row, figure in exam.joint})
    found = score_variant("last", exam, as_figures, np.ones(3))
    assert found.energy == pytest.approx(math.sqrt(2))
    perfect = measured({name_and_date(row): np.full(3, 10.0) for row in rows})
    assert score_variant("right", exam, perfect, np.ones(3)).energy == pytest.approx(0)


def test_nothing_is_scored_together_where_there_is_no_last_figure():
    row = held_out("new", 9)
    found = score_variant(
        "it",
        HeldOutRows([row], [math.nan]),
        measured({name_and_date(row): np.arange(3.0)}),
        np.ones(3),
    )
    assert math.isnan(found.energy)
    assert math.isnan(found.depth)
