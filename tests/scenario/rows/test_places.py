"""Places, routes and closures."""

from pathlib import Path

from builders import make_scenario


def test_a_place_with_a_population_is_a_home(tmp_path: Path):
    assert [place.is_home for place in make_scenario(tmp_path).places] == [True, True, False]


def test_empty_cells_mean_what_the_description_says(tmp_path: Path):
    oldtown, _, camp = make_scenario(tmp_path).places
    assert (oldtown.capacity, oldtown.hosting.value, oldtown.hub) == (None, 0, None)
    assert (camp.capacity, camp.hosting.value, camp.population) == (5000, 0.5, None)


def test_routes_lead_both_ways_unless_they_say_no(tmp_path: Path):
    first, second = make_scenario(tmp_path).routes
    assert (first.both_ways, second.both_ways, second.pace) == (True, True, None)
    assert (first.origin, first.destination, first.km) == ("oldtown", "camp", 120)
