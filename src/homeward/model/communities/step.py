"""THE ORDER OF THE DAY (model §3)."""

from homeward.model.communities.account import (
    STOPPED,
    WELL,
    audit,
    audit_record,
    begin,
    count_everyone,
)
from homeward.model.communities.drivers import Drivers, Params
from homeward.model.communities.ledger.approvals import approve, end_approvals
from homeward.model.communities.ledger.dispersal import disperse
from homeward.model.communities.ledger.entries import enter
from homeward.model.communities.ledger.exit import leave_in_turn, part_ways
from homeward.model.communities.ledger.home import leave_home, leave_return
from homeward.model.communities.ledger.incidents import attribute
from homeward.model.communities.ledger.organised import stand_in_line
from homeward.model.communities.ledger.refuge import (
    bound_leaving,
    draw_leaving,
    find_undecided,
    leave_refuge,
    weigh_leaving,
    weigh_refuges,
)
from homeward.model.communities.ledger.road import arrive_home, set_off_home, travel, travel_home
from homeward.model.communities.ledger.settling import end_screening, settle_recent
from homeward.model.communities.member import Record, State
from homeward.model.communities.processes.control import take_conditions, take_positions
from homeward.model.communities.processes.destination import weigh_distances
from homeward.model.communities.processes.dwelling import destroy_dwellings
from homeward.model.communities.processes.fear import weigh_actors, weigh_home
from homeward.model.communities.processes.journey import take_ways
from homeward.model.communities.processes.news import (
    believe_at_first,
    gather_experience,
    hear_news,
    hear_promises,
    note_who_hears,
    remember_captures,
)
from homeward.model.communities.processes.obstacles import weigh_obstacles
from homeward.model.communities.processes.threat import feel_threat
from homeward.model.communities.processes.way_home import take_way_conditions
from homeward.model.communities.record import keep_record
from homeward.model.communities.roll import call_roll, count_people
from homeward.model.communities.today import FLOWED, forget_today
from homeward.numerics.array_types import Codes, Tallies
from homeward.numerics.fill import clear
from homeward.numerics.kernel import inlined, kernel


@inlined
def step(day: int, drivers: Drivers, params: Params, state: State, kept: Tallies) -> int:
    """Advance one member by one day, add its flows to `kept` (flow, community), and return how many entered.

    The order below is the model (§3).
    """
    places, answers, ways = drivers.places, drivers.answers, drivers.ways
    lifted = drivers.lifted
    chance, laws, drawn = params.chance, params.laws, params.drawn
    stocks, trips, roll, morning, draws = (
        state.stocks,
        state.trips,
        state.roll,
        state.morning,
        state.draws,
    )
    beliefs, scene, weighed, today = state.beliefs, state.scene, state.weighed, state.today
    era = drivers.era_of_day[day]
    is_new = day == 0 or drivers.era_of_day[day - 1] != era

    # The world: who controls each place and who operates there, what it offers, what each group faces there.
    if is_new:
        take_positions(era, places, drivers.stations, laws, drawn, scene)
        take_conditions(era, places, drivers.conditions, drawn, scene)
        feel_threat(era, drivers.rules, drawn, scene)
        if day == 0 or ways.of_era[era] != scene.way[0]:
            take_ways(era, ways, laws, stocks, scene)
            weigh_distances(era, ways, laws, scene)
        take_way_conditions(era, drivers.way_conditions, drawn, scene)

    # News: what communities hear of yesterday, and what they believe tonight; what there is to hear of today.
    if is_new:
        hear_promises(era, drivers.promises, chance, laws, beliefs)
    remember_captures(is_new, era, places, chance, laws, beliefs)
    hear_news(day, drivers.trusted, chance, laws, beliefs)
    count_people(places, stocks, trips, roll, morning)
    gather_experience(era, places, stocks, roll, beliefs, scene)

    # Weighing: fear of home, the obstacles to return, what drives people from refuges. What else there is to weigh,
    # the pull of other refuges and what fear leaves of it, waits until somebody may go there.
    clear(weighed.is_pulled)
    weigh_actors(laws, beliefs, weighed)
    weigh_home(day, era, places, lifted, laws, beliefs, scene, weighed)
    weigh_obstacles(day, era, places, lifted, laws, drawn, stocks, morning, scene, weighed)
    weigh_refuges(day, era, answers, lifted, laws, morning, scene, weighed)
    stand_in_line(stocks, roll, morning, scene)

    # Leaving: who flees, who leaves again, who sets off home or looks further, who is harmed.
    leave_home(
        day, era, places, answers, chance, laws, drawn, stocks, morning, scene, weighed, today, kept
    )  # fmt: skip
    leave_return(
        day, era, is_new, places, answers, lifted, chance, laws, drawn, stocks, morning, scene, weighed, today, kept
    )  # fmt: skip
    if is_new:
        approve(day, era, places, drivers.lists, chance, laws, drawn, stocks)
    draw_leaving(day, chance, morning)
    bound_leaving(day, era, places, answers, lifted, laws, drawn, morning, scene, weighed)
    find_undecided(laws, stocks, roll, morning, scene, weighed)
    weigh_leaving(
        day, era, is_new, places, answers, ways, lifted, laws, drawn, stocks, roll, morning, draws, scene,
        weighed,
    )  # fmt: skip
    leave_refuge(day, lifted, laws, stocks, roll, morning, draws, scene, weighed, today)
    leave_in_turn(
        day, era, places, answers, ways, lifted, chance, laws, stocks, roll, morning, scene, today
    )  # fmt: skip
    part_ways(day, chance, laws, stocks, roll, morning, draws, scene, today, kept)
    settle_recent(day, places, chance, laws, drawn, stocks, roll, morning, draws)
    end_screening(day, era, is_new, places, chance, laws, drawn, stocks, roll, morning, draws)

    # The road: travellers arrive, or are turned back; at home there is a roof, or not.
    travel(
        day, era, is_new, places, answers, chance, laws, drawn, stocks, trips, roll, draws, scene, today, kept
    )  # fmt: skip
    travel_home(day, places, chance, stocks, scene, today)
    arrive_home(
        day, era, places, answers, lifted, chance, laws, drawn, stocks, morning, scene, weighed, today, kept
    )  # fmt: skip
    entered = enter(day, places, drivers.entries, chance, laws, drawn, stocks, roll, today, kept)

    # Where those who leave go, and who harmed those who suffered.
    disperse(
        day, era, places, answers, chance, laws, drawn, stocks, trips, roll, morning, draws, scene, weighed,
        today, kept,
    )  # fmt: skip
    attribute(day, era, places, drivers.rules, chance, stocks, roll, beliefs, scene, today, kept)

    # Evening: those who set off home are on their way, and bombs have left some houses standing.
    set_off_home(day, stocks, today)
    if is_new:
        end_approvals(era, drivers.lists, stocks)
    destroy_dwellings(places, laws, scene)
    return entered


@kernel
def run_member(
    drivers: Drivers,
    params: Params,
    state: State,
    record: Record,
    stop: Codes,
    first_row: int,
    after_row: int,
) -> None:
    """Run one member's days up to row `after_row` of its record, and keep them; give up when `stop` (1) is set.

    From row 0 it begins on the first day. From a later row, `state` is that of the evening of the row before, in
    this world or in one that is the same up to there.
    """
    stocks, today = state.stocks, state.today
    first = 0
    if first_row == 0:
        begin(
            drivers.places,
            drivers.starts,
            params.chance,
            params.laws,
            params.drawn,
            stocks,
            state.trips,
        )
        believe_at_first(params.drawn, state.beliefs)
        state.scene.way[0] = -1
        clear(state.scene.gone)
        clear(state.scene.leavers)
    else:
        # Rows have other numbers in another world: what each does is worked out again, for the era that goes on.
        first = record.day[first_row - 1] + 1
        era = int(drivers.era_of_day[first - 1])
        feel_threat(era, drivers.rules, params.drawn, state.scene)
        take_way_conditions(era, drivers.way_conditions, params.drawn, state.scene)
    note_who_hears(drivers.places.stance, state.beliefs)
    clear(state.weighed.kin_share)  # another member's
    forget_today(today)
    call_roll(drivers.places, stocks, state.trips, state.roll)
    after = drivers.era_of_day.size
    if after_row < record.day.size:
        after = record.day[after_row - 1] + 1
    expected = count_everyone(stocks)
    row = first_row
    flows = record.flows.reshape(record.day.size, record.flows.shape[1], state.roll.home.size)
    record.status[0] = WELL
    for day in range(first, after):
        if stop[0]:
            record.status[0] = STOPPED
            return
        expected += step(day, drivers, params, state, flows[row])
        if record.day[row] == day:
            keep_record(row, drivers.places, stocks, state.beliefs, record)
            status = audit(expected, stocks, state.beliefs)
            if status == WELL:
                status = audit_record(row, expected, today.n[FLOWED], record)
            row += 1
            today.n[FLOWED] = 0
            if status != WELL:
                record.status[0] = status
                record.status[1] = day
                return
