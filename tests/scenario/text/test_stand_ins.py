"""What stands in place of a missing file."""

import pytest

from homeward.scenario.text.stand_ins import ways_to_have


@pytest.mark.parametrize(
    ("there", "way"),
    [
        ("Places.CSV", "rename Places.CSV to places.csv."),
        ("places.csv.txt", "rename places.csv.txt to places.csv."),
        ("places.xls", "open places.xls and save it as CSV UTF-8, places.csv."),
        ("Places.ODS", "open Places.ODS and save it as CSV UTF-8, places.csv."),
        ("places.txt", "open places.txt and save it as CSV UTF-8, places.csv."),
        ("places.feather", "write places.feather out as CSV in UTF-8, places.csv."),
        ("places.csv.gz", "unpack places.csv.gz, and put places.csv here."),
        ("places.zip", "unpack places.zip, and put places.csv here."),
        ("sites.csv", "rename sites.csv, as it was called once, to places.csv."),
    ],
)
def test_how_a_table_is_made_of_what_is_there(there: str, way: str):
    assert ways_to_have("places.csv", ["a", there, "z.csv"], ["Sites.csv"]) == (way,)


def test_a_yaml_file_of_another_ending():
    assert ways_to_have("levers.yaml", ["levers.yml"]) == ("rename levers.yml to levers.yaml.",)
    assert ways_to_have("levers.yaml", ["levers.xlsx"]) == ()


def test_nothing_stands_for_it():
    assert ways_to_have("places.csv", ["routes.csv", "README.md", "myplaces.csv"]) == ()


def test_names_with_braces_are_names():
    assert ways_to_have("{a}.csv", ["{A}.csv"]) == ("rename {A}.csv to {a}.csv.",)
