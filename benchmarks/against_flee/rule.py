"""The rule of movement all the agent models here follow: Flee's stock settings, as numbers and one formula."""

from __future__ import annotations

KM_PER_DAY = 360.0
KM_ADDED = 10.0  # to every road, so that very short ones are not told apart
CONFLICT_FACTOR = 0.25  # the pull of a place in conflict, to the power of its intensity
# Chance a day to leave a place.
LEAVES_CONFLICT, LEAVES_HUB, LEAVES_TOWN, LEAVES_CAMP, LEAVES_IDP_CAMP = 1.0, 1.0, 0.3, 0.001, 0.1
NEARLY_FULL = 0.9  # share of the capacity from which a place begins to repel
REFUSED_BELOW = 0.5  # a camp with less room than this is not set out for


def room(people: int, capacity: int) -> float:
    """Return the room left: 1 up to nearly full, then falling to 0 at the capacity; a capacity of 0 is no limit."""
    if capacity < 1:
        return 1.0
    left = (capacity - people) / (capacity * (1.0 - NEARLY_FULL))
    return min(1.0, max(0.0, left))
