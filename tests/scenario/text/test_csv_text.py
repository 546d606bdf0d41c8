"""CSV text."""

import pytest

from homeward.errors import Problem
from homeward.scenario.text.csv_text import read_records, read_sheet, separator

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


def refusals(content: str | bytes) -> list[str]:
    content = content.encode() if isinstance(content, str) else content
    sheet = read_sheet("t.csv", content, COLUMNS, ("name",))
    return [f"{problem.where}: {problem.found}" for problem in sheet.problems]


@pytest.mark.parametrize("n_blank", [1, 2, 30])
def test_empty_columns_that_a_spreadsheet_adds_are_none(n_blank: int):
    end = "," * n_blank + "\n"
    assert lines(f"name,note{end}a,x{end},{end}".encode()) == [(2, {"name": "a", "note": "x"})]
    assert lines(f"name,note{end}a,x\n".encode()) == [(2, {"name": "a", "note": "x"})]
    assert lines(f"name,,note{end}a,,x{end}".encode()) == [(2, {"name": "a", "note": "x"})]


def test_a_cell_in_a_column_without_a_name_is_one_problem():
    assert refusals("name,note,,\na,x,,\nb,x,,y\nc,x,,z\n") == [
        "t.csv, line 3: column 4 has a cell, and in the header no name."
    ]


def test_a_row_of_another_width_is_refused_even_if_its_end_is_empty():
    said = "t.csv, line 2: 3 cells, where the header has 2."
    assert refusals("name,note\na, b,\n") == [said]
    assert refusals("name,note,,\na, b,\n") == [said]


@pytest.mark.parametrize(("letter", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_what_separates_cells_is_named_wherever_it_stands(letter: str, name: str):
    said = f"the cells are separated by {name}, not commas."
    assert refusals(f"name{letter}note\na{letter}x\n") == [f"t.csv, line 1: {said}"]
    assert refusals(f"name{letter}note\na{letter}1,5\n") == [f"t.csv, line 1: {said}"]
    assert refusals(f'"name"{letter}"note"\n"a"{letter}x\n') == [f"t.csv, line 1: {said}"]
    assert refusals(f'name,note\n"a"{letter}"x"\n') == [f"t.csv, line 2: {said}"]
    assert refusals(f"name,note\na,x\nb{letter}y\n") == [f"t.csv, line 3: {said}"]
    for text in (
        f'name,note\na,"x{letter}y"\n',
        f"name,note\na,x{letter}y\n",
        f"name\nx{letter}y\n",
    ):
        assert refusals(text) == []


def test_cells_that_would_be_enough_if_they_were_separated_otherwise():
    records = read_records("t.csv", b'a;c;d,"5;6",f\n')
    assert not isinstance(records, Problem)
    (record,) = records
    assert record.otherwise == (("semicolons", 3),)
    assert separator(record.cells, record.otherwise, 3) == ""
    assert separator(record.cells[:2], record.otherwise, 3) == "semicolons"
    assert separator(record.cells[:2], record.otherwise, 4) == ""


def test_lines_that_are_in_quotes_as_a_whole():
    assert refusals('"name,note"\n"a,x"\n') == [
        "t.csv, line 1: the whole line is one cell in quotes."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name,note\na,"x"y\n', "t.csv, line 2: letters follow the closing quote of a cell."),
        ('name,note\na,"x" \n', "t.csv, line 2: letters follow the closing quote of a cell."),
        ('name,note\na,"x\nb,y\n', "t.csv, line 2: a quoted cell does not end."),
        (
            'name,note\na,x\nb,"' + "y\n" * 70_000,
            "t.csv, line 3: a cell has more than 100,000 letters.",
        ),
        ("name,note\na," + "x" * 100_001, "t.csv, line 2: a cell has more than 100,000 letters."),
        ("name,note\na," + "x" * 150_000, "t.csv, line 2: a cell has more than 100,000 letters."),
    ],
)
def test_the_cause_is_named(text: str, said: str):
    assert refusals(text) == [said]


def test_a_long_text_is_read_to_the_limit():
    assert lines(("name,note\na," + "x" * 100_000).encode())[0][1]["note"] == "x" * 100_000


def test_a_header_of_strangers_is_one_problem():
    names = ",".join(f"column{number}" for number in range(500))
    assert refusals(f"name,{names}\n") == [
        't.csv, line 1: 500 columns are unknown: "column0", "column1", "column2" and so on.'
    ]


def test_a_column_with_a_letter_that_cannot_be_seen():
    for name in ("note\u200f", "no\u00adte"):
        (said,) = refusals(f"name,{name}\n")
        assert said.startswith(f't.csv, line 1: column "{name}" holds U+')
    assert refusals("\u200bname\n")[0].startswith('t.csv, line 1: "\u200bname" holds U+200B')


def test_ways_to_end_a_line_may_be_mixed():
    read = read_records("t.csv", b"name,note\r\na,x\rb,y\nc,z")
    assert not isinstance(read, Problem)
    assert [record.cells for record in read] == [
        ("name", "note"),
        ("a", "x"),
        ("b", "y"),
        ("c", "z"),
    ]


@pytest.mark.parametrize("line", ["sep=;", "sep=,", "SEP=\t"])
def test_a_line_for_a_spreadsheet_alone(line: str):
    assert refusals(f"{line}\nname,note\na,x\n") == [
        "t.csv, line 1: the line tells a spreadsheet how cells are separated."
    ]


def test_names_of_columns_in_capitals_are_names_of_columns():
    assert refusals("Name,NOTE\na,x\n") == [
        't.csv, line 1: unknown column "Name".',
        't.csv, line 1: unknown column "NOTE".',
    ]
