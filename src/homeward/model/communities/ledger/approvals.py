"""Approvals: who is named when a list of people who may come home opens (model §7.2)."""

from homeward.model.communities.codes import APPROVED, APPROVED_TODAY, RECENT, SCREENED, SETTLED
from homeward.model.communities.drivers import (
    LawParameters,
    Lists,
    Places,
    RandomKey,
    SampledInputs,
)
from homeward.model.communities.member import Stocks
from homeward.model.communities.processes.permission import approval_share
from homeward.numerics.draws import people_in_families
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import APPROVE

WHO_MAY_BE_NAMED = (SETTLED, SCREENED, RECENT)
"""All who may want to go home, and have not been named yet."""


@kernel
def approve(
    day: int,
    era: int,
    places: Places,
    lists: Lists,
    chance: RandomKey,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
) -> None:
    """Hand out the approvals of lists that open today among the displaced who want to go home (§7.2)."""
    family_size = int(laws.family_size)
    _, n_home, n_group, n_place = stocks.displaced.shape
    for row in range(lists.era.size):
        if lists.era[row] != era:
            continue
        home = int(lists.home[row])
        eligible = 0
        for standing in WHO_MAY_BE_NAMED:
            for group in range(n_group):
                for place in range(n_place):
                    if is_eligible(row, group, places.holder[era, place], lists):
                        eligible += stocks.displaced[standing, home, group, place]
        left = min(drawn.approvals[row], eligible)
        for standing in WHO_MAY_BE_NAMED:
            for group in range(n_group):
                for place in range(n_place):
                    people = stocks.displaced[standing, home, group, place]
                    holder = places.holder[era, place]
                    if people == 0 or left == 0 or not is_eligible(row, group, holder, lists):
                        continue
                    cell = ((standing * n_home + home) * n_group + group) * n_place + place
                    # Approvals are what is drawn, so that they follow the people; nobody is approved twice.
                    drawn_approvals = people_in_families(
                        left,
                        approval_share(people, eligible),
                        family_size,
                        chance.seed,
                        APPROVE,
                        chance.member,
                        day,
                        cell,
                        lists.key[row],
                    )
                    # No more than there are people, and no fewer than the rest could not take.
                    approved = max(min(drawn_approvals, people), left - (eligible - people))
                    eligible -= people
                    left -= approved
                    stocks.displaced[standing, home, group, place] -= approved
                    stocks.displaced[APPROVED_TODAY, home, group, place] += approved


@kernel
def is_eligible(row: int, group: int, holder: int, lists: Lists) -> bool:
    """Tell whether a list may name people of a group who are where an actor holds the place."""
    return lists.group[row, group] and lists.origin[row, holder]


@kernel
def end_approvals(era: int, lists: Lists, stocks: Stocks) -> None:
    """Count those approved today among the approved: from tomorrow they may leave."""
    _, _, n_group, n_place = stocks.displaced.shape
    for row in range(lists.era.size):
        if lists.era[row] != era:
            continue
        home = int(lists.home[row])
        for group in range(n_group):
            for place in range(n_place):
                approved = stocks.displaced[APPROVED_TODAY, home, group, place]
                stocks.displaced[APPROVED, home, group, place] += approved
                stocks.displaced[APPROVED_TODAY, home, group, place] = 0
