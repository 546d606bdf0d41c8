"""What a calibration of so many members makes of what nothing depends on: chance alone (model §18.6)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from homeward.evaluation.calibration.unknowns import rounded
from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.evaluation.scoring.member_statistics import Reals
from homeward.numerics.streams import PERTURB

MOST_IDLE, LEAST_IDLE, MOST_SCORES = 4000, 500, 8_000_000
"""How many idle scores are carried along, and how many numbers they may be in all members together."""
ERROR = 0.05
"""Chance with which any of the unknowns that cannot act is called informed."""


@dataclass(frozen=True)
class ByChance:
    """How idle scores changed.

    Parameters
    ----------
    contraction, shift
        (idle): 1 less the variance after over that before, and how far the mean moved, standard deviations.
    """

    contraction: Reals
    shift: Reals

    def most(self, unknowns: int) -> tuple[float, float]:
        """Contraction and shift that no idle one of so many unknowns exceeds, but for one calibration in twenty.

        Idle scores are alike and know nothing of each other: that all of n stay below has the n-th power of the
        probability that one does. The error is divided between the two. The quantile is that which
        one more idle score exceeds with just that chance, not the sample's.
        """
        if not self.contraction.size:
            return 0.0, 0.0
        share = (1.0 - ERROR / 2) ** (1.0 / max(unknowns, 1))
        of = (self.contraction, np.abs(self.shift))
        contraction, shift = (float(np.quantile(one, share, method="weibull")) for one in of)
        return contraction, shift


def no_chance() -> ByChance:
    """Return what is known where no idle score was carried along."""
    return ByChance(np.empty(0), np.empty(0))


def idle_scores(seed: int, members: int) -> Reals:
    """Draw normal scores (idle, member) that nothing depends on."""
    n_idle = int(np.clip(MOST_SCORES // members, LEAST_IDLE, MOST_IDLE))
    rows = np.arange(n_idle, dtype=np.int64)
    step = zlib.crc32(b"idle")
    return rounded(ndtri(draw_quantiles(seed, PERTURB, step, rows, members).T))


def changes(before: Reals, after: Reals) -> ByChance:
    """Compare scores (idle, member) before and after."""
    if not before.size:
        return no_chance()
    return ByChance(
        1.0 - after.var(axis=1) / before.var(axis=1), after.mean(axis=1) - before.mean(axis=1)
    )
