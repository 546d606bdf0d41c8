"""Writes docs/schemas/: the JSON Schema of every file of a scenario.

`python docs/write_schemas.py`, where homeward is installed.
"""

from __future__ import annotations

import json
from pathlib import Path

from homeward.scenario.reading.schema import Schema, schemas

FOLDER = Path(__file__).parent / "schemas"


def schema_text(schema: Schema) -> str:
    """Write a schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder, one file each."""
    for file, schema in schemas().items():
        (folder / f"{file.partition('.')[0]}.json").write_text(
            schema_text(schema), encoding="utf-8"
        )


if __name__ == "__main__":
    write_schemas(FOLDER)
