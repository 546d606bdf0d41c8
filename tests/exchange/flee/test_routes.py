"""Roads."""

from __future__ import annotations

from pathlib import Path

from exchange.flee.small_instance import import_small
from homeward.scenario.load import load_scenario

ROUTES = "input/routes.csv"


def test_a_road_given_twice_is_two_roads(tmp_path: Path):
    import_small(tmp_path, (ROUTES, "Hills,Market,50,", "Hills,Market,50,\nHills,Market,70\n"))
    scenario = load_scenario(tmp_path / "made")
    roads = [(row.route, row.km) for row in scenario.routes if row.origin == "hills"]
    assert roads == [("hills_to_market", 50), ("hills_to_market_2", 70)]
    assert all(row.both_ways for row in scenario.routes)


def test_roads_have_a_pace_of_their_own(tmp_path: Path):
    paced = "#a,b,c,d,max_move_speed\nOldtown,Market,80,,35\nMarket,Ford,9,0, 1e2 \n"
    import_small(tmp_path, files={ROUTES: paced})
    assert [row.pace for row in load_scenario(tmp_path / "made").routes] == [35, 100]


def test_what_flee_counts_twice_is_a_rule(tmp_path: Path):
    import_small(tmp_path, (ROUTES, "Market,Ford,100,0", "Market,Ford,100,1"))
    scenario = load_scenario(tmp_path / "made")
    assert scenario.rules.doubled_routes == ("market_to_ford",)
    assert len(scenario.routes) == 5
