"""Who leaves a refuge: for home or for another; who is harmed there (model §6.3, §7, §8)."""

from homeward.model.communities.codes import (
    APPROVED,
    CONFINEMENT,
    CONSIDERED,
    CROSSING,
    EXIT,
    EXIT_OPENING,
    FIGHTING,
    FORCED,
    HARDSHIP,
    LIVING,
    NOWHERE,
    OF_WAY_HOME,
    OPEN,
    PASSING,
    PERMISSION,
    PERMITTED,
    PUSHED,
    RECENT,
    RECENT_RETURN_SPEED,
    REFUSED,
    RETURN_SPEED,
    SCREENED,
    SENT_HOME,
    SETTLED,
    STAYING,
    UNPERMITTED,
    WAY_HOME,
)
from homeward.model.communities.drivers import (
    LawParameters,
    Paths,
    Permissions,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.ledger.exit import depart, is_rationed, queue_up
from homeward.model.communities.ledger.organised import organised_hazard
from homeward.model.communities.ledger.reach import accepted_share
from homeward.model.communities.member import (
    DecisionTerms,
    Draws,
    Morning,
    PlaceState,
    Roll,
    Stocks,
    Today,
)
from homeward.model.communities.processes.flight import flight_hazard, let_out
from homeward.model.communities.processes.journey import days_home
from homeward.model.communities.processes.obstacles import obstacles_at_home
from homeward.model.communities.processes.onward import consider_hazard, push, word_sent
from homeward.model.communities.processes.returns import approved_gate, gate, return_hazard
from homeward.model.communities.processes.way_home import who_can_go
from homeward.model.communities.today import suffer
from homeward.numerics.array_types import Codes
from homeward.numerics.draws import families_of, fill_uniforms
from homeward.numerics.exits import (
    chance_of_families,
    nobody_harmed,
    nobody_moves,
    persons_by_exit,
)
from homeward.numerics.fill import add, clear, scale, total
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel
from homeward.numerics.rates import remaining_share
from homeward.numerics.streams import HARM_DISPLACED, LEAVE_REFUGE
from homeward.numerics.together import fill_families


@kernel
def weigh_refuges(
    day: int,
    era: int,
    answers: Permissions,
    lifted: Codes,
    laws: LawParameters,
    morning: Morning,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Work out what drives each group out of every place, and what lets it go (§6.3, §7.2)."""
    _, n_group, n_place = weighed.at_place.shape
    n_home = morning.kin.shape[0]
    scale(scene.gone, remaining_share(1.0, laws.word_half_life))
    add(scene.gone, scene.leavers)
    clear(scene.leavers)
    for place in range(n_place):
        there = 0
        for home in range(n_home):
            there += morning.kin[home, place]
        pushed = push(scene.condition[HARDSHIP, place], laws.hardship_push) * word_sent(
            scene.gone[place], there, laws.word_needed, laws.word_share
        )
        opening = scene.condition[EXIT_OPENING, place]
        flight = flight_hazard(scene.assault[place], laws.flight_hazard, laws.danger_half)
        for group in range(n_group):
            is_exit_counted = day < lifted[EXIT, group]  # in the decision to go home (§7.5)
            is_kept = answers.leave[era, group, place] == REFUSED
            exit_ease = laws.exit_refused_ease if is_kept else 1.0
            forced = let_out(flight, scene.condition[CONFINEMENT, place], exit_ease)
            if answers.stay[era, group, place] == REFUSED:
                forced += laws.expulsion_hazard
            weighed.at_place[FORCED, group, place] = forced
            weighed.at_place[CONSIDERED, group, place] = consider_hazard(
                laws.onward_hazard, pushed, opening, exit_ease
            )
            weighed.at_place[PASSING, group, place] = (
                opening * exit_ease if is_exit_counted else 1.0
            )
            weighed.at_place[PUSHED, group, place] = pushed


@inlined
def draw_leaving(day: int, chance: RandomKey, morning: Morning) -> None:
    """Draw the first uniforms of everybody displaced: to leave their refuge, and to be harmed there."""
    seed, member, n = chance.seed, chance.member, morning.size[0]
    fill_uniforms(seed, LEAVE_REFUGE, member, day, morning.cell, 0, morning.to_leave, n)
    fill_uniforms(seed, HARM_DISPLACED, member, day, morning.cell, 0, morning.to_be_harmed, n)


@inlined
def homing_speed(
    day: int,
    standing: int,
    answer: int,
    home: int,
    group: int,
    place: int,
    assault_at_home: float,
    places: Places,
    lifted: Codes,
    laws: LawParameters,
    drawn: SampledInputs,
    weighed: DecisionTerms,
) -> tuple[float, float]:
    """Speed (1/day) at which people set off home, and the share let through all gates (§7.2)."""
    is_fought_over = assault_at_home > 0.0 and day < lifted[FIGHTING, group]
    if standing == APPROVED:
        return laws.approved_speed, approved_gate(is_fought_over)
    if standing == STAYING:
        return 0.0, 0.0
    unpermitted_ease = laws.unpermitted_ease if day < lifted[PERMISSION, group] else 1.0
    passing = weighed.at_place[PASSING, group, place]
    which = RECENT_RETURN_SPEED if standing == RECENT else RETURN_SPEED
    speed = drawn.disposition[which, home, group, places.refuge_kind[home, place]]
    return speed * weighed.at_place[PUSHED, group, place], gate(
        answer, unpermitted_ease, passing, is_fought_over
    )


@kernel
def bound_leaving(
    day: int,
    era: int,
    places: Places,
    answers: Permissions,
    lifted: Codes,
    laws: LawParameters,
    drawn: SampledInputs,
    morning: Morning,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Bound the hazards of leaving every refuge, were the way home easy and every other accepted (§5.2).

    Nothing a standing differs in is asked place by place: a day bounds all of a home and group in one sweep.
    """
    n_home, n_group, n_place = weighed.leaving_at_most.shape[1:]
    holders, at_place, at_most = places.holder[era], weighed.at_place, weighed.leaving_at_most
    is_anyone_taken = total(scene.seats) > 0.0
    for home in range(n_home):
        assault = scene.assault[int(places.home_place[home])]
        for group in range(n_group):
            if morning.everyone[home, group] == 0:
                continue
            is_fought_over = assault > 0.0 and day < lifted[FIGHTING, group]
            unpermitted_ease = laws.unpermitted_ease if day < lifted[PERMISSION, group] else 1.0
            with_leave = weighed.at_most[PERMITTED, home, group]
            without = weighed.at_most[UNPERMITTED, home, group]
            for place in range(n_place):
                answer = answers.home[era, home, group, holders[place]]
                kind = places.refuge_kind[home, place]
                homing = (
                    at_place[PUSHED, group, place]
                    * gate(
                        answer, unpermitted_ease, at_place[PASSING, group, place], is_fought_over
                    )
                    * (with_leave if answer == OPEN else without)
                )
                onward = at_place[FORCED, group, place] + at_place[CONSIDERED, group, place]
                settled = drawn.disposition[RETURN_SPEED, home, group, kind] * homing + onward
                recent = drawn.disposition[RECENT_RETURN_SPEED, home, group, kind] * homing + onward
                at_most[SETTLED, home, group, place] = settled
                at_most[SCREENED, home, group, place] = settled
                at_most[RECENT, home, group, place] = recent
                at_most[STAYING, home, group, place] = onward
            if not is_anyone_taken:
                continue
            for place in range(n_place):
                answer = answers.home[era, home, group, holders[place]]
                left = with_leave if answer == OPEN else without
                for standing in (SETTLED, SCREENED, RECENT):
                    at_most[standing, home, group, place] += organised_hazard(
                        standing, answer, home, group, place, False, left, laws, scene
                    )


@kernel
def find_undecided(
    laws: LawParameters,
    stocks: Stocks,
    roll: Roll,
    morning: Morning,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Find whom the uniforms drawn could move or harm, at the bounds of their hazards (§5.2)."""
    family_size = int(laws.family_size)
    per_family = 1.0 / family_size
    displaced, leaving_at_most = as_row(stocks.displaced), as_row(weighed.leaving_at_most)
    hazard, n_facing = as_row(scene.hazard), scene.hazard[LIVING].size
    n = morning.size[0]
    for index in range(n):
        community, standing = int(morning.community[index]), int(morning.standing[index])
        cell = int(morning.cell[index])
        people, at_most = displaced[cell], leaving_at_most[cell]
        exposure = CROSSING if standing == SCREENED else LIVING
        harm = hazard[exposure * n_facing + int(roll.facing[community])]
        families = (people + family_size - 1) * per_family  # at least
        stay = nobody_moves(families, at_most, morning.to_leave[index])
        unharmed = nobody_harmed(people, harm, at_most, morning.to_be_harmed[index])
        # An approval may lapse.
        morning.is_open[index] = not (stay & unharmed & (standing != APPROVED))
    found = 0
    for index in range(n):  # without a branch: the note is kept if it is open
        morning.undecided[found] = index
        found += morning.is_open[index]
    morning.size[1] = found


@kernel
def weigh_leaving(
    day: int,
    era: int,
    is_new_era: bool,
    places: Places,
    answers: Permissions,
    ways: Paths,
    lifted: Codes,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    roll: Roll,
    morning: Morning,
    draws: Draws,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Weigh what moves the undecided, and keep those whom it may still move or harm (§6.3, §7).

    Refuges in reach are costly to weigh: only where the obstacles of the way home leave it open.
    """
    left_open = 0
    family_size = int(laws.family_size)
    n_community = roll.home.size
    displaced = as_row(stocks.displaced)
    accepted, accepted_by = 0.0, NOWHERE  # communities come in order: all standings of one at once
    for undecided in range(morning.size[1]):
        index = int(morning.undecided[undecided])
        community = int(morning.community[index])
        standing = int(morning.standing[index])
        home, group = int(roll.home[community]), int(roll.group[community])
        place = int(roll.place[community])
        cell = int(morning.cell[index])
        people = displaced[cell]
        answer = answers.home[era, home, group, places.holder[era, place]]
        home_place = int(places.home_place[home])
        if standing == APPROVED:
            is_taken = (
                is_new_era
                and era > 0
                and places.holder[era - 1, home_place] != places.holder[era, home_place]
            )
            if answer == REFUSED or is_taken:  # the approval lapses
                displaced[cell] -= people
                displaced[SETTLED * n_community + community] += people
                continue
        speed, passed = homing_speed(
            day,
            standing,
            answer,
            home,
            group,
            place,
            scene.assault[home_place],
            places,
            lifted,
            laws,
            drawn,
            weighed,
        )
        permit = PERMITTED if answer == OPEN or standing == APPROVED else UNPERMITTED
        days = days_home(day, place, home_place, lifted[WAY_HOME, group], ways, laws, scene)
        homing_hazard, sent = 0.0, 0.0
        if days > 0:
            is_fought_over = scene.assault[home_place] > 0.0 and day < lifted[FIGHTING, group]
            if standing != STAYING:
                left = weighed.home_factor[permit, home, group] * obstacles_at_home(
                    day, home, group, place, places, lifted, drawn, scene, weighed
                )
                able = who_can_go(day, home, group, place, lifted, scene)
                homing_hazard = return_hazard(speed, passed, left, able)
                homing_hazard += organised_hazard(
                    standing, answer, home, group, place, is_fought_over, left, laws, scene
                )
            is_ordered_out = answers.stay[era, group, place] == REFUSED
            if is_ordered_out and answer != REFUSED and not is_fought_over:
                share = scene.way_condition[SENT_HOME - OF_WAY_HOME, home, group, place]
                sent = laws.expulsion_hazard * share
        forced = weighed.at_place[FORCED, group, place]
        considered = weighed.at_place[CONSIDERED, group, place]
        exposure = CROSSING if standing == SCREENED else LIVING
        harm = scene.hazard[exposure, group, place]
        to_leave, to_be_harmed = morning.to_leave[index], morning.to_be_harmed[index]
        at_most = homing_hazard + forced + considered  # those sent home are among the forced
        families = families_of(people, family_size)
        if nobody_moves(families, at_most, to_leave) and nobody_harmed(
            people, harm, at_most, to_be_harmed
        ):
            continue
        if accepted_by != community:
            accepted_by = community
            accepted = accepted_share(
                era, home, group, place, places, answers, laws, drawn, morning, scene, weighed
            )  # fmt: skip
        onward = forced - sent + considered * accepted if accepted > 0.0 else 0.0
        homing_hazard += sent
        moving = homing_hazard + onward
        draws.people[left_open] = people
        draws.uniform[left_open] = to_leave
        draws.chance[left_open] = chance_of_families(
            people, moving, moving + harm, family_size, to_leave
        )
        morning.moving[left_open] = moving
        morning.homing[left_open] = homing_hazard
        morning.days[left_open] = days
        morning.permit[left_open] = permit
        morning.undecided[left_open] = index
        left_open += 1
    morning.size[1] = left_open


@kernel
def leave_refuge(
    day: int,
    lifted: Codes,
    laws: LawParameters,
    stocks: Stocks,
    roll: Roll,
    morning: Morning,
    draws: Draws,
    scene: PlaceState,
    weighed: DecisionTerms,
    today: Today,
) -> None:
    """Draw who of the undecided leaves home or for another refuge, and who is harmed (§6.3, §7, §8)."""
    family_size, n = int(laws.family_size), morning.size[1]
    n_community = roll.home.size
    displaced = as_row(stocks.displaced)
    fill_families(
        draws.people, draws.chance, draws.uniform, family_size, n, draws.large, draws.deviate, draws.alone,
        draws.going
    )  # fmt: skip
    for at in range(n):
        index = int(morning.undecided[at])
        community, standing = int(morning.community[index]), int(morning.standing[index])
        group, place = int(roll.group[community]), int(roll.place[community])
        exposure = CROSSING if standing == SCREENED else LIVING
        harm = scene.hazard[exposure, group, place]
        moving, gone = morning.moving[at], draws.going[at]
        harmed = persons_by_exit(
            draws.people[at] - gone, harm, moving, moving + harm, morning.to_be_harmed[index]
        )
        displaced[morning.cell[index]] -= harmed
        suffer(exposure * n_community + community, harmed, today)
        if gone == 0:
            continue
        homing_share = morning.homing[at] / moving
        forced = weighed.at_place[FORCED, group, place]
        if forced <= 0.0 and is_rationed(day, standing, group, place, lifted, scene):
            queue_up(index, place, gone, homing_share, today)
            continue
        depart(
            index, gone, homing_share, int(morning.permit[at]), int(morning.days[at]), stocks, morning, today
        )  # fmt: skip
