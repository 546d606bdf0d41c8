"""The attack on felt danger: a belief grows with what happened, and tells how often (model 4.2, 4.3)."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from scipy.optimize import linprog

from homeward.numerics.normal import normal_quantile
from homeward.numerics.rates import DAYS_PER_YEAR

MOST_HARMED = 24
Community = tuple[str, str]
Interval = tuple[float, float]


def felt(shape: np.ndarray, years: float, deviate: float) -> np.ndarray:
    """Danger felt (model 4.3)."""
    root = 1.0 - 1.0 / (9.0 * shape) + deviate / (3.0 * np.sqrt(shape))
    return shape / years * np.maximum(root, 0.0) ** 3


def counts_that_fit(
    danger: Mapping[Community, Interval],
    years: Mapping[Community, Interval],
    reach: tuple[float, float, float],
    caution: float,
    kept: float,
) -> dict[Community, set[int]]:
    """Whole numbers of harmed people of every community that can make one member believe what it does.

    Parameters
    ----------
    danger
        Felt at the end, long after the last harm, between these.
    years
        Person-years lived near the actor, between these, without the prior's.
    reach
        Shares heard of: of their own, of their home's others, of other homes'.
    kept
        Least share of evidence not yet forgotten.
    """
    possible = {one: set(range(MOST_HARMED)) for one in danger}
    own, kin, general = reach
    deviate = normal_quantile(caution)
    changed = True
    while changed:
        changed = False
        for one, (low, high) in danger.items():
            others = [two for two in danger if two[0] == one[0] and two != one]
            far = [two for two in danger if two[0] != one[0]]
            ends = [
                (sum(min(possible[two]) for two in some), sum(max(possible[two]) for two in some))
                for some in (others, far)
            ]
            left = set()
            for number in possible[one]:
                least = 1 + kept * (own * number + kin * ends[0][0] + general * ends[1][0])
                most = 1 + own * number + kin * ends[0][1] + general * ends[1][1]
                a = felt(np.array([least]), years[one][1], deviate)[0]
                b = felt(np.array([most]), years[one][0], deviate)[0]
                if a <= high and b >= low:
                    left.add(number)
            if left != possible[one]:
                possible[one], changed = left, True
            if not left:
                return {two: set() for two in danger}
    return possible


def two_members(quantiles: Mapping[str, float], step: float) -> tuple[Interval, Interval]:
    """The lower and the higher of two members whose 5% and 95% quantiles are shown, each to within half a step."""
    half = step / 2
    q05, q95 = quantiles["q05"], quantiles["q95"]
    # q05 = 0.95 low + 0.05 high, q95 = 0.05 low + 0.95 high.
    low, high = (0.95 * q05 - 0.05 * q95) / 0.9, (0.95 * q95 - 0.05 * q05) / 0.9
    wide = half / 0.9
    return (low - wide, low + wide), (high - wide, high + wide)


def significant(value: float) -> int:
    """Digits that a number is written with, at most three."""
    return next(
        (
            digits
            for digits in (1, 2)
            if math.isclose(value, float(f"{value:.{digits}g}"), rel_tol=1e-9)
        ),
        3,
    )


def assignments(communities: Sequence[Community]) -> Iterator[tuple[int, ...]]:
    """Which of its two values each community has in the first member; the first has its lower."""
    for number in range(2 ** (len(communities) - 1)):
        yield (0, *(number >> at & 1 for at in range(len(communities) - 1)))


def nearby(
    start: dt.date,
    days: Sequence[dt.date],
    people: Sequence[Interval],
    strength: Sequence[tuple[dt.date, dt.date, float]],
) -> Interval:
    """Person-years lived near an actor, from how many were there on some days and how strong it was when."""
    low = high = 0.0
    for number in range((days[-1] - start).days + 1):
        day = start + dt.timedelta(days=number)
        here = max((share for first, end, share in strength if first <= day < end), default=0.0)
        before = max((at for at, one in enumerate(days) if one <= day), default=0)
        beside = [people[before], people[min(before + 1, len(days) - 1)]]
        low += here * min(one[0] for one in beside) / DAYS_PER_YEAR
        # Some may have come and gone between two records.
        high += here * (max(one[1] for one in beside) + 3) / DAYS_PER_YEAR
    return low, high


def heard(
    years: Mapping[Community, Interval],
    reach: tuple[float, float, float],
    prior: float,
    kept: float,
) -> dict[Community, Interval]:
    """Person-years that every community has heard of, its prior's with them."""
    own, kin, general = reach
    found = {}
    for one in years:
        ends = []
        for end, share in ((0, kept), (1, 1.0)):
            others = sum(years[two][end] for two in years if two[0] == one[0] and two != one)
            far = sum(years[two][end] for two in years if two[0] != one[0])
            ends.append(prior + share * (own * years[one][end] + kin * others + general * far))
        found[one] = (ends[0], ends[1])
    return found


def sums_of_two(
    danger: Mapping[Community, Mapping[str, float]],
    years: Mapping[Community, Interval],
    reach: tuple[float, float, float],
    caution: float,
    kept: float,
) -> dict[Community, set[int]]:
    """What the harmed of two members can add up to in every community, from what both together are shown to feel."""
    digits = max(significant(value) for one in danger.values() for value in one.values())
    pairs = {
        one: two_members(shown, 10.0 ** (math.floor(math.log10(max(shown.values()))) + 1 - digits))
        for one, shown in danger.items()
    }
    found: dict[Community, set[int]] = {one: set() for one in danger}
    for pick in assignments(list(danger)):
        both = [
            counts_that_fit(
                {one: pairs[one][which ^ member] for one, which in zip(danger, pick, strict=True)},
                years,
                reach,
                caution,
                kept,
            )
            for member in (0, 1)
        ]
        if all(all(one.values()) for one in both):
            for one in danger:
                found[one] |= {first + second for first in both[0][one] for second in both[1][one]}
    return found


def means_that_fit(
    danger: Mapping[str, float],
    years: Mapping[str, Interval],
    reach: tuple[float, float, float],
    caution: float,
    kept: float,
) -> dict[str, Interval]:
    """Least and greatest mean of the harmed of two groups of a home, over many members, that fit the mean felt.

    Any shares of the members may have any numbers of harmed (a linear program over pairs of them).
    """
    own, kin, general = reach
    deviate = normal_quantile(caution)
    pairs = np.array(list(itertools.product(range(MOST_HARMED), repeat=2)))
    rows, ends = [], []
    for at, (one, mean) in enumerate(danger.items()):
        half = 0.5 * 10.0 ** (math.floor(math.log10(mean)) + 1 - significant_of(danger.values()))
        heard = own * pairs[:, at] + kin * pairs[:, 1 - at]
        rows.append(felt(1 + kept * heard, years[one][1], deviate))
        rows.append(-felt(1 + heard + general * MOST_HARMED, years[one][0], deviate))
        ends += [mean + half, half - mean]
    found = {}
    for at, one in enumerate(danger):
        low, high = (
            sign
            * linprog(
                sign * pairs[:, at],
                A_ub=np.array(rows),
                b_ub=ends,
                A_eq=np.ones((1, len(pairs))),
                b_eq=[1],
            ).fun
            for sign in (1, -1)
        )
        found[one] = (low, high)
    return found


def significant_of(values: Iterable[float]) -> int:
    """Digits that some numbers are written with."""
    return max(map(significant, values))
