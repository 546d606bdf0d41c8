"""Journey: how long the way is, and who is turned back at the end of it (model §6.4)."""

import math

from homeward.model.communities.codes import NOTHING_CLOSED, NOWHERE, OPEN
from homeward.model.communities.drivers import LawParameters, Paths
from homeward.model.communities.member import PlaceState, Stocks
from homeward.numerics.array_types import Codes
from homeward.numerics.kernel import kernel


@kernel
def journey_days(free_km: float, pace: float, days: float) -> int:
    """Days (at least 1) on a way of `free_km` at a pace (km/day) and `days` at paces of its own (§6.2)."""
    return max(1, int(math.ceil(free_km / pace + days - 1e-9)))


@kernel
def is_newly_refused(era: int, group: int, place: int, enter_rule: Codes) -> bool:
    """Tell whether a place that let someone of the group in refuses everyone since this era (§6.4)."""
    if era == 0:
        return False
    was_open = False
    for actor in range(enter_rule.shape[2]):
        if enter_rule[era, group, actor, place] == OPEN:
            return False
        was_open = was_open or enter_rule[era - 1, group, actor, place] == OPEN
    return was_open


@kernel
def days_home(
    day: int,
    place: int,
    home_place: int,
    lifted_from: int,
    ways: Paths,
    laws: LawParameters,
    scene: PlaceState,
) -> int:
    """Days on the way home (§6.4), as if no route were closed once that is lifted (§7.5); NOWHERE if there is none."""
    days = scene.trip_days[place, home_place]
    if days > 0 or day < lifted_from or ways.km[NOTHING_CLOSED, place, home_place] <= 0.0:
        return days
    return journey_days(
        ways.free_km[NOTHING_CLOSED, place, home_place],
        laws.pace,
        ways.days[NOTHING_CLOSED, place, home_place],
    )


@kernel
def take_ways(
    era: int, ways: Paths, laws: LawParameters, stocks: Stocks, scene: PlaceState
) -> None:
    """Work out, when routes open or close, how many days every way takes (§6.2)."""
    way = ways.of_era[era]
    scene.way[0] = way
    pace = laws.pace
    n_place = scene.assault.size
    longest = stocks.travelling_home.shape[0] - 1
    for origin in range(n_place):
        for place in range(n_place):
            scene.trip_days[origin, place] = NOWHERE
            if ways.km[way, origin, place] < 0.0 or origin == place:
                continue
            days = journey_days(
                ways.free_km[way, origin, place], pace, ways.days[way, origin, place]
            )
            scene.trip_days[origin, place] = min(days, longest)
