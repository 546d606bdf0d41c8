"""Words of a settings file: switches, numbers and lists, with the line each stands on."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.errors import Problem
from homeward.exchange.flee.findings import Findings, hint
from homeward.exchange.flee.instance_cells import count_cell, number_cell
from homeward.exchange.flee.settings_keys import COUNTS, KNOWN, SECTIONS, TOP
from homeward.scenario.text.cells import shortened
from homeward.scenario.text.yaml_text import Outline, Path, Tree

ON, OFF = {"true", "yes", "on"}, {"false", "no", "off"}
NOTHING = {"", "~", "null", "none"}
Key = tuple[str, str]
"""A section and a key in it."""


@dataclass
class SettingsWords:
    """What a settings file says, key by key."""

    file: str
    outline: Outline
    findings: Findings

    def where(self, key: Key) -> str:
        """File, line and key, as messages give them."""
        path = _path(key)
        return f'{self.file}, line {self.outline.lines.get(path, 1)}, key "{key[1] or key[0]}"'

    def tree(self, key: Key) -> Tree | None:
        """Return what a key says; None if it is not given."""
        section, name = key
        inside = self.outline.tree if section == TOP else self.outline.tree.get(section)
        return inside.get(name) if isinstance(inside, dict) else None

    def is_on(self, key: Key, *, default: bool) -> bool:
        """Whether a switch is on: as YAML reads it, and any number but 0."""
        tree = self.tree(key)
        if tree is None:
            return default
        word = tree.lower() if isinstance(tree, str) else ""
        if isinstance(tree, str) and word and _path(key) in self.outline.quoted:
            found = f'"{shortened(tree)}" in quotes is a word, and every word counts as on in Flee.'
            way = f"write {'False' if word in OFF else 'True'} without quotes."
            self.findings.refuse(self.where(key), found, "", way)
            return default
        if word in ON | OFF:
            return word in ON
        number = number_cell(word)
        if isinstance(number, float):
            return bool(number)
        self.findings.refuse(self.where(key), "expected True or False.", "", "write one of them.")
        return default

    def number(self, key: Key, default: float) -> float:
        """Return the number that a key gives."""
        return self.number_of(self.tree(key), key, default)

    def numbers(self, key: Key) -> tuple[float, ...]:
        """Return the list of numbers that a key gives; empty where it gives none."""
        tree = self.tree(key)
        if tree is None or (isinstance(tree, str) and tree.lower() in NOTHING):
            return ()
        if not isinstance(tree, list):
            way = "write it as [1.0, 0.5], or remove the key."
            self.findings.refuse(self.where(key), "expected a list of numbers.", "", way)
            return ()
        return tuple(self.number_of(part, key, 1.0) for part in tree)

    def number_of(self, tree: Tree | None, key: Key, default: float) -> float:
        """Return the number that a part of a key gives."""
        if tree is None:
            return default
        read = count_cell if key in COUNTS else number_cell
        number = read(tree) if isinstance(tree, str) else Problem("", "expected a number.")
        found = self.findings.sound(self.where(key), number)
        return default if found is None else found


def _path(key: Key) -> Path:
    section, name = key
    return tuple(part for part in (section, name) if part)


def refuse_strangers(words: SettingsWords) -> None:
    """Refuse every key that Flee does not document, with the nearest that it does."""
    for name, tree in words.outline.tree.items():
        if name not in SECTIONS:
            _check_key(words, (TOP, name))
        elif isinstance(tree, dict):
            for key in tree:
                _check_key(words, (name, key))
        elif not (isinstance(tree, str) and tree.lower() in NOTHING):
            words.findings.refuse(words.where((TOP, name)), "expected keys and values.")


def _check_key(words: SettingsWords, key: Key) -> None:
    if key in KNOWN:
        return
    name = key[1]
    elsewhere = [other for other, known in KNOWN if known == name]
    found = f'unknown key "{shortened(name)}".'
    why = "A key that is not known is refused, so that a misspelt one cannot be silently ignored."
    if elsewhere:
        way = f"put it into {elsewhere[0]}." if elsewhere[0] else "put it at the top of the file."
        words.findings.refuse(words.where(key), found, why, way)
        return
    near = hint("key", name, [*SECTIONS, *(known for _, known in KNOWN)])
    words.findings.refuse(words.where(key), found, f"{near} {why}".strip(), "correct or remove it.")


def word_of(tree: Tree | None) -> str:
    """Return a single word; empty for anything else."""
    return tree if isinstance(tree, str) else ""
