"""What one stage of a day hands to a later one, and what it adds to the record (model §3, §9)."""

from homeward.model.communities.member import Today
from homeward.numerics.array_types import Tallies
from homeward.numerics.fill import clear
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel

LEFT, HURT, FLOWED, QUEUED, DEPARTED = 0, 1, 2, 3, 4
"""What is counted of a day."""


@kernel
def forget_today(today: Today) -> None:
    """Forget whatever another member may have left on its way through a day."""
    clear(today.leaving)
    clear(today.suffered)
    clear(today.going_home)
    clear(today.departing)
    clear(today.would_leave)
    clear(today.n)


@inlined
def count_flow(flow: int, community: int, people: int, kept: Tallies, today: Today) -> None:
    """Add to one of the flows of the record's next row (flow, community)."""
    kept[flow, community] += people
    today.n[FLOWED] += people


@inlined
def set_out(community: int, people: int, today: Today) -> None:
    """Hand people who leave a place to those who look where they go."""
    if people > 0:
        leaving = as_row(today.leaving)
        if leaving[community] == 0:
            today.left[today.n[LEFT]] = community
            today.n[LEFT] += 1
        leaving[community] += people


@inlined
def suffer(exposed: int, people: int, today: Today) -> None:
    """Hand people who are harmed, by exposure and community, to those who ask by whom."""
    if people > 0:
        suffered = as_row(today.suffered)
        if suffered[exposed] == 0:
            today.hurt[today.n[HURT]] = exposed
            today.n[HURT] += 1
        suffered[exposed] += people
