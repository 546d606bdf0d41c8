"""How people settle at a refuge: screened, come of late, then willing to go home or not (model §6.4, §7.1)."""

from homeward.model.communities.codes import RECENT, SCREENED, SETTLED, STAYING, WILLING_SHARE
from homeward.model.communities.drivers import (
    LawParameters,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.member import Draws, Morning, Roll, Stocks
from homeward.model.communities.processes.willing import (
    AFTER_SCREENING,
    WHEN_SETTLED,
    draw_willing,
)
from homeward.numerics.draws import fill_uniforms
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel
from homeward.numerics.rates import probability_within
from homeward.numerics.streams import SETTLE, WILLING
from homeward.numerics.together import fill_families


@kernel
def come_to(
    people: int,
    home: int,
    group: int,
    place: int,
    day: int,
    cell: int,
    index: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
) -> None:
    """Count people who are let into a refuge among those come of late, or settle them at once if nobody is (§7.1)."""
    if laws.recent_days > 0.0:
        stocks.displaced[RECENT, home, group, place] += people
        return
    settle(
        people, home, group, place, day, cell, index, places, chance, laws, drawn, stocks
    )  # fmt: skip


@kernel
def settle(
    people: int,
    home: int,
    group: int,
    place: int,
    day: int,
    cell: int,
    index: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
) -> None:
    """Divide people at a refuge into those who want to go home and those who stay (§7.1)."""
    willing = draw_willing(
        people, home, group, place, day, cell, index, places, chance, laws, drawn
    )
    stocks.displaced[SETTLED, home, group, place] += willing
    stocks.displaced[STAYING, home, group, place] += people - willing


@inlined
def welcome(
    people: int,
    community: int,
    cell: int,
    waiting: int,
    laws: LawParameters,
    stocks: Stocks,
    draws: Draws,
) -> int:
    """As `come_to`, but that those who settle wait for the others: return how many communities wait now."""
    if laws.recent_days > 0.0:
        as_row(stocks.displaced)[RECENT * stocks.harmed[0].size + community] += people
        return waiting
    return wait(people, community, cell, waiting, draws)


@inlined
def wait(people: int, community: int, cell: int, waiting: int, draws: Draws) -> int:
    """Let people wait to be settled together; return how many communities do."""
    draws.people[waiting] = people
    draws.community[waiting] = community
    draws.cell[waiting] = cell
    return waiting + 1


@kernel
def settle_together(
    waiting: int,
    day: int,
    index: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    roll: Roll,
    draws: Draws,
) -> None:
    """Divide all who wait into those who want to go home and those who stay; as `settle`, side by side (§7.1)."""
    n_community = roll.home.size
    displaced = as_row(stocks.displaced)
    for at in range(waiting):
        community = int(draws.community[at])
        home, group = int(roll.home[community]), int(roll.group[community])
        kind = places.refuge_kind[home, roll.place[community]]
        draws.chance[at] = drawn.disposition[WILLING_SHARE, home, group, kind]
    fill_uniforms(
        chance.seed, WILLING, chance.member, day, draws.cell, index, draws.uniform, waiting
    )
    fill_families(
        draws.people, draws.chance, draws.uniform, int(laws.family_size), waiting, draws.large, draws.deviate,
        draws.alone, draws.going,
    )  # fmt: skip
    for at in range(waiting):
        community, willing = int(draws.community[at]), draws.going[at]
        displaced[SETTLED * n_community + community] += willing
        displaced[STAYING * n_community + community] += draws.people[at] - willing


@inlined
def settle_recent(
    day: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    roll: Roll,
    morning: Morning,
    draws: Draws,
) -> None:
    """Draw who of those come of late settles today (§7.1)."""
    if laws.recent_days <= 0.0:
        return
    displaced = as_row(stocks.displaced)
    for_a_day = probability_within(1.0 / laws.recent_days, 1.0)
    n = 0
    for index in range(morning.size[0]):
        if morning.standing[index] == RECENT:
            cell = int(morning.cell[index])
            draws.chance[n] = for_a_day
            n = wait(displaced[cell], int(morning.community[index]), cell, n, draws)
    draw_settling(n, day, chance, int(laws.family_size), draws)
    waiting = 0
    for at in range(n):
        settling, cell = draws.going[at], int(draws.cell[at])
        if settling > 0:
            displaced[cell] -= settling
            waiting = wait(settling, int(draws.community[at]), cell, waiting, draws)
    if waiting > 0:
        settle_together(
            waiting, day, WHEN_SETTLED, places, chance, laws, drawn, stocks, roll, draws
        )  # fmt: skip


@inlined
def end_screening(
    day: int,
    era: int,
    is_new_era: bool,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    roll: Roll,
    morning: Morning,
    draws: Draws,
) -> None:
    """Draw whose screening ends (§6.4)."""
    displaced = as_row(stocks.displaced)
    for_a_day = probability_within(1.0 / laws.screening, 1.0)
    n = morning.size[2]
    for index in range(n):
        cell = int(morning.screened[index])
        community = cell - SCREENED * roll.home.size
        place = int(roll.place[community])
        is_new_holder = (
            is_new_era and era > 0 and places.holder[era - 1, place] != places.holder[era, place]
        )
        draws.chance[index] = 1.0 if is_new_holder else for_a_day
        wait(displaced[cell], community, cell, index, draws)
    draw_settling(n, day, chance, int(laws.family_size), draws)
    waiting = 0
    for at in range(n):
        cleared, cell = draws.going[at], int(draws.cell[at])
        if cleared > 0:
            displaced[cell] -= cleared
            waiting = welcome(cleared, int(draws.community[at]), cell, waiting, laws, stocks, draws)
    if waiting > 0:
        settle_together(
            waiting, day, AFTER_SCREENING, places, chance, laws, drawn, stocks, roll, draws
        )  # fmt: skip


@kernel
def draw_settling(n: int, day: int, chance: RandomKey, family_size: int, draws: Draws) -> None:
    """Draw of all who wait how many of each community need not wait any longer."""
    fill_uniforms(chance.seed, SETTLE, chance.member, day, draws.cell, 0, draws.uniform, n)
    fill_families(
        draws.people, draws.chance, draws.uniform, family_size, n, draws.large, draws.deviate, draws.alone,
        draws.going
    )  # fmt: skip
