"""Closures."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.flee.small_instance import import_small
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

Closed = tuple[str, tuple[str, ...], tuple[str, ...], int, int]


def closed(folder: Path, rows: str) -> Scenario:
    import_small(folder, files={"input/closures.csv": f"#type,name1,name2,start,end\n{rows}"})
    return load_scenario(folder / "made")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("country,Chad,Niger,0,5", ("border", (), ("TCD", "NER"), 1, 6)),
        ("location,Market,,3,-1", ("place", ("market",), (), 4, 11)),
        ("location,Market,,3,1", ("place", ("market",), (), 4, 11)),
        ("location,Market,,3,10", ("place", ("market",), (), 4, 11)),
        ("link,Ford,Market,2,4", ("road", ("ford", "market"), (), 3, 5)),
        ("camp,Northcamp,,2,4", ("camp", ("northcamp",), (), 3, 5)),
        ("idpcamp,Northcamp,,2,4", ("idp_camp", ("northcamp",), (), 3, 5)),
    ],
)
def test_a_closure_becomes_a_barrier(row: str, expected: Closed, tmp_path: Path):
    (barrier,) = closed(tmp_path, row).barriers
    found = (barrier.kind, barrier.places, barrier.countries, barrier.start.day, barrier.end.day)
    assert found == expected


@pytest.mark.parametrize(
    "row", ["country,Chad,Niger,-1,5", "country,Chad,Niger,10,12", "country,Chad,Niger,4,4", ""]
)
def test_what_never_closes_is_no_barrier(row: str, tmp_path: Path):
    assert closed(tmp_path, row).barriers == ()


def test_a_town_that_reopens_as_a_camp_becomes_one(tmp_path: Path):
    scenario = closed(tmp_path, "camp,Market,,0,4\nidpcamp,Hills,,2,20\n")
    assert scenario.barriers == ()
    assert [(row.place, row.kind, row.start.day) for row in scenario.kind_changes] == [
        ("market", "camp", 5)
    ]
