"""A workbook with charts: what it is, totals, people by place, sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from homeward.exchange.export.maps import known, last_day, wide
from homeward.exchange.export.run_tables import STATISTICS, RunTables, of_axis
from homeward.libraries import load_optional

if TYPE_CHECKING:
    import pandas as pd

FILE = "homeward.xlsx"
MOST_ROWS = 1_000_000
"""Rows that a sheet may have."""
CHARTED = ("idps", "refugees", "returnees")


def write_workbook(run: RunTables, folder: Path) -> list[str]:
    """Write the workbook."""
    xlsxwriter = load_optional("xlsxwriter", "public", "to write a workbook")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(str(folder / FILE), options) as book:
        _readme(book, run)
        _totals(book, run)
        by_place = of_axis(run.table("stocks", "by_place"), "place")
        _sheet(book, "stocks_by_place", by_place)
        _sheet(book, "flows_by_place", of_axis(run.table("flows", "by_place"), "place"))
        _sheet(book, "places_last_day", last_day(wide(run)))
        _sources(book, run)
    return [FILE]


def _readme(book: Any, run: RunTables) -> None:
    sheet = book.add_worksheet("readme")
    sheet.set_column(0, 0, 110)
    exact = (
        "Exact counts: not for publication."
        if run.is_exact
        else "Counts below 10 are withheld, all others rounded to 5."
    )
    version = run.info.get("versions", {}).get("homeward", "")
    lines = (
        run.title,
        "Results of a simulation, not observations. homeward never calls a place safe.",
        exact,
        "Sheets hold one level each. Means add up within a sheet; medians and quantiles never do.",
        f"{run.info.get('members')} members, seed {run.info.get('seed')}, homeward {version}.",
    )
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)


def _sheet(book: Any, name: str, table: pd.DataFrame) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [str(column) for column in table.columns])
    for row, cells in enumerate(table.head(MOST_ROWS).itertuples(index=False, name=None), start=1):
        for column, cell in enumerate(cells):
            value = known(cell)
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, float(value))
    return sheet


def _totals(book: Any, run: RunTables) -> None:
    """Write totals of stocks, and a chart of each of those that readers ask for first."""
    columns = ["date", "quantity", *STATISTICS, "suppressed"]
    table = cast("pd.DataFrame", run.table("stocks", "total")[columns])
    table = table.sort_values(["quantity", "date"], kind="stable").reset_index(drop=True)
    sheet = _sheet(book, "totals", table)
    for number, quantity in enumerate(CHARTED):
        rows = [at for at, name in enumerate(table["quantity"]) if name == quantity]
        if rows:
            sheet.insert_chart(
                1 + 16 * number,
                len(columns) + 1,
                _chart(book, quantity, rows[0] + 1, rows[-1] + 1, columns),
            )


def _chart(book: Any, quantity: str, first: int, last: int, columns: list[str]) -> Any:
    chart = book.add_chart({"type": "line"})
    for statistic, dash in (("median", "solid"), ("q05", "dash"), ("q95", "dash")):
        at = columns.index(statistic)
        chart.add_series(
            {
                "name": statistic,
                "categories": ["totals", first, 0, last, 0],
                "values": ["totals", first, at, last, at],
                "line": {"dash_type": dash, "color": "#B24A2E"},
            }
        )
    chart.set_title({"name": f"{quantity}, persons"})
    return chart


def _sources(book: Any, run: RunTables) -> None:
    sheet = book.add_worksheet("sources")
    sheet.write_row(0, 0, ["document", "title", "publisher", "url"])
    for row, one in enumerate(run.documents, start=1):
        for column, name in enumerate(("document", "title", "publisher", "url")):
            sheet.write_string(row, column, str(one.get(name) or "")[:32_000])
