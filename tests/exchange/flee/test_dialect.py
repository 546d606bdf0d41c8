"""Flee's kind of CSV."""

from __future__ import annotations

import pytest

from homeward.exchange.flee.dialect import attributes_of, data_rows, rows_by_position, table_of
from homeward.exchange.flee.findings import Findings


def rows(text: str) -> list[tuple[int, tuple[str, ...]]]:
    read = rows_by_position("a.csv", text.encode(), Findings())
    assert read is not None
    return [(row.line, row.cells) for row in read]


def test_blank_lines_are_no_rows_and_the_others_know_their_lines():
    assert rows("a,b\n\n\nc,d\n") == [(1, ("a", "b")), (4, ("c", "d"))]
    assert rows('"a\nb",c\r\nd\r\n') == [(1, ("a\nb", "c")), (3, ("d",))]


def test_cells_keep_their_blanks_and_lose_a_byte_order_mark():
    assert rows("\ufeffFoo , Bar\n") == [(1, ("Foo ", " Bar"))]


@pytest.mark.parametrize("header", ['#name,b,"c"', '"#name","b",c', '#"name",b,"c"'])
def test_the_comment_is_the_header(header: str):
    read = rows_by_position("a.csv", f"{header}\nfoo,1,2\n".encode(), Findings())
    assert read is not None
    table = table_of(read, 2, 2, Findings())
    assert (table.header, table.extra) == (("name", "b", "c"), ("c",))
    assert [attributes_of(row, 2, table.extra) for row in table.rows] == [{"c": "2"}]


def test_only_the_first_header_with_more_columns_counts():
    findings = Findings()
    text = "# made by hand\n#name,b,c\nfoo,1,2\n#name,b,d\nbar,1,3\n"
    read = rows_by_position("a.csv", text.encode(), findings)
    assert read is not None
    table = table_of(read, 2, 2, findings)
    assert table.extra == ("c",)
    assert [row.cell(0) for row in table.rows] == ["foo", "bar"]
    assert len(findings.warnings) == 1


def test_a_cell_that_is_not_there_is_empty():
    read = rows_by_position("a.csv", b"#name,b,c\nfoo,1\n", Findings())
    assert read is not None
    table = table_of(read, 2, 2, Findings())
    assert attributes_of(table.rows[0], 2, table.extra) == {"c": ""}


def test_rows_that_are_short_or_begin_with_nothing_are_refused():
    findings = Findings()
    read = rows_by_position("a.csv", b"# note\nfoo,1\nbar\n,2\n", findings)
    assert read is not None
    assert [row.cell(0) for row in data_rows(read, 2, findings)] == ["foo"]
    assert [problem.where for problem in findings.problems] == ["a.csv, line 3", "a.csv, line 4"]
