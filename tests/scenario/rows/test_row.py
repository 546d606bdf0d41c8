"""What all rows share."""

import pytest
from pydantic import ValidationError

from homeward.scenario.reading.tables import TABLES
from homeward.scenario.rows.places import Closure, Route


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_are_frozen_and_strict_and_know_all_their_keys(table):
    config = table.row.model_config
    assert config["frozen"]
    assert config["strict"]
    assert config["extra"] == "forbid"


def test_nothing_is_converted_in_silence():
    with pytest.raises(ValidationError):
        Route(route="a", origin="b", destination="c", km="12")  # pyright: ignore


def test_a_row_made_in_code_comes_from_no_line():
    assert Route(route="a", origin="b", destination="c", km=12).line == 0
    assert "start" in Closure.model_fields
