"""Organised return: who stands in line for the seats of a day, and how fast they are taken home (model §7.2)."""

from homeward.model.communities.codes import APPROVED, OPEN, STAYING
from homeward.model.communities.drivers import LawParameters
from homeward.model.communities.member import Morning, PlaceState, Roll, Stocks
from homeward.model.communities.processes.way_home import taken_home
from homeward.numerics.fill import clear
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import inlined, kernel


@kernel
def stand_in_line(stocks: Stocks, roll: Roll, morning: Morning, scene: PlaceState) -> None:
    """Count, for every row of seats, the displaced who want to go home and may take them."""
    clear(scene.in_line)
    n_seat = 0
    for seat in range(scene.seats.size):
        n_seat += scene.seats[seat] > 0.0
    if n_seat == 0:
        return
    displaced, seat_of = as_row(stocks.displaced), as_row(scene.seat_of)
    n_community = roll.home.size
    for index in range(morning.size[0]):
        community, standing = int(morning.community[index]), int(morning.standing[index])
        if standing not in (APPROVED, STAYING):
            people = displaced[standing * n_community + community]
            scene.in_line[seat_of[community]] += people


@inlined
def organised_hazard(
    standing: int,
    answer: int,
    home: int,
    group: int,
    place: int,
    is_fought_over: bool,
    left: float,
    laws: LawParameters,
    scene: PlaceState,
) -> float:
    """Hazard (1/day) of being taken home, where fear and what home lacks leave some share (1) of those in line."""
    if standing in (APPROVED, STAYING) or answer != OPEN or is_fought_over:
        return 0.0
    seat = int(scene.seat_of[home, group, place])
    return taken_home(laws.approved_speed, left, scene.seats[seat], scene.in_line[seat])
