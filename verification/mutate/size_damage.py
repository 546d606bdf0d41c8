"""Damage by size: as large as fits a few seconds; the larger ones are in `mutate.sizes`."""

from __future__ import annotations

from random import Random

from mutate.folder import Folder
from mutate.tables import pick_table, shown

_YAML = (".yaml", ".yml")


def _yaml(chance: Random, files: Folder) -> str | None:
    names = [
        name
        for name, content in files.items()
        if name.endswith(_YAML) and isinstance(content, bytes)
    ]
    return chance.choice(names) if names else None


def many_columns(chance: Random, files: Folder) -> str | None:
    """Give a table ten thousand columns."""
    table = pick_table(chance, files)
    if table is None:
        return None
    table.rows[0] += [chance.choice(["", "x", f"x{number}"]) for number in range(10_000)]
    table.save(files)
    return f"{table.name}: ten thousand columns more"


def many_rows(chance: Random, files: Folder) -> str | None:
    """Give a table twenty thousand rows: one again and again, empty ones, or of other names."""
    table = pick_table(chance, files)
    if table is None:
        return None
    row = table.rows[-1]
    how = chance.choice(["the same", "empty", "renamed", "wrong"])
    rows = {
        "the same": lambda number: list(row),
        "empty": lambda number: [""] * (number % 2),
        "renamed": lambda number: [f"{row[0]}{number}", *row[1:]],
        "wrong": lambda number: ["x"] * (number % 40),
    }[how]
    table.rows += [rows(number) for number in range(20_000)]
    table.save(files)
    return f"{table.name}: twenty thousand rows more, {how}"


def open_quote(chance: Random, files: Folder) -> str | None:
    """Open a quote that is never closed, with two megabytes after it."""
    table = pick_table(chance, files)
    content = files[table.name] if table else None
    if table is None or not isinstance(content, bytes):
        return None
    files[table.name] = content + b'"' + b"x, y\n" * 400_000
    return f"{table.name}: a quote never closed"


def long_name(chance: Random, files: Folder) -> str | None:
    """Give a place, a key or a list a name of a hundred thousand letters."""
    table = pick_table(chance, files)
    if table is None:
        return None
    row = chance.choice(table.rows)
    column = chance.randrange(len(row))
    old = row[column]
    row[column] = chance.choice(["a", "é", "a_", "a b "]) * 100_000
    table.save(files)
    return f"{table.name}: {shown(old)} has a very long name"


def deep_yaml(chance: Random, files: Folder) -> str | None:
    """Nest YAML ten thousand deep."""
    name = _yaml(chance, files)
    if name is None:
        return None
    depth = chance.choice([500, 10_000])
    opened = chance.choice(["[", "{a: ", "- ", "? "])
    files[name] = b"deep: " + opened.encode() * depth
    if opened == "- ":
        files[name] = b"deep:\n" + opened.encode() * depth + b"x\n"
    return f"{name}: {opened!r} {depth} deep"


def long_yaml(chance: Random, files: Folder) -> str | None:
    """Give YAML twenty thousand keys, items or letters more."""
    name = _yaml(chance, files)
    content = files[name] if name else None
    if name is None or not isinstance(content, bytes):
        return None
    how = chance.choice(["keys", "items", "letters", "lines", "comments"])
    more = {
        "keys": b"".join(b"k%d: 1\n" % number for number in range(20_000)),
        "items": b"k: [" + b"a, " * 20_000 + b"a]\n",
        "letters": b"k: " + b"a" * 300_000 + b"\n",
        "lines": b"\n" * 300_000,
        "comments": b"# x\n" * 50_000,
    }[how]
    files[name] = content + b"\n" + more
    return f"{name}: very many {how}"


ALL = (many_columns, many_rows, open_quote, long_name, deep_yaml, long_yaml)
