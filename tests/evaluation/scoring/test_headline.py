"""The headline of a score (model §9.6, decision 27)."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest

from evaluation.scoring import score_reference as reference
from homeward.evaluation.scoring.headline import headline, predicted
from homeward.evaluation.scoring.last_figures import last_figures
from homeward.evaluation.scoring.score import Score, score_one
from homeward.scenario.rows.observations import Observation

START = dt.date(2030, 1, 1)


def observed(row: reference.Row, use: str = "fit") -> Observation:
    return Observation(
        name=row.name,
        date=START + dt.timedelta(row.day),
        since=None if row.since is None else START + dt.timedelta(row.since),
        measure="present" if row.since is None else "departures",
        places=(row.places,),
        low=0,
        value=row.value,
        high=row.high,
        use=use,  # type: ignore[arg-type]
        imposed=row.is_imposed,
        claims=("c1",),
    )


def scored(rows: list[reference.Row], use: str = "fit") -> list[Score]:
    seen = [observed(row, use) for row in rows]
    return [
        score_one(one, np.array(row.members), last_figure=last)
        for one, row, last in zip(seen, rows, last_figures(seen), strict=True)
    ]


def made_up(seed: int, members: int = 12) -> list[reference.Row]:
    """Make rows of three series up: a stock of two places, sums since one day, and one that is imposed."""
    chance = np.random.default_rng(seed)

    def draws() -> list[float]:
        return [float(one) for one in chance.poisson(chance.uniform(1, 300), members)]

    rows = [
        reference.Row(name, place, day, float(chance.poisson(120)), 200.0 + day, draws(), since)
        for name, place, days, since in (
            ("camp", "near", (10, 40, 90), None),
            ("camp", "far", (20, 50), None),
            ("left", "near", (30, 60), 5),
            ("left", "near", (95,), 92),
            ("town", "oldtown", (15, 16), None),
        )
        for day in days
    ]
    return [*rows, rows[0]._replace(day=70, is_imposed=True, members=draws())]


@pytest.mark.parametrize("seed", range(5))
def test_the_headline_is_that_of_the_slow_twin(seed: int):
    rows = made_up(seed)
    part = headline(scored(rows), 12).fit
    assert part is not None
    expected = reference.headline(rows)
    assert (part.rows, part.series, part.skill_rows, part.skill_series) == (10, 3, 4, 2)
    assert part.width == pytest.approx(expected["row"].pop("width"))
    expected["series"].pop("width")
    for way, means in (("row", part.by_row), ("series", part.by_series)):
        found = {name: getattr(means, name) for name in expected[way]}
        assert found == pytest.approx(expected[way], rel=1e-9), way


def test_a_headline_worked_by_hand():
    """Rows of one name: c is 5; 15 + 5 beside 35 + 5 in the last; every member says 35, or 15."""
    rows = [
        reference.Row("camp", "near", 1, 35, 100, [15.0] * 4),
        reference.Row("camp", "near", 2, 15, 100, [15.0] * 4),
        reference.Row("town", "old", 3, 15, 100, [10.0, 20.0, 10.0, 20.0]),
    ]
    part = headline(scored(rows), 4).fit
    assert part is not None
    spread = math.log(25 / 15)
    third = (math.log(20 / 15) + math.log(25 / 20)) / 2 - spread * 8 / 24
    assert part.by_row.log_crps == pytest.approx((math.log(2) + 0 + third) / 3)
    assert part.by_series.log_crps == pytest.approx((math.log(2) / 2 + third) / 2)
    assert (part.skill_rows, part.by_row.skill) == (1, 1.0), "the second row is met"
    assert (part.by_row.coverage_50, part.by_series.coverage_50) == (2 / 3, 0.75)
    assert part.width == 0
    assert part.observed_width == 1


def test_what_inputs_impose_and_what_nobody_observed_counts_nowhere():
    rows = made_up(1)
    kept = [row for row in rows if not row.is_imposed]
    told = headline(scored(rows), 12).fit
    assert told is not None
    assert told.rows == len(kept) == len(predicted(scored(rows)))
    patterns = [observed(row._replace(is_imposed=False), "pattern") for row in rows]
    assert headline([score_one(row, np.arange(9.0)) for row in patterns], 9).fit is None


def test_rows_to_fit_and_for_testing_are_apart():
    rows = made_up(2)
    both = headline([*scored(rows[:4]), *scored(rows[4:], "test")], 12)
    assert both.fit is not None
    assert both.test is not None
    assert (both.fit.rows, both.test.rows) == (4, 6)
    assert both.fit == headline(scored(rows[:4]), 12).fit


def test_a_row_that_no_member_has_a_value_for_is_not_counted():
    row = observed(made_up(3)[0])
    assert headline([score_one(row, np.full(3, np.nan))], 3).fit is None


def test_without_an_earlier_figure_there_is_no_skill():
    part = headline(scored(made_up(4)[:1]), 12).fit
    assert part is not None
    assert part.skill_rows == 0
    assert math.isnan(part.by_row.skill)
    assert math.isnan(part.by_series.skill)


def test_the_published_headline_is_made_of_what_is_published():
    exact = scored(made_up(5))
    shown = [row.published() for row in exact]
    one, other = headline(exact, 12).fit, headline(shown, 12).fit
    assert one is not None
    assert other is not None
    assert one.by_row.coverage_90 == other.by_row.coverage_90
    assert one.by_row.z2 == pytest.approx(other.by_row.z2, abs=0.02)
    assert one.by_row.log_crps != other.by_row.log_crps


def test_what_right_bands_hold():
    """Of 20 members 81%, of 10 74%: the figures of the review."""
    found = [headline([], members).right for members in (10, 20, 100, 10_000)]
    assert [round(one.coverage_90, 2) for one in found] == [0.74, 0.81, 0.88, 0.9]
    assert [round(one.coverage_50, 2) for one in found] == [0.41, 0.45, 0.49, 0.5]
    assert [one.z2 for one in found] == sorted(one.z2 for one in found)
    assert found[-1].z2 == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("members", [10, 20, 100])
@pytest.mark.parametrize("wider", [1.0, 2.0])
def test_figures_drawn_like_the_members_are_held_as_often_as_is_said(members: int, wider: float):
    """1,500 figures; five standard errors: false alarm below 1e-6. Negative control: members twice as wide."""
    chance = np.random.default_rng(members)
    size = 1500
    middle = chance.uniform(1000, 5000, size)
    rows = [
        reference.Row(
            f"row{index}",
            "near",
            index,
            float(chance.normal(at, 100)),
            10_000,
            chance.normal(at, 100 * wider, members).tolist(),
        )
        for index, at in enumerate(middle)
    ]
    found = headline(scored(rows), members)
    right, part = found.right, found.fit
    assert part is not None
    off = [
        abs(getattr(part.by_row, name) - share) / math.sqrt(share * (1 - share) / size)
        for name, share in (("coverage_50", right.coverage_50), ("coverage_90", right.coverage_90))
    ]
    off.append(abs(part.by_row.z2 - right.z2) / math.sqrt(2 / size))
    assert (max(off) < 5) == (wider == 1.0)
