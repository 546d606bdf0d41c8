"""THE ORDER OF THE DAY (model §3)."""

from homeward.model.communities.account import (
    STOPPED,
    WELL,
    apply_flows,
    audit,
    audit_record,
    begin,
    count_everyone,
    count_present,
    forget_all,
    forget_flows,
)
from homeward.model.communities.arrays import Codes, Drivers, Flows, Params, Record, State
from homeward.model.communities.dispersal import disperse
from homeward.model.communities.incidents import attribute
from homeward.model.communities.ledger import (
    approve,
    arrive_home,
    enter,
    leave_displacement,
    leave_home,
    leave_return,
    travel,
    travel_home,
)
from homeward.model.communities.processes.control import take_conditions, take_positions
from homeward.model.communities.processes.destination import (
    weigh_acceptance,
    weigh_distances,
    weigh_pulls,
)
from homeward.model.communities.processes.dwelling import destroy_dwellings
from homeward.model.communities.processes.fear import weigh_home, weigh_refuges
from homeward.model.communities.processes.journey import take_ways
from homeward.model.communities.processes.news import (
    believe_at_first,
    gather_experience,
    hear_news,
    hear_promises,
    remember_captures,
)
from homeward.model.communities.processes.obstacles import weigh_obstacles
from homeward.model.communities.processes.threat import feel_threat
from homeward.model.communities.record import gather_flows, keep_record
from homeward.numerics.fill import total
from homeward.numerics.kernel import kernel


@kernel
def step(day: int, drivers: Drivers, params: Params, state: State, flows: Flows) -> None:
    """Advance one member by one day. The order below is the model (§3)."""
    places, answers, ways = drivers.places, drivers.answers, drivers.ways
    lifted = drivers.lifted
    chance, laws, drawn = params.chance, params.laws, params.drawn
    stocks, beliefs, scene, weighed = state.stocks, state.beliefs, state.scene, state.weighed
    era = drivers.era_of_day[day]
    is_new = day == 0 or drivers.era_of_day[day - 1] != era
    forget_flows(flows)

    # The world: who controls each place and who operates there, what it offers, what each group faces there.
    if is_new:
        take_positions(era, places, drivers.stations, laws, drawn, scene)
        take_conditions(era, places, drivers.conditions, drawn, scene)
        feel_threat(era, drivers.rules, drawn, scene)
        if day == 0 or ways.of_era[era] != scene.way[0]:
            take_ways(era, ways, laws, stocks, scene)
            weigh_distances(era, ways, laws, scene)

    # News: what communities hear of yesterday, and what they believe tonight.
    if is_new:
        hear_promises(era, drivers.promises, chance, laws, beliefs)
    remember_captures(is_new, era, places, chance, laws, beliefs)
    hear_news(day, drivers.trusted, chance, laws, drawn, beliefs)

    # Weighing: fear of each place and of home, the pull of refuges, the obstacles to return.
    weigh_refuges(era, places, laws, beliefs, weighed)
    weigh_home(day, era, places, lifted, laws, beliefs, scene, weighed)
    count_present(places, stocks, weighed)
    weigh_pulls(places, laws, drawn, stocks, scene, weighed)
    weigh_acceptance(era, places, answers, laws, stocks, scene, weighed)
    weigh_obstacles(day, era, places, ways, lifted, laws, stocks, scene, weighed)

    # Leaving: who flees, who leaves again, who sets off home or looks further, who is harmed.
    leave_home(day, era, places, answers, chance, laws, stocks, scene, weighed, flows)
    leave_return(day, era, is_new, places, answers, chance, laws, stocks, scene, weighed, flows)
    if is_new:
        approve(day, era, places, drivers.lists, chance, laws, drawn, stocks, flows)
    leave_displacement(
        day, era, is_new, places, answers, ways, lifted, chance, laws, stocks, scene, weighed, flows
    )

    # The road: travellers arrive, or are turned back; at home there is a roof, or not.
    travel(day, era, is_new, places, answers, chance, laws, stocks, scene, flows)
    travel_home(day, places, chance, stocks, scene, flows)
    arrive_home(day, places, chance, laws, stocks, scene, weighed, flows)
    enter(day, places, drivers.entries, chance, laws, drawn, stocks, flows)

    # Where those who leave go, and who harmed those who suffered.
    disperse(day, era, places, answers, chance, laws, scene, weighed, flows)
    attribute(day, era, places, drivers.rules, chance, beliefs, scene, flows)

    # Evening: what there is to hear of tomorrow, what bombs left standing, and the account.
    gather_experience(era, places, stocks, beliefs, scene)
    destroy_dwellings(places, laws, scene)
    apply_flows(day, stocks, flows)


@kernel
def run_member(
    drivers: Drivers,
    params: Params,
    state: State,
    flows: Flows,
    record: Record,
    stop: Codes,
    first_row: int,
    after_row: int,
) -> None:
    """Run one member's days up to row `after_row` of its record, and keep them; give up when `stop` (1) is set.

    From row 0 it begins on the first day. From a later row, `state` is that of the evening of the row before, in
    this world or in one that is the same up to there.
    """
    first = 0
    if first_row == 0:
        begin(
            drivers.places,
            drivers.starts,
            params.chance,
            params.laws,
            params.drawn,
            state.stocks,
            flows,
        )
        believe_at_first(params.drawn, state.beliefs)
        state.scene.way[0] = -1
    else:
        # Rules have other numbers in another world: what each does is worked out again, for the era that goes on.
        first = record.day[first_row - 1] + 1
        forget_all(flows)
        feel_threat(int(drivers.era_of_day[first - 1]), drivers.rules, params.drawn, state.scene)
    after = drivers.era_of_day.size
    if after_row < record.day.size:
        after = record.day[after_row - 1] + 1
    expected = count_everyone(state.stocks)
    row = first_row
    gathered = 0
    record.status[0] = WELL
    for day in range(first, after):
        if stop[0]:
            record.status[0] = STOPPED
            return
        step(day, drivers, params, state, flows)
        expected += total(flows.entered)
        if row < record.day.size:
            gathered += gather_flows(row, drivers.places, flows, record)
            if record.day[row] == day:
                keep_record(row, drivers.places, state.stocks, state.beliefs, record)
                status = audit(expected, state.stocks, state.beliefs)
                if status == WELL:
                    status = audit_record(row, expected, gathered, record)
                row += 1
                gathered = 0
                if status != WELL:
                    record.status[0] = status
                    record.status[1] = day
                    return
