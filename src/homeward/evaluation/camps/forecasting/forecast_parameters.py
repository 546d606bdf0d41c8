"""The numbers of a forecast of camp registrations: how fast it forgets, and how wrong it may be (model §15.4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ForecastParameters:
    """How a forecast learns from counts, and how its uncertainty grows.

    Parameters
    ----------
    memory_days
        Time in which what was seen comes to count a third.
    doubt
        Share of those who came to a camp at which what was seen of it and the law weigh alike.
    evidence
        How sure that makes: shape of the bias of a camp that all have come to within memory, before doubt.
    damping_days
        Time in which the trend of arrivals falls to a third.
    gain_error
        Scale of the error of the number who come, on a log scale.
    camp_error
        Scale of the error of a camp 30 days after its last count, on a log scale, where nothing has changed of late.
    change_error
        The same for each part of its people by which it has changed of late.
    error_growth
        Power of time with which that grows.
    """

    memory_days: float = 20.0
    doubt: float = 0.7
    evidence: float = 0.23
    damping_days: float = 33.0
    gain_error: float = 0.6
    camp_error: float = 0.045
    change_error: float = 0.1
    error_growth: float = 1.0
