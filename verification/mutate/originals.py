"""What is damaged: the shipped scenarios, an instance of Flee, a file of parameters, and commands."""

from __future__ import annotations

from functools import cache

from homeward.catalogue import PARAMETERS
from homeward.scenario.shipped import SHIPPED_FOLDER
from mutate.folder import Folder

SHIPPED = ("tiny", "palmyra", "syria")
FLEE = "flee"
PARAMETER_FILE = "parameters.csv"
PARAMETER_VALUES = "parameters"
COMMANDS = "commands"

SHARES = {"tiny": 40, FLEE: 27, "syria": 14, "palmyra": 9, PARAMETER_VALUES: 6, COMMANDS: 4}
"""Of a hundred cases: the small ones are quick, and have every kind of table."""

_DAYS = 12


@cache
def _original(name: str) -> Folder:
    if name in SHIPPED:
        paths = sorted((SHIPPED_FOLDER / name).iterdir())
        return {path.name: path.read_bytes() for path in paths if path.is_file()}
    if name == FLEE:
        return {file: text.encode() for file, text in _instance().items()}
    return {PARAMETER_FILE: _parameters().encode()}


def original(name: str) -> Folder:
    """Return the files of one of `SHARES`, to be damaged."""
    return dict(_original(name))


def _parameters() -> str:
    names = ",".join(parameter.name for parameter in PARAMETERS)
    values = ",".join(f"{(parameter.low + parameter.high) / 2:g}" for parameter in PARAMETERS)
    return f"{names}\n{values}\n{values}\n"


def _instance() -> dict[str, str]:
    """Make an instance of Flee: invented places, every file that is read, and twelve days."""
    towns = [("Aster", 0, 40_000), ("Birch", 4, 9_000)]
    camps = [("Camp Cedar", "Niger", 12_000), ("Camp Dale", "Mali", "")]
    places = [f"{name},South,Chad,{13 + day / 10},15.0,conflict_zone,{day},{people}"
              for name, day, people in towns]  # fmt: skip
    places += ["Elm,North,Chad,13.6,15.2,town,,2500", "Fork,North,Chad,13.9,14.9,forwarding_hub,,"]
    places += [f"{name},,{country},14.{index},14.1,camp,,{room}"
               for index, (name, country, room) in enumerate(camps, start=2)]  # fmt: skip
    fought = [f"{day},1,{int(day >= 4)}" for day in range(_DAYS)]
    counted = [(0, 60), (5, 400), (_DAYS - 1, 900)]
    return {
        "input/locations.csv": _lines(
            "#name,region,country,latitude,longitude,location_type,conflict_date,population",
            *places,
        ),
        "input/routes.csv": _lines(
            "#name1,name2,distance,forced_redirection",
            "Aster,Elm,70,0", "Birch,Elm,45,", "Elm,Fork,80,0",
            "Fork,Camp Cedar,95,0", "Fork,Camp Dale,110.5,0",
        ),
        "input/closures.csv": _lines(
            "#closure_type,name1,name2,closure_start,closure_end", "country,Chad,Niger,2,5"
        ),
        "input/conflicts.csv": _lines("#Day,Aster,Birch", *fought),
        "input/sim_period.csv": _lines("StartDate,2030-02-20", f"Length,{_DAYS}"),
        "input/registration_corrections.csv": _lines("Camp Cedar,2030-02-25"),
        "input/location_changes.csv": _lines("#name,type,day", "Camp Dale,camp,6"),
        "validation/data_layout.csv": _lines(
            "total,refugees.csv", "Camp Cedar,cedar.csv", "Camp Dale,dale.csv,dale-2.csv"
        ),
        "validation/refugees.csv": _lines("DateTime,Number", *_series(counted, 1)),
        "validation/cedar.csv": _lines(*_series(counted, 2)),
        "validation/dale.csv": _lines(*_series(counted, 3)),
        "validation/dale-2.csv": _lines(*_series(counted, 6)),
        "simsetting.yml": _lines(
            "log_levels:", "  agent: 0", "spawn_rules:", "  take_from_population: False",
            "  insert_day0: True", "move_rules:", "  max_move_speed: 200.0", "  camp_weight: 2.0",
            "  awareness_level: 1", "optimisations:", "  hasten: 1", f"number_of_steps: {_DAYS}",
        ),
    }  # fmt: skip


def _series(counted: list[tuple[int, int]], of: int) -> list[str]:
    february = 28
    days = [20 + day for day, _ in counted]
    dates = [
        f"2030-02-{day}" if day <= february else f"2030-03-{day - february:02}" for day in days
    ]
    return [f"{date},{people // of}" for date, (_, people) in zip(dates, counted, strict=True)]


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
