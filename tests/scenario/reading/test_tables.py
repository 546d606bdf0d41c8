"""The files of a scenario."""

from builders import FILES as SMALL
from builders import REGISTERED
from homeward.scenario.reading.tables import FILES, TABLES, files_of, tables_of
from homeward.scenario.scenario import Scenario

ONLY_REGISTERED = {"capacity_per_day", "already_here"}
IN_OTHER_WORDS = {"label_ar", "label_fr", "label_es"}
SELDOM = {"conditions": {"home", "group"}, "surveys": {"about"}}
"""Columns that may be left out, and are: tiny has them."""


def test_the_small_scenarios_have_every_file_and_every_column():
    assert set(FILES) == set(SMALL) | set(REGISTERED)
    assert set(files_of("communities")) == set(SMALL)
    assert set(files_of("camps")) == set(REGISTERED)
    for table in tables_of("communities"):
        columns = SMALL[table.file].splitlines()[0].split(",")
        left_out = ONLY_REGISTERED | IN_OTHER_WORDS | SELDOM.get(table.name, set())
        assert columns == [name for name in table.header.split(",") if name not in left_out]
    for table in tables_of("camps"):
        columns = REGISTERED[table.file].splitlines()[0].split(",")
        assert columns == [n for n in table.header.split(",") if n not in IN_OTHER_WORDS]


def test_every_table_is_a_field_of_the_scenario():
    assert {table.name for table in TABLES} < set(Scenario.model_fields)
