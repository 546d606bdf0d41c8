"""Ways (model §6.2)."""

import random

import numpy as np
import pytest

from assemble.communities.plain_paths import plain_ways
from conftest import MakeWorld
from homeward.assemble.communities.world import assemble
from homeward.model.communities.codes import NOTHING_CLOSED
from homeward.model.communities.drivers import Paths
from homeward.scenario.scenario import Scenario

PLACES = "home,Home,town,AAA,,34,38,1000,,,,,,,,,\n" + "".join(
    f"{name},{name},town,AAA,,34,39,,,,,,1,,,,\n" for name in ("camp", "bridge", "island")
)
CONTROL = "".join(f"{name},army,,,judgement\n" for name in ("home", "camp", "bridge", "island"))
HOME, CAMP, BRIDGE, ISLAND = range(4)


def ways(world: MakeWorld, routes: str, closures: str = "") -> Paths:
    return assemble(scenario(world, routes, closures)).drivers.ways


def scenario(world: MakeWorld, routes: str, closures: str = "") -> Scenario:
    return world(days=40, places=PLACES, control=CONTROL, routes=routes, closures=closures)


def test_the_way_is_the_one_of_least_time_not_of_fewest_km(quiet: MakeWorld):
    """By the bridge 200 km at 100 km/day; straight 150 km on a track of 50 km/day."""
    found = ways(quiet, "track,home,camp,150,50,,\none,home,bridge,120,,,\ntwo,bridge,camp,80,,,\n")
    assert found.km[0, HOME, CAMP] == 200
    assert found.free_km[0, HOME, CAMP] == 200
    assert found.days[0, HOME, CAMP] == 0
    straight = ways(
        quiet, "track,home,camp,150,80,,\none,home,bridge,120,,,\ntwo,bridge,camp,80,,,\n"
    )
    assert straight.km[0, HOME, CAMP] == 150
    assert straight.free_km[0, HOME, CAMP] == 0
    assert straight.days[0, HOME, CAMP] == 150 / 80


def test_paces_of_its_own_and_the_common_pace_add_up_along_a_way(quiet: MakeWorld):
    found = ways(quiet, "one,home,bridge,120,,,\ntwo,bridge,camp,80,40,,\n")
    assert found.km[0, HOME, CAMP] == 200
    assert found.free_km[0, HOME, CAMP] == 120
    assert found.days[0, HOME, CAMP] == 2


def test_where_no_route_leads_there_is_no_way(quiet: MakeWorld):
    found = ways(quiet, "one,home,bridge,120,,,\ntwo,bridge,camp,80,,,\n")
    assert (found.km[0, ISLAND, :3] < 0).all()
    assert (found.km[0, :3, ISLAND] < 0).all()
    assert (np.diagonal(found.km[0]) == 0).all()
    assert (ways(quiet, "").km[0][~np.eye(4, dtype=bool)] < 0).all()


def test_a_route_of_one_direction_is_not_taken_back(quiet: MakeWorld):
    found = ways(quiet, "one,home,camp,120,,no,\n")
    assert found.km[0, HOME, CAMP] == 120
    assert found.km[0, CAMP, HOME] < 0


def test_of_two_routes_the_quicker_counts(quiet: MakeWorld):
    found = ways(quiet, "slow,home,camp,120,20,,\nquick,camp,home,130,,,\n")
    assert found.km[0, HOME, CAMP] == found.km[0, CAMP, HOME] == 130


@pytest.mark.parametrize(
    ("direction", "out", "back"),
    [("out", 250, 100), ("back", 100, 250), ("both", 250, 250), ("", 250, 250)],
)
def test_a_closure_closes_its_direction_while_it_lasts(
    quiet: MakeWorld, direction: str, out: float, back: float
):
    routes = "road,home,camp,100,,,\none,home,bridge,125,,,\ntwo,bridge,camp,125,,,\n"
    closures = f"road,{direction},2030-01-11,2030-01-21,judgement\n"
    drivers = assemble(scenario(quiet, routes, closures)).drivers
    km = drivers.ways.km[drivers.ways.of_era[drivers.era_of_day]]
    for day, there, home in ((9, 100, 100), (10, out, back), (19, out, back), (20, 100, 100)):
        assert (km[day, HOME, CAMP], km[day, CAMP, HOME]) == (there, home)
    assert drivers.ways.km.shape[0] == 2  # before and after are one pattern


def test_a_closed_last_road_leaves_no_way(quiet: MakeWorld):
    found = ways(quiet, "road,home,camp,100,,,\n", "road,,,,judgement\n")
    assert found.km[found.of_era[0], HOME, CAMP] < 0


def test_the_first_set_is_that_of_no_closure_whether_or_not_a_day_has_it(quiet: MakeWorld):
    found = ways(quiet, "road,home,camp,100,,,\n", "road,,,,judgement\n")
    assert found.of_era.tolist() == [1]
    assert found.km[NOTHING_CLOSED, HOME, CAMP] == found.km[NOTHING_CLOSED, CAMP, HOME] == 100
    assert ways(quiet, "road,home,camp,100,,,\n").of_era.tolist() == [NOTHING_CLOSED]


@pytest.mark.parametrize("seed", range(4))
def test_every_set_of_ways_is_that_of_its_twin(quiet: MakeWorld, seed: int):
    """Sixty places on random roads, more than are added up at once, some with a pace of their own, and closures."""
    chance = random.Random(seed)
    names = [f"p{number}" for number in range(60)]
    roads = [(*chance.sample(names, 2), chance.uniform(5, 90)) for _ in range(90)]
    paces = [chance.choice(["", "", "33.3"]) for _ in roads]
    ways_back = [chance.choice(["", "", "no"]) for _ in roads]
    closed = [
        (road, chance.choice(["out", "both"])) for road in range(0, 90, 9) if not ways_back[road]
    ]
    world = quiet(
        days=40,
        places="".join(
            f"{name},{name},town,AAA,,34,{38 + row / 100:.2f},{'' if row else 1000},,,,,1,,,,\n"
            for row, name in enumerate(names)
        ),
        control="".join(f"{name},army,,,judgement\n" for name in names),
        routes="".join(
            f"r{road},{one},{other},{km:.3f},{pace},{back},\n"
            for road, ((one, other, km), pace, back) in enumerate(
                zip(roads, paces, ways_back, strict=True)
            )
        ),
        closures="".join(f"r{road},{way},2030-01-11,,judgement\n" for road, way in closed),
    )
    found = assemble(world).drivers.ways
    shut = {
        (f"r{road}", way)
        for road, said in closed
        for way in ("out", "back")
        if said in {way, "both"}
    }
    for row, directions in enumerate((set[tuple[str, str]](), shut)):
        wanted = plain_ways(world, directions)
        assert np.array_equal([found.km[row], found.free_km[row], found.days[row]], wanted)
