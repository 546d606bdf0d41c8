"""Streams of chance, all of them: numbered once, never reused, never renumbered (model §5.0)."""

# Drawn on the host, when an ensemble is prepared.
RANGES = 1  # what is not known

# The community model.
FLEE = 2
HARM_RESIDENTS = 3
LEAVE_AGAIN = 4
HARM_RETURNEES = 5
LEAVE_REFUGE = 6
SPLIT_REFUGE = 7
HARM_DISPLACED = 8
SETTLE = 9
WILLING = 10
HARM_TRAVELLERS = 11
FROM_DOOR = 12
APPROVE = 13
DISPERSE = 14
ATTRIBUTE = 15
HARM_ON_THE_WAY_HOME = 16

# Drawn on the host, when obstacles are explained.
ORDERINGS = 17

# The community model once more.
RATION = 18  # who of those who would leave a refuge today has a place in a vehicle

# The flee walk (§12.9).
ORIGINATE = 40  # which places newcomers come from
ESCAPE = 41  # how many flee where nobody was registered
WALK = 42  # who leaves a place, and by which way

# Camp choice (§13.3).
CHOOSE = 44  # which camps newcomers come to
COME_FROM = 45  # which origins newcomers come from

# Drawn on the host: what a law, a forecast or an observation gets wrong.
LAW_ERROR = 46  # what camp choice gets wrong of a camp
CAMP_ERROR = 47  # what a forecast gets wrong of a camp
GAIN = 49  # how many come to camps, beside the trend of arrivals
PERTURB = 50  # errors of the observations in a step of the ensemble smoother
FIGURE_ERROR = 51  # what a count that people are moved to gets wrong; 48 is used up
FORECAST_ERROR = 52  # what a forecast gets wrong of a series though its members agree


def other_seed(seed: int) -> int:
    """Return the seed by which the same members are run again, so that they differ in chance alone."""
    return (seed + 1) % 2**63  # as many as there are
