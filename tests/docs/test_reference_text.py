"""The reference pages say everything that the code has."""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
import reference_text
import typer
from answer_words import ANSWER_WORDS, example_file

import homeward
from homeward.catalogue import CHOICE_PARAMETERS, CONDITIONS, PARAMETERS, VARIABLES, obstacles
from homeward.cli.main import app
from homeward.errors import Problem
from homeward.evaluation.scoring.measures import MEASURES
from homeward.scenario.blank.answers import KINDS, About
from homeward.scenario.blank.defaults import DEFAULTS
from homeward.scenario.blank.new_blank import new_blank
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.column_words import example_of, unit_of
from homeward.scenario.reading.columns import columns_of
from homeward.scenario.reading.settings import Settings
from homeward.scenario.reading.tables import TABLES
from homeward.scenario.rows.levers import Lever
from homeward.scenario.rows.observations import SNAPSHOTS, Measure
from homeward.scenario.rows.scales import SCALES

WRITER: Any = SimpleNamespace(
    **run_path(str(Path(__file__).parents[2] / "docs" / "write_reference.py"))
)


@pytest.mark.parametrize("page", list(WRITER.pages_with_parts()), ids=lambda page: page.stem)
def test_what_is_made_in_a_page_is_current(page: Path):
    """A clone and GitHub show it, where nothing makes it."""
    kept = page.read_text(encoding="utf-8")
    assert kept == WRITER.with_parts(kept), "run python docs/write_reference.py"


def test_every_part_stands_in_a_page():
    pages = [page.read_text(encoding="utf-8") for page in WRITER.pages_with_parts()]
    for name in WRITER.PARTS:
        assert sum(f"<!-- made: {name}," in page for page in pages) == 1, name


def test_a_page_that_is_not_current_is_seen():
    """Negative control."""
    page = "# Page\n\n<!-- made: measures -->\nold\n<!-- end of measures -->\n"
    assert "old" not in WRITER.with_parts(page)
    assert "`displaced`" in WRITER.with_parts(page)
    assert WRITER.with_parts(WRITER.with_parts(page)) == WRITER.with_parts(page)


def test_the_examples_of_all_answers_are_a_file_that_makes_a_scenario(tmp_path: Path):
    folder = new_blank(tmp_path / "made", example_file().encode())
    assert load_scenario(folder).title == "Bentiu and Malakal 2013"
    keys = {f"{part} {one.name}" for part, kind in KINDS.items() for one in columns_of(kind)}
    assert set(ANSWER_WORDS) == keys | {f"about {one.name}" for one in columns_of(About)}


def test_every_answer_has_a_unit_an_example_and_a_meaning():
    rows = rows_of("\n".join(reference_text.answer_lines()))
    assert len(rows) > len(ANSWER_WORDS)
    assert without_words(rows) == []


def test_every_command_and_option_is_there():
    page = "\n" + "\n".join(reference_text.command_lines())
    root = typer.main.get_command(app)
    context = root.context_class(root, info_name="homeward")
    found = list(reference_text.commands(root, context))
    assert len(found) > 10
    for command, inner in found:
        part = page.partition(f"\n## {inner.command_path}\n")[2].partition("\n## ")[0]
        assert part, inner.command_path
        for parameter in command.params:
            assert parameter.help in part.replace("\\|", "|")
            for name in parameter.opts if parameter.param_type_name == "option" else ():
                assert f"| `{name}" in part, (inner.command_path, name)


def without_words(rows: list[list[str]]) -> list[str]:
    """Names of rows of which a cell is empty."""
    return [row[0] for row in rows if not all(cell.strip() for cell in row)]


def rows_of(page: str) -> list[list[str]]:
    """Cells of the rows of all tables of a page, but for their heads."""
    lines = [line for line in page.split("\n") if line.startswith("| `")]
    return [
        [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines
    ]


def test_every_argument_and_option_has_a_unit_an_example_and_a_meaning():
    rows = rows_of("\n".join(reference_text.command_lines()))
    assert len(rows) > 200
    assert without_words(rows) == []


def test_every_table_and_column_has_a_unit_an_example_and_a_meaning():
    page = "\n".join(reference_text.scenario_tables())
    for table in TABLES:
        part = page.partition(f"## {table.file}\n")[2].partition("\n## ")[0]
        rows = rows_of(part)
        assert [row[0].split("`")[1] for row in rows] == [column.name for column in table.columns]
        assert without_words(rows) == [], table.file
        for column in table.columns:
            if column.part or "number" in unit_of(table, column):
                assert unit_of(table, column) != "text", (table.file, column.name)


def test_examples_are_read_as_their_columns_read():
    """What a page shows can be typed."""
    for table in TABLES:
        for column in table.columns:
            value = column.read(example_of(table, column))
            assert not isinstance(value, Problem), (table.file, column.name)
            words = value if isinstance(value, tuple) else (value,)
            assert not column.choices or set(words) <= set(column.choices)


def test_every_measure_has_a_unit_an_example_and_a_meaning():
    rows = rows_of("\n".join(reference_text.measure_lines()))
    assert {row[0].strip(" `") for row in rows} == set(get_args(Measure)) == set(MEASURES)
    assert without_words(rows) == []
    assert {row[0].strip(" `") for row in rows if row[1].strip() == "a day"} == SNAPSHOTS


def test_every_scale_answer_and_default_is_there():
    page = "\n".join(reference_text.scale_lines())
    for scale in SCALES:
        for step in scale.steps:
            assert f"| `{step.word}` | {step.value:g} |" in page
    answers = "\n".join(reference_text.answer_lines())
    for kind in (About, *KINDS.values()):
        for column in columns_of(kind):
            assert f"| `{column.name}`" in answers
            assert column.meaning
    assert all(default.reason in answers for default in DEFAULTS)


def test_a_row_that_says_too_little_is_seen():
    """Negative control."""
    assert without_words(rows_of("| `a` | km |  | x |\n| `b` | km | 3 | x |")) == [" `a` "]


def test_every_key_of_the_two_other_files_is_there():
    page = "\n".join(reference_text.scenario_tables())
    part = page.partition("## levers.yaml\n")
    for name in set(Settings.model_fields) - {"line"}:
        assert f"| `{name}`" in part[0], name
    for name, field in Lever.model_fields.items():
        if name not in {"name", "believed", "line"}:  # which are said otherwise
            assert f"| `{field.serialization_alias or name}`" in part[2], name


def test_every_variable_parameter_and_obstacle_is_there():
    page = "\n".join(reference_text.variable_lines())
    names = [
        one.name
        for one in (*VARIABLES, *PARAMETERS, *CHOICE_PARAMETERS, *CONDITIONS, *obstacles(["ACTOR"]))
    ]
    assert len(names) > 80
    for name in names:
        assert f"| `{name}` |" in page


def test_every_public_name_is_there():
    lines = list(reference_text.public_lines())
    for name in homeward.__all__:
        assert any(line.endswith(f":: homeward.{name}") for line in lines)


def test_a_bar_does_not_end_a_cell():
    assert reference_text.markdown_table(["a"], [["x|y"]])[2] == "| x\\|y |"
