"""Two naive forecasts of a wave of returns, to compare a model with (model §17.4)."""

from __future__ import annotations

import math

from homeward.numerics.rates import DAYS_PER_YEAR


def at_constant_hazard(people: float, last_year: float, days: float) -> float:
    """Return how many have gone home after some days if they go on going as in the last year known.

    Parameters
    ----------
    people
        Displaced on the first day, persons.
    last_year
        Of as many, those who went home in that year, persons.
    """
    hazard = -math.log1p(-last_year / people)
    return people * -math.expm1(-hazard * days / DAYS_PER_YEAR)


def if_all_who_say_so(people: float, share: float, days: float) -> float:
    """Return how many have gone home after some days if all who mean to go within a year do, as many each day.

    Parameters
    ----------
    share
        Of the people, those who say that they mean to go within a year.
    """
    return people * share * min(days / DAYS_PER_YEAR, 1.0)
