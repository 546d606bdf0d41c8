"""Binomial numbers from tables (model §5)."""

import numpy as np
import pytest
from scipy import stats

from homeward.numerics.tabulated import BUCKETS, TABULATED, looked_up, make_tables

SHARES = [0.001, 0.3, 0.5, 0.97]
UNIFORMS = np.concatenate([np.linspace(0.0005, 0.9995, 500), [1e-12, 2.0**-53, 1 - 2.0**-52]])


@pytest.mark.parametrize("table", range(len(SHARES)))
@pytest.mark.parametrize("n", [1, 2, 9, 100, TABULATED - 1])
def test_what_is_looked_up_is_the_quantile(table: int, n: int):
    tables = make_tables(SHARES)
    row = table * TABULATED + n
    found = [looked_up(row, u, *tables) for u in UNIFORMS]
    law = stats.binom(n, SHARES[table])
    for u, k in zip(UNIFORMS, found, strict=True):
        assert law.cdf(k) >= u - 1e-12
        assert k == 0 or law.cdf(k - 1) <= u + 1e-12


def test_nobody_and_everybody_are_within_reach():
    tables = make_tables([0.5])
    for n in range(TABULATED):
        for u in (1e-300, 0.5, 1 - 2.0**-53):
            assert 0 <= looked_up(n, u, *tables) <= n


def test_it_rises_with_the_uniform_and_with_the_people():
    tables = make_tables([0.3])
    table = np.array([[looked_up(n, u, *tables) for u in UNIFORMS[:500]] for n in range(TABULATED)])
    assert (np.diff(table, axis=0) >= 0).all()
    assert (np.diff(table, axis=1) >= 0).all()


def test_no_table_is_no_table():
    tables = make_tables([])
    assert [array.size for array in tables] == [0, 0, 0]


def test_rows_are_found_by_table_and_people():
    tables = make_tables(SHARES)
    assert tables.first.size == len(SHARES) * TABULATED
    assert tables.begin.size == tables.first.size * BUCKETS
