"""The account: a day's flows applied to the stocks, here and nowhere else (model §3, step 9)."""

from homeward.model.communities.arrays import (
    CHANGES,
    N_CHANGE,
    PERMITTED,
    SETTLED,
    STAYING,
    UNPERMITTED,
    Beliefs,
    DecisionTerms,
    Flows,
    InitialDisplaced,
    LawParameters,
    Places,
    RandomKey,
    Record,
    SampledInputs,
    Stocks,
)
from homeward.model.communities.ledger import WILLING_AT_START, willing_share
from homeward.numerics.draws import people_in_families
from homeward.numerics.fill import add, clear, count_cells, has_negative, subtract, total
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import WILLING

WELL, NEGATIVE_STOCK, PEOPLE_LOST, NOT_A_NUMBER, STOPPED, OUTGROWN = 0, 1, 2, 3, 4, 5
"""What a member's status can be; `engine.communities.ready` words them."""


@kernel
def forget_flows(flows: Flows) -> None:
    """Forget yesterday's flows."""
    clear(flows.fled)
    clear(flows.left_again)
    clear(flows.from_door)
    clear(flows.moved_on)
    clear(flows.turned_back)
    clear(flows.leaving)
    clear(flows.set_off_home)
    clear(flows.came_home)
    clear(flows.arrived)
    clear(flows.entered)
    clear(flows.status_changes)
    clear(flows.gained_permission)
    clear(flows.suffered)
    clear(flows.residents_harmed)
    clear(flows.returnees_harmed)
    clear(flows.displaced_harmed)
    clear(flows.harmed)
    for days in range(flows.departing.size):
        if flows.departing[days] > 0:
            clear(flows.setting_out[days])
            clear(flows.going_home[days])
            flows.departing[days] = 0


@kernel
def forget_all(flows: Flows) -> None:
    """Forget whatever is there, left by another member perhaps on its way through a day."""
    for days in range(flows.departing.size):
        flows.departing[days] = 1
        flows.stopped[days] = 0
    clear(flows.off_road)
    clear(flows.off_way_home)
    forget_flows(flows)


@kernel
def begin(
    places: Places,
    starts: InitialDisplaced,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    flows: Flows,
) -> None:
    """Put everybody where they are before the first day (§2)."""
    clear(stocks.displaced)
    clear(stocks.returnees)
    clear(stocks.on_the_way)
    clear(stocks.on_the_road)
    clear(stocks.travelling_home)
    clear(stocks.harmed)
    clear(stocks.residents)
    add(stocks.residents, drawn.residents)
    forget_all(flows)
    _, _, n_group, n_place = stocks.displaced.shape
    for row in range(starts.home.size):
        home = int(starts.home[row])
        group = starts.group[row]
        place = int(starts.place[row])
        people = drawn.start[row]
        willing = people_in_families(
            people,
            willing_share(places.refuge_kind[home, place], laws),
            int(laws.family_size),
            chance.seed,
            WILLING,
            chance.member,
            0,
            (home * n_group + group) * n_place + place,
            WILLING_AT_START,
        )
        stocks.displaced[SETTLED, home, group, place] += willing
        stocks.displaced[STAYING, home, group, place] += people - willing


@kernel
def apply_flows(day: int, stocks: Stocks, flows: Flows) -> None:
    """Apply the day's flows to the stocks."""
    subtract(stocks.residents, flows.fled)
    subtract(stocks.residents, flows.residents_harmed)
    add(stocks.returnees, flows.came_home)
    subtract(stocks.returnees, flows.left_again)
    subtract(stocks.returnees, flows.returnees_harmed)
    subtract(stocks.returnees[UNPERMITTED], flows.gained_permission)
    add(stocks.returnees[PERMITTED], flows.gained_permission)
    add(stocks.displaced, flows.arrived)
    subtract(stocks.displaced, flows.moved_on)
    subtract(stocks.displaced, flows.set_off_home)
    subtract(stocks.displaced, flows.displaced_harmed)
    for change in range(N_CHANGE):
        subtract(stocks.displaced[CHANGES[change][0]], flows.status_changes[change])
        add(stocks.displaced[CHANGES[change][1]], flows.status_changes[change])
    add(stocks.harmed, flows.harmed)
    n_slot = stocks.on_the_way.shape[0]
    today = day % n_slot
    for slot in range(n_slot):
        if flows.stopped[slot] > 0:
            subtract(stocks.on_the_way[slot], flows.off_road[slot])
            subtract(stocks.on_the_road, flows.off_road[slot])
            clear(flows.off_road[slot])
            subtract(stocks.travelling_home[slot], flows.off_way_home[slot])
            clear(flows.off_way_home[slot])
            flows.stopped[slot] = 0
    subtract(stocks.on_the_road, stocks.on_the_way[today])
    clear(stocks.on_the_way[today])
    clear(stocks.travelling_home[today])
    for days in range(n_slot):
        if flows.departing[days] > 0:
            slot = (day + days) % n_slot
            add(stocks.on_the_way[slot], flows.setting_out[days])
            add(stocks.travelling_home[slot], flows.going_home[days])
            add(stocks.on_the_road, flows.setting_out[days])


@kernel
def count_present(places: Places, stocks: Stocks, weighed: DecisionTerms) -> None:
    """Count the people at every place this morning (§6.2)."""
    n_standing, n_home, n_group, n_place = stocks.displaced.shape
    clear(weighed.present)
    for standing in range(n_standing):
        for home in range(n_home):
            for group in range(n_group):
                for place in range(n_place):
                    weighed.present[place] += stocks.displaced[standing, home, group, place]
    for home in range(n_home):
        place = int(places.home_place[home])
        for group in range(n_group):
            there = stocks.residents[home, group] + stocks.returnees[UNPERMITTED, home, group]
            weighed.present[place] += there + stocks.returnees[PERMITTED, home, group]


@kernel
def count_everyone(stocks: Stocks) -> int:
    """Count all people of a member, in whatever condition."""
    return (
        total(stocks.residents)
        + total(stocks.returnees)
        + total(stocks.displaced)
        + total(stocks.on_the_way)
        + total(stocks.travelling_home)
        + total(stocks.harmed)
    )


@kernel
def audit(expected: int, stocks: Stocks, beliefs: Beliefs) -> int:
    """Status of a member: its people are all there, none negative, and its beliefs are numbers."""
    if (
        has_negative(stocks.residents)
        or has_negative(stocks.returnees)
        or has_negative(stocks.displaced)
        or has_negative(stocks.on_the_way)
        or has_negative(stocks.travelling_home)
        or has_negative(stocks.harmed)
    ):
        return NEGATIVE_STOCK
    if count_everyone(stocks) != expected:
        return PEOPLE_LOST
    felt = total(beliefs.felt)
    return WELL if felt - felt == 0.0 else NOT_A_NUMBER


@kernel
def audit_record(row: int, counted: int, gathered: int, record: Record) -> int:
    """Status of a row of the record: it says of everybody where they are, and has every flow that was gathered.

    A count that outgrows its 32 bits loses a multiple of 2^32 and never gains any, so sums tell of each one that did.
    """
    if count_cells(record.stocks[row]) == counted and count_cells(record.flows[row]) == gathered:
        return WELL
    return OUTGROWN
