"""The files of a folder of downloads: each with its digest and what kind of file its first bytes say it is."""

from __future__ import annotations

import codecs
import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from homeward.errors import Problem, ScenarioError, or_raise
from homeward.scenario.text.source_files import is_folder, names_in_folder

Kind = Literal[
    "text", "json", "parquet", "workbook", "database", "shapefile", "roads", "companion", "other"
]

MOST_BYTES = 4_000_000_000
"""Bytes of a file, and of everything unpacked from one archive."""
MOST_FILES = 2_000
_AT_ONCE = 1 << 20
_COMPANIONS = frozenset({".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".xml", ".qmd"})
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_NOT_DATA = frozenset({".pdf", ".png", ".jpg", ".docx", ".doc", ".html", ".gz", ".7z"})


@dataclass(frozen=True)
class Download:
    """One file.

    Parameters
    ----------
    name
        How messages call it: ``archive.zip/member.csv`` for a member of an archive.
    digest
        SHA-256 of its bytes.
    is_utf8
        Whether all of it can be read as UTF-8.
    """

    path: Path
    name: str
    digest: str
    size: int
    kind: Kind
    is_utf8: bool


def find_downloads(paths: Iterable[Path], unpacked: Path) -> Iterator[Download | Problem]:
    """List the files in folders and of names, archives unpacked into a folder that is given for it.

    A file that cannot be read gives a `Problem`.

    Raises
    ------
    ScenarioError
        If a name is of nothing, or there are more files than `MOST_FILES`.
    """
    for number, (path, name) in enumerate(_files(paths)):
        if number >= MOST_FILES:
            found = f"more than {MOST_FILES:,} files were given."
            raise ScenarioError(Problem(str(path), found, "", ("name a folder of fewer.",)))
        if path.suffix.lower() == ".zip":
            yield from _unpack(path, name, unpacked / str(number))
        else:
            yield read_download(path, name)


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if is_folder(path):
            or_raise(names_in_folder(path))
            for one in sorted(path.rglob("*")):
                if one.is_file() and not one.name.startswith((".", "~$")):
                    yield one, one.relative_to(path).as_posix()
        elif path.is_file():
            yield path, path.name
        else:
            found = f'there is no file or folder "{path}".'
            raise ScenarioError(Problem("", found, "", ("correct its name.",)))


def read_download(path: Path, name: str) -> Download | Problem:
    """Digest a file, and see of what kind it is."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    size, is_utf8, first = 0, True, b""
    try:
        with path.open("rb") as file:
            while block := file.read(_AT_ONCE):
                first = first or block[:4096]
                digest.update(block)
                size += len(block)
                is_utf8 = is_utf8 and _decodes(decoder, block)
    except OSError as error:
        return Problem(name, f"it cannot be read: {error.strerror}.")
    is_utf8 = is_utf8 and _decodes(decoder, b"", last=True)
    kind = _kind(path.suffixes, first)
    return Download(path, name, digest.hexdigest(), size, kind, is_utf8)


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, last: bool = False) -> bool:
    try:
        decoder.decode(block, last)
    except UnicodeDecodeError:
        return False
    return True


def _kind(suffixes: list[str], first: bytes) -> Kind:
    suffix = suffixes[-1].lower() if suffixes else ""
    kinds: tuple[tuple[Kind, bool], ...] = (
        ("parquet", first.startswith(b"PAR1")),
        ("database", first.startswith(b"SQLite format 3")),
        (
            "workbook",
            suffix in _WORKBOOKS and first.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")),
        ),
        ("shapefile", suffix == ".shp"),
        ("roads", suffix in {".pbf", ".osm"}),
        ("companion", suffix in _COMPANIONS),
        ("other", suffix in _NOT_DATA or b"\0" in first),
        ("json", first.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"["))),
    )
    for kind, belongs in kinds:
        if belongs:
            return kind
    return "text"


def _unpack(path: Path, name: str, folder: Path) -> Iterator[Download | Problem]:
    """Unpack an archive, members of plain names only."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > MOST_FILES or sum(one.file_size for one in members) > MOST_BYTES:
                yield Problem(name, "it holds more than can be unpacked.")
                return
            for number, member in enumerate(members):
                # Beside each other under their own last names, so that the parts of a shapefile are together.
                inside = folder / Path(member.filename).parent.as_posix().replace("/", "_").strip(
                    "."
                )
                target = inside / (Path(member.filename).name or str(number))
                if not target.resolve().is_relative_to(folder.resolve()):
                    yield Problem(name, f'the member "{member.filename}" lies outside of it.')
                    continue
                inside.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as packed, target.open("wb") as file:
                    while block := packed.read(_AT_ONCE):
                        file.write(block)
            for one in sorted(folder.rglob("*")):
                if one.is_file():
                    yield read_download(one, f"{name}/{one.name}")
    except Exception as error:  # noqa: BLE001  errors of the packers have no common kin
        yield Problem(name, f"it cannot be unpacked: {error}.")
