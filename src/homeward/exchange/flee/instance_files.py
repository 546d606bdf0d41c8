"""The files of an instance: each read once, with the digest that says which it was."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from homeward.errors import Problem
from homeward.exchange.flee.dialect import FleeRow, rows_by_position
from homeward.exchange.flee.findings import Findings, hint, twin_of
from homeward.scenario.text.cells import shortened
from homeward.scenario.text.source_files import is_there, names_in_folder, read_file
from homeward.scenario.text.stand_ins import ways_to_have


@dataclass
class Files:
    """Files that were read: the SHA-256 of each and its rows."""

    findings: Findings
    digests: dict[Path, str] = field(default_factory=dict[Path, str])
    read: dict[Path, list[FleeRow] | None] = field(default_factory=dict[Path, list[FleeRow] | None])

    def content(self, path: Path, if_missing: str = "", older: Sequence[str] = ()) -> bytes | None:
        """Return the bytes of a file that must be there.

        Parameters
        ----------
        if_missing
            The way out where it is not there.
        older
            Names that the file had in earlier versions of Flee.
        """
        if not is_there(path):
            present = names_in_folder(path.parent)
            others = () if isinstance(present, Problem) else present
            ways = [*ways_to_have(path.name, others, older)]
            ways.append(if_missing or "add it, or correct the name of the folder.")
            found = f'there is no such file in "{path.parent}".'
            self.findings.refuse(path.name, found, "", *ways)
            return None
        content = read_file(path)
        if isinstance(content, Problem):
            self.findings.problems.append(content)
            return None
        self.digests[path] = hashlib.sha256(content).hexdigest()
        return content

    def rows(
        self, folder: Path, name: str, if_missing: str = "", older: Sequence[str] = ()
    ) -> list[FleeRow] | None:
        """Return the rows of a file that must be there; None if they cannot be read."""
        path = folder / name
        if path not in self.read:
            content = self.content(path, if_missing, older)
            self.read[path] = (
                None if content is None else rows_by_position(name, content, self.findings)
            )
        return self.read[path]

    def name_of(self, folder: Path, name: str) -> str:
        """Return a name as the folder writes it: one system composes letters, another does not."""
        present = names_in_folder(folder)
        others = () if isinstance(present, Problem) else present
        return next((one for one in others if unicodedata.normalize("NFC", one) == name), name)

    def named_rows(self, folder: Path, name: str, by: FleeRow) -> list[FleeRow] | None:
        """Return the rows of a file that a row names."""
        if is_there(folder / name):
            return self.rows(folder, name)
        present = names_in_folder(folder)
        others = [] if isinstance(present, Problem) else list(present)
        ways = ways_to_have(name, others) or ("correct its name, or add the file.",)
        found = f'there is no file "{shortened(name)}".'
        why = hint("name", name, others) if twin_of(name, others) is not None else ""
        self.findings.refuse(by.where, found, why, *ways)
        return None
