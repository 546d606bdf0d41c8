"""The slow twin of the score: TRUTH's definitions, written again by other means and from no code of the package.

CRPS by the integral of squared distances of distributions, quantiles by counting, the normal quantile by bisection.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Row(NamedTuple):
    """What the headline needs of one observation."""

    name: str
    places: str
    day: int
    value: float
    high: float
    members: Sequence[float]
    since: int | None = None
    is_imposed: bool = False


def crps(members: Sequence[float], value: float) -> float:
    """Integrate (F - H)^2 between all points where it changes; then take off what few members add by themselves."""
    points = sorted({*members, value})
    size = len(members)
    integral = 0.0
    for low, high in pairwise(points):
        below = sum(member <= low for member in members) / size
        step = 1.0 if low >= value else 0.0
        integral += (below - step) ** 2 * (high - low)
    # The mean over members of 1 - 1/M of the distance of pairs is in the integral; fair means all of it.
    apart = sum(abs(one - other) for one in members for other in members) / (2 * size * size)
    return integral + apart - apart * size / (size - 1)


def quantile(members: Sequence[float], share: float) -> float:
    """Interpolate between the two members around place (M - 1) times the share."""
    ordered = sorted(members)
    place = (len(ordered) - 1) * share
    below = min(int(place), len(ordered) - 2)
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def normal_quantile(share: float) -> float:
    """Halve the interval until the distribution function meets the share."""
    low, high = -12.0, 12.0
    while high - low > 1e-13:
        middle = (low + high) / 2
        if 0.5 * math.erfc(-middle / math.sqrt(2)) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def last_figure(row: Row, rows: Sequence[Row]) -> float | None:
    """Find the last earlier row of the same name and places; sums since one day neither have nor are one."""

    def accumulates(one: Row) -> bool:
        return one.since is not None and any(
            other is not one
            and (other.name, other.places, other.since) == (one.name, one.places, one.since)
            for other in rows
        )

    earlier = [
        other
        for other in rows
        if (other.name, other.places) == (row.name, row.places)
        and other.day < row.day
        and not accumulates(other)
    ]
    if accumulates(row) or not earlier:
        return None
    return max(earlier, key=lambda other: other.day).value


def headline(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Sum up all rows that are not imposed, with a vote a row and with a vote a series."""
    told = [row for row in rows if not row.is_imposed]
    said: dict[str, list[tuple[str, float]]] = {
        name: [] for name in ("log_crps", "coverage_50", "coverage_90", "z2", "ours", "last")
    }
    widths: list[float] = []
    for row in told:
        c = max(0.05 * row.high, 1e-9)
        logs = [math.log(member + c) for member in row.members]
        score = crps(logs, math.log(row.value + c))
        q05, q25, q75, q95 = (quantile(row.members, share) for share in (0.05, 0.25, 0.75, 0.95))
        below = sum(member < row.value for member in row.members)
        ties = sum(member == row.value for member in row.members)
        z = normal_quantile((below + ties / 2 + 0.5) / (len(row.members) + 1))
        said["log_crps"].append((row.name, score))
        said["coverage_50"].append((row.name, float(q25 <= row.value <= q75)))
        said["coverage_90"].append((row.name, float(q05 <= row.value <= q95)))
        said["z2"].append((row.name, z * z))
        widths.append((q95 - q05) / row.high)
        last = last_figure(row, rows)
        if last is not None:
            said["ours"].append((row.name, score))
            said["last"].append((row.name, abs(math.log((last + c) / (row.value + c)))))
    found = {way: {name: _mean(said[name], way) for name in said} for way in ("row", "series")}
    for means in found.values():
        means["skill"] = 1 - means.pop("ours") / means.pop("last")
        means["width"] = quantile(widths, 0.5) if len(widths) > 1 else widths[0]
    return found


def _mean(said: Sequence[tuple[str, float]], way: str) -> float:
    if way == "row":
        return sum(value for _, value in said) / len(said)
    means: list[float] = []
    for name in {name for name, _ in said}:
        own = [value for other, value in said if other == name]
        means.append(sum(own) / len(own))
    return sum(means) / len(means)
