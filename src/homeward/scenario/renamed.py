"""Names that files of version 0.1.0 had: one table, by which they are refused, rewritten and opened (model §2)."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

from ruamel.yaml import YAML

from homeward.catalogue import OLD_NAMES
from homeward.errors import Problem
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.rows.observations import Measure
from homeward.scenario.text.csv_text import read_records
from homeward.scenario.text.yaml_text import read_yaml

COUNTED = "observations.csv"
MODEL = {"registered": "camps", "modelled": "communities"}
MOVEMENT = {"compat": "flee", "fixed": "flee", "destination-choice": "camp-choice"}
KIND = {"hub": "transit"}
MEASURES = {old: new for old, new in OLD_NAMES.items() if new in get_args(Measure)}
GONE = {"fixed": "the ARD of the two differed by less than 0.005 in all six conflicts"}
"""Words that have no other name today, and why what is nearest takes their place."""
ONCE = {"fled": "first_flights"}
"""Measures that files of today have, too, with another meaning."""
OLD_KEY = "displacement"
"""Key that every run of version 0.1.0 kept among its inputs, and none does today."""


@dataclass(frozen=True)
class Renamed:
    """A key of scenario.yaml, or a column of a table, that is called otherwise today.

    Parameters
    ----------
    words
        What it could hold, and what that is called today.
    words_of_old
        What it may hold today as well, with another meaning: written otherwise only in what is known to be old.
    """

    file: str
    old: str
    new: str
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    words_of_old: Mapping[str, str] = field(default_factory=dict[str, str])

    def known(self, is_old: bool) -> Mapping[str, str]:
        """Words that are written otherwise, in a file that may be of any version or is known to be old."""
        return {**self.words, **(self.words_of_old if is_old else {})}


RENAMED = (
    Renamed(SETTINGS_FILE, "displacement", "model", MODEL),
    Renamed(SETTINGS_FILE, "movement", "movement", MOVEMENT),
    Renamed("places.csv", "kind", "kind", KIND),
    Renamed("kind_changes.csv", "kind", "kind", KIND),
    Renamed(COUNTED, "measure", "measure", MEASURES, ONCE),
)
FILES_OF_OLD_NAMES = tuple(dict.fromkeys(one.file for one in RENAMED))
ONLY_OF_CAMPS = "movement"
"""Key that only a scenario of camp registrations has today: the community model has one law."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_COMMA = re.compile(r"[ \t]*,?[ \t]*")
_CELL = re.compile(r'("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|\n|\r|$)')


@dataclass(frozen=True)
class OldName:
    """Letters of a text that are written otherwise today.

    Parameters
    ----------
    line
        Line they begin on, as an editor counts them.
    key
        Key or column they belong to, as the file calls it.
    start, end
        The first letter, and the one after the last.
    old, new
        What stands there, and what it is today: nothing, if it is left out.
    """

    line: int
    key: str
    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True)
class _Word:
    """A key, a column or what a key holds, with the place where it stands."""

    text: str
    start: int
    end: int
    line: int


def find_edits(file: str, content: bytes, *, is_old: bool = False) -> list[OldName] | Problem:
    """Find what a file of version 0.1.0 calls otherwise, in the order of its letters, or why it cannot be read.

    Parameters
    ----------
    is_old
        Whether it is known to be of that version: words that mean something else today are then found as well.
    """
    unreadable = _unreadable(file, content)
    if unreadable is not None:
        return unreadable
    text = content.decode("utf-8-sig")
    said = list(_settings(text) if file == SETTINGS_FILE else _columns(text))
    by_name = {key.text: (key, words) for key, words in said}
    is_of_camps = any(
        word.text in {"registered", "camps"}
        for name in ("displacement", "model")
        for word in by_name.get(name, (None, ()))[1]
    )
    edits: list[OldName] = []
    for one in RENAMED:
        if one.file != file or one.old not in by_name:
            continue
        key, words = by_name[one.old]
        if one.new != one.old and one.new in by_name:
            found = f'"{one.old}" is now "{one.new}", and that is given, too.'
            return Problem(f"{file}, line {key.line}", found, "", ("keep one of the two.",))
        if one.old == ONLY_OF_CAMPS and not is_of_camps:
            own = (word for word in words if word.text == "destination-choice")
            edits.extend(_left_out(text, key, word) for word in own)
            continue
        known = one.known(is_old)
        if one.new != one.old:
            edits.append(OldName(key.line, one.old, key.start, key.end, one.old, one.new))
        edits.extend(
            OldName(word.line, one.old, word.start, word.end, word.text, known[word.text])
            for word in words
            if word.text in known
        )
    return sorted(edits, key=lambda edit: edit.start)


def _unreadable(file: str, content: bytes) -> Problem | None:
    if file != SETTINGS_FILE:
        records = read_records(file, content)
        return records if isinstance(records, Problem) else None
    outline = read_yaml(file, content)
    return outline.problems[0] if outline.problems else None


def _settings(text: str) -> Iterator[tuple[_Word, tuple[_Word, ...]]]:
    """List the keys of scenario.yaml, each with its word if it holds one."""
    node: Any = YAML(typ="safe", pure=True).compose(text)
    for key, value in node.value if node is not None else ():
        is_word = isinstance(value.value, str)
        yield _word(text, key), (_word(text, value),) if is_word else ()


def _word(text: str, node: Any) -> _Word:
    start, end = node.start_mark.index, node.end_mark.index
    while text[end - 1 : end].isspace():
        end -= 1
    return _Word(str(node.value).strip(), start, end, node.start_mark.line + 1)


def _columns(text: str) -> Iterator[tuple[_Word, tuple[_Word, ...]]]:
    """List the columns of a table, each with its cells."""
    rows: list[list[_Word]] = [[]]
    line = 1
    for cell in _CELL.finditer(text):
        word = cell[1].strip().strip('"').strip()
        rows[-1].append(_Word(word, cell.start(1), cell.end(1), line))
        line += len(_LINE_END.findall(cell[0]))
        if cell[2] != ",":
            rows.append([])
    for column, name in enumerate(rows[0]):
        yield name, tuple(row[column] for row in rows[1:] if column < len(row))


def _left_out(text: str, key: _Word, word: _Word) -> OldName:
    """Leave a key out with its line, or with its comma; a comment beside it stays."""
    start, end = key.start, word.end
    comma = _COMMA.match(text, end)
    end = comma.end() if comma else end
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    line_end = _LINE_END.match(text, end)
    if not text[line_start:start].strip() and (line_end or end == len(text)):
        start, end = line_start, line_end.end() if line_end else end
    return OldName(key.line, key.text, start, end, f"{key.text}: {word.text}", "")


def word_edit(edit: OldName) -> str:
    """Say in a sentence what an edit is about."""
    if not edit.new:
        return f'"{edit.old}" is no longer written: the community model has one law of movement.'
    if edit.old in ONCE:
        return f'"{edit.old}" counts second flights today; what it counted is now "{edit.new}".'
    if edit.old in GONE:
        return f'"{edit.old}" is gone; "{edit.new}" takes its place: {GONE[edit.old]}.'
    return f'"{edit.old}" is now "{edit.new}".'


def _may_have_old_names(file: str, content: bytes) -> bool:
    """Tell whether an old word stands anywhere in a file: most have none, and need not be read twice."""
    return any(
        word.encode() in content
        for one in RENAMED
        if one.file == file
        for word in (*one.words, *((one.old,) if one.new != one.old else ()))
    )


def refuse_old_names(folder: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Refuse what files call as version 0.1.0 did; what cannot be read is refused elsewhere."""
    found = {
        file: find_edits(file, files[file])
        for file in FILES_OF_OLD_NAMES
        if _may_have_old_names(file, files.get(file, b""))
    }
    if COUNTED in files and any(edits for edits in found.values() if isinstance(edits, list)):
        found[COUNTED] = find_edits(COUNTED, files[COUNTED], is_old=True)
    problems: list[Problem] = []
    for file, edits in found.items():
        if isinstance(edits, Problem):
            continue
        kind = "key" if file == SETTINGS_FILE else "column"
        way = f"run: homeward upgrade {shlex.quote(str(folder))}"
        first = {(edit.key, edit.old): edit for edit in reversed(edits)}
        problems.extend(
            Problem(f'{file}, line {edit.line}, {kind} "{edit.key}"', word_edit(edit), "", (way,))
            for edit in sorted(first.values(), key=lambda edit: edit.start)
        )
    return problems


def instead_of_movement(word: str) -> str | None:
    """Say what a law of movement of version 0.1.0 is called today; None if it is none."""
    if word not in MOVEMENT:
        return None
    return word_edit(OldName(0, "movement", 0, 0, word, MOVEMENT[word]))


def inputs_of_today(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Give the inputs of a run, as run.json keeps them, the names of today."""
    new = dict(inputs)
    is_old = OLD_KEY in inputs
    for one in RENAMED:
        if one.file == SETTINGS_FILE:
            _rename(new, one)
            continue
        table = one.file.removesuffix(".csv")
        rows = new.get(table)
        if isinstance(rows, list):
            new[table] = [dict(row) if isinstance(row, Mapping) else row for row in rows]
            for row in new[table]:
                if isinstance(row, dict):
                    _rename(cast(dict[str, Any], row), one, is_old=is_old)
    return new


def _rename(named: dict[str, Any], one: Renamed, *, is_old: bool = False) -> None:
    if one.old in named:
        held = named.pop(one.old)
        named[one.new] = one.known(is_old).get(held, held) if isinstance(held, str) else held
