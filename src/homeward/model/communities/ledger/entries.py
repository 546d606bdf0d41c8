"""Who enters from outside the model (model §2)."""

from homeward.model.communities.drivers import (
    ExternalArrivals,
    LawParameters,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.ledger.settling import come_to
from homeward.model.communities.member import Roll, Stocks, Today
from homeward.model.communities.processes.willing import ON_ENTRY
from homeward.model.communities.record import EXTERNAL_ARRIVALS
from homeward.model.communities.roll import enroll
from homeward.model.communities.today import count_flow
from homeward.numerics.array_types import Tallies
from homeward.numerics.kernel import kernel


@kernel
def enter(
    day: int,
    places: Places,
    entries: ExternalArrivals,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    roll: Roll,
    today: Today,
    kept: Tallies,
) -> int:
    """Let people enter from outside the model, evenly over the days their row gives (§2); return how many."""
    _, _, n_group, n_place = stocks.displaced.shape
    entered = 0
    for row in range(entries.home.size):
        first = entries.first[row]
        last = entries.last[row]
        if day < first or day >= last:
            continue
        people = drawn.arrivals[row]
        so_far = people * (day - first) // (last - first)
        entering = people * (day + 1 - first) // (last - first) - so_far
        home, group, place = (
            int(entries.home[row]),
            int(entries.group[row]),
            int(entries.place[row]),
        )
        community = (home * n_group + group) * n_place + place
        enroll(community, roll)
        count_flow(EXTERNAL_ARRIVALS, community, entering, kept, today)
        come_to(
            entering, home, group, place, day, community, ON_ENTRY, places, chance, laws, drawn, stocks
        )  # fmt: skip
        entered += entering
    return entered
