"""Lengths of roads and coordinates that do not go together."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import FILES, REGISTERED, edit, make_folder, make_registered, make_scenario
from homeward.errors import ScenarioError
from homeward.scenario.checks.distances import (
    doubtful_coordinates,
    doubtful_length,
    doubtful_lengths,
)
from homeward.scenario.load import load_scenario
from homeward.scenario.shipped import shipped_names


@pytest.mark.parametrize(
    ("km", "apart"), [(100, 100), (91, 100), (86, 100), (400, 100), (420, 100), (20, 0), (0.1, 5)]
)
def test_a_length_that_places_can_have_is_not_doubted(km: float, apart: float):
    assert doubtful_length(km, apart) is None


@pytest.mark.parametrize(
    ("km", "apart", "said"),
    [
        (84, 100, "84 km is shorter than the great circle between its ends, 100 km."),
        (0.12, 100, "0.12 km is shorter than the great circle between its ends, 100 km."),
        (421, 100, "421 km is more than 4 times the great circle between its ends, 100 km."),
        (
            12500,
            9.6,
            "12500 km is more than 4 times the great circle between its ends, 10 km; in metres it would be 12.5 km.",
        ),
        (21, 0, "21 km is more than 4 times the great circle between its ends, 0 km."),
    ],
)
def test_a_length_that_they_cannot_have_is(km: float, apart: float, said: str):
    assert doubtful_length(km, apart) == said


def test_the_doubt_names_the_route(tmp_path: Path):
    (doubt,) = doubtful_lengths(
        make_scenario(tmp_path, **edit("routes.csv", "camp,120", "camp,60"))
    )
    assert doubt.where == "routes.csv, line 2"
    assert doubt.found == "60 km is shorter than the great circle between its ends, 117 km."


@pytest.mark.parametrize(
    "km", ["0", "-5", "-0.0", "5e-324", "1e-4", "30001", "40000", "6e4", "1e18", "1e300", "1.7e308"]
)
@pytest.mark.parametrize("files", [FILES, REGISTERED], ids=["communities", "camps"])
def test_a_length_that_nothing_on_earth_has_is_refused(
    tmp_path: Path, files: dict[str, str], km: str
):
    old = "oldtown,12," if files is FILES else "near,60,"
    with pytest.raises(ScenarioError, match=r'routes\.csv, line 3, column "km"'):
        load_scenario(
            make_folder(
                tmp_path,
                files,
                **edit(
                    "routes.csv", old, old.rpartition(",")[0].rpartition(",")[0] + f",{km},", files
                ),
            )
        )


def test_a_road_of_more_than_a_year_is_refused(tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        make_scenario(tmp_path, **edit("routes.csv", "camp,120,,", "camp,740,2,"))
    (problem,) = refusal.value.problems
    assert problem.found == "740 km take 370 days at 2 km a day."


def test_so_is_one_of_registered_arrivals(tmp_path: Path):
    rules = REGISTERED["scenario.yaml"].replace("rules:\n", "rules:\n  km_per_day: 1\n")
    routes = edit("routes.csv", "far,300", "far,370", REGISTERED)
    with pytest.raises(ScenarioError, match="370 km take 370 days at 1 km a day"):
        make_registered(tmp_path, scenario=rules, **routes)


COORDINATES = {
    "nowhere": ("33.5,38.7", "0,0", '"camp" is at 0 north, 0 east, in the sea.', "So it is where"),
    "exchanged": (
        "33.5,38.7",
        "38.7,33.5",
        'the latitude and longitude of "camp" look exchanged.',
        "Its roads would be long enough",
    ),
    "far": ("33.5,38.7", "-65,38.7", '"camp" is 11064 km from the nearest other place.', ""),
}


@pytest.mark.parametrize("case", COORDINATES)
def test_a_place_that_is_far_from_all_is_doubted(tmp_path: Path, case: str):
    old, new, found, why = COORDINATES[case]
    doubts = list(doubtful_coordinates(make_scenario(tmp_path, **edit("places.csv", old, new))))
    assert [doubt.found for doubt in doubts] == [found]
    assert doubts[0].why.startswith(why)


@pytest.mark.parametrize("name", shipped_names())
def test_nothing_is_doubted_of_what_comes_with_homeward(name: str):
    scenario = load_scenario(name)
    assert not list(doubtful_lengths(scenario))
    assert not list(doubtful_coordinates(scenario))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("presence.csv", "0.8,0.6,1", "80,60,100", "write 0.8, if it is per cent."),
        ("groups.csv", ",0.75,", ",75,", "write 0.75, if it is per cent."),
        (
            "observations.csv",
            "present,,,camp,300,400,500",
            "share_returned,,,,30,40,50",
            "write 0.3.",
        ),
        ("harms.csv", "0.05,0.01,0.2", "400,,", "correct the number."),
        ("places.csv", "5000,0.5", "5000,1e6", "correct the number."),
    ],
)
def test_numbers_in_another_unit_are_refused(
    tmp_path: Path, file: str, old: str, new: str, said: str
):
    with pytest.raises(ScenarioError) as refusal:
        make_scenario(tmp_path, **edit(file, old, new))
    assert refusal.value.problems[0].ways_out == (said,)
