"""Damage to rows: what copying, sorting, filtering and adding up leave behind."""

from __future__ import annotations

from random import Random

from mutate.folder import Folder
from mutate.tables import Table, pick_table


def _row(chance: Random, table: Table) -> int:
    return chance.randrange(1, len(table.rows)) if len(table.rows) > 1 else 0


def row_twice(chance: Random, files: Folder) -> str | None:
    """Give a row twice, or many times, beside itself or at the end."""
    table = pick_table(chance, files)
    if table is None:
        return None
    row, times = _row(chance, table), chance.choice([1, 1, 1, 2, 50])
    at = chance.choice([row, len(table.rows)])
    table.rows[at:at] = [list(table.rows[row]) for _ in range(times)]
    table.save(files)
    return f"{table.name}: line {row + 1} is given {times + 1} times"


def row_nearly_twice(chance: Random, files: Folder) -> str | None:
    """Give a row twice, with one cell of the second changed."""
    table = pick_table(chance, files, 2)
    if table is None:
        return None
    row = _row(chance, table)
    again = list(table.rows[row])
    column = chance.randrange(len(again))
    others = [cells[column] for cells in table.rows[1:] if column < len(cells)]
    again[column] = chance.choice([*others, "", f"{again[column]}2", "1"])
    table.rows.insert(chance.choice([row, row + 1, len(table.rows)]), again)
    table.save(files)
    return f"{table.name}: line {row + 1} twice, with another cell {column + 1}"


def row_dropped(chance: Random, files: Folder) -> str | None:
    """Leave a row out; the header too, sometimes."""
    table = pick_table(chance, files)
    if table is None:
        return None
    row = chance.choice([0, *[_row(chance, table)] * 5])
    del table.rows[row]
    table.save(files)
    return f"{table.name}: line {row + 1} is gone"


def rows_dropped(chance: Random, files: Folder) -> str | None:
    """Keep only the first rows, or only the header."""
    table = pick_table(chance, files, 2)
    if table is None:
        return None
    kept = chance.choice([1, chance.randrange(1, len(table.rows))])
    del table.rows[kept:]
    table.save(files)
    return f"{table.name}: only {kept} lines are left"


def rows_sorted(chance: Random, files: Folder) -> str | None:
    """Sort the rows, turn them round or shuffle them; sometimes with the header."""
    table = pick_table(chance, files, 2)
    if table is None:
        return None
    first = chance.choice([0, 1, 1, 1])
    rows = table.rows[first:]
    how = chance.choice(["sorted", "turned round", "shuffled"])
    if how == "sorted":
        rows.sort()
    elif how == "turned round":
        rows.reverse()
    else:
        chance.shuffle(rows)
    table.rows[first:] = rows
    table.save(files)
    return f"{table.name}: lines {how} from line {first + 1}"


def cells_shifted(chance: Random, files: Folder) -> str | None:
    """Move the cells of a row, or of all rows, to the left or to the right."""
    table = pick_table(chance, files)
    if table is None:
        return None
    row = _row(chance, table)
    moved = table.rows if chance.random() < 0.2 else [table.rows[row]]
    column = chance.randrange(len(table.rows[row]))
    how = chance.choice(["one more", "one less", "to the right", "to the left"])
    for cells in moved:
        if "to" not in how or "right" in how:
            cells.insert(column, chance.choice(["", "", "x"]))
        if "to" not in how and "less" in how:
            del cells[column : column + 2]
        elif how == "to the right":
            del cells[-1]
        elif how == "to the left":
            del cells[column : column + 1]
            cells.append("")
    table.save(files)
    return f"{table.name}: {how} cell in {len(moved)} lines from line {row + 1}"


def added_line(chance: Random, files: Folder) -> str | None:
    """Leave a line that is no row: empty, a remark, a sum, the header again."""
    table = pick_table(chance, files)
    if table is None:
        return None
    width = len(table.rows[0])
    lines = {
        "an empty line": [""],
        "a line of empty cells": [""] * width,
        "a line of blanks": [" "] * width,
        "a remark": ["# checked by J."],
        "a remark in a full line": ["# checked"] + [""] * (width - 1),
        "a sum": ["Total", *["2000"] * (width - 1)],
        "the header": list(table.rows[0]),
        "a short line": ["x"],
        "a long line": ["x"] * (width + 3),
        "a source": ["Source: the ministry", *[""] * (width - 1)],
    }
    line = chance.choice(list(lines))
    at = chance.randrange(len(table.rows) + 1)
    table.rows.insert(at, lines[line])
    table.save(files)
    return f"{table.name}: {line} at line {at + 1}"


def rows_joined(chance: Random, files: Folder) -> str | None:
    """Lose the end of one line, so that two become one."""
    table = pick_table(chance, files, 2)
    if table is None:
        return None
    row = chance.randrange(len(table.rows) - 1)
    table.rows[row : row + 2] = [[*table.rows[row], *table.rows[row + 1]]]
    table.save(files)
    return f"{table.name}: lines {row + 1} and {row + 2} are one"


def overlapping_days(chance: Random, files: Folder) -> str | None:
    """Give a dated row again with the days of another, so that two hold at once."""
    table = pick_table(chance, files, 3)
    if table is None or "from" not in table.rows[0]:
        return None
    column = table.rows[0].index("from")
    one, other = _row(chance, table), _row(chance, table)
    rows = table.rows
    if min(len(rows[one]), len(rows[other])) < len(rows[0]):
        return None
    rows.append(list(rows[one]))
    for at in range(column, min(column + 2, len(rows[0]))):
        rows[-1][at] = chance.choice([rows[other][at], ""])
    table.save(files)
    return f"{table.name}: line {one + 1} again, with the days of line {other + 1}"


ALL = (row_twice, row_nearly_twice, row_dropped, rows_dropped, rows_sorted, cells_shifted, added_line, rows_joined,
       overlapping_days)  # fmt: skip
