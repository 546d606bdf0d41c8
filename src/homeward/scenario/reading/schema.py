"""JSON Schemas of the files of a scenario, made from the classes that read them (model §2)."""

from __future__ import annotations

from typing import Any

from homeward.catalogue import CHOICE_PARAMETERS, PARAMETERS, POOLABLE
from homeward.scenario.reading.column_words import scales_in
from homeward.scenario.reading.lever_text import PARAMETER_COLUMNS
from homeward.scenario.reading.settings import (
    CONFOUNDERS,
    COVERAGE,
    POOLING,
    RULES,
    ParameterSetting,
    PoolingSetting,
    Settings,
)
from homeward.scenario.reading.storyline_text import PLANNING, STORYLINES
from homeward.scenario.reading.tables import LEVERS_FILE, SETTINGS_FILE, TABLES, Table
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.rows.levers import Lever
from homeward.scenario.rows.storylines import PlanningFigure, Storyline
from homeward.scenario.scenario import Scenario

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Schema]:
    """Make the schema of every file, by the file's name."""
    made = {table.file: table_schema(table) for table in TABLES}
    return {SETTINGS_FILE: _settings_schema(), **made, LEVERS_FILE: _levers_schema()}


def table_schema(table: Table) -> Schema:
    """Make the schema of one line of a table: its columns and what their cells mean."""
    made = _plain(table.row)
    properties: Schema = {}
    for column in table.columns:
        cell = (
            _cell(made, column.field, column.part)
            if column.part
            else made["properties"][column.name]
        )
        words = [step.word for scale in scales_in(table.name, column.name) for step in scale.steps]
        if words:
            cell = {"anyOf": [cell, {"type": "string", "enum": list(dict.fromkeys(words))}]}
        properties[column.name] = {**cell, "title": column.name, "description": column.meaning}
    needed = [column.name for column in table.columns if column.is_needed]
    return {
        "$schema": DIALECT,
        "title": f"A line of {table.file}",
        "description": " ".join((table.row.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
        **{word: made[word] for word in ("if", "then", "else") if word in made},
    }


def _plain(model: type[Any]) -> Schema:
    return model.model_json_schema(mode="serialization", by_alias=True)


def _cell(made: Schema, field: str, part: str) -> Schema:
    stated: Schema = made["properties"][field]
    options: list[Schema] = stated.get("anyOf", [stated])
    name = next(str(option["$ref"]) for option in options if "$ref" in option)
    cell: Schema = dict(made["$defs"][name.removeprefix("#/$defs/")]["properties"][part])
    return cell


def _settings_schema() -> Schema:
    made = _plain(Settings)
    properties = {key: value for key, value in made["properties"].items() if key != "line"}
    setting = _plain(ParameterSetting)["properties"]
    del setting["line"]
    parameters = {
        parameter.name: {
            "description": f"{parameter.meaning} Unit: {parameter.unit}.",
            "anyOf": [
                {"type": "number", "minimum": parameter.least, "maximum": parameter.most},
                {"$ref": "#/$defs/setting"},
            ],
        }
        for parameter in (*PARAMETERS, *CHOICE_PARAMETERS)
    }
    properties[CONFOUNDERS] = {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "description": Scenario.model_fields["confounders"].description,
    }
    properties[COVERAGE] = {
        "type": "object",
        "description": Scenario.model_fields["registration_coverage"].description,
        "additionalProperties": {
            "anyOf": [
                {"type": "number", "minimum": 0.01, "maximum": 10},
                {"$ref": "#/$defs/setting"},
            ]
        },
    }
    properties[POOLING] = {
        "type": "object",
        "description": Scenario.model_fields["pooling"].description,
        "properties": dict.fromkeys(POOLABLE, _told(PoolingSetting)),
        "additionalProperties": False,
    }
    rules = _plain(FleeRules)["properties"]
    del rules["line"]
    properties[RULES] = {
        "type": "object",
        "description": "Rules of the flee walk.",
        "properties": rules,
        "additionalProperties": False,
    }
    properties[STORYLINES] = {
        "type": "object",
        "description": Scenario.model_fields["storylines"].description,
        "additionalProperties": _told(Storyline, without="name"),
    }
    properties[PLANNING] = {
        "type": "array",
        "description": Scenario.model_fields["planning_figures"].description,
        "items": _told(PlanningFigure),
    }
    properties["parameters"] = {
        "type": "object",
        "properties": parameters,
        "additionalProperties": False,
    }
    return {
        "$schema": DIALECT,
        "title": SETTINGS_FILE,
        "type": "object",
        "properties": properties,
        "required": made["required"],
        "additionalProperties": False,
        "$defs": {
            "setting": {"type": "object", "properties": setting, "additionalProperties": False}
        },
    }


def _told(kind: type[Storyline | PlanningFigure | PoolingSetting], without: str = "") -> Schema:
    made = _plain(kind)
    hidden = {"line", without}
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {
            key: value for key, value in made["properties"].items() if key not in hidden
        },
        "required": [key for key in made["required"] if key not in hidden],
        "additionalProperties": False,
    }


def _levers_schema() -> Schema:
    made = _plain(Lever)
    for part in (made, *made["$defs"].values()):
        part["properties"].pop("line")
    for part in ("name", "believed"):  # the key itself, and what is made of trust
        made["properties"].pop(part)
    made["required"].remove("name")
    trust = made["properties"]["trust"]
    names = {key: trust.pop(key) for key in ("items", "type")}
    trust["anyOf"] = [{"type": "string"}, names]
    definitions = made.pop("$defs")
    definitions["Change"]["description"] = (
        f"One change; a change of parameters has the columns {', '.join(PARAMETER_COLUMNS)}."
    )
    for part in ("where", "set"):
        _take_any_cell(definitions["Change"]["properties"][part])
    return {
        "$schema": DIALECT,
        "title": LEVERS_FILE,
        "type": "object",
        "additionalProperties": {**made, "additionalProperties": False},
        "$defs": definitions,
    }


def _take_any_cell(stated: Schema) -> None:
    for option in stated.get("anyOf", [stated]):
        if option.get("type") == "object":
            option["additionalProperties"] = {"type": ["string", "number", "boolean", "array"]}
