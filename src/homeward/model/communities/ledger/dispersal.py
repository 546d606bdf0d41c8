"""Dispersal: where those who leave go (model §6.2)."""

from homeward.model.communities.codes import N_AT_ONCE, NOWHERE, SCREENED
from homeward.model.communities.drivers import (
    LawParameters,
    Permissions,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.ledger.reach import weigh_reach
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
from homeward.model.communities.processes.destination import weigh_pulls
from homeward.model.communities.record import ARRIVALS
from homeward.model.communities.roll import enroll
from homeward.model.communities.today import LEFT, count_flow
from homeward.model.communities.trips import add_travellers, slot_in
from homeward.numerics.array_types import Tallies
from homeward.numerics.draws import (
    SMALL_MEAN,
    binomial_at,
    families_of,
    fill_uniforms,
    fill_uniforms_by_index,
    uniform,
)
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel
from homeward.numerics.streams import DISPERSE
from homeward.numerics.together import fill_families


@inlined
def disperse(
    day: int,
    era: int,
    places: Places,
    answers: Permissions,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    trips: Trips,
    roll: Roll,
    morning: Morning,
    draws: Draws,
    scene: PlaceState,
    weighed: DecisionTerms,
    today: Today,
    kept: Tallies,
) -> None:
    """Divide those who leave a place among the refuges that pull them (§6.2).

    Whoever leaves has somewhere to go: the ledger sees to it. Only people turned back at a gate may have nowhere
    else; they wait there.
    """
    family_size = int(laws.family_size)
    leaving, reach = as_row(today.leaving), weighed.reach
    # So few that most places get fewer than are told together.
    few = SMALL_MEAN * family_size * reach.size
    many = 0
    for index in range(today.n[LEFT]):
        community = int(today.left[index])
        people = leaving[community]
        leaving[community] = 0
        home, group = int(roll.home[community]), int(roll.group[community])
        origin = int(roll.place[community])
        weigh_pulls(home, places, laws, drawn, morning, scene, weighed)
        _, total, last = weigh_reach(
            era, home, group, origin, places, answers, laws, scene, weighed
        )
        if last == NOWHERE:
            count_flow(ARRIVALS, community, people, kept, today)
            stocks.displaced[SCREENED, home, group, origin] += people
        elif people <= few:
            divide_few(
                day, era, community, people, total, last, places, chance, laws, stocks, trips, roll, scene, weighed
            )  # fmt: skip
        else:
            draws.community[many] = community
            draws.people[many] = people
            weighed.total[many] = total
            weighed.last[many] = last
            for place in range(last + 1):
                weighed.reach_of_many[place, many] = reach[place]
            many += 1
            if many == N_AT_ONCE:
                divide_many(
                    day, era, many, places, chance, laws, stocks, trips, roll, draws, scene, weighed
                )  # fmt: skip
                many = 0
    if many > 0:
        divide_many(
            day, era, many, places, chance, laws, stocks, trips, roll, draws, scene, weighed
        )  # fmt: skip
    today.n[LEFT] = 0


@kernel
def divide_few(
    day: int,
    era: int,
    community: int,
    people: int,
    total: float,
    last: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    stocks: Stocks,
    trips: Trips,
    roll: Roll,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Divide few families of a community: one chooses with one uniform; several are divided place by place."""
    seed, member = chance.seed, chance.member
    family_size = int(laws.family_size)
    is_one_family = people <= family_size
    threshold = 0.0
    if is_one_family:
        threshold = total * uniform(seed, DISPERSE, member, day, community, scene.assault.size)
    else:
        fill_uniforms_by_index(seed, DISPERSE, member, day, community, weighed.chances, last + 1)
    left, families = people, families_of(people, family_size)
    for place in range(last + 1):
        pull = weighed.reach[place]
        if families == 0:
            return
        if pull <= 0.0:
            continue
        if is_one_family:
            threshold -= pull
            moving = 1 if threshold <= 0.0 or place == last else 0
        else:
            share = share_of_pull(pull, total, place == last)
            moving = binomial_at(families, share, weighed.chances[place])
            total -= pull
        if moving > 0:
            families -= moving
            going = left - families * family_size  # the incomplete family first
            left -= going
            send(day, era, community, place, going, places, stocks, trips, roll, scene)


@kernel
def divide_many(
    day: int,
    era: int,
    many: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    stocks: Stocks,
    trips: Trips,
    roll: Roll,
    draws: Draws,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Divide the families of several communities, each place by place, side by side."""
    family_size = int(laws.family_size)
    total, last = weighed.total, weighed.last
    n_place = 0
    for at in range(many):
        n_place = max(n_place, int(last[at]) + 1)
    for place in range(n_place):
        reach = weighed.reach_of_many[place]
        for at in range(many):
            pull = reach[at] if place <= last[at] else 0.0
            share = share_of_pull(pull, total[at], place == last[at])
            draws.chance[at] = share if pull > 0.0 else 0.0
            total[at] -= pull
        fill_uniforms(
            chance.seed, DISPERSE, chance.member, day, draws.community, place, draws.uniform, many
        )
        fill_families(
            draws.people, draws.chance, draws.uniform, family_size, many, draws.large, draws.deviate, draws.alone,
        draws.going
        )  # fmt: skip
        for at in range(many):
            if draws.going[at] > 0:
                draws.people[at] -= draws.going[at]
                send(
                    day, era, int(draws.community[at]), place, draws.going[at], places, stocks, trips, roll, scene
                )  # fmt: skip


@inlined
def share_of_pull(pull: float, total: float, is_last: bool) -> float:
    """Probability (1) of going to a place, of those who went to none before it."""
    return 1.0 if is_last or pull >= total else pull / total


@inlined
def send(
    day: int,
    era: int,
    community: int,
    place: int,
    people: int,
    places: Places,
    stocks: Stocks,
    trips: Trips,
    roll: Roll,
    scene: PlaceState,
) -> None:
    """Send people of a community on their way to a place."""
    n_slot, n_community = stocks.travelling_home.shape[0], roll.home.size
    origin = int(roll.place[community])
    crossed = 1 if places.holder[era, place] != places.holder[era, origin] else 0
    towards = community - origin + place
    slot = slot_in(int(scene.trip_days[origin, place]), day % n_slot, n_slot)
    add_travellers(crossed * n_community + towards, slot, people, stocks, trips)
    enroll(towards, roll)
