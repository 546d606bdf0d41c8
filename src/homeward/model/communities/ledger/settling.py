"""How people settle at a refuge: screened, come of late, then willing to go home or not (model §6.4, §7.1)."""

from homeward.model.communities.codes import RECENT, SCREENED, SETTLED, STAYING
from homeward.model.communities.drivers import (
    LawParameters,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.member import Morning, Roll, Stocks
from homeward.model.communities.processes.willing import (
    AFTER_SCREENING,
    WHEN_SETTLED,
    draw_willing,
)
from homeward.numerics.draws import people_in_families
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import kernel
from homeward.numerics.rates import probability_within
from homeward.numerics.streams import SETTLE


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


@kernel
def settle_recent(
    day: int,
    places: Places,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    roll: Roll,
    morning: Morning,
) -> None:
    """Draw who of those come of late settles today (§7.1)."""
    n_community = roll.home.size
    displaced = as_row(stocks.displaced)
    if laws.recent_days <= 0.0:
        return
    for_a_day = probability_within(1.0 / laws.recent_days, 1.0)
    for index in range(morning.size[0]):
        if morning.standing[index] != RECENT:
            continue
        community = int(morning.community[index])
        cell = RECENT * n_community + community
        settling = people_in_families(
            displaced[cell],
            for_a_day,
            int(laws.family_size),
            chance.seed,
            SETTLE,
            chance.member,
            day,
            cell,
            0,
        )
        displaced[cell] -= settling
        settle(
            settling,
            int(roll.home[community]),
            int(roll.group[community]),
            int(roll.place[community]),
            day,
            cell,
            WHEN_SETTLED,
            places,
            chance,
            laws,
            drawn,
            stocks,
        )


@kernel
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
) -> None:
    """Draw whose screening ends (§6.4)."""
    n_community = roll.home.size
    displaced = as_row(stocks.displaced)
    for_a_day = probability_within(1.0 / laws.screening, 1.0)
    for index in range(morning.size[0]):
        if morning.standing[index] != SCREENED:
            continue
        community = int(morning.community[index])
        place = int(roll.place[community])
        is_new_holder = (
            is_new_era and era > 0 and places.holder[era - 1, place] != places.holder[era, place]
        )
        cell = SCREENED * n_community + community
        cleared = people_in_families(
            displaced[cell],
            1.0 if is_new_holder else for_a_day,
            int(laws.family_size),
            chance.seed,
            SETTLE,
            chance.member,
            day,
            cell,
            0,
        )
        if cleared == 0:
            continue
        displaced[cell] -= cleared
        come_to(
            cleared,
            int(roll.home[community]),
            int(roll.group[community]),
            place,
            day,
            cell,
            AFTER_SCREENING,
            places,
            chance,
            laws,
            drawn,
            stocks,
        )
