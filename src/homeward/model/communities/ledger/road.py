"""Who is on the road: harmed, turned back, arriving at a refuge or at home (model §6.4, §7.4)."""

from homeward.model.communities.codes import (
    DWELLING_OCCUPIED,
    OCCUPIED,
    PERMITTED,
    SCREENED,
    TRAVELLING,
    UNPERMITTED,
)
from homeward.model.communities.drivers import (
    LawParameters,
    Permissions,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.ledger.reach import accepted_share
from homeward.model.communities.ledger.settling import settle_together, welcome
from homeward.model.communities.member import (
    DecisionTerms,
    Draws,
    Morning,
    PlaceState,
    Roll,
    Stocks,
    Today,
    Trips,
)
from homeward.model.communities.processes.dwelling import turned_from_door
from homeward.model.communities.processes.journey import is_newly_refused
from homeward.model.communities.processes.willing import ON_ARRIVAL
from homeward.model.communities.record import ARRIVALS, ENTRY_REFUSALS, REDISPLACEMENTS, RETURNS
from homeward.model.communities.today import count_flow, set_out, suffer
from homeward.model.communities.trips import UNDER_WAY, end_trip, slot_in
from homeward.numerics.array_types import Codes, Tallies
from homeward.numerics.draws import people_in_families, uniform
from homeward.numerics.exits import persons_by_exit
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import FROM_DOOR, HARM_ON_THE_WAY_HOME, HARM_TRAVELLERS


@kernel
def travel(
    day: int,
    era: int,
    is_new_era: bool,
    places: Places,
    answers: Permissions,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    trips: Trips,
    roll: Roll,
    draws: Draws,
    scene: PlaceState,
    today: Today,
    kept: Tallies,
) -> None:
    """Draw who is harmed on the road, turn back whom nobody lets in any more, let the others arrive (§6.4)."""
    seed, member = chance.seed, chance.member
    n_slot = stocks.travelling_home.shape[0]
    n_community = roll.home.size
    rows = as_row(trips.row)
    displaced = as_row(stocks.displaced)
    today_slot = day % n_slot
    waiting = 0
    for index in range(trips.n[UNDER_WAY]):
        chain = int(trips.under_way[index])
        crossed = 1 if chain >= n_community else 0
        community, row = chain - crossed * n_community, int(rows[chain])
        group, place = int(roll.group[community]), int(roll.place[community])
        harm = scene.hazard[TRAVELLING, group, place]
        is_shut = is_new_era and is_newly_refused(era, group, place, answers.enter)
        # Whom nothing can befall on the road is looked at on the day of arrival only.
        n_watched = n_slot if harm > 0.0 or is_shut else 1
        for days_left in range(n_watched):
            slot = slot_in(days_left, today_slot, n_slot)
            people = trips.people[row, slot]
            if people == 0:
                continue
            cell = (days_left * 2 + crossed) * n_community + community
            harmed = 0
            if harm > 0.0:
                to_be_harmed = uniform(seed, HARM_TRAVELLERS, member, day, cell, 0)
                harmed = persons_by_exit(people, harm, 0.0, harm, to_be_harmed)
                suffer(TRAVELLING * n_community + community, harmed, today)
                people -= harmed
            if days_left > 0 and not is_shut:
                if harmed > 0:
                    end_trip(chain, slot, harmed, stocks, trips)
                continue
            end_trip(chain, slot, people + harmed, stocks, trips)
            if is_shut:
                count_flow(ENTRY_REFUSALS, community, people, kept, today)
                set_out(community, people, today)
                continue
            count_flow(ARRIVALS, community, people, kept, today)
            if crossed == 1:
                displaced[SCREENED * n_community + community] += people
                continue
            waiting = welcome(people, community, cell, waiting, laws, stocks, draws)
    if waiting > 0:
        settle_together(
            waiting, day, ON_ARRIVAL, places, chance, laws, drawn, stocks, roll, draws
        )  # fmt: skip


@kernel
def travel_home(
    day: int,
    places: Places,
    chance: RandomKey,
    stocks: Stocks,
    scene: PlaceState,
    today: Today,
) -> None:
    """Draw who is harmed on the way home, at the rates of the road to it (§6.4, §8)."""
    n_slot, _, n_home, n_group = stocks.travelling_home.shape
    n_place = scene.assault.size
    for home in range(n_home):
        place = int(places.home_place[home])
        for group in range(n_group):
            harm = scene.hazard[TRAVELLING, group, place]
            if harm <= 0.0 or stocks.homing[home, group] == 0:
                continue
            exposed = ((TRAVELLING * n_home + home) * n_group + group) * n_place + place
            for days_left in range(n_slot):
                slot = (day + days_left) % n_slot
                for permit in (UNPERMITTED, PERMITTED):
                    people = stocks.travelling_home[slot, permit, home, group]
                    if people == 0:
                        continue
                    cell = ((days_left * 2 + permit) * n_home + home) * n_group + group
                    to_be_harmed = uniform(
                        chance.seed, HARM_ON_THE_WAY_HOME, chance.member, day, cell, 0
                    )
                    harmed = persons_by_exit(people, harm, 0.0, harm, to_be_harmed)
                    stocks.travelling_home[slot, permit, home, group] -= harmed
                    stocks.homing[home, group] -= harmed
                    suffer(exposed, harmed, today)


@kernel
def arrive_home(
    day: int,
    era: int,
    places: Places,
    answers: Permissions,
    lifted: Codes,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    morning: Morning,
    scene: PlaceState,
    weighed: DecisionTerms,
    today: Today,
    kept: Tallies,
) -> None:
    """Let those whose way home ends today claim a dwelling, or leave again (§7.4)."""
    n_slot, _, n_home, n_group = stocks.travelling_home.shape
    n_place = scene.assault.size
    slot = day % n_slot
    for permit in (UNPERMITTED, PERMITTED):
        for home in range(n_home):
            place = int(places.home_place[home])
            turned = turned_from_door(weighed.at_home[OCCUPIED, home], laws.avoid_occupiers)
            for group in range(n_group):
                people = stocks.travelling_home[slot, permit, home, group]
                if people == 0:
                    continue
                leave_share = turned if day < lifted[DWELLING_OCCUPIED, group] else 0.0  # §7.5
                if scene.assault[place] > 0.0:
                    leave_share = 1.0
                stocks.travelling_home[slot, permit, home, group] = 0
                stocks.homing[home, group] -= people
                leaving = people_in_families(
                    people,
                    leave_share,
                    int(laws.family_size),
                    chance.seed,
                    FROM_DOOR,
                    chance.member,
                    day,
                    (permit * n_home + home) * n_group + group,
                    0,
                )
                if leaving > 0:
                    accepted = accepted_share(
                        era, home, group, place, places, answers, laws, drawn, morning, scene, weighed
                    )  # fmt: skip
                    if accepted <= 0.0:
                        leaving = 0  # nowhere else to go
                stocks.returnees[permit, home, group] += people - leaving
                community = (home * n_group + group) * n_place + place
                count_flow(REDISPLACEMENTS, community, leaving, kept, today)
                count_flow(RETURNS, community, people - leaving, kept, today)
                set_out(community, leaving, today)


@kernel
def set_off_home(day: int, stocks: Stocks, today: Today) -> None:
    """Put those who went home today on their way: nothing befalls them before tomorrow."""
    n_slot, _, n_home, n_group = stocks.travelling_home.shape
    for days in range(n_slot):
        if today.departing[days] == 0:
            continue
        today.departing[days] = 0
        slot = (day + days) % n_slot
        for permit in (UNPERMITTED, PERMITTED):
            for home in range(n_home):
                for group in range(n_group):
                    people = today.going_home[days, permit, home, group]
                    stocks.travelling_home[slot, permit, home, group] += people
                    stocks.homing[home, group] += people
                    today.going_home[days, permit, home, group] = 0
