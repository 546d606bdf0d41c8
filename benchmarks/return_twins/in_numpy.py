"""Return in plain NumPy: stocks of all members at once, a binomial draw a day."""

from __future__ import annotations

import law
import numpy as np


def run(members: int, seed: int) -> np.ndarray:
    """Run all days and return how many are home at the end, [member]."""
    chance = np.random.default_rng(seed)
    speed, feared = np.full(members, law.SPEED), np.full(members, law.FEARED)
    waiting = chance.binomial(law.PEOPLE, law.WILLING, members)
    home = np.zeros(members, dtype=np.int64)
    on_the_way = np.zeros((law.TRIP, members), dtype=np.int64)
    for day in range(law.DAYS):
        home += on_the_way[day % law.TRIP]
        leaves = -np.expm1(-law.factors(speed, feared, np.exp))
        leaving = chance.binomial(waiting, leaves)
        waiting -= leaving
        on_the_way[day % law.TRIP] = leaving
    return home
