"""README.md of a run's folder: which file holds what, and which columns may be added up (model §9.5)."""

from __future__ import annotations

from pathlib import Path

from homeward.results.files.long_tables import MOST_LINES
from homeward.results.publish.small_counts import BASE, THRESHOLD

README_FILE = "README.md"

_TEXT = """\
# {title}

| file | holds |
|---|---|
| `report.html` | charts, maps and sources; opens in any browser |
| `stocks`, `flows` | people by home, group, place and day, CSV and Parquet: one level, so that a column adds up |
| `sums/` | the same added up, the level in the name: `stocks_total`, `flows_by_home_and_place`, ... |
| `beliefs` | danger felt of each armed actor, CSV and Parquet |
{members}| `run.json` | what was run, with what, and all inputs. Not for publication |

Stocks are people on a day: add them up over homes, groups and places, never over days. Flows are events since the
day before in the table: add them up over days, too. `mean`, `median` and the quantiles are over members.

{adding_up}

On a day on which nobody is counted in any member there is no row; only the total and the sums by home, group or place
have one on every day. A table of more rows than a spreadsheet opens ({most:,}) is Parquet and not CSV.
"""

_MEMBERS = """\
| `results.nc` | every member's exact counts (NetCDF, CF 1.11). Not for publication |
"""

_EXACT = """\
Counts are **exact: not for publication**. The column `mean` adds up to the means in `sums/`. Medians and quantiles
do not add up: of a sum, read those in `sums/`."""

_ROUNDED = """\
Counts below {threshold} are withheld (an empty cell, and `suppressed` is yes), with others that would give them
away; all others are rounded to {base}, each on its own. Added up, published means differ from those in `sums/` by up
to {half:g} a row, and by what is withheld: of a sum, read `sums/`. Medians and quantiles do not add up, either."""


def write_readme(title: str, folder: Path, *, exact: bool, has_members: bool = True) -> None:
    """Write README.md into the folder of a run.

    Parameters
    ----------
    has_members
        Whether results.nc is in it.
    """
    adding_up = _EXACT if exact else _ROUNDED.format(threshold=THRESHOLD, base=BASE, half=BASE / 2)
    members = _MEMBERS if has_members else ""
    text = _TEXT.format(title=title, adding_up=adding_up, members=members, most=MOST_LINES)
    (folder / README_FILE).write_text(text, encoding="utf-8", newline="\n")
