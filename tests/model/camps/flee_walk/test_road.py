"""A day on the road (model §12.5)."""

import numpy as np

from builders import make_walk
from homeward.engine.camps.by_law import simulate_camps
from homeward.scenario.scenario import Scenario

CHAIN = {"a": {"kind": "transit", "already_here": 1000}, "b": {}, "c": {"kind": "camp"}}


def evenings(scenario: Scenario, members: int = 1) -> np.ndarray:
    """People at each place, and on roads that lead there (member, day, place or road)."""
    simulated = simulate_camps(
        scenario, "flee", days=range(scenario.n_day), members=members, threads=1
    )
    whole = np.zeros((members, scenario.n_day, 2, len(scenario.places)), dtype=np.int64)
    for name, row in (("idps", 0), ("refugees", 0), ("travelling", 1)):
        series = simulated.stocks[name]
        whole[:, :, row, series.cells[:, 2]] += series.values
    return whole


def test_who_leaves_arrives_and_stays():
    """One road of 400 km from a hub to a camp that nobody leaves."""
    places = {"a": CHAIN["a"], "c": {"kind": "camp"}}
    found = evenings(make_walk(places, [("a", "c", 400.0)], days=3, leave_camp=0.0))[0]
    assert found[:, 0].tolist() == [[0, 0], [0, 1000], [0, 1000]]
    assert found[:, 1].tolist() == [[0, 1000], [0, 0], [0, 0]]


def test_the_share_that_leaves_is_that_of_the_place():
    places = {"a": {"already_here": 100_000}, "c": {"kind": "camp"}}
    found = evenings(make_walk(places, [("a", "c", 100.0)], days=1, leave_camp=0.0))[0]
    assert abs(found[0, 0, 1] - 30_000) < 5 * (100_000 * 0.3 * 0.7) ** 0.5


def test_a_traveller_on_a_road_closed_meanwhile_is_back_when_it_would_have_arrived():
    """1000 km, three days; its end is sealed on day 1 and open again on day 2."""
    barrier = {"kind": "place", "places": ("c",), "start": 1, "end": 2}
    places = {"a": CHAIN["a"], "c": {"kind": "camp"}}
    found = evenings(make_walk(places, [("a", "c", 1000.0)], days=6, barriers=[barrier]))[0]
    assert found[:, 1, 1].tolist() == [1000, 1000, 0, 1000, 1000, 0]
    assert found[2, 0].tolist() == [1000, 0]


def test_a_sealed_place_keeps_who_is_there():
    """One newcomer a day; b sealed after day 2: it holds three, and all the others stay at a."""
    barrier = {"kind": "place", "places": ("b",), "start": 3, "end": 200}
    scenario = make_walk(
        {"a": {"population": 1}, "b": {"kind": "camp"}},
        [("a", "b", 5.0)],
        days=100,
        barriers=[barrier],
        fighting=[("a", -1, 200, 1.0)],
        registered={"elsewhere": [(-1, 0), (100, 101)]},
        inserts_first_day=False,
        leave_camp=0.0,
    )
    # Newcomers of the first day are all registered so far: one.
    assert evenings(scenario)[0, -1, 0].tolist() == [97, 3]


def test_who_chose_a_camp_that_is_full_stays():
    places = {"a": CHAIN["a"], "c": {"kind": "camp", "capacity": 10, "already_here": 10}}
    found = evenings(make_walk(places, [("a", "c", 10.0)], days=3, leave_camp=0.0))[0]
    assert (found[:, 0] == [1000, 10]).all()


def test_in_the_morning_a_camp_can_be_overfilled_in_one_day():
    places = {"a": CHAIN["a"], "c": {"kind": "camp", "capacity": 10}}
    found = evenings(make_walk(places, [("a", "c", 10.0)], days=1, leave_camp=0.0))[0]
    assert found[0, 0].tolist() == [0, 1000]


def test_those_who_come_to_it_later_in_the_day_find_it_fill_up():
    """From a over b: 950 fit, and one who finds them there."""
    places = CHAIN | {"b": {"kind": "transit"}, "c": {"kind": "camp", "capacity": 1000}}
    scenario = make_walk(
        {**places, "a": {"kind": "transit", "already_here": 3000}},
        [("a", "b", 10.0), ("b", "c", 10.0)],
        days=1,
        leave_camp=0.0,
    )
    one_way = tuple(route.model_copy(update={"both_ways": False}) for route in scenario.routes)
    found = evenings(scenario.model_copy(update={"routes": one_way}))[0]
    assert found[0, 0].tolist() == [0, 2049, 951]


def test_who_follows_a_way_forgets_it_when_the_road_is_closed():
    """Over b to c, one day each; the second road is sealed while they sleep at b, and then they choose again."""
    scenario = make_walk(
        {"a": CHAIN["a"], "b": {"kind": "transit"}, "c": {"kind": "camp"}, "d": {"kind": "camp"}},
        [("a", "b", 360.0), ("b", "c", 360.0), ("b", "d", 360.0)],
        days=6,
        barriers=[{"kind": "place", "places": ("c",), "start": 1, "end": 9}],
        awareness=2,
        leave_camp=0.0,
    )
    one_way = tuple(route.model_copy(update={"both_ways": False}) for route in scenario.routes)
    found = evenings(scenario.model_copy(update={"routes": one_way}))[0]
    assert found[-1, 0].tolist() == [0, 0, 0, 1000]
    assert found[1, 0, 1] > 0  # who meant to go to c stays the night


def test_who_follows_a_way_to_a_camp_that_others_fill_up_stays_and_nobody_is_less_than_none():
    """On day 1 those from e are in the camp, those from d come to it from a night on the road, those from a are at c."""
    hub = {"kind": "transit", "already_here": 1000}
    places = {
        "a": hub, "d": hub, "e": hub, "b": {"kind": "transit"}, "c": {"kind": "transit"},
        "camp": {"kind": "camp", "capacity": 1000},
    }  # fmt: skip
    roads = [("a", "b", 200.0), ("b", "c", 200.0), ("c", "camp", 50.0), ("d", "camp", 400.0), ("e", "camp", 10.0)]  # fmt: skip
    scenario = make_walk(
        places, roads, days=2, awareness=3, leave_camp=0.0, camp_pull=1e9, distance_power=0.0
    )
    one_way = tuple(route.model_copy(update={"both_ways": False}) for route in scenario.routes)
    found = evenings(scenario.model_copy(update={"routes": one_way}))[0]
    in_order = [list(places).index(name) for name in scenario.place_names]
    assert found[1, 0, np.argsort(in_order)].tolist() == [0, 0, 0, 0, 1000, 2000]
