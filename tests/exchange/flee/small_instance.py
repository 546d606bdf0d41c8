"""A small instance of Flee with invented places, to import whole or with something broken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from homeward.exchange.flee import import_flee

DAYS = 10
CONFLICT_ROWS = "".join(f"{day},1,{int(day >= 3)},0\n" for day in range(DAYS))

FILES: dict[str, str] = {
    "input/locations.csv": """\
#name,region,country,latitude,longitude,location_type,conflict_date,population
Oldtown,South,Chad,13.0,15.0,conflict_zone,0,50000
Hills,South,Chad,13.4,15.3,conflict_zone,3,8000
Market,North,Chad,13.2,15.6,town,,3000
Ford,North,Chad,13.6,14.8,forwarding_hub,,
Northcamp,,Niger,14.0,14.2,camp,,9000
Eastcamp,,Niger,14.2,14.4,camp,,
""",
    "input/routes.csv": """\
#name1,name2,distance,forced_redirection
Oldtown,Market,80,0
Hills,Market,50,
Market,Ford,100,0
Ford,Northcamp,90,0
Ford,Eastcamp,120.5,0
""",
    "input/closures.csv": """\
#closure_type,name1,name2,closure_start,closure_end
country,Chad,Niger,2,5
""",
    "input/conflicts.csv": f"#Day,Oldtown,Hills, Market\n{CONFLICT_ROWS}",
    "input/sim_period.csv": f"StartDate,2030-01-01\nLength,{DAYS}\n",
    "input/registration_corrections.csv": "Northcamp,2030-01-06,normalize\n",
    "validation/data_layout.csv": """\
total,refugees.csv
Northcamp,north.csv
Eastcamp,east.csv,east-outside.csv
""",
    "validation/refugees.csv": "DateTime,Number\n2030-01-01,100\n2030-01-06,400\n2030-01-09,900\n",
    "validation/north.csv": ",\n2030-01-01,80\n2030-01-04,200\n2030-01-06,150\n",
    "validation/east.csv": "2030-01-01,20\n2030-01-08,500\n",
    "validation/east-outside.csv": "2030-01-01,5\n2030-01-05,50\n",
    "simsetting.yml": """\
log_levels:
  agent: 0
  granularity: location
spawn_rules:
  take_from_population: False
  insert_day0: True
move_rules:
  max_move_speed: 200.0
  camp_weight: 2.0
  awareness_level: 1
optimisations:
  hasten: 1
number_of_steps: 10
""",
}

Edit = tuple[str, str, str]
"""A file, what it says, and what it says instead."""


def make_instance(
    folder: Path, *edits: Edit, files: Mapping[str, str | None] | None = None
) -> Path:
    """Write the instance with some files edited, others replaced, and those that are None left out."""
    texts: dict[str, str | None] = {**FILES, **(files or {})}
    for name, old, new in edits:
        text = texts[name]
        assert text is not None
        assert old in text, f"{name} does not say {old!r}"
        texts[name] = text.replace(old, new, 1)
    for name, text in texts.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return folder


def import_small(
    folder: Path,
    *edits: Edit,
    files: Mapping[str, str | None] | None = None,
    with_settings: bool = False,
) -> list[str]:
    """Import the instance to the folder `made` beside it."""
    instance = make_instance(folder / "instance", *edits, files=files)
    settings = instance / "simsetting.yml" if with_settings else None
    return import_flee(instance / "input", to=folder / "made", settings=settings)
