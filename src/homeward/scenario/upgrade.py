"""A scenario of version 0.1.0 with the names of today: only names are touched, all or none (model §2)."""

from __future__ import annotations

import codecs
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from homeward.atomic.target import hold, write
from homeward.errors import Problem, ScenarioError, or_raise
from homeward.scenario.new import check_new
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.renamed import COUNTED, FILES_OF_OLD_NAMES, OldName, find_edits
from homeward.scenario.text.source_files import names_in_folder, read_file


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade has changed.

    Parameters
    ----------
    folder
        The folder with the names of today.
    edits
        By file, in the order of its letters; none: nothing was to be done.
    """

    folder: Path
    edits: Mapping[str, tuple[OldName, ...]]


def upgrade(
    folder: str | Path, *, to: str | Path | None = None, people_once: bool = False
) -> Upgraded:
    """Rewrite a scenario of version 0.1.0 with the names of today, in place or as a copy.

    Comments, order, quotes, line ends and all other letters stay as they are.

    Parameters
    ----------
    folder
        The folder of the scenario.
    to
        A new folder for a copy of all its files; the folder itself is changed if None.
    people_once
        Rows that measure `fled` mean people once, as in version 0.1.0. Where anything else has an old name, they do.

    Raises
    ------
    ScenarioError
        If a file cannot be read, with every such file; or the disk refuses. Nothing is changed then.
    """
    source = Path(folder)
    contents, edits = _read(source, people_once=people_once)
    changed = {file: edited(contents[file], found) for file, found in edits.items() if found}
    if to is not None:
        _copy(source, Path(to), changed)
    elif changed:
        _write(source, contents, changed)
    return Upgraded(source if to is None else Path(to), edits)


def _read(
    folder: Path, *, people_once: bool
) -> tuple[dict[str, bytes], dict[str, tuple[OldName, ...]]]:
    """Read the files that may have old names, and find these."""
    present = or_raise(names_in_folder(folder))
    contents: dict[str, bytes] = {}
    edits: dict[str, tuple[OldName, ...]] = {}
    problems: list[Problem] = []
    for file in FILES_OF_OLD_NAMES:
        if file not in present and file != SETTINGS_FILE:
            continue
        content = read_file(folder / file)
        found = content if isinstance(content, Problem) else find_edits(file, content)
        if isinstance(content, bytes) and not isinstance(found, Problem):
            contents[file], edits[file] = content, tuple(found)
        elif isinstance(found, Problem):
            problems.append(found)
    if problems:
        raise ScenarioError(problems)
    if COUNTED in contents and (people_once or any(edits.values())):
        again = find_edits(COUNTED, contents[COUNTED], is_old=True)
        edits[COUNTED] = () if isinstance(again, Problem) else tuple(again)
    return contents, edits


def edited(content: bytes, edits: Sequence[OldName]) -> bytes:
    """Write some letters of a text otherwise, and leave all others as they are."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    text = content.decode("utf-8-sig")
    for edit in reversed(edits):
        stands = text[edit.start : edit.end]
        new = stands.replace(edit.old, edit.new) if edit.new else ""
        text = f"{text[: edit.start]}{new}{text[edit.end :]}"
    return mark + text.encode()


def _copy(source: Path, to: Path, changed: Mapping[str, bytes]) -> None:
    with hold(to, check_new, "choose another name") as place, place.folder() as made:
        shutil.copytree(source, made, dirs_exist_ok=True)
        for file, content in changed.items():
            (made / file).write_bytes(content)


def _write(folder: Path, before: Mapping[str, bytes], changed: Mapping[str, bytes]) -> None:
    """Write every changed file whole; where one cannot be, put those before it back."""
    written: list[str] = []
    try:
        for file, content in changed.items():
            _replace(folder / file, content)
            written.append(file)
    except ScenarioError:
        for file in written:
            _replace(folder / file, before[file])
        raise


def _replace(path: Path, content: bytes) -> None:
    path = path.resolve()  # a link stays one
    mode = path.stat().st_mode
    write(path, content, "write a copy with --to FOLDER")
    path.chmod(mode)
