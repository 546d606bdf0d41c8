"""What may stand in a folder in place of a file that is missing: another name or form of it (model §2)."""

from __future__ import annotations

from collections.abc import Iterable

ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst")
WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".gsheet")
_TEXTS = (".tsv", ".tab", ".txt", ".psv")
_DATA = (".parquet", ".feather", ".arrow", ".dta", ".sav", ".rds", ".json", ".db", ".sqlite")


def ways_to_have(name: str, present: Iterable[str], older: Iterable[str] = ()) -> tuple[str, ...]:
    """Say how to make a file that is missing of one that is there; nothing if none stands for it.

    Parameters
    ----------
    name
        The file that is missing.
    present
        What is in its folder, or as much of it as may be meant.
    older
        Names that it had once.
    """
    forms = _forms(name.lower(), name)
    once = {old.lower(): f"rename {{other}}, as it was called once, to {name}." for old in older}
    for other in sorted(present):
        way = (forms | once).get(other.lower())
        if way is not None:
            return (way.replace("{other}", other),)
    return ()


def _forms(low: str, name: str) -> dict[str, str]:
    """Return how to make a file of each form that it may have, by the name of that form in small letters."""
    stem, _, ending = low.rpartition(".")
    rename = f"rename {{other}} to {name}."
    forms = {low: rename, f"{low}.txt": rename}
    for packed in ARCHIVES:
        unpack = f"unpack {{other}}, and put {name} here."
        forms |= {f"{stem}{packed}": unpack, f"{low}{packed}": unpack}
    if ending == "yaml":
        forms[f"{stem}.yml"] = rename
    if ending == "csv":
        forms |= dict.fromkeys(
            (f"{stem}{end}" for end in (*WORKBOOKS, *_TEXTS)),
            f"open {{other}} and save it as CSV UTF-8, {name}.",
        )
        forms |= dict.fromkeys(
            (f"{stem}{end}" for end in _DATA), f"write {{other}} out as CSV in UTF-8, {name}."
        )
    return forms
