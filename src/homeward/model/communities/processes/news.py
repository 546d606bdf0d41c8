"""News: what communities hear, forget and believe of each actor (model §4.1, §4.2)."""

import math

from homeward.model.communities.codes import (
    APPROVED,
    CROSSING,
    LIVING,
    N_BELIEF,
    N_STANCE,
    NEAR,
    NEITHER,
    NOWHERE,
    PERMITTED,
    RECENT,
    RETURNED_PERMITTED,
    RETURNED_UNPERMITTED,
    SCREENED,
    SETTLED,
    STAYING,
    UNPERMITTED,
)
from homeward.model.communities.drivers import (
    LawParameters,
    Places,
    Promises,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.member import Beliefs, PlaceState, Roll, Stocks
from homeward.numerics.array_types import Codes
from homeward.numerics.fill import clear, scale
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel
from homeward.numerics.normal import normal_quantile
from homeward.numerics.rates import DAYS_PER_YEAR, probability_within, remaining_share


@inlined
def forget(believed: float, prior: float, kept: float) -> float:
    """Evidence, in its own unit, after forgetting toward the prior all but a share `kept` (§4.2)."""
    return prior + kept * (believed - prior)


@inlined
def felt_danger(shape: float, years: float, deviate: float) -> float:
    """Upper quantile (1/person-year) of a Gamma belief, by Wilson and Hilferty 1931 (§4.3).

    `deviate` is the standard normal quantile of the caution. Within 2.5% of the exact quantile for shape >= 1.
    """
    root = 1.0 - 1.0 / (9.0 * shape) + deviate / (3.0 * math.sqrt(shape))
    return shape / years * max(root, 0.0) ** 3


@inlined
def alike(stance: int, exposure: int) -> int:
    """Say whose news of an actor is heard: that of those who stand to it the same way; of being near it, everybody's.

    What an actor does to those it rules depends on who they are; raids fall on whoever is there (§4.2).
    """
    return NEITHER if exposure == NEAR else stance


@kernel
def note_who_hears(stance: Codes, beliefs: Beliefs) -> None:
    """Note once where the news of each belief of a group stand among those of all (2, stance, actor, belief)."""
    n_group, n_actor, _ = beliefs.heard_from.shape
    for group in range(n_group):
        for actor in range(n_actor):
            for exposure in range(N_BELIEF):
                whose = alike(stance[group, actor], exposure)
                beliefs.heard_from[group, actor, exposure] = (
                    whose * n_actor + actor
                ) * N_BELIEF + exposure


@inlined
def add_up_fresh(beliefs: Beliefs) -> None:
    """Add up what is fresh of each home and of all, by whom it is heard (§4.2)."""
    n_home, n_group, n_actor, _ = beliefs.shape.shape
    n_row = n_actor * N_BELIEF
    incidents, lived = as_row(beliefs.fresh_incidents), as_row(beliefs.fresh_years)
    of_all, of_home = as_row(beliefs.of_all), as_row(beliefs.of_home)
    heard_from = as_row(beliefs.heard_from)
    in_years = N_STANCE * n_row  # after all incidents
    clear(beliefs.of_all)
    clear(beliefs.of_home)
    for home in range(n_home):
        own = 2 * N_STANCE * n_row * home
        for group in range(n_group):
            people = home * n_group + group
            for of in range(n_row):
                at, cases = people * n_row + of, heard_from[group * n_row + of]
                of_all[cases] += incidents[at]
                of_home[own + cases] += incidents[at]
                of_all[in_years + cases] += lived[at]
                of_home[own + in_years + cases] += lived[at]


@kernel
def believe_at_first(drawn: SampledInputs, beliefs: Beliefs) -> None:
    """Start every belief at its prior, and remember no capture."""
    n_home, n_group, n_actor, _ = beliefs.shape.shape
    for group in range(n_group):
        for actor in range(n_actor):
            shape = drawn.prior_shape[group, actor]
            for exposure in range(N_BELIEF):
                beliefs.prior_shape[group, actor, exposure] = shape
                beliefs.prior_years[group, actor, exposure] = shape / drawn.prior[group, actor]
    for home in range(n_home):
        for group in range(n_group):
            for actor in range(n_actor):
                for exposure in range(N_BELIEF):
                    shape = beliefs.prior_shape[group, actor, exposure]
                    years = beliefs.prior_years[group, actor, exposure]
                    beliefs.shape[home, group, actor, exposure] = shape
                    beliefs.years[home, group, actor, exposure] = years
    clear(beliefs.fresh_incidents)
    clear(beliefs.fresh_years)
    clear(beliefs.captures)
    clear(beliefs.capture_years)


@inlined
def hear_news(
    day: int,
    trusted: Codes,
    chance: RandomKey,
    laws: LawParameters,
    beliefs: Beliefs,
) -> None:
    """Let every community forget a day, hear of what happened, and make up its mind (§4.2, §4.3)."""
    n_home, n_group, n_actor, _ = beliefs.shape.shape
    n_row = n_actor * N_BELIEF
    shape, years, felt = as_row(beliefs.shape), as_row(beliefs.years), as_row(beliefs.felt)
    incidents, lived = as_row(beliefs.fresh_incidents), as_row(beliefs.fresh_years)
    prior_shape, prior_years = as_row(beliefs.prior_shape), as_row(beliefs.prior_years)
    of_all, of_home = as_row(beliefs.of_all), as_row(beliefs.of_home)
    heard_from = as_row(beliefs.heard_from)
    in_years = N_STANCE * n_row
    kept = remaining_share(1.0, laws.memory_half_life * DAYS_PER_YEAR)
    released = probability_within(1.0 / laws.news_delay, 1.0)
    if chance.without_news:
        released = 0.0
    own, kin, general = laws.reach_own, laws.reach_kin, laws.reach_general
    deviate = normal_quantile(laws.caution)
    add_up_fresh(beliefs)
    for home in range(n_home):
        its = 2 * N_STANCE * n_row * home
        for group in range(n_group):
            people = home * n_group + group
            for of in range(n_row):
                at, in_prior = people * n_row + of, group * n_row + of
                cases = heard_from[in_prior]
                heard = released * (
                    own * incidents[at]
                    + kin * (of_home[its + cases] - incidents[at])
                    + general * (of_all[cases] - of_home[its + cases])
                )
                heard_years = released * (
                    own * lived[at]
                    + kin * (of_home[its + in_years + cases] - lived[at])
                    + general * (of_all[in_years + cases] - of_home[its + in_years + cases])
                )
                believed = forget(shape[at], prior_shape[in_prior], kept)
                over = forget(years[at], prior_years[in_prior], kept)
                believed += max(heard, 0.0)
                over += max(heard_years, 0.0)
                shape[at] = believed
                years[at] = over
                felt[at] = felt_danger(believed, over, deviate)
    unheard = 1.0 - released
    scale(beliefs.fresh_incidents, unheard)
    scale(beliefs.fresh_years, unheard)
    for group in range(n_group):
        for actor in range(n_actor):
            if day >= trusted[group, actor]:
                for home in range(n_home):
                    clear(beliefs.felt[home, group, actor])


@kernel
def gather_experience(
    era: int, places: Places, stocks: Stocks, roll: Roll, beliefs: Beliefs, scene: PlaceState
) -> None:
    """Count today's person-years lived within reach of each actor, to be heard of later (§4.2)."""
    n_community = roll.home.size
    _, n_group, n_actor, _ = beliefs.fresh_years.shape
    displaced, on_the_road = as_row(stocks.displaced), as_row(stocks.on_the_road)
    fresh = as_row(beliefs.fresh_years)
    for index in range(roll.size[0]):
        community = int(roll.listed[index])
        home, group = int(roll.home[community]), int(roll.group[community])
        place = int(roll.place[community])
        settled = (
            displaced[SETTLED * n_community + community]
            + displaced[APPROVED * n_community + community]
            + displaced[STAYING * n_community + community]
            + displaced[RECENT * n_community + community]
        )
        # Being on the road to a place is dealing with its holder, as crossing to it is.
        screened = displaced[SCREENED * n_community + community]
        screened += on_the_road[community] + on_the_road[n_community + community]
        unpermitted = 0
        permitted = 0
        if place == places.home_place[home]:
            screened += stocks.homing[home, group]
            settled += stocks.residents[home, group]
            unpermitted = stocks.returnees[UNPERMITTED, home, group]
            permitted = stocks.returnees[PERMITTED, home, group]
        everyone = settled + screened + unpermitted + permitted
        if everyone == 0:
            continue
        holder = places.holder[era, place]
        people = home * n_group + group
        for of in range(scene.n_near[place]):
            actor = int(scene.near[place, of])
            years = scene.lived[place, actor]
            at = (people * n_actor + actor) * N_BELIEF
            if actor == holder:
                fresh[at + LIVING] += settled * years
                fresh[at + CROSSING] += screened * years
                if unpermitted + permitted > 0:
                    fresh[at + RETURNED_UNPERMITTED] += unpermitted * years
                    fresh[at + RETURNED_PERMITTED] += permitted * years
            else:
                fresh[at + NEAR] += everyone * years


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
                    for exposure in range(CROSSING, NEAR):
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
