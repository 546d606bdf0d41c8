"""One factor of fighting worked back from published movements, by weighing members that carry it (decision 34)."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from homeward.exchange.public.flows import Flow
from homeward.exchange.public.scenario_settings import WIDE_HIGH, Force
from homeward.results.result import Result
from homeward.results.run_and_label import run_and_label
from homeward.scenario.scenario import Scenario

PARAMETER = "danger_half"
LEAST_LOW = 0.05
"""Below the range of judgement: movements may ask for more."""
NORMAL_90 = 1.645
LEAST_ERROR = 0.15
"""Natural logarithms by which a member may be off, beside what the figure may be."""
Journeys = Mapping[str, int]
FLED = ("displacements", "redisplacements")
WINDOWS = 8
"""Stretches of forces, in each of which a median is taken."""
AGAIN = 60
"""Members that are run at the factor that was found."""


@dataclass(frozen=True)
class Compared:
    """A flow beside what the model gives at the factor that was found, persons."""

    flow: Flow
    low: float
    median: float
    high: float

    @property
    def times(self) -> float:
        """How many times the published number the median is."""
        return self.median / self.flow.value if self.flow.value > 0 else math.nan


@dataclass(frozen=True)
class WorkedBack:
    """The factor, and every flow beside it.

    Parameters
    ----------
    is_at_edge
        Whether even the strongest force that was tried moves too few people, or the weakest too many.
    """

    force: Force
    compared: tuple[Compared, ...] = ()
    is_at_edge: bool = False


def work_back(scenario: Scenario, flows: Sequence[Flow], *, members: int, seed: int) -> WorkedBack:
    """Find the force of fighting under which as many move as were counted.

    An even spread of forces is run, one a member, everything else drawn from its range. Members are weighed by how
    likely the counted sum is beside theirs (log-normal; the width of the figure, and `LEAST_ERROR`). The range holds
    90% of the weight; the force is where half the members move more and half fewer than were counted.

    Parameters
    ----------
    scenario
        With the range of judgement.
    members
        Members to run.

    Returns
    -------
    The range of judgement if no flow is fitted, or there is no fighting
    """
    fitted = [flow for flow in flows if flow.is_fitted]
    if not fitted or not scenario.presence:
        return WorkedBack(Force())
    forces = np.exp(np.linspace(math.log(LEAST_LOW), math.log(WIDE_HIGH), members))
    # In no order that chance of the members could follow.
    forces = forces[np.argsort((np.arange(members) * 0.6180339887) % 1.0)]
    journeys = journey_days(scenario)
    modelled = moved(_run(scenario, forces, flows, journeys, seed), flows, journeys)
    is_fitted = np.array([flow.is_fitted for flow in flows])
    weights = _weights(modelled[is_fitted].sum(axis=0), fitted)
    low, middle, high = weighted_quantiles(forces, weights, (0.05, 0.5, 0.95))
    crossing = where_median_crosses(
        forces, modelled[is_fitted].sum(axis=0), sum(one.value for one in fitted)
    )
    value = min(max(middle if crossing is None else crossing, low), high)
    edge = (forces.min() * 1.1, forces.max() / 1.1)
    claims = (name for flow in fitted for name in flow.claims)
    force = Force(low, value, high, tuple(dict.fromkeys(claims)))
    forces_again = np.full(AGAIN, value)
    again = moved(_run(scenario, forces_again, flows, journeys, seed + 1), flows, journeys)
    compared = tuple(
        Compared(flow, *(float(part) for part in np.quantile(of_flow, (0.05, 0.5, 0.95))))
        for flow, of_flow in zip(flows, again, strict=True)
    )
    return WorkedBack(force, compared, is_at_edge=not edge[0] < value < edge[1])


def _run(
    scenario: Scenario,
    forces: NDArray[np.float64],
    flows: Sequence[Flow],
    journeys: Journeys,
    seed: int,
) -> Result:
    longest = max((journeys[place] for flow in flows for place in flow.places), default=0)
    until = min(scenario.end, max(flow.last for flow in flows) + dt.timedelta(days=longest))
    return run_and_label(
        scenario, members=len(forces), seed=seed, until=until, every=1 if _days(scenario) < 400 else 7,
        parameters={PARAMETER: forces},
    )  # fmt: skip


def _days(scenario: Scenario) -> int:
    return (scenario.end - scenario.start).days


def journey_days(scenario: Scenario) -> Journeys:
    """Return the days of a journey to each place from where the fighting is, at the central pace.

    Nobody is on the way when a run begins: those who leave in the days of a flow come so many days later.
    """
    at = {place.place: index for index, place in enumerate(scenario.places)}
    ends = [
        [at[getattr(route, end)] for route in scenario.routes] for end in ("origin", "destination")
    ]
    km = [route.km for route in scenario.routes]
    graph = coo_array((km, ends), shape=(len(at), len(at))).tocsr()
    homes = {place.place: place.population.value for place in scenario.places if place.population}
    fought: dict[str, float] = defaultdict(float)
    for row in scenario.presence:
        fought[row.place] += row.strength.value**2 * homes.get(row.place, 0.0)
    starts = [at[place] for place in fought]
    if not starts:
        return dict.fromkeys(at, 0)
    ways = dijkstra(graph, directed=False, indices=starts)
    pace = scenario.parameters["pace"].value
    weights = np.array(list(fought.values()))[:, None] * np.isfinite(ways)
    mean = np.where(np.isfinite(ways), ways, 0.0) * weights
    days = np.ceil(mean.sum(axis=0) / np.maximum(weights.sum(axis=0), 1e-9) / pace)
    return {place: int(days[index]) for place, index in at.items()}


def moved(result: Result, flows: Sequence[Flow], journeys: Journeys) -> NDArray[np.float64]:
    """(flow, member): people who moved: all who fled, or those who came to some places a journey later.

    Where the run ends before all can have come, those of the days that it has are taken for all.
    """
    times = result.axes.times.astype("datetime64[D]")
    out = np.zeros((len(flows), result.axes.members))
    for number, flow in enumerate(flows):
        days = np.timedelta64((flow.last - flow.first).days, "D")
        for place in flow.places or ("",):
            first = np.datetime64(flow.first, "D") + np.timedelta64(journeys.get(place, 0), "D")
            counted = _arrived(result, place) if place else _fled(result)
            there = counted[:, (times >= first) & (times <= first + days)].sum(axis=1)
            seen = (min(times[-1], first + days) - first) / np.timedelta64(1, "D") + 1
            out[number] += there * ((flow.last - flow.first).days + 1) / max(seen, 1.0)
    return out


def _fled(result: Result) -> NDArray[np.float64]:
    """(member, time): people who fled their home, or left it again."""
    return np.asarray(sum(result.flows[name].sum("community").values for name in FLED), dtype=float)


def _arrived(result: Result, place: str) -> NDArray[np.float64]:
    """(member, time): displaced people who came to a place, from wherever."""
    arrivals = result.flows["arrivals"]
    there = arrivals.isel(community=arrivals["place"].values == place)
    return np.asarray(there.sum("community").values, dtype=float)


def _weights(modelled: NDArray[np.float64], fitted: Sequence[Flow]) -> NDArray[np.float64]:
    low, value, high = (
        sum(getattr(flow, part) for flow in fitted) for part in ("low", "value", "high")
    )
    width = max(math.log(high / low) / 2 / NORMAL_90, LEAST_ERROR)
    apart = np.log(np.maximum(modelled, 1.0)) - math.log(value)
    logged = -0.5 * (apart / width) ** 2
    return np.exp(logged - logged.max())


def where_median_crosses(
    forces: NDArray[np.float64], modelled: NDArray[np.float64], value: float
) -> float | None:
    """Return the force at which the running median of members passes a number; None if it never does.

    Parameters
    ----------
    forces, modelled
        (member)
    """
    order = np.argsort(forces)
    width = max(len(forces) // WINDOWS, 3)
    starts = range(len(forces) - width + 1)
    medians = np.array([np.median(modelled[order[at : at + width]]) for at in starts])
    middles = np.array([np.exp(np.log(forces[order[at : at + width]]).mean()) for at in starts])
    # The stronger the force, the smaller danger_half, the more people move.
    falling = np.minimum.accumulate(medians)
    if not falling[-1] <= value <= falling[0]:
        return None
    return float(middles[int(np.argmax(falling <= value))])


def weighted_quantiles(
    values: NDArray[np.float64], weights: NDArray[np.float64], shares: Sequence[float]
) -> tuple[float, ...]:
    """Return quantiles of values that have weights."""
    order = np.argsort(values)
    up_to = np.cumsum(weights[order])
    found = np.interp(shares, (up_to - weights[order] / 2) / up_to[-1], values[order])
    return tuple(float(one) for one in found)
