"""The account: where everybody is before the first day, and that nobody is lost after it (model §9)."""

from homeward.model.communities.drivers import (
    InitialDisplaced,
    LawParameters,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.ledger.settling import settle
from homeward.model.communities.member import Beliefs, Record, Stocks, Trips
from homeward.model.communities.processes.willing import AT_START
from homeward.model.communities.trips import forget_trips
from homeward.numerics.fill import add, clear, count_cells, has_negative, total
from homeward.numerics.kernel import kernel

WELL, NEGATIVE_STOCK, PEOPLE_LOST, NOT_A_NUMBER, STOPPED, OUTGROWN = 0, 1, 2, 3, 4, 5
"""What a member's status can be; `engine.communities.ready` words them."""


@kernel
def begin(
    places: Places,
    starts: InitialDisplaced,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    trips: Trips,
) -> None:
    """Put everybody where they are before the first day (§2)."""
    clear(stocks.displaced)
    clear(stocks.returnees)
    clear(stocks.on_the_road)
    clear(stocks.homing)
    clear(stocks.travelling_home)
    clear(stocks.harmed)
    clear(stocks.residents)
    add(stocks.residents, drawn.residents)
    forget_trips(trips)
    _, _, n_group, n_place = stocks.displaced.shape
    for row in range(starts.home.size):
        home = int(starts.home[row])
        group = int(starts.group[row])
        place = int(starts.place[row])
        people = drawn.start[row]
        community = (home * n_group + group) * n_place + place
        settle(
            people, home, group, place, 0, community, AT_START, places, chance, laws, drawn, stocks
        )  # fmt: skip


@kernel
def count_everyone(stocks: Stocks) -> int:
    """Count all people of a member, in whatever condition."""
    return (
        total(stocks.residents)
        + total(stocks.returnees)
        + total(stocks.displaced)
        + total(stocks.on_the_road)
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
        or has_negative(stocks.on_the_road)
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
