"""Who enters from outside the model (model §2)."""

from homeward.model.communities.codes import SETTLED, STAYING
from homeward.model.communities.drivers import (
    ExternalArrivals,
    LawParameters,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.member import Roll, Stocks, Today
from homeward.model.communities.processes.willing import ON_ENTRY, willing_share
from homeward.model.communities.record import EXTERNAL_ARRIVALS
from homeward.model.communities.roll import enroll
from homeward.model.communities.today import count_flow
from homeward.numerics.array_types import Tallies
from homeward.numerics.draws import people_in_families
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import WILLING


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
        willing = people_in_families(
            entering,
            willing_share(places.refuge_kind[home, place], laws),
            int(laws.family_size),
            chance.seed,
            WILLING,
            chance.member,
            day,
            community,
            ON_ENTRY,
        )
        enroll(community, roll)
        count_flow(EXTERNAL_ARRIVALS, community, entering, kept, today)
        stocks.displaced[SETTLED, home, group, place] += willing
        stocks.displaced[STAYING, home, group, place] += entering - willing
        entered += entering
    return entered
