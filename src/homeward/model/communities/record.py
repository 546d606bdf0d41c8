"""The record: stocks on the days that are kept, flows summed since the last (model §9)."""

from homeward.model.communities.codes import (
    ABROAD,
    CONSCRIPTED,
    DEAD,
    HELD,
    N_BELIEF,
    N_STANDING,
    PERMITTED,
    UNPERMITTED,
)
from homeward.model.communities.drivers import Places
from homeward.model.communities.member import Beliefs, Record, Stocks
from homeward.numerics.kernel import kernel

# Places of the variables in a record: the order of stocks and of flows (a test compares).
RESIDENTS, IDPS, REFUGEES, RETURNEES, TRAVELLING, DETAINED, RECRUITED, DEAD_PEOPLE = range(8)
(
    DISPLACEMENTS,
    REDISPLACEMENTS,
    ARRIVALS,
    ONWARD_MOVEMENTS,
    RETURN_DEPARTURES,
    RETURNS,
    ENTRY_REFUSALS,
    EXTERNAL_ARRIVALS,
    DEATHS,
    DETENTIONS,
    RECRUITMENTS,
) = range(11)


@kernel
def keep_record(row: int, places: Places, stocks: Stocks, beliefs: Beliefs, record: Record) -> None:
    """Write the evening's stocks into one row of the record."""
    _, n_home, n_group, n_place = stocks.displaced.shape
    kept = record.stocks[row]
    for home in range(n_home):
        home_place = int(places.home_place[home])
        for group in range(n_group):
            kept[RESIDENTS, home, group, home_place] = stocks.residents[home, group]
            kept[RETURNEES, home, group, home_place] = (
                stocks.returnees[UNPERMITTED, home, group]
                + stocks.returnees[PERMITTED, home, group]
            )
            homing = stocks.homing[home, group]
            for place in range(n_place):
                displaced = 0
                for standing in range(N_STANDING):
                    displaced += stocks.displaced[standing, home, group, place]
                is_abroad = places.refuge_kind[home, place] == ABROAD
                kept[REFUGEES if is_abroad else IDPS, home, group, place] = displaced
                kept[DETAINED, home, group, place] = stocks.harmed[HELD, home, group, place]
                kept[DEAD_PEOPLE, home, group, place] = stocks.harmed[DEAD, home, group, place]
                kept[RECRUITED, home, group, place] = stocks.harmed[CONSCRIPTED, home, group, place]
                travelling = homing if place == home_place else 0
                travelling += stocks.on_the_road[0, home, group, place]
                travelling += stocks.on_the_road[1, home, group, place]
                kept[TRAVELLING, home, group, place] = travelling
            for actor in range(beliefs.felt.shape[2]):
                for exposure in range(N_BELIEF):
                    felt = beliefs.felt[home, group, actor, exposure]
                    record.belief[row, home, group, actor, exposure] = felt
