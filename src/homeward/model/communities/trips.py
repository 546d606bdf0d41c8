"""Trips to refuges: who is on the way, by the day they arrive (model §6.4)."""

from homeward.model.communities.member import Stocks, Trips
from homeward.numerics.fill import clear
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel

FREE, LAST, UNDER_WAY = 0, 1, 2


@kernel
def forget_trips(trips: Trips) -> None:
    """Let nobody be on the way."""
    clear(trips.row)
    for row in range(trips.n[LAST] + 1):
        clear(trips.people[row])
    clear(trips.n)


@inlined
def slot_in(days: int, slot: int, n_slot: int) -> int:
    """Slot of those who arrive in fewer days than there are slots; a division would cost more than all else."""
    later = slot + days
    return later - n_slot if later >= n_slot else later


@inlined
def add_travellers(chain: int, slot: int, people: int, stocks: Stocks, trips: Trips) -> None:
    """Send people on their way."""
    rows = as_row(trips.row)
    if rows[chain] == 0:
        if trips.n[FREE] > 0:
            trips.n[FREE] -= 1
            rows[chain] = trips.free[trips.n[FREE]]
        else:
            trips.n[LAST] += 1
            rows[chain] = trips.n[LAST]
    trips.people[rows[chain], slot] += people
    as_row(stocks.on_the_road)[chain] += people


@inlined
def end_trip(chain: int, slot: int, people: int, stocks: Stocks, trips: Trips) -> None:
    """Take people off their way, and give the row back after the last of them."""
    rows, on_the_road = as_row(trips.row), as_row(stocks.on_the_road)
    trips.people[rows[chain], slot] -= people
    on_the_road[chain] -= people
    if on_the_road[chain] == 0:
        trips.free[trips.n[FREE]] = rows[chain]
        trips.n[FREE] += 1
        rows[chain] = 0
