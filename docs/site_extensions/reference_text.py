"""Texts of the reference pages, made from the code: commands, tables of a scenario, variables, the Python interface."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import typer

import homeward
from homeward.cli.main import app as command_line
from homeward.scenario.reading.schema import Schema, schemas
from homeward.scenario.reading.tables import TABLE
from homeward.variables import (
    CHOICE_PARAMETERS,
    CONDITIONS,
    PARAMETERS,
    VARIABLES,
    Parameter,
    obstacles,
)

Rows = Iterable[Sequence[str]]
KINDS = {"string": "text", "integer": "whole number", "array": "list"}
READERS = {"modelled": "the community model", "registered": "the camp models"}


def markdown_table(head: Sequence[str], rows: Rows) -> list[str]:
    """A table, cell by cell; a bar in a cell does not end it."""

    def line(cells: Sequence[str]) -> str:
        plain = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
        return f"| {' | '.join(plain)} |"

    return [line(head), line(["---"] * len(head)), *(line(row) for row in rows), ""]


def code(text: str) -> str:
    return f"`{text}`" if text else ""


# The command line


def commands(group: Any, context: Any) -> Iterator[tuple[Any, Any]]:
    """Every command below a group, with its context, which knows the words that call it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = type(context)(command, info_name=name, parent=context)
        if hasattr(command, "list_commands"):
            yield from commands(command, inner)
        else:
            yield command, inner


def command_lines() -> Iterator[str]:
    """The page of the command line."""
    root = typer.main.get_command(command_line)
    for command, context in commands(root, root.context_class(root, info_name="homeward")):
        yield from (f"## {context.command_path}", "", inspect.cleandoc(command.help or ""), "")
        usage = command.get_usage(context).partition(":")[2]
        yield from ("```text", " ".join(usage.split()), "```", "")
        records = [one.get_help_record(context) for one in command.get_params(context)]
        rows = [record for record in records if record is not None and "--help" not in record[0]]
        if rows:
            yield from markdown_table(
                ("argument or option", "meaning"), ((code(name), text) for name, text in rows)
            )


# Tables of a scenario


def type_of(cell: Schema) -> str:
    """What a cell may hold, in words."""
    if "enum" in cell:
        return ", ".join(code(str(one)) for one in cell["enum"])
    if "const" in cell:
        return code(str(cell["const"]))
    if "anyOf" in cell:
        return " or ".join(type_of(one) for one in cell["anyOf"] if one.get("type") != "null")
    kind = "date" if cell.get("format") == "date" else KINDS.get(cell["type"], cell["type"])
    least, most = cell.get("minimum"), cell.get("maximum")
    if least is not None and most is not None:
        return f"{kind}, {least:,} to {most:,}"
    return f"{kind}, at least {least:,}" if least is not None else kind


def column_rows(schema: Schema) -> Rows:
    for name, cell in schema["properties"].items():
        needed = " (needed)" if name in schema["required"] else ""
        yield code(name) + needed, type_of(cell), cell.get("description", "")


def scenario_tables() -> Iterator[str]:
    """The page of the tables of a scenario."""
    for file, schema in schemas().items():
        table = TABLE.get(file.removesuffix(".csv"))
        if table is None:
            continue
        yield from (f"## {file}", "", schema["description"], "")
        yield from (f"Read by {' and '.join(READERS[part] for part in table.parts)}.", "")
        yield from markdown_table(("column", "holds", "meaning"), column_rows(schema))


# Variables, parameters, obstacles


def parameter_rows(parameters: Sequence[Parameter]) -> Rows:
    for one in parameters:
        is_log = one.scale == "log" and one.low < one.high
        span = f"{one.low:g} to {one.high:g}" if one.low < one.high else f"{one.low:g}"
        yield (
            code(one.name),
            one.unit,
            span + (" (log)" if is_log else ""),
            f"{one.least:g} to {one.most:g}",
            one.meaning,
            one.source,
        )


def variable_lines() -> Iterator[str]:
    """The page of the variable catalogue."""
    yield from ("## Stocks and flows", "")
    yield from markdown_table(
        ("name", "kind", "unit", "meaning"),
        ((code(one.name), one.kind, one.unit, one.meaning) for one in VARIABLES),
    )
    head = ("name", "unit", "default range", "bounds", "meaning", "source")
    yield from (
        "## Parameters of the community model",
        "",
        *markdown_table(head, parameter_rows(PARAMETERS)),
    )
    yield from (
        "## Parameters of camp choice",
        "",
        *markdown_table(head, parameter_rows(CHOICE_PARAMETERS)),
    )
    yield from ("## Conditions of places", "")
    yield from markdown_table(
        ("name", "from", "to", "where no row says otherwise", "meaning"),
        (
            (code(one.name), f"{one.least:g}", f"{one.most:g}", f"{one.default:g}", one.meaning)
            for one in CONDITIONS
        ),
    )
    yield from ("## Obstacles to return", "")
    yield from markdown_table(
        (
            "name",
            "criterion (IASC 2010)",
            "meaning",
            "conditions behind it",
            "parameters behind it",
        ),
        (
            (
                code(one.name),
                one.criterion,
                one.meaning,
                ", ".join(map(code, one.conditions)),
                ", ".join(map(code, one.parameters)),
            )
            for one in obstacles(["ACTOR"])
        ),
    )


# The Python interface


def public_lines() -> Iterator[str]:
    """Every public function of the package, in the order of `homeward.__all__`."""
    yield "```{eval-rst}"
    for name in homeward.__all__:
        directive = "autoclass" if inspect.isclass(getattr(homeward, name)) else "autofunction"
        yield from (f".. {directive}:: homeward.{name}", "")
    yield "```"
