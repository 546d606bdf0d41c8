"""Who leaves home: residents flee, returnees leave again, and some of both are harmed (model §6.1, §7.4, §8)."""

from homeward.model.communities.codes import (
    CONFINEMENT,
    LIVING,
    OPEN,
    PERMISSION,
    PERMITTED,
    REFUSED,
    RETURNED_PERMITTED,
    RETURNED_UNPERMITTED,
    UNPERMITTED,
    UNVIABILITY,
)
from homeward.model.communities.drivers import (
    LawParameters,
    Permissions,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.ledger.reach import accepted_share
from homeward.model.communities.member import (
    DecisionTerms,
    Morning,
    PlaceState,
    Stocks,
    Today,
)
from homeward.model.communities.processes.dwelling import leaving_again_hazard
from homeward.model.communities.processes.flight import felt_at_home, flight_hazard, let_out
from homeward.model.communities.record import DISPLACEMENTS, REDISPLACEMENTS
from homeward.model.communities.today import count_flow, set_out, suffer
from homeward.numerics.array_types import Codes, Tallies
from homeward.numerics.draws import families_of, fill_uniforms_in_order
from homeward.numerics.exits import (
    families_by_exit,
    nobody_harmed,
    nobody_moves,
    persons_by_exit,
)
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel
from homeward.numerics.streams import FLEE, HARM_RESIDENTS, HARM_RETURNEES, LEAVE_AGAIN


@inlined
def leave_home(
    day: int,
    era: int,
    places: Places,
    answers: Permissions,
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
    """Draw which residents flee, and which are harmed (§6.1, §8)."""
    seed, member = chance.seed, chance.member
    fill_uniforms_in_order(seed, FLEE, member, day, as_row(weighed.to_flee))
    fill_uniforms_in_order(seed, HARM_RESIDENTS, member, day, as_row(weighed.to_be_harmed))
    family_size = int(laws.family_size)
    n_home, n_group = stocks.residents.shape
    n_place = scene.assault.size
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
            weighed.flight[home, group] = flight
            flight += expulsion(era, group, place, answers, laws)
            people = stocks.residents[home, group]
            harm = scene.hazard[LIVING, group, place]
            if people == 0 or flight + harm <= 0.0:
                continue
            cell = home * n_group + group
            to_flee, to_be_harmed = weighed.to_flee[home, group], weighed.to_be_harmed[home, group]
            families = families_of(people, family_size)
            if nobody_moves(families, flight, to_flee) and nobody_harmed(
                people, harm, flight, to_be_harmed
            ):
                continue
            accepted = accepted_share(
                era, home, group, place, places, answers, laws, drawn, morning, scene, weighed
            )  # fmt: skip
            if accepted <= 0.0:
                flight = 0.0  # nowhere to go
            total = flight + harm
            fleeing = families_by_exit(people, flight, total, family_size, to_flee)
            harmed = persons_by_exit(people - fleeing, harm, flight, total, to_be_harmed)
            stocks.residents[home, group] -= fleeing + harmed
            community = cell * n_place + place
            count_flow(DISPLACEMENTS, community, fleeing, kept, today)
            set_out(community, fleeing, today)
            suffer(LIVING * n_home * n_group * n_place + community, harmed, today)


@kernel
def expulsion(era: int, group: int, place: int, answers: Permissions, laws: LawParameters) -> float:
    """Hazard (1/day) of being expelled where one may not stay (§6.1)."""
    return laws.expulsion_hazard if answers.stay[era, group, place] == REFUSED else 0.0


@inlined
def leave_return(
    day: int,
    era: int,
    is_new_era: bool,
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
    """Draw which returnees leave home again, which are harmed, and which come to have permission (§7.4, §8)."""
    seed, member = chance.seed, chance.member
    fill_uniforms_in_order(seed, LEAVE_AGAIN, member, day, as_row(weighed.to_leave_again))
    fill_uniforms_in_order(seed, HARM_RETURNEES, member, day, as_row(weighed.to_be_harmed_again))
    family_size = int(laws.family_size)
    n_home, n_group = stocks.residents.shape
    n_place = scene.assault.size
    for home in range(n_home):
        place = int(places.home_place[home])
        holder = places.holder[era, place]
        is_new_holder = is_new_era and era > 0 and places.holder[era - 1, place] != holder
        unviability = leaving_again_hazard(
            laws.redisplacement_hazard, weighed.at_home[UNVIABILITY, home]
        )
        for group in range(n_group):
            is_open = answers.home[era, home, group, holder] == OPEN
            flight = weighed.flight[home, group]
            if day < lifted[PERMISSION, group]:  # to be let home is to be let stay (§7.5)
                flight += expulsion(era, group, place, answers, laws)
            without = stocks.returnees[UNPERMITTED, home, group]
            with_leave = stocks.returnees[PERMITTED, home, group]
            for permit in (UNPERMITTED, PERMITTED):
                people = with_leave if permit == PERMITTED else without
                if people == 0:
                    continue
                exposure = RETURNED_PERMITTED if permit == PERMITTED else RETURNED_UNPERMITTED
                again = flight + unviability
                harm = scene.hazard[exposure, group, place]
                to_leave = weighed.to_leave_again[permit, home, group]
                to_be_harmed = weighed.to_be_harmed_again[permit, home, group]
                families = families_of(people, family_size)
                if not (
                    nobody_moves(families, again, to_leave)
                    and nobody_harmed(people, harm, again, to_be_harmed)
                ):
                    accepted = accepted_share(
                        era, home, group, place, places, answers, laws, drawn, morning, scene, weighed
                    )  # fmt: skip
                    if accepted <= 0.0:
                        again = 0.0  # nowhere to go
                    total = again + harm
                    leaving = families_by_exit(people, again, total, family_size, to_leave)
                    harmed = persons_by_exit(people - leaving, harm, again, total, to_be_harmed)
                    people -= leaving + harmed
                    stocks.returnees[permit, home, group] -= leaving + harmed
                    community = (home * n_group + group) * n_place + place
                    count_flow(REDISPLACEMENTS, community, leaving, kept, today)
                    set_out(community, leaving, today)
                    suffer(exposure * n_home * n_group * n_place + community, harmed, today)
                gained = 0
                if permit == UNPERMITTED and is_open:
                    gained = people
                elif permit == PERMITTED and is_new_holder and not is_open:
                    gained = -people
                stocks.returnees[UNPERMITTED, home, group] -= gained
                stocks.returnees[PERMITTED, home, group] += gained
