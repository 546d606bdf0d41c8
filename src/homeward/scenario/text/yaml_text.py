"""One YAML text as mappings, lists and words as written, with the line of each (model §2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

from homeward.errors import Problem
from homeward.scenario.text.cells import shortened
from homeward.scenario.text.decoding import decode, name_letter, unseen_problem
from homeward.scenario.text.file_limits import MOST_ITEMS, MOST_KEYS, MOST_NESTED, MOST_YAML_BYTES

_REST = re.compile(r"[0-9]+(\.[0-9]*)?")
"""What may follow the comma of a number."""
Tree = str | list["Tree"] | dict[str, "Tree"]
Path = tuple[str | int, ...]


@dataclass
class Outline:
    """What a YAML file says, the line on which each part begins, which are in quotes, what is wrong."""

    file: str = ""
    tree: dict[str, Tree] = field(default_factory=dict[str, Tree])
    lines: dict[Path, int] = field(default_factory=dict[Path, int])
    quoted: set[Path] = field(default_factory=set[Path])
    problems: list[Problem] = field(default_factory=list[Problem])
    is_read: bool = True

    def at(self, path: Path) -> str:
        """Word where a part stands: its line, or that of what it would stand in."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.file}, line {self.lines[path]}" if path else self.file


class _RefusedError(Exception):
    """Something that no file of ours may hold: its line, and what it is."""

    def __init__(self, line: int, found: str, why: str, way: str) -> None:
        super().__init__(found)
        self.line, self.found, self.why, self.way = line, found, why, way


def read_yaml(file: str, content: bytes) -> Outline:
    """Read one YAML file whose top is a mapping; every word stays as it is written."""
    if len(content) > MOST_YAML_BYTES:
        found = (
            f"the file has {len(content) / 1e6:,.1f} MB, more than {MOST_YAML_BYTES / 1e6:,.0f} MB."
        )
        why = "It holds settings; what has many rows belongs into a table."
        return Outline(file, problems=[Problem(file, found, why)], is_read=False)
    text = decode(file, content)
    if isinstance(text, Problem):
        return Outline(file, problems=[text], is_read=False)
    try:
        return _Reader(file, text).read()
    except _RefusedError as refused:
        where = f"{file}, line {refused.line}"
        problem = Problem(where, refused.found, refused.why, (refused.way,))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{file}, line {mark.line + 1}" if mark else file
        found = f"this is not YAML: {error.problem or error.context}."
        way = "correct the line; indent with spaces, and quote text that holds a colon."
        problem = Problem(where, found, "", (way,))
    except ReaderError as error:
        where = f"{file}, line {text[: error.position].count(chr(10)) + 1}"
        found = f"the line holds {name_letter(text[error.position])}, which YAML does not allow."
        problem = Problem(where, found, "", ("remove the letter.",))
    except YAMLError:
        found = "the file holds what YAML does not allow."
        problem = Problem(file, found, "", ("write it as key: value, a line each.",))
    return Outline(file, problems=[problem], is_read=False)


class _Reader:
    """Builds the outline event by event, so that what is refused is refused before it is built."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.outline = Outline(file)
        self.events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        self._check_directives(text)

    def _check_directives(self, text: str) -> None:
        """Refuse what stands before a document and says how it is to be read, but for its version."""
        for number, line in enumerate(text.splitlines(), start=1):
            if line.startswith("%") and not line.startswith("%YAML"):
                found = f"{shortened(line)} says how the file is to be read."
                raise _RefusedError(
                    number, found, "A scenario is read in one way.", "remove the line."
                )
            if line.strip() and not line.startswith(("#", "%")):
                return

    def read(self) -> Outline:
        """Read the one document of the file."""
        event = self._next()
        while not isinstance(event, (DocumentStartEvent, StreamEndEvent)):
            event = self._next()
        if isinstance(event, StreamEndEvent):
            return self.outline
        top = self._next()
        if isinstance(top, ScalarEvent) and top.value == "" and not top.style:
            return self._ended()
        if not isinstance(top, MappingStartEvent):
            self._check(top, 0)
            problem = Problem(
                f"{self.file}, line {_line(top)}", "expected keys and values (key: value)."
            )
            return Outline(self.file, problems=[problem], is_read=False)
        self._check(top, 0)
        self.outline.tree = self._mapping((), 1)
        return self._ended()

    def _ended(self) -> Outline:
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                found = "a second document begins."
                self._refuse(event, found, "remove the line ---, or put what follows elsewhere.")
        return self.outline

    def _next(self) -> Any:
        return next(self.events)

    def _refuse(self, event: Any, found: str, way: str) -> NoReturn:
        why = "A scenario says each thing where it stands, in plain keys, words and lists."
        raise _RefusedError(_line(event), found, why, way)

    def _check(self, event: Any, depth: int) -> None:
        """Refuse names for parts, tags, and what is nested beyond any meaning."""
        if isinstance(event, AliasEvent):
            self._refuse(
                event, f"*{event.anchor} stands for another part of the file.", "write it out."
            )
        if event.anchor:
            self._refuse(event, f"&{event.anchor} names a part of the file.", "remove the name.")
        if event.tag:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self._refuse(
                event, f"the tag {shortened(tag)} makes something else of it.", "remove it."
            )
        if depth > MOST_NESTED:
            why = f"Nothing here has more than {MOST_NESTED} levels."
            raise _RefusedError(
                _line(event), "this is nested too deeply.", why, "close what is open before it."
            )

    def _tree(self, event: Any, path: Path, depth: int) -> Tree:
        self._check(event, depth)
        self.outline.lines[path] = _line(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path, depth + 1)
        if isinstance(event, SequenceStartEvent):
            parts: list[Tree] = []
            while not isinstance(part := self._next(), SequenceEndEvent):
                parts.append(self._tree(part, (*path, len(parts)), depth + 1))
                if len(parts) > MOST_ITEMS:
                    self._refuse(
                        part, f"the list has more than {MOST_ITEMS:,} items.", "shorten it."
                    )
            return parts
        if event.style in {"'", '"'}:
            self.outline.quoted.add(path)
        return str(event.value).strip()

    def _mapping(self, path: Path, depth: int) -> dict[str, Tree]:
        mapping: dict[str, Tree] = {}
        last = ""
        while not isinstance(event := self._next(), MappingEndEvent):
            key, line = self._key(event, depth), _line(event)
            begun = mapping.get(last)
            if self._goes_on(event, begun):
                # Braces end words at commas and make keys of the rest of 1,600,000; its reader says how to write it.
                self._next()
                mapping[last] = f"{begun},{key}"
                continue
            last = key
            if key in mapping:
                first = self.outline.lines[*path, key]
                found = f'the key "{shortened(key)}" was already given on line {first}.'
                problem = Problem(f"{self.file}, line {line}", found, "", ("keep one of them.",))
                self.outline.problems.append(problem)
                # What it holds is read past, at a place that no key has.
                self._tree(self._next(), (*path, key, -1), depth)
                continue
            if len(mapping) >= MOST_KEYS:
                self._refuse(event, f"there are more than {MOST_KEYS:,} keys.", "remove some.")
            mapping[key] = self._tree(self._next(), (*path, key), depth)
            self.outline.lines[*path, key] = line
        return mapping

    def _goes_on(self, event: Any, begun: Tree | None) -> bool:
        """Whether a key is what follows the comma of a number: digits, right after it."""
        at, end = event.start_mark.index, event.end_mark.index
        before, after = self.text[max(at - 2, 0) : at], self.text[end : end + 1]
        is_rest = before[:1].isdigit() and before[1:] == "," and after in {",", "}", " ", "\n"}
        return isinstance(begun, str) and is_rest and _REST.fullmatch(str(event.value)) is not None

    def _key(self, event: Any, depth: int) -> str:
        self._check(event, depth)
        if not isinstance(event, ScalarEvent):
            self._refuse(event, "a key is a list or has keys of its own.", "write one word.")
        key = str(event.value)
        if key == "<<" and not event.style:
            self._refuse(event, "<< takes keys from another part of the file.", "write them out.")
        unseen = unseen_problem(key)
        if unseen is not None:
            raise _RefusedError(
                _line(event), f"key {unseen.found}", unseen.why, "".join(unseen.ways_out)
            )
        return key


def _line(event: Any) -> int:
    return event.start_mark.line + 1
