"""Control: who controls each place and which armed actors operate there (model §3.1, §3.2)."""

from homeward.model.communities.codes import (
    ASSAULT,
    CONTROL,
    DWELLINGS_USABLE,
    GARRISON,
    INFORMERS,
    RAIDING,
)
from homeward.model.communities.drivers import (
    LawParameters,
    PlaceConditions,
    Places,
    PresenceSeries,
    SampledInputs,
)
from homeward.model.communities.member import PlaceState
from homeward.numerics.fill import clear
from homeward.numerics.kernel import kernel
from homeward.numerics.ranges import within_range
from homeward.numerics.rates import DAYS_PER_YEAR


@kernel
def raiding_strength(strength: float, is_hub_denied: bool, hub_protection: float) -> float:
    """Strength (0-1) with which raiders are felt where the hub may be denied to them (§3.2)."""
    return strength * (1.0 - hub_protection) if is_hub_denied else strength


@kernel
def take_positions(
    era: int,
    places: Places,
    stations: PresenceSeries,
    laws: LawParameters,
    drawn: SampledInputs,
    scene: PlaceState,
) -> None:
    """Work out, for a new era, every actor's strength at every place and the places' conditions."""
    n_actor, n_place = scene.presence.shape
    protection = laws.hub_protection
    clear(scene.strength)
    for place in range(n_place):
        scene.strength[CONTROL, places.holder[era, place], place] = 1.0
    for series in range(stations.actor.size):
        base = within_range(
            stations.low[era, series],
            stations.mid[era, series],
            stations.high[era, series],
            drawn.presence[series],
        )
        actor = stations.actor[series]
        mode = stations.mode[series]
        for place in range(n_place):
            strength = base * stations.reach[series, place]
            hub = places.hub[place]
            if mode == RAIDING and hub >= 0:
                is_denied = places.holder[era, hub] != actor
                strength = raiding_strength(strength, is_denied, protection)
            scene.strength[mode, actor, place] = max(scene.strength[mode, actor, place], strength)
    for place in range(n_place):
        scene.assault[place] = 0.0
        scene.n_near[place] = 0
        for actor in range(n_actor):
            felt = scene.strength[CONTROL, actor, place]
            for mode in (GARRISON, RAIDING, INFORMERS):
                felt = max(felt, scene.strength[mode, actor, place])
            scene.presence[actor, place] = felt
            fighting = scene.strength[ASSAULT, actor, place]
            scene.lived[place, actor] = max(felt, fighting) / DAYS_PER_YEAR
            if scene.lived[place, actor] > 0.0:
                scene.near[place, scene.n_near[place]] = actor
                scene.n_near[place] += 1
            if actor != places.holder[era, place]:
                scene.assault[place] = max(scene.assault[place], fighting)


@kernel
def take_conditions(
    era: int, places: Places, conditions: PlaceConditions, drawn: SampledInputs, scene: PlaceState
) -> None:
    """Work out, for a new era, the conditions of every place; a new housing row counts what stands."""
    n_condition, n_place = scene.condition.shape
    for home in range(places.home_place.size):
        place = int(places.home_place[home])
        is_new = era == 0
        if not is_new:
            is_new = (
                conditions.low[era, DWELLINGS_USABLE, place]
                != conditions.low[era - 1, DWELLINGS_USABLE, place]
                or conditions.mid[era, DWELLINGS_USABLE, place]
                != conditions.mid[era - 1, DWELLINGS_USABLE, place]
                or conditions.high[era, DWELLINGS_USABLE, place]
                != conditions.high[era - 1, DWELLINGS_USABLE, place]
            )
        if is_new:
            scene.standing_share[home] = 1.0
    for condition in range(n_condition):
        for place in range(n_place):
            scene.condition[condition, place] = within_range(
                conditions.low[era, condition, place],
                conditions.mid[era, condition, place],
                conditions.high[era, condition, place],
                drawn.condition[condition, place],
            )
