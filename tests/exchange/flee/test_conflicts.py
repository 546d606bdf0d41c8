"""Fighting."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.flee.small_instance import DAYS, import_small
from homeward.scenario.load import load_scenario

Rows = list[tuple[float, int, int]]


def fighting(folder: Path, values: str, kind: str = "town", date: str = "") -> Rows:
    """Rows of fighting at a place, by its type and its intensity on each day; days count from 0."""
    days = "".join(f"{day},{value}\n" for day, value in enumerate(values.split()))
    import_small(
        folder,
        (
            "input/locations.csv",
            "Market,North,Chad,13.2,15.6,town,",
            f"Market,North,Chad,13.2,15.6,{kind},{date}",
        ),
        files={"input/conflicts.csv": f'"#Day"," Market "\n{days}'},
    )
    scenario = load_scenario(folder / "made")
    return [
        (row.intensity, (row.start - scenario.start).days, (row.end - scenario.start).days)
        for row in scenario.fighting
        if row.place == "market"
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("0 0 0 0 0 0 0 0 0 0", []),
        ("1 1 1 1 1 1 1 1 1 1", [(1, 0, DAYS)]),
        ("1 1 0 0 0 1 1 0 0 1", [(1, 0, 2), (1, 5, 7), (1, 9, DAYS)]),
        ("0 0 1 0.5 0.5 2 0 0 0 0", [(1, 2, 3), (0.5, 3, 5), (2, 5, 6)]),
        ("0 1e-7 1 1 1e-7 0 0 0 0 0", [(1, 2, 4)]),
        ("0 0 0 0 0 0 0 0 0 0 1 1", []),
    ],
)
def test_days_of_equal_intensity_are_one_row(values: str, expected: Rows, tmp_path: Path):
    assert fighting(tmp_path, values) == expected


@pytest.mark.parametrize(
    ("values", "date", "expected"),
    [
        # Whatever conflicts.csv says, and as Flee counts: from the day before the first.
        ("0 0 0 0 0 0 0 0 0 0", "0", [(1, -1, DAYS)]),
        ("0 0 0 0 0 0 0 0 0 0", "-20", [(1, -1, DAYS)]),
        ("0 0 1 1 0 0 0 0 0 0", "0", [(1, -1, 4)]),
        ("0 0 2 2 0 0 0 0 0 0", "0", [(1, -1, 2), (2, 2, 4)]),
        ("1 1 0 0 0 0 0 0 0 0", "0", [(1, 0, 2)]),
        ("0 0 1 1 0 0 0 0 0 0", "5", [(1, 2, 4)]),
        ("0 0 0 0 0 0 0 0 0 0", "5", []),
    ],
)
def test_a_conflict_date_counts_where_it_is_not_after_the_start(
    values: str, date: str, expected: Rows, tmp_path: Path
):
    assert fighting(tmp_path, values, "conflict_zone", date) == expected


def test_a_camp_can_be_fought_over_and_stays_a_camp(tmp_path: Path):
    assert fighting(tmp_path, "0 1 1 1 1 1 1 1 1 1", "camp") == [(1, 1, DAYS)]
    assert load_scenario(tmp_path / "made").places[2].kind == "camp"


def test_a_column_switches_on_its_day(tmp_path: Path):
    rows = fighting(tmp_path, " ".join(str(int(day >= 5)) for day in range(DAYS)))
    assert rows == [(1, 5, DAYS)]
