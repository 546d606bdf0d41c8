"""Summaries: quantiles of sums, by every level."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.engine.simulated import CommunitySeries
from homeward.results.result import Result
from homeward.results.tables.axes import COMMUNITY
from homeward.results.tables.statistics import LEVELS, QUANTILES, STATISTICS, statistics
from homeward.results.tables.summary import summarise, summary_sizes
from homeward.results.tables.totals import MEASURES, total_of


@given(
    st.lists(st.lists(st.integers(0, 10**6), min_size=1, max_size=9), min_size=1, max_size=4).map(
        lambda rows: [row[: min(map(len, rows))] for row in rows]
    )
)
def test_statistics_are_those_of_numpy(rows: list[list[int]]) -> None:
    sums = np.array(rows, dtype=np.int32)
    found = statistics(sums)
    assert np.allclose(found[0], sums.mean(axis=-1), rtol=1e-12)
    for index, quantile in enumerate(QUANTILES.values(), start=1):
        assert np.allclose(found[index], np.quantile(sums, quantile, axis=-1), rtol=1e-12)


@pytest.mark.parametrize("level", [*LEVELS, COMMUNITY])
def test_each_level_is_summed_before_its_quantiles(result: Result, level: tuple[str, ...]) -> None:
    series = result.series("idps")
    summary = summarise(["idps"], lambda _: series, result.axes)["idps"]
    sizes = summary_sizes(result.axes)
    for where in np.ndindex(*(sizes[axis] for axis in level)):
        is_in = np.ones(len(series.cells), dtype=bool)
        for axis, index in zip(level, where, strict=True):
            is_in &= series.cells[:, COMMUNITY.index(axis)] == index
        sums = series.values[:, :, is_in].sum(axis=2)
        found = summary.of("q95", *zip(level, where, strict=True))
        assert np.allclose(found, np.quantile(sums, 0.95, axis=0))


def test_quantiles_of_sums_are_no_sums_of_quantiles(result: Result) -> None:
    summary = summarise(["idps"], result.series, result.axes)["idps"]
    high = STATISTICS.index("q95")
    assert not np.allclose(summary.levels["place",][high].sum(axis=1), summary.levels[()][high])
    assert np.allclose(summary.levels["place",][0].sum(axis=1), summary.levels[()][0])


def test_a_series_without_people_is_zero_everywhere(result: Result) -> None:
    nobody = CommunitySeries(np.zeros((0, 3), np.int64), np.zeros((12, 6, 0), np.int32))
    summary = summarise(["idps"], lambda _: nobody, result.axes)["idps"]
    assert all(not values.any() for values in summary.levels.values())


def test_measures_add_up_and_run_on(result: Result) -> None:
    by_name = {measure.name: total_of(measure, result.series) for measure in MEASURES}
    idps, refugees = result.series("idps"), result.series("refugees")
    assert by_name["displaced"].values.sum() == idps.values.sum() + refugees.values.sum()
    fled = by_name["fled"].values.sum(axis=2)
    flows = sum(
        result.series(name).values.sum(axis=2) for name in ("displacements", "redisplacements")
    )
    assert np.array_equal(fled, np.cumsum(flows, axis=1))
