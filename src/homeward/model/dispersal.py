"""Dispersal: where those who leave go; the ledger's second page (model §6.2)."""

from homeward.model.arrays import (
    CROSSING,
    LIVING,
    LOOKING,
    N_CAUSE,
    NOWHERE,
    OPEN,
    SCREENED,
    TURNED_BACK,
    Answers,
    Chance,
    Flows,
    Laws,
    Places,
    Scene,
    Weighed,
)
from homeward.model.ledger import DISPERSE
from homeward.numerics.draws import people_in_families, uniforms
from homeward.numerics.kernel import kernel


@kernel
def disperse(
    day: int,
    era: int,
    places: Places,
    answers: Answers,
    chance: Chance,
    laws: Laws,
    scene: Scene,
    weighed: Weighed,
    flows: Flows,
) -> None:
    """Divide those who leave among the refuges that pull them (§6.2).

    Those who must leave all go, if any place is open to them. Those who only look weigh what is in reach, and go where
    fear lets them; the others stay. Those turned back at a gate with nowhere else to go wait there.
    """
    seed, member, by_inversion = chance.seed, chance.member, chance.by_inversion
    family_size = int(laws.family_size)
    _, n_home, n_group, n_place = flows.leaving.shape
    for cause in range(N_CAUSE):
        if flows.looking[cause] == 0:
            continue
        is_forced = cause < LOOKING
        for home in range(n_home):
            for group in range(n_group):
                for origin in range(n_place):
                    people = flows.leaving[cause, home, group, origin]
                    if people == 0:
                        continue
                    holder = places.holder[era, origin]
                    total = 0.0
                    last = NOWHERE
                    for place in range(n_place):
                        pull = weighed.pull[home, place] * scene.decay[origin, place]
                        crosses = places.holder[era, place] != holder
                        if crosses:
                            pull *= laws.crossing_ease
                        if answers.enter[era, group, holder, place] != OPEN:
                            pull *= laws.entry_refused_ease
                        accepted = (
                            pull
                            * weighed.safety[CROSSING if crosses else LIVING, home, group, place]
                        )
                        weighed.reach[place] = accepted
                        total += accepted if is_forced else pull
                        if accepted > 0.0:
                            last = place
                    left = people
                    cell = ((cause * n_home + home) * n_group + group) * n_place + origin
                    # One family chooses with one uniform; several are divided place by place.
                    threshold = 0.0
                    if people <= family_size:
                        threshold = total * uniforms(seed, DISPERSE, member, day, cell, n_place)[0]
                    for place in range(n_place):
                        accepted = weighed.reach[place]
                        if accepted <= 0.0 or left == 0:
                            continue
                        is_last = is_forced and place == last
                        going = 0
                        if people <= family_size:
                            threshold -= accepted
                            going = left if threshold <= 0.0 or is_last else 0
                        else:
                            going = people_in_families(
                                left,
                                1.0 if is_last or accepted >= total else accepted / total,
                                family_size,
                                seed,
                                DISPERSE,
                                member,
                                day,
                                cell,
                                place,
                                by_inversion,
                            )
                            total -= accepted
                        if going == 0:
                            continue
                        left -= going
                        crossed = 1 if places.holder[era, place] != holder else 0
                        days = scene.trip_days[origin, place]
                        flows.setting_out[days, crossed, home, group, place] += going
                        flows.departing[days] += going
                    flows.found[cause, home, group, origin] = people - left
                    if cause == TURNED_BACK:
                        flows.arrived[SCREENED, home, group, origin] += left
