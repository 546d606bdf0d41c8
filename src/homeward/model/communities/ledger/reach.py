"""Reach: the refuges that those who leave a place turn to, as far as fear lets them (model §6.2, §6.3)."""

from homeward.model.communities.codes import CROSSING, LIVING, NOWHERE, OPEN, REFUSED
from homeward.model.communities.drivers import (
    LawParameters,
    Permissions,
    Places,
    SampledInputs,
)
from homeward.model.communities.member import DecisionTerms, Morning, PlaceState
from homeward.model.communities.processes.destination import (
    ease_of_crossing,
    pull_across,
    weigh_pulls,
)
from homeward.numerics.kernel import kernel


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
) -> tuple[float, float, int]:
    """Weigh the refuges in reach of those who leave a place (§6.2, §6.3).

    Return the pull of all, what fear leaves of it, and the last place that pulls anybody. Pulls are today's already.
    """
    holders, pulls, decay = places.holder[era], weighed.pull[home], scene.decay[origin]
    holder = int(holders[origin])
    entry, stay = answers.enter[era, group, holder], answers.stay[era, group]
    beyond, reach = weighed.safety[CROSSING, home, group], weighed.reach
    here = weighed.safety[LIVING, home, group, holder]
    crossing_ease = ease_of_crossing(laws.crossing_ease, here)
    # Whoever is ordered out by it fears it on the way to its other places, too.
    among_its = here * here if stay[origin] == REFUSED else here
    # Without a branch for places that pull nobody: they add nothing, and a guess of which they are costs more.
    everywhere = weighed.everywhere
    for place in range(reach.size):
        is_crossing = holders[place] != holder
        pull = pull_across(
            pulls[place] * decay[place],
            is_crossing,
            crossing_ease,
            (entry[place] != OPEN) | (stay[place] == REFUSED),
            laws.entry_refused_ease,
        )
        everywhere[place] = pull
        across = beyond[int(holders[place])]
        reach[place] = pull * (across if is_crossing else among_its)
    in_reach = 0.0
    accepted = 0.0
    last = NOWHERE
    for place in range(reach.size):
        in_reach += everywhere[place]
        accepted += reach[place]
        last = place if reach[place] > 0.0 else last
    return in_reach, accepted, last


@kernel
def accepted_share(
    era: int,
    home: int,
    group: int,
    origin: int,
    places: Places,
    answers: Permissions,
    laws: LawParameters,
    drawn: SampledInputs,
    morning: Morning,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> float:
    """Share (1) of the pull in reach of a community that its fears accept; 0 where nothing is open (§6.3)."""
    weigh_pulls(home, places, laws, drawn, morning, scene, weighed)
    in_reach, accepted, _ = weigh_reach(
        era, home, group, origin, places, answers, laws, scene, weighed
    )
    return accepted / in_reach if in_reach > 0.0 else 0.0
