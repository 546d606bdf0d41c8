"""How many people can be counted together."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import FILES, REGISTERED, edit, make_registered, make_scenario
from homeward.catalogue import MOST_PEOPLE
from homeward.errors import ScenarioError

TOTALS = {
    # With them count 200 at the other home, up to 120 who are displaced, and 50 who enter.
    "a_population": ("places.csv", "1000,900,1100", "2147483400,,"),
    "the_high_end_of_a_population": ("places.csv", "1000,900,1100", "1000,900,2147483400"),
    "displaced_people": ("displaced.csv", "100,80,120", "2147483000,,"),
    "people_who_enter": ("arrivals.csv", "50,,,", "2147483000,,,"),
    "the_high_end_of_those_who_enter": ("arrivals.csv", "50,,,", "50,20,2147483000,"),
}


@pytest.mark.parametrize("case", TOTALS)
def test_people_are_refused_who_cannot_be_counted_together(tmp_path: Path, case: str):
    file, old, new = TOTALS[case]
    with pytest.raises(ScenarioError) as refusal:
        make_scenario(tmp_path, **edit(file, old, new))
    (problem,) = refusal.value.problems
    assert problem.where == f"{file}, line 2"
    assert "people in all, at home, displaced and entering" in problem.found
    assert f"{MOST_PEOPLE:,}" in problem.why


def test_the_most_that_can_be_counted_is_taken(tmp_path: Path):
    # 2,147,483,647 less 200, 120 and 50
    text = edit("places.csv", "1000,900,1100", f"{MOST_PEOPLE - 370},,")
    assert make_scenario(tmp_path, **text).homes[0].population is not None


def test_two_homes_that_fit_each_are_refused_together(tmp_path: Path):
    text = (
        FILES["places.csv"]
        .replace("1000,900,1100", "1200000000,,")
        .replace("200,", "1200000000,", 1)
    )
    with pytest.raises(ScenarioError, match="2,400,000,170 people in all"):
        make_scenario(tmp_path, places=text)


CELLS = [
    ("places.csv", "1000,900,1100", "2147483648,,", "population"),
    ("places.csv", ",250,", ",3000000000,", "dwellings"),
    ("places.csv", ",5000,0.5", ",99999999999999999999,0.5", "capacity"),
    ("displaced.csv", "100,80,120", "5000000000,,", "people"),
    ("arrivals.csv", "50,,,", "1e12,,,", "people"),
    ("permissions.csv", "50,20,80", "1e10,,", "approvals"),
    ("observations.csv", "300,400,500", "300,400,1e11", "high"),
]


@pytest.mark.parametrize(("file", "old", "new", "column"), CELLS)
def test_no_cell_is_more_than_can_be_counted(
    tmp_path: Path, file: str, old: str, new: str, column: str
):
    with pytest.raises(ScenarioError) as refusal:
        make_scenario(tmp_path, **edit(file, old, new))
    assert f'column "{column}"' in refusal.value.problems[0].where
    assert refusal.value.problems[0].found.endswith("is above the most allowed, 2147483647.")


def registrations(*rows: str) -> str:
    header = "series,part,place,total,date,people,claims\n"
    return header + "".join(f"{row},c1\n" for row in rows)


RISES = {
    "two_camps": ("near,,near,,2015-05-01,1500000000", "far,,far,,2015-05-03,1500000000"),
    "a_series_that_falls_and_rises": (
        "near,,near,,2015-05-01,0",
        "near,,near,,2015-05-03,1500000000",
        "near,,near,,2015-05-05,0",
        "near,,near,,2015-05-07,1500000000",
    ),
    "two_parts": ("near,1,near,,2015-05-01,1500000000", "near,2,near,,2015-05-01,1500000000"),
}


@pytest.mark.parametrize("case", RISES)
def test_registered_numbers_are_refused_that_cannot_be_counted_together(tmp_path: Path, case: str):
    with pytest.raises(ScenarioError) as refusal:
        make_registered(
            tmp_path, registrations=registrations(*RISES[case]), corrections="series,date,claims\n"
        )
    assert "people in all, the first registered numbers and all rises" in str(refusal.value)


def test_numbers_that_corrections_scale_beyond_all_bounds_are_refused(tmp_path: Path):
    days = range(1, 29)
    rows = [f"near,,near,,2015-05-{day:02},{2_000_000 if day % 2 else 1}" for day in days]
    corrections = "".join(f"near,2015-05-{day:02},c1\n" for day in days if day % 2 and day > 1)
    with pytest.raises(ScenarioError, match="people in all"):
        make_registered(
            tmp_path,
            registrations=registrations(*rows),
            corrections=f"series,date,claims\n{corrections}",
        )


@pytest.mark.parametrize("arrivals", ["constant", "poisson", "share"])
def test_fighting_that_drives_more_than_can_be_counted_is_refused(tmp_path: Path, arrivals: str):
    scenario = edit_rules(f"arrivals: {arrivals}\n  per_fighting_day: 200000000")
    with pytest.raises(ScenarioError, match="people in all"):
        make_registered(tmp_path, scenario=scenario)


def edit_rules(text: str) -> str:
    return REGISTERED["scenario.yaml"].replace("rules:\n", f"rules:\n  {text}\n")
