"""Trips (model §6.4): people on the way by their day of arrival, in rows that are used again."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.member import Stocks, Trips
from homeward.model.communities.trips import (
    FREE,
    LAST,
    add_travellers,
    end_trip,
    forget_trips,
    slot_in,
)
from homeward.numerics.allocate import allocate

N_SLOT = 4
SIZES = {"crossed": 2, "home": 1, "group": 1, "place": 3, "trip": 7, "slot": N_SLOT}
SIZES |= {"permit": 2, "standing": 5, "outcome": 3}
CHAINS = 6

journeys = st.tuples(
    st.integers(0, CHAINS - 1), st.integers(1, N_SLOT - 1), st.integers(1, 10**6)
)  # where to, days, people
days_of_travel = st.lists(st.tuples(st.lists(journeys, max_size=5), st.floats(0, 1)), max_size=12)


def nobody() -> tuple[Stocks, Trips]:
    return allocate(Stocks, SIZES), allocate(Trips, SIZES)


def on_the_way(trips: Trips) -> dict[int, Counter[int]]:
    """People by chain and slot, but for those of whom there are none."""
    rows = trips.row.reshape(-1)
    found = {chain: trips.people[rows[chain]] for chain in np.flatnonzero(rows)}
    return {int(c): +Counter(dict(enumerate(people.tolist()))) for c, people in found.items()}


def check(twin: dict[int, Counter[int]], stocks: Stocks, trips: Trips) -> None:
    there = {chain: +slots for chain, slots in twin.items() if slots.total()}
    assert on_the_way(trips) == there
    totals = stocks.on_the_road.reshape(-1).tolist()
    assert totals == [there.get(chain, Counter()).total() for chain in range(CHAINS)]
    used = trips.row[trips.row > 0].tolist()
    free = trips.free[: trips.n[FREE]].tolist()
    assert sorted(used + free) == list(range(1, trips.n[LAST] + 1))  # each row once, in use or free
    assert not trips.people[[0, *free]].any()


@given(days_of_travel)
def test_everybody_on_the_way_is_where_a_plain_table_of_counters_says(
    days: list[tuple[list[tuple[int, int, int]], float]],
):
    """Every day some of each party leave the road early, those whose day it is arrive, and others set out."""
    stocks, trips = nobody()
    twin: dict[int, Counter[int]] = defaultdict(Counter)
    most_at_once = 0
    for day, (journeys, share) in enumerate(days):
        for chain in range(CHAINS):
            for slot, people in list(twin[chain].items()):
                leaving = people if slot == day % N_SLOT else int(share * people)
                if people > 0:
                    end_trip(chain, slot, leaving, stocks, trips)
                twin[chain][slot] -= leaving
        for chain, length, people in journeys:
            slot = slot_in(length, day % N_SLOT, N_SLOT)
            add_travellers(chain, slot, people, stocks, trips)
            twin[chain][slot] += people
        check(twin, stocks, trips)
        most_at_once = max(most_at_once, int((trips.row > 0).sum()))
    assert trips.n[LAST] <= most_at_once  # as rows are used again
    forget_trips(trips)
    assert not any(array.any() for array in (trips.row, trips.people, trips.n))


def test_a_row_is_used_again_and_only_then_another():
    stocks, trips = nobody()
    add_travellers(0, 1, 5, stocks, trips)
    add_travellers(4, 2, 7, stocks, trips)
    end_trip(0, 1, 5, stocks, trips)
    add_travellers(3, 0, 2, stocks, trips)
    assert trips.row.reshape(-1).tolist() == [0, 0, 0, 1, 2, 0]
    assert trips.people[1:3].tolist() == [[2, 0, 0, 0], [0, 0, 7, 0]]


@given(st.integers(0, 10_000), st.integers(2, 40), st.data())
def test_the_slot_of_a_day_is_its_remainder(day: int, n_slot: int, data: st.DataObject):
    days = data.draw(st.integers(0, n_slot - 1))
    assert slot_in(days, day % n_slot, n_slot) == (day + days) % n_slot
