"""News: what communities hear, forget and believe of each actor (model §4.1, §4.2)."""

import math

from homeward.model.communities.arrays import (
    ASSAULT,
    CROSSING,
    LIVING,
    N_BELIEF,
    NOWHERE,
    PERMITTED,
    RETURNED_PERMITTED,
    RETURNED_UNPERMITTED,
    SCREENED,
    UNPERMITTED,
    Beliefs,
    Codes,
    LawParameters,
    Places,
    PlaceState,
    Promises,
    RandomKey,
    SampledInputs,
    Stocks,
)
from homeward.numerics.fill import clear, scale
from homeward.numerics.kernel import kernel
from homeward.numerics.normal import normal_quantile
from homeward.numerics.rates import DAYS_PER_YEAR, probability_within, remaining_share


@kernel
def forget(believed: float, prior: float, kept: float) -> float:
    """Evidence, in its own unit, after forgetting toward the prior all but a share `kept` (§4.2)."""
    return prior + kept * (believed - prior)


@kernel
def felt_danger(shape: float, years: float, deviate: float) -> float:
    """Upper quantile (1/person-year) of a Gamma belief, by Wilson and Hilferty 1931 (§4.3).

    `deviate` is the standard normal quantile of the caution. Within 2.5% of the exact quantile for shape >= 1.
    """
    root = 1.0 - 1.0 / (9.0 * shape) + deviate / (3.0 * math.sqrt(shape))
    return shape / years * max(root, 0.0) ** 3


@kernel
def believe_at_first(drawn: SampledInputs, beliefs: Beliefs) -> None:
    """Start every belief at its prior, and remember no capture."""
    n_home, n_group, n_actor, _ = beliefs.shape.shape
    for home in range(n_home):
        for group in range(n_group):
            for actor in range(n_actor):
                shape = drawn.prior_shape[group, actor]
                for exposure in range(N_BELIEF):
                    beliefs.shape[home, group, actor, exposure] = shape
                    beliefs.years[home, group, actor, exposure] = shape / drawn.prior[group, actor]
    clear(beliefs.fresh_incidents)
    clear(beliefs.fresh_years)
    clear(beliefs.captures)
    clear(beliefs.capture_years)


@kernel
def hear_news(
    day: int,
    trusted: Codes,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    beliefs: Beliefs,
) -> None:
    """Let every community forget a day, hear of what happened, and make up its mind (§4.2, §4.3)."""
    n_home, n_group, n_actor, _ = beliefs.shape.shape
    kept = remaining_share(1.0, laws.memory_half_life * DAYS_PER_YEAR)
    released = probability_within(1.0 / laws.news_delay, 1.0)
    if chance.without_news:
        released = 0.0
    own = laws.reach_own
    kin = laws.reach_kin
    general = laws.reach_general
    deviate = normal_quantile(laws.caution)
    for actor in range(n_actor):
        for exposure in range(N_BELIEF):
            all_incidents = 0.0
            all_years = 0.0
            for home in range(n_home):
                for group in range(n_group):
                    all_incidents += beliefs.fresh_incidents[home, group, actor, exposure]
                    all_years += beliefs.fresh_years[home, group, actor, exposure]
            for home in range(n_home):
                home_incidents = 0.0
                home_years = 0.0
                for group in range(n_group):
                    home_incidents += beliefs.fresh_incidents[home, group, actor, exposure]
                    home_years += beliefs.fresh_years[home, group, actor, exposure]
                for group in range(n_group):
                    incidents = beliefs.fresh_incidents[home, group, actor, exposure]
                    years = beliefs.fresh_years[home, group, actor, exposure]
                    prior_shape = drawn.prior_shape[group, actor]
                    prior_years = prior_shape / drawn.prior[group, actor]
                    heard_incidents = released * (
                        own * incidents
                        + kin * (home_incidents - incidents)
                        + general * (all_incidents - home_incidents)
                    )
                    heard_years = released * (
                        own * years
                        + kin * (home_years - years)
                        + general * (all_years - home_years)
                    )
                    shape = forget(beliefs.shape[home, group, actor, exposure], prior_shape, kept)
                    believed = forget(
                        beliefs.years[home, group, actor, exposure], prior_years, kept
                    )
                    shape += max(heard_incidents, 0.0)
                    believed += max(heard_years, 0.0)
                    beliefs.shape[home, group, actor, exposure] = shape
                    beliefs.years[home, group, actor, exposure] = believed
                    beliefs.felt[home, group, actor, exposure] = (
                        felt_danger(shape, believed, deviate)
                        if day < trusted[group, actor]
                        else 0.0
                    )
    unheard = 1.0 - released
    scale(beliefs.fresh_incidents, unheard)
    scale(beliefs.fresh_years, unheard)


@kernel
def gather_experience(
    era: int, places: Places, stocks: Stocks, beliefs: Beliefs, scene: PlaceState
) -> None:
    """Count today's person-years lived within reach of each actor, to be heard of later (§4.2)."""
    n_standing, n_home, n_group, n_place = stocks.displaced.shape
    n_actor = scene.presence.shape[0]
    for home in range(n_home):
        home_place = int(places.home_place[home])
        for group in range(n_group):
            for place in range(n_place):
                settled = 0
                for standing in range(n_standing):
                    if standing != SCREENED:
                        settled += stocks.displaced[standing, home, group, place]
                # Being on the road to a place is dealing with its holder, as crossing to it is.
                screened = stocks.displaced[SCREENED, home, group, place]
                screened += stocks.on_the_road[0, home, group, place]
                screened += stocks.on_the_road[1, home, group, place]
                unpermitted = 0
                permitted = 0
                if place == home_place:
                    for slot in range(stocks.travelling_home.shape[0]):
                        screened += stocks.travelling_home[slot, UNPERMITTED, home, group]
                        screened += stocks.travelling_home[slot, PERMITTED, home, group]
                    settled += stocks.residents[home, group]
                    unpermitted = stocks.returnees[UNPERMITTED, home, group]
                    permitted = stocks.returnees[PERMITTED, home, group]
                if settled + screened + unpermitted + permitted == 0:
                    continue
                holder = places.holder[era, place]
                for actor in range(n_actor):
                    strength = max(
                        scene.presence[actor, place], scene.strength[ASSAULT, actor, place]
                    )
                    if strength <= 0.0:
                        continue
                    years = strength / DAYS_PER_YEAR
                    fresh = beliefs.fresh_years[home, group, actor]
                    if actor == holder:
                        fresh[LIVING] += settled * years
                        fresh[CROSSING] += screened * years
                        fresh[RETURNED_UNPERMITTED] += unpermitted * years
                        fresh[RETURNED_PERMITTED] += permitted * years
                    else:
                        fresh[LIVING] += (settled + screened + unpermitted + permitted) * years


@kernel
def hear_promises(
    era: int, promises: Promises, chance: RandomKey, laws: LawParameters, beliefs: Beliefs
) -> None:
    """Credit promises made today as safe experience of crossing and of returning (§4.2)."""
    if chance.without_news:
        return
    n_home, n_group, _, _ = beliefs.shape.shape
    for promise in range(promises.era.size):
        if promises.era[promise] != era:
            continue
        actor = promises.actor[promise]
        credit = laws.promise_credence * promises.strength[promise]
        for home in range(n_home):
            for group in range(n_group):
                if promises.group[promise, group]:
                    for exposure in range(CROSSING, N_BELIEF):
                        beliefs.years[home, group, actor, exposure] += credit


@kernel
def remember_captures(
    is_new_era: bool,
    era: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    beliefs: Beliefs,
) -> None:
    """Let past captures of every home fade by a day, and add one that happened today (§4.4)."""
    if chance.without_news:
        return
    kept = remaining_share(1.0, laws.recapture_memory * DAYS_PER_YEAR)
    n_home, n_actor = beliefs.captures.shape
    for home in range(n_home):
        place = int(places.home_place[home])
        captor = NOWHERE
        if is_new_era and era > 0 and places.holder[era, place] != places.holder[era - 1, place]:
            captor = places.holder[era, place]
        for actor in range(n_actor):
            captured = 1.0 if actor == captor else 0.0
            beliefs.captures[home, actor] = kept * beliefs.captures[home, actor] + captured
            beliefs.capture_years[home, actor] = (
                kept * beliefs.capture_years[home, actor] + 1.0 / DAYS_PER_YEAR
            )
