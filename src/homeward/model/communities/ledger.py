"""The ledger: draws who leaves each stock today, and by which exit (model §5).

Exits that compete for one stock are hazards. Families who move are drawn first, with their share of the chance of any
exit; the people left are then harmed one by one, with the chance that remains. A stock cannot be overdrawn, and an exit
of hazard zero changes no other number. Where those who move go is drawn in `dispersal`, who harmed them in `incidents`.
"""

from homeward.model.communities.arrays import (
    ABROAD,
    APPROVED,
    CAMP,
    CLEARED,
    CLEARED_STAYING,
    CONFINEMENT,
    CROSSING,
    EXIT,
    EXIT_OPENING,
    FIGHTING,
    HARDSHIP,
    LAPSED,
    LIVING,
    OPEN,
    PERMISSION,
    PERMITTED,
    REFUSED,
    RETURNED_PERMITTED,
    RETURNED_UNPERMITTED,
    SCREENED,
    SETTLED,
    STAYING,
    TRAVELLING,
    UNPERMITTED,
    Codes,
    DecisionTerms,
    ExternalArrivals,
    Flows,
    LawParameters,
    Lists,
    Paths,
    Permissions,
    Places,
    PlaceState,
    RandomKey,
    SampledInputs,
    Stocks,
)
from homeward.model.communities.processes.dwelling import leaving_again_hazard, turned_from_door
from homeward.model.communities.processes.flight import felt_at_home, flight_hazard, let_out
from homeward.model.communities.processes.journey import days_home, is_newly_refused
from homeward.model.communities.processes.onward import consider_hazard, push
from homeward.model.communities.processes.permission import approval_share
from homeward.model.communities.processes.returns import approved_gate, gate, return_hazard
from homeward.numerics.draws import people_in_families
from homeward.numerics.exits import families_by_exit, persons_by_exit
from homeward.numerics.kernel import kernel
from homeward.numerics.rates import probability_within
from homeward.numerics.streams import (
    APPROVE,
    FLEE,
    FROM_DOOR,
    HARM_DISPLACED,
    HARM_ON_THE_WAY_HOME,
    HARM_RESIDENTS,
    HARM_RETURNEES,
    HARM_TRAVELLERS,
    LEAVE_AGAIN,
    LEAVE_REFUGE,
    SETTLE,
    SPLIT_REFUGE,
    WILLING,
)

# Draws of one cell and stream are told apart by an index.
WILLING_ON_ARRIVAL, WILLING_AFTER_SCREENING, WILLING_ON_ENTRY, WILLING_AT_START = 0, 1, 2, 3


@kernel
def willing_share(refuge_kind: int, laws: LawParameters) -> float:
    """Share (1) of people displaced to a kind of refuge who want to go home (§7.1)."""
    if refuge_kind == CAMP:
        return laws.willing_camp
    if refuge_kind == ABROAD:
        return laws.willing_abroad
    return laws.willing_inside


@kernel
def leave_home(
    day: int,
    era: int,
    places: Places,
    answers: Permissions,
    chance: RandomKey,
    laws: LawParameters,
    stocks: Stocks,
    scene: PlaceState,
    weighed: DecisionTerms,
    flows: Flows,
) -> None:
    """Draw which residents flee, and which are harmed (§6.1, §8)."""
    seed, member = chance.seed, chance.member
    family_size = int(laws.family_size)
    n_home, n_group = stocks.residents.shape
    for home in range(n_home):
        place = int(places.home_place[home])
        assault = scene.assault[place]
        for group in range(n_group):
            danger = felt_at_home(assault, weighed.dread[home, group], laws.dread_share)
            is_kept = answers.leave[era, group, place] == REFUSED
            flight = let_out(
                flight_hazard(danger, laws.flight_hazard, laws.danger_half),
                scene.condition[CONFINEMENT, place],
                laws.exit_refused_ease if is_kept else 1.0,
            )
            if answers.stay[era, group, place] == REFUSED:
                flight += laws.expulsion_hazard
            if weighed.acceptance[home, group, place] <= 0.0:
                flight = 0.0  # nowhere to go
            weighed.flight[home, group] = flight
            people = stocks.residents[home, group]
            harm = scene.hazard[LIVING, group, place]
            if people == 0 or flight + harm <= 0.0:
                continue
            cell = home * n_group + group
            total = flight + harm
            fleeing = families_by_exit(
                people, flight, total, family_size, seed, FLEE, member, day, cell, 0
            )
            harmed = persons_by_exit(
                people - fleeing,
                harm,
                flight,
                total,
                seed,
                HARM_RESIDENTS,
                member,
                day,
                cell,
                0,
            )
            flows.fled[home, group] += fleeing
            flows.leaving[home, group, place] += fleeing
            flows.residents_harmed[home, group] += harmed
            flows.suffered[LIVING, home, group, place] += harmed


@kernel
def leave_return(
    day: int,
    era: int,
    is_new_era: bool,
    places: Places,
    answers: Permissions,
    chance: RandomKey,
    laws: LawParameters,
    stocks: Stocks,
    scene: PlaceState,
    weighed: DecisionTerms,
    flows: Flows,
) -> None:
    """Draw which returnees leave home again, which are harmed, and which come to have permission (§7.4, §8)."""
    seed, member = chance.seed, chance.member
    family_size = int(laws.family_size)
    n_home, n_group = stocks.residents.shape
    for permit in (UNPERMITTED, PERMITTED):
        exposure = RETURNED_PERMITTED if permit == PERMITTED else RETURNED_UNPERMITTED
        for home in range(n_home):
            place = int(places.home_place[home])
            holder = places.holder[era, place]
            is_new_holder = is_new_era and era > 0 and places.holder[era - 1, place] != holder
            unviability_hazard = leaving_again_hazard(
                laws.redisplacement_hazard, weighed.unviability[home]
            )
            for group in range(n_group):
                people = stocks.returnees[permit, home, group]
                if people == 0:
                    continue
                again = weighed.flight[home, group]
                if weighed.acceptance[home, group, place] > 0.0:
                    again += unviability_hazard
                harm = scene.hazard[exposure, group, place]
                cell = (permit * n_home + home) * n_group + group
                total = again + harm
                leaving = families_by_exit(
                    people,
                    again,
                    total,
                    family_size,
                    seed,
                    LEAVE_AGAIN,
                    member,
                    day,
                    cell,
                    0,
                )
                harmed = persons_by_exit(
                    people - leaving,
                    harm,
                    again,
                    total,
                    seed,
                    HARM_RETURNEES,
                    member,
                    day,
                    cell,
                    0,
                )
                flows.left_again[permit, home, group] += leaving
                flows.leaving[home, group, place] += leaving
                flows.returnees_harmed[permit, home, group] += harmed
                flows.suffered[exposure, home, group, place] += harmed
                staying = people - leaving - harmed
                is_open = answers.home[era, home, group, holder] == OPEN
                if permit == UNPERMITTED and is_open:
                    flows.gained_permission[home, group] += staying
                elif permit == PERMITTED and is_new_holder and not is_open:
                    flows.gained_permission[home, group] -= staying


@kernel
def approve(
    day: int,
    era: int,
    places: Places,
    lists: Lists,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    flows: Flows,
) -> None:
    """Hand out the approvals of lists that open today among the displaced who want to go home (§7.2)."""
    family_size = int(laws.family_size)
    _, n_home, n_group, n_place = stocks.displaced.shape
    for row in range(lists.era.size):
        if lists.era[row] != era:
            continue
        home = lists.home[row]
        eligible = 0
        for standing in (SETTLED, SCREENED):
            for group in range(n_group):
                for place in range(n_place):
                    eligible += eligible_people(
                        row, era, standing, home, group, place, places, lists, stocks, flows
                    )
        left = min(drawn.approvals[row], eligible)
        for standing in (SETTLED, SCREENED):
            for group in range(n_group):
                for place in range(n_place):
                    people = eligible_people(
                        row, era, standing, home, group, place, places, lists, stocks, flows
                    )
                    if people == 0 or left == 0:
                        continue
                    cell = ((standing * n_home + home) * n_group + group) * n_place + place
                    # Approvals are what is drawn, so that they follow the people; nobody is approved twice.
                    drawn_approvals = people_in_families(
                        left,
                        approval_share(people, eligible),
                        family_size,
                        chance.seed,
                        APPROVE,
                        chance.member,
                        day,
                        cell,
                        lists.key[row],
                    )
                    # No more than there are people, and no fewer than the rest could not take.
                    approved = max(min(drawn_approvals, people), left - (eligible - people))
                    eligible -= people
                    left -= approved
                    flows.status_changes[standing, home, group, place] += approved


@kernel
def eligible_people(
    row: int,
    era: int,
    standing: int,
    home: int,
    group: int,
    place: int,
    places: Places,
    lists: Lists,
    stocks: Stocks,
    flows: Flows,
) -> int:
    """People of one community whom a list may still approve."""
    holder = places.holder[era, place]
    if not (lists.group[row, group] and lists.origin[row, holder]):
        return 0
    people = stocks.displaced[standing, home, group, place]
    return people - flows.status_changes[standing, home, group, place]


@kernel
def leave_displacement(
    day: int,
    era: int,
    is_new_era: bool,
    places: Places,
    answers: Permissions,
    ways: Paths,
    lifted: Codes,
    chance: RandomKey,
    laws: LawParameters,
    stocks: Stocks,
    scene: PlaceState,
    weighed: DecisionTerms,
    flows: Flows,
) -> None:
    """Draw who sets off home, is driven on, looks on or is harmed, and whose screening ends (§6.3, §7, §8)."""
    seed, member = chance.seed, chance.member
    family_size = int(laws.family_size)
    n_standing, n_home, n_group, n_place = stocks.displaced.shape
    screened_for_a_day = probability_within(1.0 / laws.screening, 1.0)
    for place in range(n_place):
        if weighed.present[place] == 0.0:
            continue
        pushed = push(scene.condition[HARDSHIP, place], laws.hardship_push)
        opening = scene.condition[EXIT_OPENING, place]
        flight = flight_hazard(scene.assault[place], laws.flight_hazard, laws.danger_half)
        holder = places.holder[era, place]
        is_new_holder = is_new_era and era > 0 and places.holder[era - 1, place] != holder
        for group in range(n_group):
            is_kept = answers.leave[era, group, place] == REFUSED
            exit_ease = laws.exit_refused_ease if is_kept else 1.0
            # What no longer counts in the decision to go home (§7.5).
            since = lifted[:, group]
            passing = opening * exit_ease if day < since[EXIT] else 1.0
            unpermitted_ease = laws.unpermitted_ease if day < since[PERMISSION] else 1.0
            considered = consider_hazard(laws.onward_hazard, pushed, opening, exit_ease)
            forced = let_out(flight, scene.condition[CONFINEMENT, place], exit_ease)
            if answers.stay[era, group, place] == REFUSED:
                forced += laws.expulsion_hazard
            for home in range(n_home):
                acceptance = weighed.acceptance[home, group, place]
                onward = forced + considered * acceptance if acceptance > 0.0 else 0.0
                answer = answers.home[era, home, group, holder]
                home_place = int(places.home_place[home])
                is_taken = (
                    is_new_era
                    and era > 0
                    and places.holder[era - 1, home_place] != places.holder[era, home_place]
                )
                is_fought_over = scene.assault[home_place] > 0.0 and day < since[FIGHTING]
                days = days_home(day, place, home_place, since, ways, laws, scene)
                soft = weighed.soft_factor[home, group, place] if days > 0 else 0.0
                permit = PERMITTED if answer == OPEN else UNPERMITTED
                for standing in range(n_standing):
                    people = stocks.displaced[standing, home, group, place]
                    if people == 0:
                        continue
                    if standing == APPROVED and (answer == REFUSED or is_taken):
                        flows.status_changes[LAPSED, home, group, place] += people
                        continue
                    # Whoever was approved this morning does not leave today.
                    if standing <= SCREENED:
                        people -= flows.status_changes[standing, home, group, place]
                    homing_hazard = 0.0
                    permitted = permit
                    if standing == APPROVED:
                        permitted = PERMITTED
                        homing_hazard = return_hazard(
                            laws.approved_speed,
                            approved_gate(is_fought_over),
                            weighed.home_factor[PERMITTED, home, group],
                            soft,
                        )
                    elif standing != STAYING:
                        homing_hazard = return_hazard(
                            laws.return_speed * pushed,
                            gate(answer, unpermitted_ease, passing, is_fought_over),
                            weighed.home_factor[permit, home, group],
                            soft,
                        )
                    exposure = CROSSING if standing == SCREENED else LIVING
                    harm = scene.hazard[exposure, group, place]
                    moving = homing_hazard + onward
                    cell = ((standing * n_home + home) * n_group + group) * n_place + place
                    gone = families_by_exit(
                        people,
                        moving,
                        moving + harm,
                        family_size,
                        seed,
                        LEAVE_REFUGE,
                        member,
                        day,
                        cell,
                        0,
                    )
                    if gone > 0:
                        homing = people_in_families(
                            gone,
                            homing_hazard / moving,
                            family_size,
                            seed,
                            SPLIT_REFUGE,
                            member,
                            day,
                            cell,
                            0,
                        )
                        flows.moved_on[standing, home, group, place] += gone - homing
                        flows.leaving[home, group, place] += gone - homing
                        if homing > 0:
                            flows.set_off_home[standing, home, group, place] += homing
                            flows.going_home[days, permitted, home, group] += homing
                            flows.departing[days] += homing
                    harmed = persons_by_exit(
                        people - gone,
                        harm,
                        moving,
                        moving + harm,
                        seed,
                        HARM_DISPLACED,
                        member,
                        day,
                        cell,
                        0,
                    )
                    if harmed > 0:
                        flows.displaced_harmed[standing, home, group, place] += harmed
                        flows.suffered[exposure, home, group, place] += harmed
                        gone += harmed
                    if standing == SCREENED:
                        settling = people_in_families(
                            people - gone,
                            1.0 if is_new_holder else screened_for_a_day,
                            family_size,
                            seed,
                            SETTLE,
                            member,
                            day,
                            cell,
                            0,
                        )
                        willing = people_in_families(
                            settling,
                            willing_share(places.refuge_kind[home, place], laws),
                            family_size,
                            seed,
                            WILLING,
                            member,
                            day,
                            cell,
                            WILLING_AFTER_SCREENING,
                        )
                        flows.status_changes[CLEARED, home, group, place] += willing
                        flows.status_changes[CLEARED_STAYING, home, group, place] += (
                            settling - willing
                        )


@kernel
def travel(
    day: int,
    era: int,
    is_new_era: bool,
    places: Places,
    answers: Permissions,
    chance: RandomKey,
    laws: LawParameters,
    stocks: Stocks,
    scene: PlaceState,
    flows: Flows,
) -> None:
    """Draw who is harmed on the road, turn back whom nobody lets in any more, let the others arrive (§6.4)."""
    seed, member = chance.seed, chance.member
    family_size = int(laws.family_size)
    n_slot, _, n_home, n_group, n_place = stocks.on_the_way.shape
    today = day % n_slot
    for crossed in range(2):
        for home in range(n_home):
            for group in range(n_group):
                for place in range(n_place):
                    if stocks.on_the_road[crossed, home, group, place] == 0:
                        continue
                    harm = scene.hazard[TRAVELLING, group, place]
                    is_shut = is_new_era and is_newly_refused(era, group, place, answers.enter)
                    # Whom nothing can befall on the road is looked at on the day of arrival only.
                    n_watched = n_slot if harm > 0.0 or is_shut else 1
                    for days_left in range(n_watched):
                        slot = (today + days_left) % n_slot
                        people = stocks.on_the_way[slot, crossed, home, group, place]
                        if people == 0:
                            continue
                        cell = ((days_left * 2 + crossed) * n_home + home) * n_group + group
                        cell = cell * n_place + place
                        harmed = persons_by_exit(
                            people,
                            harm,
                            0.0,
                            harm,
                            seed,
                            HARM_TRAVELLERS,
                            member,
                            day,
                            cell,
                            0,
                        )
                        people -= harmed
                        flows.suffered[TRAVELLING, home, group, place] += harmed
                        turned = people if is_shut else 0
                        flows.turned_back[home, group, place] += turned
                        flows.leaving[home, group, place] += turned
                        flows.off_road[slot, crossed, home, group, place] += harmed + turned
                        flows.stopped[slot] += harmed + turned
                        if days_left > 0 or is_shut:
                            continue
                        if crossed == 1:
                            flows.arrived[SCREENED, home, group, place] += people
                            continue
                        willing = people_in_families(
                            people,
                            willing_share(places.refuge_kind[home, place], laws),
                            family_size,
                            seed,
                            WILLING,
                            member,
                            day,
                            cell,
                            WILLING_ON_ARRIVAL,
                        )
                        flows.arrived[SETTLED, home, group, place] += willing
                        flows.arrived[STAYING, home, group, place] += people - willing


@kernel
def travel_home(
    day: int,
    places: Places,
    chance: RandomKey,
    stocks: Stocks,
    scene: PlaceState,
    flows: Flows,
) -> None:
    """Draw who is harmed on the way home, at the rates of the road to it (§6.4, §8)."""
    n_slot, _, n_home, n_group = stocks.travelling_home.shape
    today = day % n_slot
    for home in range(n_home):
        place = int(places.home_place[home])
        for group in range(n_group):
            harm = scene.hazard[TRAVELLING, group, place]
            if harm <= 0.0:
                continue
            for days_left in range(n_slot):
                slot = (today + days_left) % n_slot
                for permit in (UNPERMITTED, PERMITTED):
                    cell = ((days_left * 2 + permit) * n_home + home) * n_group + group
                    harmed = persons_by_exit(
                        stocks.travelling_home[slot, permit, home, group],
                        harm,
                        0.0,
                        harm,
                        chance.seed,
                        HARM_ON_THE_WAY_HOME,
                        chance.member,
                        day,
                        cell,
                        0,
                    )
                    flows.suffered[TRAVELLING, home, group, place] += harmed
                    flows.off_way_home[slot, permit, home, group] += harmed
                    flows.stopped[slot] += harmed


@kernel
def arrive_home(
    day: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    stocks: Stocks,
    scene: PlaceState,
    weighed: DecisionTerms,
    flows: Flows,
) -> None:
    """Let those whose way home ends today claim a dwelling, or leave again (§7.4)."""
    n_slot, _, n_home, n_group = stocks.travelling_home.shape
    slot = day % n_slot
    for permit in (UNPERMITTED, PERMITTED):
        for home in range(n_home):
            place = int(places.home_place[home])
            leave_share = turned_from_door(weighed.occupied[home], laws.avoid_occupiers)
            if scene.assault[place] > 0.0:
                leave_share = 1.0
            for group in range(n_group):
                people = stocks.travelling_home[slot, permit, home, group]
                people -= flows.off_way_home[slot, permit, home, group]
                if weighed.acceptance[home, group, place] <= 0.0:
                    flows.came_home[permit, home, group] += people  # nowhere else to go
                    continue
                cell = (permit * n_home + home) * n_group + group
                leaving = people_in_families(
                    people,
                    leave_share,
                    int(laws.family_size),
                    chance.seed,
                    FROM_DOOR,
                    chance.member,
                    day,
                    cell,
                    0,
                )
                flows.from_door[permit, home, group] += leaving
                flows.leaving[home, group, place] += leaving
                flows.came_home[permit, home, group] += people - leaving


@kernel
def enter(
    day: int,
    places: Places,
    entries: ExternalArrivals,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    flows: Flows,
) -> None:
    """Let people enter from outside the model, evenly over the days their row gives (§2)."""
    _, _, n_group, n_place = stocks.displaced.shape
    for row in range(entries.home.size):
        first = entries.first[row]
        last = entries.last[row]
        if day < first or day >= last:
            continue
        people = drawn.arrivals[row]
        so_far = people * (day - first) // (last - first)
        entering = people * (day + 1 - first) // (last - first) - so_far
        home = int(entries.home[row])
        group = entries.group[row]
        place = int(entries.place[row])
        willing = people_in_families(
            entering,
            willing_share(places.refuge_kind[home, place], laws),
            int(laws.family_size),
            chance.seed,
            WILLING,
            chance.member,
            day,
            (home * n_group + group) * n_place + place,
            WILLING_ON_ENTRY,
        )
        flows.entered[home, group, place] += entering
        flows.arrived[SETTLED, home, group, place] += willing
        flows.arrived[STAYING, home, group, place] += entering - willing
