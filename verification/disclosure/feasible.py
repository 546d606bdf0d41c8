"""What whole numbers can be, given what was published of their sums."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

MOST = 1_000_000
"""Persons: no sum is greater."""
ROUNDS = 200


@dataclass
class System:
    """Unknown whole numbers, and bounds of sums of them, each with its source.

    Parameters
    ----------
    bounds
        Least and greatest value of each unknown, as far as known.
    """

    index: dict[Hashable, int] = field(default_factory=dict)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    rows: list[tuple[dict[int, int], float, float]] = field(default_factory=list)

    def unknown(self, key: Hashable, low: int = 0, high: int = MOST) -> int:
        """Number of an unknown; it is made where it is not yet there."""
        if key not in self.index:
            self.index[key] = len(self.low)
            self.low.append(low)
            self.high.append(high)
        return self.index[key]

    def add(self, terms: Mapping[Hashable, int], low: float, high: float) -> None:
        """Bound a sum of unknowns, both ends included; unknowns that do not exist are zero."""
        known = {self.index[key]: times for key, times in terms.items() if key in self.index}
        if known:
            self.rows.append((known, math.ceil(low - 1e-9), math.floor(high + 1e-9)))
        elif low > 1e-9 or high < -1e-9:
            raise ValueError(f"nothing adds up to {low} to {high}")

    def propagate(self) -> bool:
        """Narrow every unknown by every sum, over and over; tell whether anything is left."""
        if not self.rows:
            return True
        matrix, lows, highs = self._matrix()
        plus, minus = matrix.maximum(0).tocsr(), (-matrix).maximum(0).tocsr()
        entries = matrix.tocoo()
        row, column, times = entries.row, entries.col, entries.data
        low, high = np.array(self.low, dtype=float), np.array(self.high, dtype=float)
        for _ in range(ROUNDS):
            least = plus @ low - minus @ high
            most = plus @ high - minus @ low
            # What is left for one term when all others are at their ends.
            part_low = np.where(times > 0, times * low[column], times * high[column])
            part_high = np.where(times > 0, times * high[column], times * low[column])
            ceiling = highs[row] - (least[row] - part_low)
            floor = lows[row] - (most[row] - part_high)
            upper = np.where(times > 0, ceiling / times, floor / times)
            lower = np.where(times > 0, floor / times, ceiling / times)
            new_low, new_high = low.copy(), high.copy()
            np.maximum.at(new_low, column, np.ceil(lower - 1e-9))
            np.minimum.at(new_high, column, np.floor(upper + 1e-9))
            if (new_low > new_high).any():
                return False
            if (new_low == low).all() and (new_high == high).all():
                break
            low, high = new_low, new_high
        self.low, self.high = low.astype(int).tolist(), high.astype(int).tolist()
        return True

    def _matrix(self) -> tuple[csr_array, np.ndarray, np.ndarray]:
        row = np.repeat(np.arange(len(self.rows)), [len(terms) for terms, _, _ in self.rows])
        column = np.concatenate([list(terms) for terms, _, _ in self.rows])
        times = np.concatenate([list(terms.values()) for terms, _, _ in self.rows]).astype(float)
        matrix = csr_array((times, (row, column)), shape=(len(self.rows), len(self.low)))
        lows, highs = (np.array([one[end] for one in self.rows], dtype=float) for end in (1, 2))
        return matrix, lows, highs

    def range_of(
        self, terms: Mapping[Hashable, int], *, exactly: bool = False, seconds: float = 5.0
    ) -> tuple[int, int]:
        """Least and greatest value that a sum of unknowns can have.

        Parameters
        ----------
        exactly
            Search (a mixed-integer program) instead of adding up the bounds of each.
        """
        known = {self.index[key]: times for key, times in terms.items() if key in self.index}
        ends = [(times * self.low[at], times * self.high[at]) for at, times in known.items()]
        low, high = sum(min(pair) for pair in ends), sum(max(pair) for pair in ends)
        if not exactly or low == high:
            return int(low), int(high)
        part = self._around(known)
        return part.ends(known, low, high, seconds, self)

    def _around(self, known: Mapping[int, int]) -> _Part:
        """Take the unknowns tied to some, directly or through others that are not yet known."""
        by_unknown: dict[int, list[int]] = {}
        for number, (terms, _, _) in enumerate(self.rows):
            for at in terms:
                by_unknown.setdefault(at, []).append(number)
        seen, rows, waiting = set(known), set[int](), list(known)
        while waiting:
            at = waiting.pop()
            new = set() if self.low[at] == self.high[at] else set(by_unknown.get(at, ())) - rows
            rows |= new
            beside = {other for number in new for other in self.rows[number][0]} - seen
            seen |= beside
            waiting += beside
        return _Part(sorted(seen), sorted(rows))


@dataclass(frozen=True)
class _Part:
    """Some unknowns and the sums that tie them."""

    unknowns: list[int]
    rows: list[int]

    def ends(
        self, known: Mapping[int, int], low: float, high: float, seconds: float, whole: System
    ) -> tuple[int, int]:
        place = {at: number for number, at in enumerate(self.unknowns)}
        cost = np.zeros(len(self.unknowns))
        for at, times in known.items():
            cost[place[at]] = times
        held = []
        if self.rows:
            terms = [whole.rows[number] for number in self.rows]
            row = np.repeat(np.arange(len(terms)), [len(one) for one, _, _ in terms])
            column = np.array([place[at] for one, _, _ in terms for at in one])
            times = np.array([n for one, _, _ in terms for n in one.values()], dtype=float)
            matrix = csr_array((times, (row, column)), shape=(len(terms), len(self.unknowns)))
            held = [LinearConstraint(matrix, [one[1] for one in terms], [one[2] for one in terms])]
        limits = Bounds(
            [whole.low[at] for at in self.unknowns], [whole.high[at] for at in self.unknowns]
        )
        found = []
        for sign in (1, -1):
            answer = milp(
                sign * cost,
                constraints=held,
                bounds=limits,
                integrality=np.ones(len(self.unknowns)),
                options={"time_limit": seconds},
            )
            bound = (
                answer.mip_dual_bound
                if answer.mip_dual_bound is not None
                else (low if sign > 0 else -high)
            )
            found.append(sign * math.ceil(bound - 1e-6))
        return max(int(low), found[0]), min(int(high), found[1])


def rounded(value: float, members: int) -> tuple[float, float]:
    """Ends of the sum over members whose mean is published by the rule for counts; not withheld."""
    if value == 0:
        return 0, 0
    return math.ceil(members * max(value - 2.5, 10)), math.ceil(members * (value + 2.5)) - 1


def rounded_difference(value: float, members: int) -> tuple[float, float]:
    """The same by the rule for differences, where small ones are shown as 0 or 10."""
    size = abs(value)
    if size == 0:
        return -(5 * members - 1), 5 * members - 1
    least, end = (5, 12.5) if size == 10 else (size - 2.5, size + 2.5)
    low, high = math.ceil(members * least), math.ceil(members * end) - 1
    return (low, high) if value > 0 else (-high, -low)
