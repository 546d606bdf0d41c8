"""Dispersal: where those who leave go; the ledger's second page (model §6.2)."""

from homeward.model.communities.arrays import (
    CROSSING,
    LIVING,
    NOWHERE,
    OPEN,
    SCREENED,
    DecisionTerms,
    Flows,
    LawParameters,
    Permissions,
    Places,
    PlaceState,
    RandomKey,
)
from homeward.model.communities.processes.destination import pull_across
from homeward.numerics.draws import people_in_families, uniforms
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import DISPERSE


@kernel
def weigh_reach(
    era: int,
    home: int,
    group: int,
    origin: int,
    places: Places,
    answers: Permissions,
    laws: LawParameters,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> tuple[float, int]:
    """Weigh the refuges in reach of those who leave a place; return their pull and the last of them (§6.2)."""
    holder = places.holder[era, origin]
    total = 0.0
    last = NOWHERE
    for place in range(weighed.reach.size):
        weighed.reach[place] = 0.0
        pull = weighed.pull[home, place] * scene.decay[origin, place]
        if pull <= 0.0:
            continue
        is_crossing = places.holder[era, place] != holder
        pull = pull_across(
            pull,
            is_crossing,
            laws.crossing_ease,
            answers.enter[era, group, holder, place] != OPEN,
            laws.entry_refused_ease,
        )
        pull *= weighed.safety[CROSSING if is_crossing else LIVING, home, group, place]
        weighed.reach[place] = pull
        total += pull
        if pull > 0.0:
            last = place
    return total, last


@kernel
def disperse(
    day: int,
    era: int,
    places: Places,
    answers: Permissions,
    chance: RandomKey,
    laws: LawParameters,
    scene: PlaceState,
    weighed: DecisionTerms,
    flows: Flows,
) -> None:
    """Divide those who leave a place among the refuges that pull them (§6.2).

    Whoever leaves has somewhere to go: the ledger sees to it. Only people turned back at a gate may have nowhere
    else; they wait there.
    """
    seed, member = chance.seed, chance.member
    family_size = int(laws.family_size)
    n_home, n_group, n_place = flows.leaving.shape
    for home in range(n_home):
        for group in range(n_group):
            for origin in range(n_place):
                people = flows.leaving[home, group, origin]
                if people == 0:
                    continue
                holder = places.holder[era, origin]
                total, last = weigh_reach(
                    era, home, group, origin, places, answers, laws, scene, weighed
                )
                if last == NOWHERE:
                    flows.arrived[SCREENED, home, group, origin] += people
                    continue
                cell = (home * n_group + group) * n_place + origin
                # One family chooses with one uniform; several are divided place by place.
                is_one_family = people <= family_size
                threshold = 0.0
                if is_one_family:
                    threshold = total * uniforms(seed, DISPERSE, member, day, cell, n_place)[0]
                left = people
                for place in range(n_place):
                    pull = weighed.reach[place]
                    if pull <= 0.0 or left == 0:
                        continue
                    if is_one_family:
                        threshold -= pull
                        going = left if threshold <= 0.0 or place == last else 0
                    else:
                        going = people_in_families(
                            left,
                            1.0 if place == last or pull >= total else pull / total,
                            family_size,
                            seed,
                            DISPERSE,
                            member,
                            day,
                            cell,
                            place,
                        )
                        total -= pull
                    if going == 0:
                        continue
                    left -= going
                    crossed = 1 if places.holder[era, place] != holder else 0
                    days = scene.trip_days[origin, place]
                    flows.setting_out[days, crossed, home, group, place] += going
                    flows.departing[days] += going
