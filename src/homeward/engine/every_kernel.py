"""Compiling every model beforehand: `python -m homeward.engine.every_kernel [MODEL...]` (decision 25)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from homeward.engine.camps.by_law import simulate_camps
from homeward.engine.simulate import simulate
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import SETTINGS_FILE, tables_of
from homeward.scenario.scenario import MovementLaw, Scenario

OUTERMOST = {"communities": "run_member", "camp-choice": "run_choice", "flee": "run_walk"}
"""By model: the kernel that calls all others."""

TWO_CAMPS = {
    "settings": "title: Two camps\nstart: 2030-01-01\nend: 2030-01-10\nmodel: camps\nhome_country: AAA\n",
    "places": """\
place,label,kind,country,latitude,longitude,population
town,Town,town,AAA,34.5,38.3,1000
near,Near,camp,AAA,34.0,38.7,
far,Far,camp,BBB,32.5,38.7,
""",
    "routes": "route,from,to,km,both_ways\nshort,town,near,60,yes\nlong,town,far,300,yes\n",
    "fighting": "place,intensity,claims\ntown,1,judgement\n",
    "registrations": """\
series,place,date,people,claims
near,near,2030-01-01,0,judgement
near,near,2030-01-10,700,judgement
far,far,2030-01-01,0,judgement
far,far,2030-01-10,500,judgement
""",
}
"""The least that is registered at camps, by table: no camp scenario comes with homeward."""


def compile_model(model: str) -> None:
    """Compile the kernels of a model, or load what has been compiled, by running one member for a day."""
    if model == "communities":
        simulate(load_scenario("tiny"), members=1, days=[0])
        return
    law: MovementLaw = "flee" if model == "flee" else "camp-choice"
    simulate_camps(two_camps(), law, members=1, days=[0])


def two_camps() -> Scenario:
    """Load the least scenario of camp registrations."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / SETTINGS_FILE).write_text(TWO_CAMPS["settings"], encoding="utf-8")
        for table in tables_of("camps"):
            rows = TWO_CAMPS.get(table.name, table.header)
            (folder / table.file).write_text(rows, encoding="utf-8")
        return load_scenario(folder)


def main(models: Sequence[str]) -> None:
    """Compile models, all of them if none is named."""
    for model in models or OUTERMOST:
        compile_model(model)


if __name__ == "__main__":
    main(sys.argv[1:])
