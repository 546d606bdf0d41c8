"""Writing a table as the CSV text that would be read back as it (model §2)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from homeward.scenario.reading.tables import Table
from homeward.scenario.text.cells import write_cell


def table_text(table: Table, rows: Iterable[Mapping[str, object]]) -> str:
    """Write a table as CSV, with its header; a column that a row does not have is empty."""
    names = [column.name for column in table.columns]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([write_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue()
