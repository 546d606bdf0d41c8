"""An accepted claim written into a folder: checked as a whole first, whole or not at all (decision 35)."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from homeward.atomic.target import write
from homeward.errors import Problem, ScenarioError
from homeward.reading.review.decisions import (
    DECISIONS_FILE,
    Decision,
    decisions_text,
    read_decisions,
)
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import TABLE
from homeward.scenario.shipped import SHIPPED_FOLDER
from homeward.scenario.text.cells import write_cell

Cells = Mapping[str, object]
CLAIMS_FILE, DOCUMENTS_FILE = "claims.csv", "documents.csv"


def check_own(folder: Path) -> None:
    """Refuse a scenario that comes with homeward.

    Raises
    ------
    ScenarioError
        With how to make a copy.
    """
    if folder.resolve().is_relative_to(SHIPPED_FOLDER.resolve()):
        found = f'"{folder.name}" comes with homeward, and is not written into.'
        ways = (f"homeward new my-{folder.name} --from {folder.name}, and read into that.",)
        raise ScenarioError(Problem("", found, "", ways))


def write_claim(
    folder: Path, claim: Cells | None, document: Cells | None, decision: Decision
) -> None:
    """Add a claim, the document if it is new, and what was decided; a decision of the same words is replaced.

    Parameters
    ----------
    folder
        A scenario folder.
    claim, document
        Cells by column; None: nothing is claimed, documents.csv has it already.
    decision
        The row of reading.csv.

    Raises
    ------
    ScenarioError
        If the folder would no longer be valid with it, with every problem, or the disk refuses: nothing is written.
    """
    before = [one for one in read_decisions(folder) if one.key != decision.key]
    files = {
        **{
            name: with_rows(folder / name, [row])
            for name, row in ((CLAIMS_FILE, claim), (DOCUMENTS_FILE, document))
            if row is not None
        },
        DECISIONS_FILE: decisions_text([*before, decision]),
    }
    if len(files) > 1:
        _try(folder, files)
    _write_all(folder, files)


def with_rows(path: Path, rows: Iterable[Cells]) -> bytes:
    """Return a table with rows added at its end; every byte before them stays, and one that is not there begins."""
    content = path.read_bytes() if path.exists() else f"{TABLE[path.stem].header}\n".encode()
    text = content.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    columns = next(csv.reader(io.StringIO(text)))
    added = io.StringIO()
    writer = csv.writer(added, lineterminator=end)
    writer.writerows([write_cell(row.get(column.strip())) for column in columns] for row in rows)
    gap = b"" if content.endswith(b"\n") or not content else end.encode()
    return content + gap + added.getvalue().encode()


def _try(folder: Path, files: Mapping[str, bytes]) -> None:
    """Load a copy of the folder with the new files in it."""
    with tempfile.TemporaryDirectory(prefix="homeward-read-") as place:
        copy = Path(place) / folder.resolve().name
        copy.mkdir()
        for path in folder.iterdir():
            if path.is_file() and path.suffix in {".csv", ".yaml"}:
                shutil.copyfile(path, copy / path.name)
        for name, content in files.items():
            (copy / name).write_bytes(content)
        load_scenario(copy)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write each file whole; where one cannot be, put those before it back."""
    before = {
        name: (folder / name).read_bytes() if (folder / name).exists() else None for name in files
    }
    written: list[str] = []
    try:
        for name, content in files.items():
            write((folder / name).resolve(), content, "make room on the disk")
            written.append(name)
    except ScenarioError:
        for name in written:
            old = before[name]
            if old is None:
                (folder / name).unlink(missing_ok=True)
            else:
                write((folder / name).resolve(), old, "make room on the disk")
        raise
