"""Fear: how far what people believe holds them back, or drives them out (model §4.3, §4.4)."""

from homeward.model.communities.codes import (
    CROSSING,
    FEAR,
    INFORMERS,
    LIVING,
    N_BELIEF,
    NEAR,
    PERMITTED,
    RAIDING,
    RECAPTURE,
    RETURNED_PERMITTED,
    RETURNED_UNPERMITTED,
    UNPERMITTED,
)
from homeward.model.communities.drivers import LawParameters, Places
from homeward.model.communities.member import Beliefs, DecisionTerms, PlaceState
from homeward.numerics.array_types import Codes
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel


@inlined
def fear_factor(felt: float, tolerance: float) -> float:
    """Share (1) of a hazard that a felt danger leaves; half where it equals the tolerance (§4.3)."""
    ratio = felt / tolerance
    return 1.0 / (1.0 + ratio * ratio)


@inlined
def weigh_actors(laws: LawParameters, beliefs: Beliefs, weighed: DecisionTerms) -> None:
    """Share of a hazard that the fear of each actor leaves: of living under it, and of crossing to it (§4.3)."""
    felt, safety = as_row(beliefs.felt), as_row(weighed.safety)
    n = weighed.safety[LIVING].size
    for exposure in (LIVING, CROSSING):
        for at in range(n):
            safety[exposure * n + at] = fear_factor(felt[at * N_BELIEF + exposure], laws.tolerance)


@kernel
def recapture_danger(
    captures: float, years: float, expected: float, strength: float, felt: float, horizon: float
) -> float:
    """Felt danger (1/person-year) that an actor takes the home again (§4.4).

    Believed captures a year (one prior capture in 1/`expected` years), times the strength with which the actor is
    felt at home, times what it is believed to do to people who live under it for `horizon` years.
    """
    return (1.0 + captures) / (1.0 / expected + years) * strength * felt * horizon


@kernel
def weigh_home(
    day: int,
    era: int,
    places: Places,
    lifted: Codes,
    laws: LawParameters,
    beliefs: Beliefs,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Dread of those who are at home, and the fears at home of those who are not (§4.3, §4.4, §6.1).

    A fear that is lifted no longer keeps anyone away (§7.5); it still drives people out.
    """
    tolerance = laws.tolerance
    borne = tolerance * laws.attachment
    n_home, n_group = beliefs.felt.shape[:2]
    for home in range(n_home):
        place = int(places.home_place[home])
        holder = places.holder[era, place]
        for group in range(n_group):
            stay = 1.0
            return_unpermitted = 1.0
            return_permitted = 1.0
            for of in range(scene.n_near[place]):
                actor = int(scene.near[place, of])
                strength = scene.presence[actor, place]
                if strength <= 0.0:
                    continue
                exposure = LIVING if actor == holder else NEAR
                danger_here = strength * beliefs.felt[home, group, actor, exposure]
                stay *= fear_factor(danger_here, borne)
                is_feared = day < lifted[FEAR + actor, group]
                if actor == holder:
                    if not is_feared:
                        continue
                    return_unpermitted *= fear_factor(
                        beliefs.felt[home, group, actor, RETURNED_UNPERMITTED], tolerance
                    )
                    return_permitted *= fear_factor(
                        beliefs.felt[home, group, actor, RETURNED_PERMITTED], tolerance
                    )
                    continue
                # Only those who raid a place, or have informers in it, are expected to take it.
                menace = max(
                    scene.strength[RAIDING, actor, place], scene.strength[INFORMERS, actor, place]
                )
                danger = recapture_danger(
                    beliefs.captures[home, actor],
                    beliefs.capture_years[home, actor],
                    laws.recapture_prior,
                    menace,
                    beliefs.felt[home, group, actor, LIVING],
                    laws.recapture_horizon,
                )
                near = fear_factor(danger_here, tolerance) if is_feared else 1.0
                is_expected = day < lifted[RECAPTURE, group]
                both = near * (fear_factor(danger, tolerance) if is_expected else 1.0)
                return_unpermitted *= both
                return_permitted *= both
            weighed.dread[home, group] = 1.0 - stay
            weighed.home_factor[UNPERMITTED, home, group] = return_unpermitted
            weighed.home_factor[PERMITTED, home, group] = return_permitted
