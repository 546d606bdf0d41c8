"""Exit: people leave a refuge, as many in a day as it lets out; whoever is over that waits (model §7.2)."""

from homeward.catalogue import MOST_PEOPLE
from homeward.model.communities.codes import (
    APPROVED,
    EXIT,
    EXIT_CAPACITY,
    OPEN,
    PERMITTED,
    UNPERMITTED,
    WAY_HOME,
)
from homeward.model.communities.drivers import LawParameters, Paths, Permissions, Places, RandomKey
from homeward.model.communities.member import Draws, Morning, PlaceState, Roll, Stocks, Today
from homeward.model.communities.processes.journey import days_home
from homeward.model.communities.record import ONWARD_MOVEMENTS, RETURN_DEPARTURES
from homeward.model.communities.today import DEPARTED, QUEUED, count_flow, set_out
from homeward.numerics.array_types import Codes, Tallies
from homeward.numerics.draws import fill_uniforms, people_in_families
from homeward.numerics.fill import clear
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel
from homeward.numerics.streams import RATION, SPLIT_REFUGE
from homeward.numerics.together import fill_families


@inlined
def is_rationed(
    day: int, standing: int, group: int, place: int, lifted: Codes, scene: PlaceState
) -> bool:
    """Tell whether people leave a place only as far as there is room on the way out (§7.2, §7.5)."""
    is_limited = scene.condition[EXIT_CAPACITY, place] < MOST_PEOPLE
    return is_limited and standing != APPROVED and day < lifted[EXIT, group]


@inlined
def queue_up(index: int, place: int, people: int, homing_share: float, today: Today) -> None:
    """Note people of the displaced of the morning (its index) who would leave a place today."""
    last = today.n[QUEUED]
    today.queue[last] = index
    today.queuing[last] = people
    today.homing_share[last] = homing_share
    today.n[QUEUED] += 1
    today.would_leave[place] += people


@inlined
def depart(
    index: int,
    people: int,
    homing_share: float,
    permit: int,
    days: int,
    stocks: Stocks,
    morning: Morning,
    today: Today,
) -> None:
    """Let people leave their refuge (the displaced of the morning, by index); over `days` days, if they go home."""
    last = today.n[DEPARTED]
    today.departed[last] = index
    today.departing_people[last] = people
    today.departing_share[last] = homing_share
    today.permit[last] = permit
    today.days[last] = days
    today.n[DEPARTED] += 1
    as_row(stocks.displaced)[morning.cell[index]] -= people


@inlined
def part_ways(
    day: int,
    chance: RandomKey,
    laws: LawParameters,
    stocks: Stocks,
    roll: Roll,
    morning: Morning,
    draws: Draws,
    scene: PlaceState,
    today: Today,
    kept: Tallies,
) -> None:
    """Draw of those who left how many set off for home; the others look for another refuge (§7.2)."""
    n = today.n[DEPARTED]
    n_of_home = stocks.homing.size
    n_place = scene.assault.size
    going_home = as_row(today.going_home)
    for at in range(n):
        index = int(today.departed[at])
        draws.community[at] = morning.community[index]
        draws.cell[at] = morning.cell[index]
        draws.people[at] = today.departing_people[at]
        draws.chance[at] = today.departing_share[at]
    fill_uniforms(chance.seed, SPLIT_REFUGE, chance.member, day, draws.cell, 0, draws.uniform, n)
    fill_families(
        draws.people, draws.chance, draws.uniform, int(laws.family_size), n, draws.large, draws.deviate, draws.alone,
        draws.going
    )  # fmt: skip
    for at in range(n):
        community, people, homing = int(draws.community[at]), draws.people[at], draws.going[at]
        days = int(today.days[at])
        if homing > 0:
            permit, of_home = int(today.permit[at]), community // n_place
            going_home[(days * 2 + permit) * n_of_home + of_home] += homing
            today.departing[days] += homing
        scene.leavers[roll.place[community]] += people
        count_flow(RETURN_DEPARTURES, community, homing, kept, today)
        count_flow(ONWARD_MOVEMENTS, community, people - homing, kept, today)
        set_out(community, people - homing, today)
    today.n[DEPARTED] = 0


@kernel
def leave_in_turn(
    day: int,
    era: int,
    places: Places,
    answers: Permissions,
    ways: Paths,
    lifted: Codes,
    chance: RandomKey,
    laws: LawParameters,
    stocks: Stocks,
    roll: Roll,
    morning: Morning,
    scene: PlaceState,
    today: Today,
) -> None:
    """Draw which families of the queue leave: each with the chance that there is room for it (§7.2)."""
    n_community = roll.home.size
    for queued in range(today.n[QUEUED]):
        index = int(today.queue[queued])
        community, standing = int(morning.community[index]), int(morning.standing[index])
        home, group = int(roll.home[community]), int(roll.group[community])
        place = int(roll.place[community])
        room = scene.condition[EXIT_CAPACITY, place] / today.would_leave[place]
        people = people_in_families(
            today.queuing[queued],
            min(room, 1.0),
            int(laws.family_size),
            chance.seed,
            RATION,
            chance.member,
            day,
            standing * n_community + community,
            0,
        )
        if people == 0:
            continue
        answer = answers.home[era, home, group, places.holder[era, place]]
        permit = PERMITTED if answer == OPEN else UNPERMITTED
        home_place = int(places.home_place[home])
        days = days_home(day, place, home_place, lifted[WAY_HOME, group], ways, laws, scene)
        depart(index, people, today.homing_share[queued], permit, days, stocks, morning, today)
    if today.n[QUEUED] > 0:
        clear(today.would_leave)
        today.n[QUEUED] = 0
