"""Where the width of a difference comes from (model §10.4), on numbers whose variance has known parts."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.evaluation.comparison.variance_sources import variance_sources

MEMBERS = 200_000
"""So many that the shares found lie within 0.02 of those put in (standard error below 0.004)."""


@pytest.mark.parametrize(
    ("chance", "judgement", "evidence"),
    [(1.0, 2.0, 3.0), (4.0, 1.0, 0.0), (0.0, 1.0, 1.0), (2.0, 0.0, 2.0), (1.0, 0.0, 0.0)],
)
def test_variances_that_add_up_are_found_again(chance: float, judgement: float, evidence: float):
    """A difference that is the sum of three independent parts."""
    draw = np.random.default_rng(1).normal
    judged = draw(0, np.sqrt(judgement), MEMBERS)
    sourced = draw(0, np.sqrt(evidence), MEMBERS)
    lucks = [draw(0, np.sqrt(chance), MEMBERS) for _ in range(3)]
    found = variance_sources(
        50 + judged + sourced + lucks[0],
        50 + judged + sourced + lucks[1],
        50 + sourced + lucks[2],
    )
    whole = chance + judgement + evidence
    assert found.chance == pytest.approx(chance / whole, abs=0.02)
    assert found.judgement == pytest.approx(judgement / whole, abs=0.02)
    assert found.evidence == pytest.approx(evidence / whole, abs=0.02)


def test_what_acts_only_together_counts_as_judgement():
    """Judgement times evidence, both around 0: with judgement at its centre nothing is left."""
    draw = np.random.default_rng(2).normal
    judged, sourced = draw(size=MEMBERS), draw(size=MEMBERS)
    found = variance_sources(judged * sourced, judged * sourced, np.zeros(MEMBERS))
    assert (found.chance, found.judgement, found.evidence) == pytest.approx((0.0, 1.0, 0.0))


def test_shares_stay_shares_where_few_members_mislead():
    chance = np.random.default_rng(3)
    for _ in range(200):
        found = variance_sources(*(chance.normal(size=4) * chance.uniform(0, 5) for _ in range(3)))
        shares = (found.chance, found.judgement, found.evidence)
        assert all(0.0 <= share <= 1.0 for share in shares)
        assert sum(shares) == pytest.approx(1.0)


def test_no_width_has_no_origin():
    found = variance_sources(np.full(5, 3.0), np.full(5, 3.0), np.arange(5.0))
    assert (found.chance, found.judgement, found.evidence) == (0.0, 0.0, 0.0)
