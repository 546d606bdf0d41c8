"""imported.json: what was asked and read, and every row as written, so that an analyst's hand can be told."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from homeward.errors import Problem, ScenarioError
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.evidence import Cells
from homeward.scenario.reading.tables import TABLE
from homeward.scenario.text.cells import write_cell

RECORD_FILE = "imported.json"
FORMAT = 1
KEYS: dict[str, tuple[str, ...]] = {
    "presence": ("place", "actor", "mode", "from"),
    "control": ("place", "from"),
    "arrivals": ("home", "group", "place", "from"),
    "observations": ("name", "date"),
}
"""Columns that stay when the figures of a row change, of tables that have no key of their own."""

Texts = Mapping[str, str]
"""Cells of a row as a file holds them."""


@dataclass
class Record:
    """What an import left beside its tables.

    Parameters
    ----------
    rows
        By table and key of the row: the digest of what was written.
    events
        By name of an event, hidden where rows may not be kept: what tells whether it was changed.
    settings
        scenario.yaml as it was written.
    roots
        Files and folders that were given, as seen from the folder of the scenario.
    """

    ask: Ask
    files: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    rows: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    events: dict[str, str] = field(default_factory=dict[str, str])
    settings: str = ""
    roots: tuple[str, ...] = ()

    def text(self) -> str:
        """Write it."""
        said = {
            "format": FORMAT,
            "asked": self.ask.as_json(),
            "files": self.files,
            "rows": self.rows,
            "events": self.events,
            "settings": self.settings,
            "roots": list(self.roots),
        }
        lines = (f'"{name}": {json.dumps(one, ensure_ascii=False)}' for name, one in said.items())
        return "{\n" + ",\n".join(lines) + "\n}\n"


def texts_of(table: str, row: Cells) -> dict[str, str]:
    """Write the cells of a row as its file holds them."""
    return {column.name: write_cell(row.get(column.name)) for column in TABLE[table].columns}


def key_of(table: str, texts: Texts) -> str:
    """Name a row: what stays when its figures change."""
    columns = KEYS.get(table) or TABLE[table].key or (TABLE[table].columns[0].name,)
    return " | ".join(texts.get(name, "") for name in columns)


def by_key(table: str, rows: Iterable[Texts]) -> dict[str, dict[str, str]]:
    """Lay rows out by their keys: those that share one are counted, so that none is lost."""
    met: Counter[str] = Counter()
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        key = key_of(table, row)
        met[key] += 1
        found[key if met[key] == 1 else f"{key} #{met[key]}"] = dict(row)
    return found


def digest_of(texts: Texts) -> str:
    """Digest what a row says."""
    said = "\x1f".join(f"{name}={value}" for name, value in sorted(texts.items()) if value)
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def rows_of(tables: Mapping[str, Sequence[Cells]]) -> dict[str, dict[str, str]]:
    """Digest every row of every table."""
    return {
        name: {
            key: digest_of(texts)
            for key, texts in by_key(name, (texts_of(name, row) for row in rows)).items()
        }
        for name, rows in tables.items()
    }


def read_record(folder: Path) -> Record:
    """Read the record of a folder.

    Raises
    ------
    ScenarioError
        If there is none, or it is damaged.
    """
    path = folder / RECORD_FILE
    try:
        said = json.loads(path.read_bytes())
        return Record(
            Ask.from_json(said["asked"]),
            list(said["files"]),
            {str(name): dict(rows) for name, rows in said["rows"].items()},
            dict(said["events"]),
            str(said["settings"]),
            tuple(said.get("roots", ())),
        )
    except FileNotFoundError:
        found = f"there is no {RECORD_FILE} in it: no import of public data made this folder."
        ways = ("make one with `homeward import public DOWNLOADS --to FOLDER`.",)
        raise ScenarioError(Problem(str(folder), found, "", ways)) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        found = f"it is damaged: {error}."
        raise ScenarioError(
            Problem(str(path), found, "", ("import anew, into another folder.",))
        ) from error
