"""The numbers of a forecast of camp registrations: how fast arrivals fade, and how wrong it may be (model §15.4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ForecastParameters:
    """How arrivals go on, and how the uncertainty of a forecast grows.

    Parameters
    ----------
    damping_days
        Time in which the trend of arrivals falls to a third.
    gain_error
        Scale of the error of the number who come, on a log scale.
    camp_error
        Scale of the error of a camp 30 days after its last count where all people together have become e times as
        many, on a log scale.
    time_power
        Power of time with which that grows.
    change_power
        Power with which it grows with the change of all people together.
    freedom
        Degrees of freedom of Student's t: the fewer, the more often a forecast is very wrong of a camp.
    """

    damping_days: float = 30.0
    gain_error: float = 0.8
    camp_error: float = 0.1
    time_power: float = 0.8
    change_power: float = 0.5
    freedom: float = 1.2


TOTAL_FORECAST = ForecastParameters()
"""Where the number in all camps together is forecast, too."""
TOTAL_GIVEN = ForecastParameters(camp_error=0.24, time_power=0.3, change_power=0.8)
"""Where that is given, and only its division is forecast."""
