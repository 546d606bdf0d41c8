"""The files of an instance: each read once, with the digest that says which it was."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from homeward.exchange.flee.cells import shortened
from homeward.exchange.flee.dialect import FleeRow, read_bytes, rows_of
from homeward.exchange.flee.findings import Findings


@dataclass
class Files:
    """Files that were read: the SHA-256 of each and its rows."""

    findings: Findings
    digests: dict[Path, str] = field(default_factory=dict[Path, str])
    read: dict[Path, list[FleeRow] | None] = field(default_factory=dict[Path, list[FleeRow] | None])

    def content(self, path: Path, if_missing: str = "") -> bytes | None:
        """Return the bytes of a file that must be there; `if_missing` is the way out."""
        content = read_bytes(path, if_missing, self.findings)
        if content is not None:
            self.digests[path] = hashlib.sha256(content).hexdigest()
        return content

    def rows(self, folder: Path, name: str, if_missing: str = "") -> list[FleeRow] | None:
        """Return the rows of a file that must be there; None if they cannot be read."""
        path = folder / name
        if path not in self.read:
            content = self.content(path, if_missing)
            self.read[path] = None if content is None else rows_of(name, content, self.findings)
        return self.read[path]

    def named_rows(self, folder: Path, name: str, by: FleeRow) -> list[FleeRow] | None:
        """Return the rows of a file that a row names."""
        if is_file(folder, name):
            return self.rows(folder, name)
        found = f'there is no file "{shortened(name)}".'
        self.findings.refuse(by.where, found, "", "correct its name, or add the file.")
        return None

    def has_problem_in(self, name: str) -> bool:
        """Whether something is wrong with a file."""
        return any(
            problem.where.partition(", line ")[0] == name for problem in self.findings.problems
        )


def is_file(folder: Path, name: str) -> bool:
    """Whether a folder has a file; a name that no file can have is no file."""
    try:
        return (folder / name).is_file()
    except (OSError, ValueError):
        return False
