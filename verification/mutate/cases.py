"""Case N of seed S: what is damaged, and how; the same on every machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from mutate import (
    byte_damage,
    cell_damage,
    column_damage,
    command_damage,
    file_damage,
    row_damage,
    size_damage,
    yaml_damage,
)
from mutate.folder import Folder
from mutate.originals import COMMANDS, SHARES, original

Operator = Callable[[Random, Folder], str | None]
"""Damages a folder and says what it did; None where there is nothing that it could damage."""

LEVELS: dict[str, tuple[int, tuple[Operator, ...]]] = {
    "bytes": (17, byte_damage.ALL),
    "cells": (33, cell_damage.ALL),
    "rows": (15, row_damage.ALL),
    "columns": (11, column_damage.ALL),
    "yaml": (17, yaml_damage.ALL),
    "files": (6, file_damage.ALL),
    "sizes": (1, size_damage.ALL),
}
"""How many of a hundred cases each level has, and its operators."""


@dataclass(frozen=True)
class Damage:
    """What one operator did."""

    level: str
    operator: str
    said: str

    def __str__(self) -> str:
        """Word it in a line."""
        return f"{self.level}, {self.operator}: {self.said}"


@dataclass(frozen=True)
class Case:
    """One damaged input.

    Parameters
    ----------
    arguments
        Of the command, where a command is damaged; {out} stands for a folder to write.
    """

    seed: int
    number: int
    original: str
    damages: tuple[Damage, ...]
    files: Folder
    arguments: tuple[str, ...] = ()


def make_case(seed: int, number: int) -> Case:
    """Damage something, once or a few times."""
    chance = Random(f"{seed}/{number}")
    name = chance.choices(list(SHARES), list(SHARES.values()))[0]
    if name == COMMANDS:
        arguments, said = command_damage.damaged(chance)
        return Case(seed, number, name, (Damage(COMMANDS, arguments[0], said),), {}, arguments)
    files = original(name)
    wanted = chance.choice([1, 1, 1, 1, 2, 3])
    damages: list[Damage] = []
    while len(damages) < wanted and files:  # what has lost its last file cannot lose more
        level = chance.choices(list(LEVELS), [share for share, _ in LEVELS.values()])[0]
        operator = chance.choice(LEVELS[level][1])
        said = operator(chance, files)
        if said is not None:
            damages.append(Damage(level, operator.__name__.replace("_", " "), said))
    return Case(seed, number, name, tuple(damages), files)
