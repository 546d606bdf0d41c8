"""Texts of the reference pages, made from the code: commands, tables of a scenario, variables, the Python interface."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import option_words
import typer
from answer_words import ANSWER_WORDS, example_file

import homeward
from homeward import api
from homeward.api.verb_result import VerbResult
from homeward.catalogue import (
    CHOICE_PARAMETERS,
    CONDITIONS,
    PARAMETERS,
    VARIABLES,
    Parameter,
    obstacles,
)
from homeward.cli.main import app as command_line
from homeward.scenario.blank.answers import KINDS as KINDS_OF_ANSWERS
from homeward.scenario.blank.answers import About
from homeward.scenario.blank.defaults import DEFAULTS
from homeward.scenario.reading.column_words import example_of, scales_in, unit_of
from homeward.scenario.reading.columns import columns_of
from homeward.scenario.reading.schema import Schema, schemas
from homeward.scenario.reading.tables import LEVERS_FILE, SETTINGS_FILE, TABLE, Table
from homeward.scenario.rows.observations import MEASURE_WORDS, SNAPSHOTS
from homeward.scenario.rows.scales import SCALES

Rows = Iterable[Sequence[str]]
KINDS = {"string": "text", "integer": "whole number", "array": "list", "object": "keys, below"}
PARTS_OF_SETTINGS = ("rules", "storylines", "planning_figures")
READERS = {"communities": "the community model", "camps": "the camp models"}


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
        rows = [
            (one, record)
            for one, record in zip(command.get_params(context), records, strict=True)
            if record is not None and "--help" not in record[0]
        ]
        if rows:
            yield from markdown_table(
                ("argument or option", "unit or kind", "example", "meaning"),
                (
                    (
                        code(max(one.opts, key=len)),
                        option_words.unit_of(record, one),
                        code(option_words.example_of(record, one)),
                        record[1],
                    )
                    for one, record in rows
                ),
            )


# Tables of a scenario


def figure(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:g}"


def type_of(cell: Schema) -> str:
    """What a cell may hold, in words; nothing where a page of its own says it."""
    if "enum" in cell:
        return ", ".join(code(str(one)) for one in cell["enum"])
    if "anyOf" in cell:
        kinds = dict.fromkeys(type_of(one) for one in cell["anyOf"] if one.get("type") != "null")
        return " or ".join(filter(None, kinds))
    stated = cell.get("type", "")
    kind = "date" if cell.get("format") == "date" else KINDS.get(stated, stated)
    ends = [figure(cell[end]) for end in ("minimum", "maximum") if end in cell]
    return f"{kind}, {' to '.join(ends)}" if len(ends) == 2 else kind


def column_rows(schema: Schema) -> Rows:
    for name, cell in schema["properties"].items():
        needed = " (needed)" if name in schema.get("required", ()) else ""
        yield code(name) + needed, type_of(cell), cell.get("description", "")


def scenario_tables() -> Iterator[str]:
    """The page of the files of a scenario: every key of the two YAML files, every column of every table."""
    head = ("column", "holds", "meaning")
    table_head = ("column", "unit", "example", "holds", "meaning")
    made = schemas()
    settings, levers = made.pop(SETTINGS_FILE), made.pop(LEVERS_FILE)
    yield from (f"## {SETTINGS_FILE}", "")
    yield from markdown_table(("key", *head[1:]), column_rows(settings))
    for name in PARTS_OF_SETTINGS:
        part = settings["properties"][name]
        yield from (f"### {name}", "", part.get("description", ""), "")
        item = part.get("items") or part.get("additionalProperties") or part
        yield from markdown_table(("key", *head[1:]), column_rows(item))
    yield from (f"## {LEVERS_FILE}", "", "One entry a lever, under its name:", "")
    yield from markdown_table(("key", *head[1:]), column_rows(levers["additionalProperties"]))
    for name, part in levers["$defs"].items():
        if "properties" in part:
            yield from (f"### {name}", "", part.get("description", ""), "")
            yield from markdown_table(("key", *head[1:]), column_rows(part))
    for file, schema in made.items():
        readers = " and ".join(READERS[part] for part in TABLE[file.removesuffix(".csv")].models)
        yield from (f"## {file}", "", schema["description"], "", f"Read by {readers}.", "")
        yield from markdown_table(table_head, table_rows(TABLE[file.removesuffix(".csv")], schema))


def table_rows(table: Table, schema: Schema) -> Rows:
    """Every column of a table with unit, example, kind and meaning."""
    for column in table.columns:
        needed = " (needed)" if column.is_needed else ""
        cell = schema["properties"][column.name]
        worded = " See its [words](scales.md)." if scales_in(table.name, column.name) else ""
        yield (
            code(column.name) + needed,
            unit_of(table, column),
            code(example_of(table, column)),
            type_of(cell["anyOf"][0] if worded else cell),
            column.meaning + worded,
        )


def scale_lines() -> Iterator[str]:
    """The page of worded scales; beliefs have the words of rates."""
    head = ("word", "number", "range", "looks like", "example")
    for scale in SCALES:
        if scale.table == "actors":
            continue
        where = f", where `{scale.by}` is `{scale.word}`" if scale.by else ""
        yield from (f"## {scale.name}", "", f"`{scale.column}` of `{scale.table}.csv`{where}.", "")
        yield from markdown_table(
            head,
            (
                (
                    code(one.word),
                    f"{one.value:g}",
                    f"{one.low:g} to {one.high:g}",
                    one.looks_like,
                    one.as_in,
                )
                for one in scale.steps
            ),
        )


def measure_lines() -> Iterator[str]:
    """The page of measures of observations."""
    rows = (
        (code(name), "a day" if name in SNAPSHOTS else "days", unit, example, meaning)
        for name, (meaning, unit, example) in MEASURE_WORDS.items()
    )
    yield from markdown_table(("measure", "of", "unit", "example", "meaning"), rows)


def answer_lines() -> Iterator[str]:
    """The page of answers: a file of them, every key, and every default with its reason."""
    yield from ("A file with every key:", "", "```yaml", *example_file().splitlines(), "```", "")
    for key, kind in (("about", About), *KINDS_OF_ANSWERS.items()):
        title = "The scenario" if key == "about" else f"{key}"
        yield from (f"## {title}", "", " ".join((kind.__doc__ or "").split()), "")
        yield from markdown_table(
            ("key", "unit or kind", "example", "meaning"),
            (
                (
                    code(one.name) + (" (needed)" if one.is_needed else ""),
                    f"one of {', '.join(one.choices)}"
                    if one.choices
                    else ANSWER_WORDS[f"{key} {one.name}"][0],
                    code(ANSWER_WORDS[f"{key} {one.name}"][1]),
                    one.meaning,
                )
                for one in columns_of(kind)
            ),
        )
    yield from (
        "## Defaults",
        "",
        "Claims of these names, with these reasons, stand in `claims.csv`.",
        "",
    )
    yield from markdown_table(
        ("claim", "value", "low", "high", "reason"),
        (
            (
                code(f"default_{one.name}"),
                f"{one.value:g}",
                f"{one.low:g}",
                f"{one.high:g}",
                one.reason,
            )
            for one in DEFAULTS
        ),
    )


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
        yield from (f".. autofunction:: homeward.{name}", "")
    yield "```"


def results() -> list[type]:
    """The classes of what the public functions return, in the order of the names of their modules."""
    modules = [
        importlib.import_module(f"{api.__name__}.{one.name}")
        for one in pkgutil.iter_modules(api.__path__)
    ]
    return [
        one
        for module in modules
        for one in vars(module).values()
        if inspect.isclass(one)
        and issubclass(one, VerbResult)
        and one.__module__ == module.__name__
    ]


def result_lines() -> Iterator[str]:
    """What the public functions return."""
    yield "```{eval-rst}"
    for one in results():
        yield from (
            f".. autoclass:: {one.__module__}.{one.__name__}",
            "   :inherited-members: object",
            "",
        )
    yield "```"
