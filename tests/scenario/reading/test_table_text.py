"""A table as CSV text."""

from __future__ import annotations

from homeward.scenario.reading.table_text import table_text
from homeward.scenario.reading.tables import TABLE


def test_a_table_is_written_as_it_will_be_read():
    rows = [{"place": "foo", "kind": "camp", "from": None, "claims": ("one", "two")}]
    assert table_text(TABLE["kind_changes"], rows) == (
        "place,kind,from,claims\nfoo,camp,,one two\n"
    )
