"""Damage to columns: what hiding, inserting, renaming and exporting do."""

from __future__ import annotations

from random import Random

from mutate.folder import Folder
from mutate.tables import Table, pick_table, shown


def _column(chance: Random, table: Table) -> int:
    return chance.randrange(max(len(table.rows[0]), 1))


def column_dropped(chance: Random, files: Folder) -> str | None:
    """Leave a column out."""
    table = pick_table(chance, files)
    if table is None:
        return None
    column = _column(chance, table)
    for row in table.rows:
        del row[column : column + 1]
    table.save(files)
    return f"{table.name}: column {column + 1} is gone"


def column_twice(chance: Random, files: Folder) -> str | None:
    """Give a column twice, the second under its name or another."""
    table = pick_table(chance, files)
    if table is None:
        return None
    column = _column(chance, table)
    for row in table.rows:
        row.extend(row[column : column + 1])
    if chance.random() < 0.4:
        table.rows[0][-1] += chance.choice([".1", " ", "_2", "\u200f"])
    table.save(files)
    return f"{table.name}: column {column + 1} twice"


def column_renamed(chance: Random, files: Folder) -> str | None:
    """Call a column something else."""
    table = pick_table(chance, files)
    if table is None:
        return None
    column = _column(chance, table)
    old = table.rows[0][column]
    new = chance.choice([f"{old}s", old.upper(), old[1:], f" {old} ", "", f"\ufeff{old}", f"{old}\u200f",
                         "Unnamed: 3",
                         "المكان", "place", "people", f"{old} (persons)", old * 500, f'{old}"', "#",
                         "__class__"])  # fmt: skip
    table.rows[0][column] = new
    table.save(files)
    return f"{table.name}: column {shown(old)} is called {shown(new)}"


def columns_reordered(chance: Random, files: Folder) -> str | None:
    """Change the order of columns: with their cells, or only of their names."""
    table = pick_table(chance, files)
    if table is None:
        return None
    order = list(range(len(table.rows[0])))
    chance.shuffle(order)
    with_cells = chance.random() < 0.7
    for row in table.rows if with_cells else table.rows[:1]:
        if len(row) == len(order):
            row[:] = [row[column] for column in order]
    table.save(files)
    return f"{table.name}: {'columns' if with_cells else 'names of columns'} in another order"


def column_emptied(chance: Random, files: Folder) -> str | None:
    """Empty a column below its name."""
    table = pick_table(chance, files)
    if table is None:
        return None
    column = _column(chance, table)
    for row in table.rows[1:]:
        row[column : column + 1] = [""] * len(row[column : column + 1])
    table.save(files)
    return f"{table.name}: column {column + 1} is empty"


def column_filled(chance: Random, files: Folder) -> str | None:
    """Say the same in every cell of a column."""
    table = pick_table(chance, files, 2)
    if table is None:
        return None
    column = _column(chance, table)
    text = chance.choice([*(row[column] for row in table.rows[1:] if column < len(row)), "1", "x"])
    for row in table.rows[1:]:
        row[column : column + 1] = [text] * len(row[column : column + 1])
    table.save(files)
    return f"{table.name}: column {column + 1} says {shown(text)} everywhere"


def columns_added(chance: Random, files: Folder) -> str | None:
    """Add columns: of a name nobody knows, without a name, one or many."""
    table = pick_table(chance, files)
    if table is None:
        return None
    count = chance.choice([1, 1, 3, 16, 300])
    name, cell = chance.choice([("", ""), ("", ""), ("note", "x"), ("", "x"), ("0", "0")])
    is_numbered = name and chance.random() < 0.5
    at = chance.choice([0, len(table.rows[0])])
    for number, row in enumerate(table.rows):
        text = cell if number else name
        row[at:at] = [
            f"{text}{index}" if is_numbered and not number else text for index in range(count)
        ]
    table.save(files)
    return f"{table.name}: {count} columns {shown(name)} of cells {shown(cell)}"


def other_separator(chance: Random, files: Folder) -> str | None:
    """Separate cells by another sign, in all lines or one."""
    table = pick_table(chance, files)
    content = files[table.name] if table else b""
    if table is None or not isinstance(content, bytes):
        return None
    sign = chance.choice([b";", b"\t", b"|", b" ", b"^", "，".encode(), b", ", b",,"])
    lines = content.split(b"\n")
    if chance.random() < 0.75:
        lines = [line.replace(b",", sign) for line in lines]
    else:
        at = chance.randrange(len(lines))
        lines[at] = lines[at].replace(b",", sign)
    files[table.name] = b"\n".join(lines)
    return f"{table.name}: cells separated by {sign.decode()!r}"


def turned_over(chance: Random, files: Folder) -> str | None:
    """Make columns of rows."""
    table = pick_table(chance, files)
    if table is None:
        return None
    width = max(len(row) for row in table.rows)
    full = [row + [""] * (width - len(row)) for row in table.rows]
    table.rows[:] = [list(column) for column in zip(*full, strict=True)]
    table.save(files)
    return f"{table.name}: rows are columns"


ALL = (column_dropped, column_twice, column_renamed, columns_reordered, column_emptied, column_filled, columns_added,
       other_separator, turned_over)  # fmt: skip
