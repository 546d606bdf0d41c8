"""The rule for one published figure: small counts are withheld, all others rounded (model §9.4, decision 17).

Whatever homeward prints, writes or serves about people goes through here, unless exact counts are asked for;
tables, whose parts add up, go through `small_counts_in_tables` besides.
"""

from __future__ import annotations

import math
from collections.abc import Callable

THRESHOLD = 10
"""Persons: smaller counts are withheld."""
BASE = 5
"""Persons: published counts are multiples of it."""

LEAST_MEMBERS = 2
"""Members: of a single one, what is published is a history and no ensemble."""
FEW_MEMBERS = 10
"""Members: of fewer, tables do not tell nobody from few people, and beliefs have one digit."""
SHARE_DIGITS = 2
"""Digits after the point of shares of members, weights and variances that are made of counts."""
WHY_ONE_HOME = "Counts of many choices of homes, put beside each other, would give small ones away."

Rule = Callable[[float], float]
"""Publishes one number of persons."""

WITHHELD = f"<{THRESHOLD}"
"""Stands for a count that is withheld."""
ROUNDED = "Counts below 10 are withheld, all others rounded to 5."
DIFFERENCES = "Differences below 10 are shown as 0 or 10."
EXACT = "Exact counts: not for publication."


def closing(*, exact: bool, has_differences: bool = False) -> str:
    """Say below what is printed which of the two it is."""
    if exact:
        return EXACT
    return f"{ROUNDED} {DIFFERENCES}" if has_differences else ROUNDED


def published_count(people: float) -> float:
    """Round a count; between nothing and the threshold it is withheld (NaN)."""
    if 0 < people < THRESHOLD:
        return math.nan
    return math.floor(people / BASE + 0.5) * BASE if math.isfinite(people) else people


def published_difference(people: float) -> float:
    """Round a difference of counts: nothing between 0 and 10 persons is ever shown, all else in fives.

    A difference is rounded rather than withheld, so that the parts of a whole still add up to it, but for rounding.
    """
    size = abs(people)
    if size < THRESHOLD:
        rounded = float(THRESHOLD) if size >= THRESHOLD / 2 else 0.0
    else:
        rounded = math.floor(size / BASE + 0.5) * BASE if math.isfinite(size) else size
    return math.copysign(rounded, people) if rounded else 0.0


def published_error(people: float) -> float:
    """Round a standard error or deviation up: never told finer than counts are, nor as less than it is."""
    return math.ceil(people / BASE) * BASE if math.isfinite(people) else people


def published_share(share: float) -> float:
    """Round a share of members, of a weight or of a variance."""
    return round(share, SHARE_DIGITS) if math.isfinite(share) else share


def in_people(rule: Rule, value: float, person: float) -> float:
    """Publish a share or rate by the rule for the count behind it.

    Parameters
    ----------
    person
        What one person makes of it, in its unit; 1 for counts.
    """
    return rule(value / person) * person


def coarse(person: float) -> float:
    """Round what one person makes of a share or rate up to one digit: more would give away what it is a share of.

    1 stays 1; infinite where there is nobody.
    """
    if not math.isfinite(person) or person <= 0:
        return math.inf
    step = 10.0 ** math.floor(math.log10(person))
    return math.ceil(person / step) * step
