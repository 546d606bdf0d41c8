"""Disclosure control (model §9): what is withheld cannot be worked out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from homeward.results.publish.disclosure import BASE, THRESHOLD
from homeward.results.publish.suppression import FAMILIES, complete, control, round_to_base, small
from homeward.results.result import Result
from homeward.results.tables.statistics import LEVELS, MEAN, STATISTICS, Level
from homeward.results.tables.summary import Summary, summarise
from homeward.results.tables.totals import MEASURES, total_of

Means = dict[Level, NDArray[np.float64]]

counts = st.one_of(st.just(0.0), st.floats(0.005, 9.995), st.floats(10, 40), st.floats(100, 50_000))
HOMES, GROUPS, PLACES = 3, 2, 4


@st.composite
def additive_means(draw: st.DrawFn) -> Means:
    """Means of one day at every level, that add up as means of counts do."""
    cells = draw(arrays(np.float64, (1, HOMES, GROUPS, PLACES), elements=counts))
    return {
        (): cells.sum(axis=(1, 2, 3)),
        ("place",): cells.sum(axis=(1, 2)),
        ("group",): cells.sum(axis=(1, 3)),
        ("home",): cells.sum(axis=(2, 3)),
        ("home", "place"): cells.sum(axis=2),
        ("home", "group"): cells.sum(axis=3),
    }


def _summary(means: Means) -> Summary:
    levels = {level: np.stack([mean] * len(STATISTICS)) for level, mean in means.items()}
    return Summary("idps", levels)


def _families(shown: Means) -> list[NDArray[np.float64]]:
    """Every whole with its parts, as rows: whole first."""
    rows: list[NDArray[np.float64]] = []
    for whole, parts in FAMILIES:
        summed = next(iter(set(parts) - set(whole)))
        family = np.moveaxis(shown[parts], 1 + parts.index(summed), -1)
        rows += list(
            np.concatenate([shown[whole][..., None], family], axis=-1).reshape(
                -1, family.shape[-1] + 1
            )
        )
    return rows


@given(additive_means())
def test_nothing_withheld_can_be_worked_out_from_one_family(means: Means) -> None:
    shown = {
        level: v[MEAN] for level, v in control({"idps": _summary(means)})["idps"].levels.items()
    }
    for row in _families(shown):
        assert np.isnan(row).sum() != 1


def test_without_a_second_one_it_could_be_worked_out() -> None:
    means: Means = {
        (): np.array([1007.0]),
        ("place",): np.array([[7.0, 400.0, 600.0, 0.0]]),
        ("group",): np.array([[500.0, 507.0]]),
        ("home",): np.array([[7.0 + 1000.0, 0.0, 0.0]]),
        ("home", "place"): np.array([[[7.0, 400.0, 600.0, 0.0], [0.0] * 4, [0.0] * 4]]),
        ("home", "group"): np.array([[[500.0, 507.0], [0.0] * 2, [0.0] * 2]]),
    }
    hidden = small(means)
    alone = {level: np.where(hidden[level], np.nan, means[level]) for level in LEVELS}
    assert any(np.isnan(row).sum() == 1 for row in _families(alone))
    complete(means, hidden)
    assert hidden["place",].tolist() == [[True, True, False, False]]


@given(additive_means())
def test_zero_stays_zero_and_only_zero_is_zero(means: Means) -> None:
    shown = control({"idps": _summary(means)})["idps"]
    for level, values in shown.levels.items():
        assert np.array_equal(values[MEAN] == 0, means[level] == 0)


@given(additive_means())
def test_what_is_published_differs_by_rounding_and_no_more(means: Means) -> None:
    shown = control({"idps": _summary(means)})["idps"]
    for level, values in shown.levels.items():
        published = values[MEAN][~np.isnan(values[MEAN])]
        true = means[level][~np.isnan(values[MEAN])]
        assert (np.abs(published - true) <= BASE / 2).all()
        assert (published % BASE == 0).all()
        assert ((published == 0) | (published >= THRESHOLD)).all()


@given(additive_means())
def test_every_small_count_is_withheld(means: Means) -> None:
    shown = control({"idps": _summary(means)})["idps"]
    for level, values in shown.levels.items():
        is_small = (means[level] > 0) & (means[level] < THRESHOLD)
        assert np.isnan(values[:, is_small]).all()


def test_only_the_quantile_is_withheld_where_the_mean_is_not_small() -> None:
    levels = {level: np.full((len(STATISTICS), 1, *[1] * len(level)), 300.0) for level in LEVELS}
    for values in levels.values():
        values[STATISTICS.index("q05")] = 3.0
    shown = control({"idps": Summary("idps", levels)})["idps"]
    assert np.isnan(shown.of("q05")).all()
    assert shown.of("mean").tolist() == [300.0]


def test_the_same_count_under_two_names_is_withheld_twice(result: Result) -> None:
    read = {"idps", "refugees", "returnees", "residents"}
    named = [(name, result.series(name)) for name in sorted(read)]
    named += [(one.name, total_of(one, result.series)) for one in MEASURES if not one.is_running]
    summaries = summarise(named, result.axes)
    shown = control(summaries, MEASURES)
    returned, returnees = shown["returned"], shown["returnees"]
    for level in LEVELS:
        assert np.array_equal(np.isnan(returned.levels[level]), np.isnan(returnees.levels[level]))


@pytest.mark.parametrize(("count", "rounded"), [(0, 0), (12.4, 10), (12.5, 15), (99_998, 100_000)])
def test_rounding(count: float, rounded: float) -> None:
    assert round_to_base(np.array([count])).tolist() == [rounded]
