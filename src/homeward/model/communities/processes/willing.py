"""Willing: how many of the displaced want to go home at all (model §7.1)."""

from homeward.model.communities.codes import WILLING_SHARE
from homeward.model.communities.drivers import (
    LawParameters,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.numerics.draws import people_in_families
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import WILLING

# Draws of one cell are told apart by an index.
ON_ARRIVAL, AFTER_SCREENING, ON_ENTRY, AT_START, WHEN_SETTLED = 0, 1, 2, 3, 4


@kernel
def draw_willing(
    people: int,
    home: int,
    group: int,
    place: int,
    day: int,
    cell: int,
    index: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
) -> int:
    """Draw how many of those displaced to a place want to go home, family by family (§7.1)."""
    return people_in_families(
        people,
        drawn.disposition[WILLING_SHARE, home, group, places.refuge_kind[home, place]],
        int(laws.family_size),
        chance.seed,
        WILLING,
        chance.member,
        day,
        cell,
        index,
    )
