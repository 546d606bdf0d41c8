"""The reference pages say everything that the code has."""

from __future__ import annotations

import reference_text
import typer

import homeward
from homeward.catalogue import CHOICE_PARAMETERS, CONDITIONS, PARAMETERS, VARIABLES, obstacles
from homeward.cli.main import app
from homeward.scenario.reading.settings import Settings
from homeward.scenario.reading.tables import TABLES
from homeward.scenario.rows.levers import Lever


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


def test_every_table_and_column_is_there():
    page = "\n".join(reference_text.scenario_tables())
    for table in TABLES:
        part = page.partition(f"## {table.file}\n")[2].partition("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}`" in part, (table.file, column.name)


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
