"""The roll: communities where anybody is or travels to, the only ones a day looks at (model §3)."""

from homeward.model.communities.codes import N_LASTING, PERMITTED, SCREENED, UNPERMITTED
from homeward.model.communities.drivers import Places
from homeward.model.communities.member import Morning, Roll, Stocks, Trips
from homeward.model.communities.trips import UNDER_WAY
from homeward.numerics.array_types import Rows
from homeward.numerics.fill import clear
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel

NOTED_BITS = 3
NOTED_MASK = 7
"""Of a note of the morning the lowest bits are a standing, the others a community."""


@inlined
def enroll(community: int, roll: Roll) -> None:
    """Enter a community to which somebody comes or travels."""
    if roll.is_listed[community] == 0:
        roll.is_listed[community] = 1
        roll.listed[roll.size[0]] = community
        roll.size[0] += 1


@kernel
def call_roll(places: Places, stocks: Stocks, trips: Trips, roll: Roll) -> None:
    """Make the roll anew of what the stocks say."""
    n_standing, n_home, n_group, n_place = stocks.displaced.shape
    n_community = roll.home.size
    displaced, on_the_way = as_row(stocks.displaced), as_row(trips.row)
    clear(roll.is_listed)
    roll.size[0] = 0
    for home in range(n_home):
        for group in range(n_group):
            for place in range(n_place):
                community = (home * n_group + group) * n_place + place
                roll.home[community] = home
                roll.group[community] = group
                roll.place[community] = place
                roll.facing[community] = group * n_place + place
                is_there = place == places.home_place[home]
                for standing in range(n_standing):
                    is_there = is_there or displaced[standing * n_community + community] > 0
                for crossed in range(2):
                    is_there = is_there or on_the_way[crossed * n_community + community] > 0
                if is_there:
                    enroll(community, roll)
    roll.size[1] = roll.size[0]


@kernel
def put_in_order(roll: Roll, added: Rows) -> None:
    """Merge those added since the morning before with the others, from the last on; `added` is room for them."""
    n_added = roll.size[0] - roll.size[1]
    for index in range(n_added):
        community = roll.listed[roll.size[1] + index]
        before = index - 1
        while before >= 0 and added[before] > community:
            added[before + 1] = added[before]
            before -= 1
        added[before + 1] = community
    last = roll.size[1] - 1
    for left in range(n_added, 0, -1):
        community = added[left - 1]
        while last >= 0 and roll.listed[last] > community:
            roll.listed[last + left] = roll.listed[last]
            last -= 1
        roll.listed[last + left] = community


@inlined
def count_people(
    places: Places, stocks: Stocks, trips: Trips, roll: Roll, morning: Morning
) -> None:
    """Count the people at every place this morning, and strike off communities where nobody is left (§6.2)."""
    _, n_home, n_group, _ = stocks.displaced.shape
    n_community = roll.home.size
    displaced, on_the_way = as_row(stocks.displaced), as_row(trips.row)
    put_in_order(roll, morning.undecided)
    clear(morning.present)
    clear(morning.kin)
    clear(morning.everyone)
    left, found, screened, under_way = 0, 0, 0, 0
    for index in range(roll.size[0]):
        community = int(roll.listed[index])
        home, group = int(roll.home[community]), int(roll.group[community])
        place = int(roll.place[community])
        here = 0
        for standing in range(N_LASTING):
            people = displaced[standing * n_community + community]
            here += people
            # Written without branches, here and below: a note is kept if anybody is there. One number
            # says both: what is written for nothing is what this walk costs.
            morning.cell[found] = community << NOTED_BITS | standing
            found += people > 0
        cell = SCREENED * n_community + community
        morning.screened[screened] = cell
        screened += displaced[cell] > 0
        others = under_way
        for crossed in range(2):
            chain = crossed * n_community + community
            trips.under_way[under_way] = chain
            under_way += on_the_way[chain] > 0
        if here == 0 and under_way == others and place != places.home_place[home]:
            roll.is_listed[community] = 0
            continue
        roll.listed[left] = community
        left += 1
        morning.present[place] += here
        morning.kin[home, place] += here
        morning.everyone[home, group] += here
    roll.size[0] = left
    roll.size[1] = left
    morning.size[0], morning.size[2] = found, screened
    for index in range(found):
        note = int(morning.cell[index])
        community, standing = note >> NOTED_BITS, note & NOTED_MASK
        morning.community[index] = community
        morning.standing[index] = standing
        morning.cell[index] = standing * n_community + community
    trips.n[UNDER_WAY] = under_way
    for home in range(n_home):
        place = int(places.home_place[home])
        for group in range(n_group):
            there = stocks.residents[home, group] + stocks.returnees[UNPERMITTED, home, group]
            morning.present[place] += there + stocks.returnees[PERMITTED, home, group]
