"""The files of a scenario."""

from builders import FILES as SMALL
from homeward.scenario.scenario import Scenario
from homeward.scenario.tables import FILES, TABLES


def test_the_small_scenario_has_every_file_and_every_column():
    assert set(FILES) == set(SMALL)
    for table in TABLES:
        assert SMALL[table.file].splitlines()[0] == table.header


def test_every_table_is_a_field_of_the_scenario():
    assert {table.name for table in TABLES} < set(Scenario.model_fields)
