"""JSON Schemas."""

import json
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from homeward.scenario.reading.schema import schemas
from homeward.scenario.reading.tables import FILES, TABLE

DOCS = Path(__file__).parents[3] / "docs"
SCHEMAS = DOCS / "schemas"
WRITER: Any = SimpleNamespace(**run_path(str(DOCS / "write_schemas.py")))


@pytest.mark.parametrize("file", schemas())
def test_the_schemas_of_the_documentation_are_current(file: str):
    kept = (SCHEMAS / f"{file.partition('.')[0]}.json").read_text(encoding="utf-8")
    assert kept == WRITER.schema_text(schemas()[file]), "run python docs/write_schemas.py"


def test_no_schema_is_left_over():
    kept = {path.stem for path in SCHEMAS.glob("*.json")}
    assert kept == {file.partition(".")[0] for file in FILES}


def test_schemas_are_written_one_file_each(tmp_path: Path):
    WRITER.write_schemas(tmp_path)
    assert len(list(tmp_path.iterdir())) == len(FILES)


@pytest.mark.parametrize("file", schemas())
def test_schemas_are_schemas(file: str):
    Draft202012Validator.check_schema(schemas()[file])


def test_the_columns_of_a_schema_are_those_of_the_header():
    for name, table in TABLE.items():
        columns = list(schemas()[f"{name}.csv"]["properties"])
        assert columns == table.header.split(",")


def test_a_schema_refuses_what_the_loader_refuses():
    validator = Draft202012Validator(schemas()["conditions.csv"])
    line = {"place": "camp", "variable": "mines", "value": 0.5, "claims": ["c1"]}
    assert validator.is_valid(line)
    assert not validator.is_valid(line | {"value": 2})
    assert not validator.is_valid(line | {"variable": "mine"})
    assert not validator.is_valid(line | {"valeu": 1})


def test_the_schema_of_scenario_yaml_knows_the_bounds_of_parameters():
    validator = Draft202012Validator(schemas()["scenario.yaml"])
    settings = {"title": "A", "start": "2015-05-01", "end": "2015-06-01"}
    assert validator.is_valid(settings | {"parameters": {"return_speed": 0.01}})
    assert validator.is_valid(settings | {"parameters": {"return_speed": {"low": 0, "high": 1}}})
    assert not validator.is_valid(settings | {"parameters": {"return_speed": 1.4}})
    assert not validator.is_valid(settings | {"parameters": {"return_sped": 0.01}})
    assert json.loads(WRITER.schema_text(schemas()["scenario.yaml"])) == schemas()["scenario.yaml"]
