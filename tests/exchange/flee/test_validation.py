"""Registrations."""

from __future__ import annotations

from pathlib import Path

from exchange.flee.small_instance import import_small
from homeward.scenario.load import load_scenario

LAYOUT, NORTH = "validation/data_layout.csv", "validation/north.csv"


def test_series_keep_the_order_of_their_files_unsorted_and_repeated(tmp_path: Path):
    text = (
        "\n# note\n,\n2030-01-06,150,note\n2030-01-02,70\n2030-01-02,75\n2030-01-09\n2030-01-08,\n"
    )
    files = {NORTH: text, "input/registration_corrections.csv": None}
    assert import_small(tmp_path, files=files) == [
        "north.csv, line 5: 2030-01-02 comes after 2030-01-06. Rows count in the order of the file, as in Flee.",
        "north.csv, line 6: 2030-01-02 has two counts, 70 on line 5 and 75 here. Rows count in the order of the file, "
        "as in Flee: 150 is taken for that day, and 75 after 2030-01-06. Scores compare with 75.",
    ]
    rows = [
        row for row in load_scenario(tmp_path / "made").registrations if row.place == "northcamp"
    ]
    assert [(row.date.day, row.people) for row in rows] == [(6, 150), (2, 70), (2, 75)]


def test_the_first_row_is_the_total_and_files_of_one_row_are_parts(tmp_path: Path):
    import_small(tmp_path)
    rows = load_scenario(tmp_path / "made").registrations
    found = list(dict.fromkeys((row.series, row.part, row.place, row.is_total) for row in rows))
    assert found == [
        ("total", 1, None, True),
        ("northcamp", 1, "northcamp", False),
        ("eastcamp", 1, "eastcamp", False),
        ("eastcamp", 2, "eastcamp", False),
    ]


def test_a_series_of_no_camp_counts_among_all(tmp_path: Path):
    import_small(tmp_path, (LAYOUT, "Eastcamp", "Market "))
    rows = load_scenario(tmp_path / "made").registrations
    found = list(dict.fromkeys((row.series, row.place, row.is_total) for row in rows))
    assert found == [
        ("total", None, True),
        ("northcamp", "northcamp", False),
        ("market_2", None, False),
    ]


def test_a_camp_called_total_is_not_the_total(tmp_path: Path):
    import_small(
        tmp_path,
        ("input/locations.csv", "Northcamp", "Total"),
        ("input/routes.csv", "Northcamp", "Total"),
        ("input/registration_corrections.csv", "Northcamp", "Total"),
        (LAYOUT, "Northcamp", "Total"),
    )
    rows = load_scenario(tmp_path / "made").registrations
    series = dict.fromkeys((row.series, row.place, row.is_total) for row in rows)
    assert list(series)[:2] == [("total_2", None, True), ("total", "total", False)]


def test_numbers_in_further_columns_are_no_thousands(tmp_path: Path):
    for number, text in enumerate(
        (
            "Date,All,Camps\n2030-01-01,80,125\n2030-01-06,150,125\n",
            "2030-01-01,80,0,80\n2030-01-06,150,4500\n",
            "2030-01-01,80,note\n2030-01-06,150,,,\n",
        )
    ):
        folder = tmp_path / str(number)
        import_small(folder, files={NORTH: text})
        rows = load_scenario(folder / "made").registrations
        assert [row.people for row in rows if row.place == "northcamp"] == [80, 150]
