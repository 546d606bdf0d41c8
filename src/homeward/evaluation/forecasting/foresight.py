"""The numbers of a forecast of registered arrivals: how fast it forgets, and how wrong it may be (model §15.4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Foresight:
    """How a forecast learns from counts, and how its uncertainty grows.

    Parameters
    ----------
    memory_days
        Time in which what was seen comes to count a third.
    doubt
        Share of those who come at which what was seen of a camp and the law weigh alike.
    evidence
        How much is learned when as many have come within memory as are there.
    damping_days
        Time in which the pace of arrivals falls to a third.
    gain_error
        Scale of the error of the number who come, on a log scale.
    camp_error
        Scale of the error of a camp 30 days after its last count, on a log scale, where nothing has changed of late.
    change_error
        The same for each part of its people by which it has changed of late.
    error_growth
        Power of time with which that grows.
    """

    memory_days: float = 60.0
    doubt: float = 0.2
    evidence: float = 5.0
    damping_days: float = 90.0
    gain_error: float = 0.8
    camp_error: float = 0.08
    change_error: float = 0.2
    error_growth: float = 0.7
