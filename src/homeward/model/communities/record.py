"""The record: stocks on the days that are kept, flows summed since the last (model §9)."""

from homeward.model.communities.arrays import (
    ABROAD,
    CONSCRIPTED,
    DEAD,
    HELD,
    N_BELIEF,
    N_STANDING,
    PERMITTED,
    UNPERMITTED,
    Beliefs,
    Flows,
    Places,
    Record,
    Stocks,
)
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
            homing = 0
            for slot in range(stocks.travelling_home.shape[0]):
                homing += stocks.travelling_home[slot, UNPERMITTED, home, group]
                homing += stocks.travelling_home[slot, PERMITTED, home, group]
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


@kernel
def gather_flows(row: int, places: Places, flows: Flows, record: Record) -> int:
    """Add the day's flows to the row of the record that will be kept next; return how many that were."""
    _, n_home, n_group, n_place = flows.arrived.shape
    kept = record.flows[row]
    gathered = 0
    for home in range(n_home):
        home_place = int(places.home_place[home])
        for group in range(n_group):
            kept[DISPLACEMENTS, home, group, home_place] += flows.fled[home, group]
            gathered += flows.fled[home, group]
            for permit in (UNPERMITTED, PERMITTED):
                left = flows.left_again[permit, home, group] + flows.from_door[permit, home, group]
                kept[REDISPLACEMENTS, home, group, home_place] += left
                kept[RETURNS, home, group, home_place] += flows.came_home[permit, home, group]
                gathered += left + flows.came_home[permit, home, group]
            for place in range(n_place):
                kept[ENTRY_REFUSALS, home, group, place] += flows.turned_back[home, group, place]
                gathered += flows.turned_back[home, group, place]
                for standing in range(N_STANDING):
                    arrived = flows.arrived[standing, home, group, place]
                    moved_on = flows.moved_on[standing, home, group, place]
                    set_off = flows.set_off_home[standing, home, group, place]
                    kept[ARRIVALS, home, group, place] += arrived
                    kept[ONWARD_MOVEMENTS, home, group, place] += moved_on
                    kept[RETURN_DEPARTURES, home, group, place] += set_off
                    gathered += arrived + moved_on + set_off
                entered = flows.entered[home, group, place]
                kept[ARRIVALS, home, group, place] -= entered
                kept[EXTERNAL_ARRIVALS, home, group, place] += entered
                dead = flows.harmed[DEAD, home, group, place]
                held = flows.harmed[HELD, home, group, place]
                conscripted = flows.harmed[CONSCRIPTED, home, group, place]
                kept[DEATHS, home, group, place] += dead
                kept[DETENTIONS, home, group, place] += held
                kept[RECRUITMENTS, home, group, place] += conscripted
                gathered += dead + held + conscripted
    return gathered
