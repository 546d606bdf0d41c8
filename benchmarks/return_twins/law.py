"""Return and nothing else, in numbers: people of one town, all in one camp, under conditions that stay as they are.

Nobody flees, moves on, is harmed or hears anything: what is left of the model is its law of return (model §7).
"""

from __future__ import annotations

import math

PEOPLE = 10_000
DAYS = 365
WILLING = 0.92
SPEED = 0.0015  # 1/day
HARDSHIP, PUSH = 0.8, 5.0
MINES, WEIGHT_MINES = 0.3, 0.275
# Nothing stands at home: else who is back takes a house, and the hazard is not constant.
USABLE_CAMP, HOUSE_NEEDED, WEIGHT_DESTROYED = 0.4, 0.3, 0.4
SERVICES_HOME, SERVICES_CAMP, WEIGHT_SERVICES = 0.1, 0.3, 0.4
LIVELIHOOD_HOME, LIVELIHOOD_CAMP, WEIGHT_LIVELIHOOD, LIVELIHOOD_NEEDED = 0.15, 0.2, 0.4, 0.3
MEANS, SUPPORT = 0.64, 0.5  # who can pay for the way, and how much of it is paid for them
KM, KM_A_DAY = 250.0, 50.0
FEARED, TOLERANCE = 0.01, 0.02  # 1/person-year: harm expected of whoever holds the town
CAUTION, CAUTION_DEVIATE = (
    0.825,
    0.934589,
)  # quantile of their belief that people act on, and its normal deviate
TRIP = math.ceil(KM / KM_A_DAY)
"""Days on the way home."""


def factors(speed, feared, exp):  # noqa: ANN001, ANN201  numbers, or arrays with their own `exp`
    """Hazard (1/day) that someone who is willing sets off home: speed x fears x obstacles."""
    root = 1.0 - 1.0 / 9.0 + CAUTION_DEVIATE / 3.0  # Wilson and Hilferty, of a belief of shape 1
    felt = feared * root**3
    return (
        speed
        * (1.0 + (PUSH - 1.0) * HARDSHIP)
        / (1.0 + (felt / TOLERANCE) ** 2)
        * (1.0 - WEIGHT_MINES * MINES)
        * (1.0 - HOUSE_NEEDED)
        * (1.0 - WEIGHT_DESTROYED * USABLE_CAMP)
        * (1.0 - WEIGHT_SERVICES * (SERVICES_CAMP - SERVICES_HOME) / SERVICES_CAMP)
        * (1.0 - LIVELIHOOD_NEEDED * (1.0 - LIVELIHOOD_HOME))
        * (1.0 - WEIGHT_LIVELIHOOD * (LIVELIHOOD_CAMP - LIVELIHOOD_HOME) / LIVELIHOOD_CAMP)
        * MEANS ** (1.0 - SUPPORT)
    )


def expected_home() -> float:
    """Mean number of people at home on the evening of the last day."""
    hazard = factors(SPEED, FEARED, math.exp)
    return PEOPLE * WILLING * (1.0 - math.exp(-hazard * (DAYS - TRIP)))
