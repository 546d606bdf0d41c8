"""One YAML text as mappings, lists and words as written, with the line of each (model §2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from homeward.errors import Problem
from homeward.scenario.csv_text import decode

Tree = str | list["Tree"] | dict[str, "Tree"]
Path = tuple[str | int, ...]


@dataclass
class Outline:
    """What a YAML file says, the line on which each part begins, which are in quotes, what is wrong."""

    tree: dict[str, Tree] = field(default_factory=dict[str, Tree])
    lines: dict[Path, int] = field(default_factory=dict[Path, int])
    quoted: set[Path] = field(default_factory=set[Path])
    problems: list[Problem] = field(default_factory=list[Problem])
    is_read: bool = True


class _PlainComposer(Composer):
    """Refuses aliases: a scenario says each thing where it stands."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.parser.check_event(AliasEvent):
            mark = self.parser.peek_event().start_mark
            problem = "a name with * stands for another part of the file"
            raise ComposerError(None, None, problem, mark)
        return super().compose_node(parent, index)


def read_yaml(file: str, content: bytes) -> Outline:
    """Read one YAML file whose top is a mapping; every word stays as it is written."""
    text = decode(file, content)
    if isinstance(text, Problem):
        return Outline(problems=[text], is_read=False)
    try:
        node = _compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{file}, line {mark.line + 1}" if mark else file
        found = f"this is not YAML: {error.problem or error.context}."
        ways = ("correct the line; indent with spaces, and quote text that holds a colon.",)
        return Outline(problems=[Problem(where, found, "", ways)], is_read=False)
    except YAMLError:
        found = "the file holds characters that YAML does not allow."
        return Outline(problems=[Problem(file, found)], is_read=False)
    outline = Outline()
    if isinstance(node, MappingNode):
        outline.tree = _mapping(file, node, (), outline)
    elif node is not None:
        found = "expected keys and values (key: value)."
        outline.problems.append(Problem(f"{file}, line 1", found))
        outline.is_read = False
    return outline


def _compose(text: str) -> Node | None:
    reader = YAML(typ="safe", pure=True)
    reader.Composer = _PlainComposer
    return reader.compose(text)


def _tree(file: str, node: Node, path: Path, outline: Outline) -> Tree:
    outline.lines[path] = node.start_mark.line + 1
    if isinstance(node, MappingNode):
        return _mapping(file, node, path, outline)
    if isinstance(node, SequenceNode):
        parts = cast("list[Node]", node.value)
        return [_tree(file, part, (*path, index), outline) for index, part in enumerate(parts)]
    if getattr(node, "style", None) in {"'", '"'}:
        outline.quoted.add(path)
    return str(cast("object", node.value)).strip()


def _mapping(file: str, node: MappingNode, path: Path, outline: Outline) -> dict[str, Tree]:
    mapping: dict[str, Tree] = {}
    for key_node, value_node in cast("list[tuple[Node, Node]]", node.value):
        line = key_node.start_mark.line + 1
        key = str(cast("object", key_node.value))
        if key in mapping:
            first = outline.lines[*path, key]
            found = f'the key "{key}" was already given on line {first}.'
            problem = Problem(f"{file}, line {line}", found, "", ("keep one of them.",))
            outline.problems.append(problem)
            continue
        mapping[key] = _tree(file, value_node, (*path, key), outline)
        outline.lines[*path, key] = line
    return mapping
