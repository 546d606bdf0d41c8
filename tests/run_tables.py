"""Tables of a run's folder as tests compare them: every level of sums in one, "all" where it was summed over."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

ALL = "all"
AXES = ("home", "group", "place")


def read_table(path: Path) -> pd.DataFrame:
    """Read a table as text, so that what is empty stays empty."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def read_sums(folder: Path, kind: str) -> pd.DataFrame:
    """Read all sums of stocks or of flows, with the columns that tables of 0.1.0 had."""
    parts = [read_table(path) for path in sorted((folder / "sums").glob(f"{kind}_*.csv"))]
    for part in parts:
        for axis in AXES:
            if axis not in part:
                part[axis] = ALL
    found = pd.concat(parts, ignore_index=True)
    about = [f"{axis}_" for axis in AXES]
    return found[[name for name in found if not name.startswith(tuple(about))]]
