"""The way home: who can pay for it, who dares to take it, whom others take or send (model §7.2, §7.3)."""

from homeward.model.communities.codes import (
    JOURNEY,
    MEANS,
    NOWHERE,
    OF_WAY_HOME,
    ORGANISED_RETURN,
    TRANSPORT_SUPPORT,
    WAY_DARED,
    WAY_HOME,
)
from homeward.model.communities.drivers import SampledInputs, WayConditions
from homeward.model.communities.member import PlaceState
from homeward.numerics.array_types import Codes
from homeward.numerics.kernel import inlined, kernel
from homeward.numerics.ranges import within_range


@kernel
def journey_factor(means: float, support: float) -> float:
    """Share (1) of families who can pay the way home, of which `support` (1) is paid for them (§7.3)."""
    return means ** (1.0 - support)


@kernel
def taken_home(speed: float, left: float, seats: float, in_line: int) -> float:
    """Hazard (1/day) of being taken home: at the speed of those approved, where there are seats (people/day) (§7.2)."""
    if seats <= 0.0 or in_line <= 0:
        return 0.0
    return min(speed * left, seats / in_line)


@kernel
def take_way_conditions(
    era: int, rows: WayConditions, drawn: SampledInputs, scene: PlaceState
) -> None:
    """Work out, for a new era, the conditions of the way home of everybody at every place (§3.1)."""
    n_condition, n_home, n_group, n_place = scene.way_condition.shape
    for place in range(n_place):
        scene.seats[place] = scene.condition[ORGANISED_RETURN, place]
        scene.journey_of_all[place] = journey_factor(
            scene.condition[MEANS, place], scene.condition[TRANSPORT_SUPPORT, place]
        )
    for home in range(n_home):
        for group in range(n_group):
            for code in range(n_condition):
                for place in range(n_place):
                    scene.way_condition[code, home, group, place] = scene.condition[
                        OF_WAY_HOME + code, place
                    ]
            for place in range(n_place):
                scene.seat_of[home, group, place] = place
                scene.journey[home, group, place] = scene.journey_of_all[place]
    for row in range(rows.place.size):
        if not rows.on[era, row]:
            continue
        value = within_range(rows.low[row], rows.mid[row], rows.high[row], drawn.way_condition[row])
        place, code = int(rows.place[row]), int(rows.condition[row])
        scene.seats[n_place + row] = value
        for home in range(n_home):
            for group in range(n_group):
                if rows.home[row] not in (NOWHERE, home) or rows.group[row] not in (NOWHERE, group):
                    continue
                scene.way_condition[code - OF_WAY_HOME, home, group, place] = value
                if code == ORGANISED_RETURN:
                    scene.seat_of[home, group, place] = n_place + row
                elif code in (MEANS, TRANSPORT_SUPPORT):
                    of = scene.way_condition[:, home, group, place]
                    scene.journey[home, group, place] = journey_factor(
                        of[MEANS - OF_WAY_HOME], of[TRANSPORT_SUPPORT - OF_WAY_HOME]
                    )


@inlined
def who_can_go(
    day: int, home: int, group: int, refuge: int, lifted: Codes, scene: PlaceState
) -> float:
    """Share (1) of families who can pay for the way home and dare to take it (§7.3, §7.5)."""
    left = 1.0
    if day < lifted[JOURNEY, group]:
        left = scene.journey[home, group, refuge]
    if day < lifted[WAY_HOME, group]:
        left *= scene.way_condition[WAY_DARED - OF_WAY_HOME, home, group, refuge]
    return left
