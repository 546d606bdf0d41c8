"""CSV text."""

import pytest

from homeward.scenario.csv_text import read_sheet

COLUMNS = ("name", "note")


def lines(content: bytes) -> list[tuple[int, dict[str, str]]]:
    sheet = read_sheet("t.csv", content, COLUMNS, ("name",))
    assert sheet.problems == []
    return [(line.number, line.cells) for line in sheet.lines]


@pytest.mark.parametrize(
    "content",
    [
        b"name,note\na,x\n",
        b"\xef\xbb\xbfname,note\r\na,x\r\n",
        b"name,note\ra,x",
        b'"name","note"\n a , x \n',
        b"name,note\na,x\n,\n\n",
    ],
)
def test_ways_of_writing_the_same_table(content: bytes):
    assert lines(content) == [(2, {"name": "a", "note": "x"})]


def test_lines_are_numbered_as_a_spreadsheet_shows_them():
    assert [number for number, _ in lines(b'name,note\na,"x\ny"\n\nb,z\n')] == [2, 4]


def test_columns_may_stand_in_any_order_and_be_left_out():
    assert lines(b"note,name\nx,a\n") == [(2, {"note": "x", "name": "a"})]
    assert lines(b"name\na\n") == [(2, {"name": "a"})]


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"name;note\n", b"name\tnote\n", b"a,b\n", b"\xff"]
)
def test_what_cannot_be_read_has_no_lines(content: bytes):
    sheet = read_sheet("t.csv", content, COLUMNS, ("name",))
    assert (sheet.is_read, sheet.lines, len(sheet.problems)) == (False, [], 1)
