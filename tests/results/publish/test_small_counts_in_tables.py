"""Disclosure control (model §9): what is withheld cannot be worked out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from homeward.results.publish.small_counts import BASE, THRESHOLD
from homeward.results.publish.small_counts_in_tables import (
    FAMILIES,
    complete,
    control,
    families,
    round_to_base,
    small,
)
from homeward.results.result import Result
from homeward.results.tables.axes import COMMUNITY
from homeward.results.tables.statistics import LEVELS, MEAN, STATISTICS, Level
from homeward.results.tables.summary import Summary, summarise
from homeward.results.tables.totals import MEASURES, total_of

Means = dict[Level, NDArray[np.float64]]

counts = st.one_of(st.just(0.0), st.floats(0.005, 9.995), st.floats(10, 40), st.floats(100, 50_000))
HOMES, GROUPS, PLACES = 3, 2, 4
SIZES = {"home": HOMES, "group": GROUPS, "place": PLACES}
CELLS = np.argwhere(np.ones((HOMES, GROUPS, PLACES)))


@st.composite
def additive_means(draw: st.DrawFn) -> Means:
    """Means of one day at every level, that add up as means of counts do."""
    return _means_of(draw(arrays(np.float64, (1, HOMES, GROUPS, PLACES), elements=counts)))


def _means_of(cells: NDArray[np.float64]) -> Means:
    return {
        (): cells.sum(axis=(1, 2, 3)),
        ("place",): cells.sum(axis=(1, 2)),
        ("group",): cells.sum(axis=(1, 3)),
        ("home",): cells.sum(axis=(2, 3)),
        ("home", "place"): cells.sum(axis=2),
        ("home", "group"): cells.sum(axis=3),
        COMMUNITY: cells.reshape(1, -1),
    }


def _summary(means: Means) -> Summary:
    levels = {level: np.stack([mean] * len(STATISTICS)) for level, mean in means.items()}
    return Summary("idps", CELLS, levels)


def _families(shown: Means) -> list[NDArray[np.float64]]:
    """Every whole with its parts, as rows: whole first."""
    rows: list[NDArray[np.float64]] = []
    shown = {**shown, COMMUNITY: shown[COMMUNITY].reshape(1, HOMES, GROUPS, PLACES)}
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
    cells = np.zeros((1, HOMES, GROUPS, PLACES))
    cells[0, 0] = [[0.0, 200.0, 300.0, 0.0], [7.0, 200.0, 300.0, 0.0]]
    means = _means_of(cells)
    alone = {level: np.where(small(means)[level], np.nan, means[level]) for level in means}
    assert any(np.isnan(row).sum() == 1 for row in _families(alone))
    flat = {level: mean.reshape(1, -1) for level, mean in means.items()}
    hidden = small(flat)
    complete(families(SIZES, CELLS), flat, hidden)
    assert hidden["place",].tolist() == [[True, True, False, False]]
    left = {level: np.where(mark, np.nan, flat[level]) for level, mark in hidden.items()}
    spread = {level: left[level].reshape(mean.shape) for level, mean in means.items()}
    assert all(np.isnan(row).sum() != 1 for row in _families(spread))


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
    levels[COMMUNITY] = np.full((len(STATISTICS), 1, 1), 300.0)
    for values in levels.values():
        values[STATISTICS.index("q05")] = 3.0
    shown = control({"idps": Summary("idps", np.zeros((1, 3), np.int64), levels)})["idps"]
    assert np.isnan(shown.of("q05")).all()
    assert shown.of("mean").tolist() == [300.0]


@given(additive_means(), additive_means())
def test_communities_that_only_one_of_two_has_are_controlled_alike(
    one: Means, other: Means
) -> None:
    """Summaries have columns of their own for the communities that ever hold anybody."""
    few = other[COMMUNITY].reshape(1, HOMES, GROUPS, PLACES).copy()
    few[:, 0] = 0
    means = _means_of(few)
    whole = _summary(means)
    kept = CELLS[:, 0] > 0
    levels = {**whole.levels, COMMUNITY: whole.levels[COMMUNITY][:, :, kept]}
    found = control({"idps": _summary(one), "refugees": Summary("refugees", CELLS[kept], levels)})
    alone = control({"refugees": whole})["refugees"]
    for level in LEVELS:
        assert np.array_equal(found["refugees"].levels[level], alone.levels[level], equal_nan=True)
    assert np.array_equal(
        found["refugees"].levels[COMMUNITY], alone.levels[COMMUNITY][:, :, kept], equal_nan=True
    )


def test_the_same_count_under_two_names_is_withheld_twice(result: Result) -> None:
    read = {"idps", "refugees", "returnees", "residents"}
    named = {name: result.series(name) for name in sorted(read)}
    named |= {one.name: total_of(one, result.series) for one in MEASURES if not one.is_running}
    summaries = summarise(named, named.__getitem__, result.axes)
    shown = control(summaries, MEASURES)
    returned, returnees = shown["returned"], shown["returnees"]
    for level in LEVELS:
        assert np.array_equal(np.isnan(returned.levels[level]), np.isnan(returnees.levels[level]))


@pytest.mark.parametrize(("count", "rounded"), [(0, 0), (12.4, 10), (12.5, 15), (99_998, 100_000)])
def test_rounding(count: float, rounded: float) -> None:
    assert round_to_base(np.array([count])).tolist() == [rounded]
