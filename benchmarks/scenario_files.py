"""Tables of a scenario folder, changed row by row."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def rewrite(file: Path, change: Callable[[dict[str, str]], None]) -> None:
    """Change every row of a table in its place; a table that is not there has none."""
    if not file.exists():
        return
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        change(row)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
