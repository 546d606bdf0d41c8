"""Dispersal: where those who leave go (model §6.2)."""

from homeward.model.communities.codes import NOWHERE, SCREENED
from homeward.model.communities.drivers import (
    LawParameters,
    Permissions,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.ledger.reach import weigh_reach
from homeward.model.communities.member import (
    Beliefs,
    DecisionTerms,
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
from homeward.numerics.draws import SMALL_MEAN, families_at, fill_uniforms_by_index, uniform
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import DISPERSE
from homeward.numerics.together import families_given, fill_normal_quantiles


@kernel
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
    beliefs: Beliefs,
    scene: PlaceState,
    weighed: DecisionTerms,
    today: Today,
    kept: Tallies,
) -> None:
    """Divide those who leave a place among the refuges that pull them (§6.2).

    Whoever leaves has somewhere to go: the ledger sees to it. Only people turned back at a gate may have nowhere
    else; they wait there.
    """
    seed, member = chance.seed, chance.member
    family_size = int(laws.family_size)
    n_slot = stocks.travelling_home.shape[0]
    n_community = roll.home.size
    n_place = scene.assault.size
    today_slot = day % n_slot
    leaving = as_row(today.leaving)
    holders, reach = places.holder[era], weighed.reach
    for index in range(today.n[LEFT]):
        community = int(today.left[index])
        people = leaving[community]
        leaving[community] = 0
        home, group = int(roll.home[community]), int(roll.group[community])
        origin = int(roll.place[community])
        holder, trip_days = holders[origin], scene.trip_days[origin]
        weigh_pulls(home, places, laws, drawn, morning, scene, weighed)
        _, total, last = weigh_reach(
            era, home, group, origin, places, answers, laws, beliefs, scene, weighed
        )
        if last == NOWHERE:
            count_flow(ARRIVALS, community, people, kept, today)
            stocks.displaced[SCREENED, home, group, origin] += people
            continue
        # One family chooses with one uniform; several are divided place by place.
        is_one_family = people <= family_size
        are_many = people > SMALL_MEAN * family_size
        threshold = 0.0
        if is_one_family:
            threshold = total * uniform(seed, DISPERSE, member, day, community, n_place)
        else:
            fill_uniforms_by_index(
                seed, DISPERSE, member, day, community, weighed.chances, last + 1
            )
        if are_many:
            fill_normal_quantiles(weighed.chances, last + 1, weighed.deviates)
        left = people
        for place in range(last + 1):
            pull = reach[place]
            if pull <= 0.0 or left == 0:
                continue
            if is_one_family:
                threshold -= pull
                going = left if threshold <= 0.0 or place == last else 0
            else:
                share = 1.0 if place == last or pull >= total else pull / total
                total -= pull
                u = weighed.chances[place]
                if are_many:
                    going = families_given(left, share, family_size, u, weighed.deviates[place])
                else:
                    going = families_at(left, share, family_size, u)
            if going == 0:
                continue
            left -= going
            crossed = 1 if holders[place] != holder else 0
            towards = community - origin + place
            slot = slot_in(int(trip_days[place]), today_slot, n_slot)
            add_travellers(crossed * n_community + towards, slot, going, stocks, trips)
            enroll(towards, roll)
    today.n[LEFT] = 0
