"""Damage to whole files: gone, empty, odd, named otherwise, of another kind."""

from __future__ import annotations

import gzip
import io
import zipfile
from random import Random

from mutate.folder import Folder, Odd

_WORKBOOKS = (".xlsx", ".ods", ".xls", ".csv.gz", ".parquet", ".numbers", ".zip")
_SUFFIXES = (".txt", ".bak", "~", ".CSV", ".csv", "(1)", ".yml", ".yaml", ".json", ".tmp", " ")
_FOREIGN = {
    "a page of the web": b"<!DOCTYPE html>\n<html><body>Sign in to continue</body></html>\n",
    "JSON": b'{"places": [{"place": "oldtown", "people": 2000}]}\n',
    "a merge conflict": b"<<<<<<< HEAD\nplace,people\n=======\nplace,persons\n>>>>>>> other\n",
    "a pointer to a large file": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    "a line end": b"\n",
    "blanks": b"   \n  \n",
    "a NUL": b"\x00",
    "one letter": b"x",
    "commas": b",,,\n,,,\n",
    "a quote": b'"',
    "a list": b"- a\n- b\n",
    "a word": b"nothing\n",
}


def _pick(chance: Random, files: Folder) -> str:
    names = [name for name in files if not name.endswith(".md")]
    return chance.choice(names or list(files))


def missing(chance: Random, files: Folder) -> str:
    """Leave a file out, or several."""
    gone = [_pick(chance, files) for _ in range(chance.choice([1, 1, 1, 3]))]
    for name in gone:
        files.pop(name, None)
    return f"without {', '.join(gone)}"


def emptied(chance: Random, files: Folder) -> str:
    """Leave a file without a byte."""
    name = _pick(chance, files)
    files[name] = b""
    return f"{name}: empty"


def odd(chance: Random, files: Folder) -> str:
    """Put a directory, a pipe, a loop, a forbidden, a broken or an endless file in its place."""
    name = _pick(chance, files)
    files[name] = chance.choice(list(Odd))
    return f"{name}: {files[name].value}"


def renamed(chance: Random, files: Folder) -> str:
    """Call a file something else: in capitals, misspelt, with another ending."""
    name = _pick(chance, files)
    folder, _, file = name.rpartition("/")
    stem, dot, ending = file.partition(".")
    new = chance.choice([file.upper(), file.title(), f"{stem}{chance.choice(_SUFFIXES)}",
                         f"{file}{chance.choice(_SUFFIXES)}",
                         f"{stem[:-1]}{dot}{ending}", f"{stem}s{dot}{ending}", f"Copy of {file}", f" {file}",
                         f"{file[0]}\u200f{file[1:]}", f"old/{file}"])  # fmt: skip
    target = f"{folder}/{new}" if folder else new
    content = files.pop(name)
    if chance.random() < 0.2:
        files[name] = content
    files[target] = content
    return f"{name}: called {target!r}{' as well' if name in files and target != name else ''}"


def workbook(chance: Random, files: Folder) -> str:
    """Save a table as a workbook, under its name or that of workbooks."""
    name = _pick(chance, files)
    content = files.pop(name)
    ending = chance.choice(_WORKBOOKS)
    inside = content if isinstance(content, bytes) else b""
    packed = io.BytesIO()
    if ending.endswith(".gz"):
        packed.write(gzip.compress(inside, mtime=0))
    else:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(zipfile.ZipInfo("xl/workbook.xml"), inside)
    target = name if chance.random() < 0.5 else name.rpartition(".")[0] + ending
    files[target] = packed.getvalue()
    return f"{name}: a workbook, {target}"


def other_content(chance: Random, files: Folder) -> str:
    """Give a file the content of another, or of something else."""
    name = _pick(chance, files)
    if chance.random() < 0.5:
        other = _pick(chance, files)
        files[name] = files[other]
        return f"{name}: what {other} says"
    what = chance.choice(list(_FOREIGN))
    files[name] = _FOREIGN[what]
    return f"{name}: {what}"


def said_twice(chance: Random, files: Folder) -> str | None:
    """Write a file twice over."""
    name = _pick(chance, files)
    content = files[name]
    if not isinstance(content, bytes):
        return None
    files[name] = content * 2
    return f"{name}: twice over"


def extra(chance: Random, files: Folder) -> str:
    """Leave other files beside those of the folder."""
    name = chance.choice([".DS_Store", "Thumbs.db", "~$places.xlsx", ".~lock.places.csv#", "place.csv",
                          "notes.csv", "Levers.yaml",
                          "scenario.yml", "x" * 250 + ".csv", "a\nb.csv", "é.csv", "ро.csv",
                          "input/x.csv"])  # fmt: skip
    files[name] = chance.choice([b"", b"x\n", *_FOREIGN.values()])
    return f"{name!r} as well"


def moved_down(chance: Random, files: Folder) -> str:
    """Put everything into a folder inside the folder."""
    inside = chance.choice(["tiny", "input", "data"])
    for name in list(files):
        files[f"{inside}/{name}"] = files.pop(name)
    return f"everything in the folder {inside}"


ALL = (missing, emptied, odd, renamed, workbook, other_content, said_twice, extra, moved_down)
