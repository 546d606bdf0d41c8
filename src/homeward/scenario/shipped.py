"""Finding a scenario: a folder, or the name of one that comes with homeward (model §2)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from homeward.errors import Problem, ScenarioError, nearest_hint, or_raise
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.text.source_files import is_folder, is_there, names_in_folder
from homeward.scenario.text.stand_ins import ways_to_have

SHIPPED_FOLDER = Path(__file__).parent.parent / "scenarios"

_FLEE_FILE = "locations.csv"
"""Tells an instance of Flee from a scenario."""


def shipped_names() -> tuple[str, ...]:
    """Names of the scenarios that come with homeward."""
    found = SHIPPED_FOLDER.glob(f"*/{SETTINGS_FILE}")
    return tuple(sorted(path.parent.name for path in found))


def find_folder(name_or_folder: str | Path) -> Path:
    """Find the folder of a scenario.

    Raises
    ------
    ScenarioError
        If there is none, or it cannot be read, or it holds no scenario.
    """
    folder = Path(name_or_folder)
    is_name = isinstance(name_or_folder, str) and not {"/", "\\"} & set(name_or_folder)
    if not is_there(folder) and is_name and name_or_folder in shipped_names():
        return SHIPPED_FOLDER / folder
    if not is_there(folder):
        raise ScenarioError(_nothing_there(str(name_or_folder), is_name=is_name))
    present = or_raise(names_in_folder(folder))
    if SETTINGS_FILE not in present:
        found = f'the folder "{folder}" is not a scenario: it holds no {SETTINGS_FILE}.'
        ways = _ways_to_a_scenario(folder, present)
        raise ScenarioError(Problem("", found, "", ways))
    return folder


def _ways_to_a_scenario(folder: Path, present: Sequence[str]) -> tuple[str, ...]:
    renamed = ways_to_have(SETTINGS_FILE, present)
    if renamed:
        return renamed
    below = [name for name in present if is_there(folder / name / SETTINGS_FILE)]
    if below:
        return tuple(f"name the folder {folder / name}." for name in below)
    above = folder.resolve().parent
    if is_there(above / SETTINGS_FILE):
        return (f"name the folder {above}.",)
    inputs = [folder, *(folder / name for name in present if is_folder(folder / name))]
    flee = next((one for one in inputs if is_there(one / _FLEE_FILE)), None)
    if flee is not None:
        return (f"`homeward import flee {flee} --to NAME` makes a scenario of it.",)
    return ("name the folder of a scenario.", "`homeward new NAME` makes one to start from.")


def _nothing_there(name: str, *, is_name: bool) -> Problem:
    if not is_name:
        return Problem("", f'there is no folder "{name}".', "", ("correct the path.",))
    names = shipped_names()
    found = f'there is no folder "{name}" here, and no scenario of that name comes with homeward.'
    why = nearest_hint(name, names)
    ways = (f"name a folder, or one of {', '.join(names)}.",) if names else ("name a folder.",)
    return Problem("", found, why, ways)
