"""Flee, driven through its Python API with its stock settings and arrivals summed over camps."""

from __future__ import annotations

import random
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np
import rule
import yaml
from flee import InputGeography, flee, spawning
from flee.datamanager import handle_refugee_data, read_period
from flee.SimulationSettings import SimulationSettings
from leg import Outcome, Task, run_leg


def stock_settings(thin: int, conflicts: Path) -> dict[str, object]:
    """Return the stock settings under the names Flee reads; what is not named keeps Flee's default."""
    return {
        "conflict_input_file": str(conflicts),
        "spawn_rules": {"insert_day0": True},
        "move_rules": {
            "max_move_speed": rule.KM_PER_DAY,
            "softening": rule.KM_ADDED,
            "conflict_weight": rule.CONFLICT_FACTOR,
            "conflict_movechance": rule.LEAVES_CONFLICT,
            "default_movechance": rule.LEAVES_TOWN,
            "camp_movechance": rule.LEAVES_CAMP,
            "idpcamp_movechance": rule.LEAVES_IDP_CAMP,
            "capacity_buffer": rule.NEARLY_FULL,
            "awareness_level": 1,
        },
        "optimisations": {"hasten": thin},
    }


def read_settings(task: Task) -> None:
    """Hand the settings to Flee, which takes them from a YAML file only."""
    with tempfile.NamedTemporaryFile("w", suffix=".yml", encoding="utf-8") as file:
        yaml.safe_dump(stock_settings(task.thin, task.folder / "input" / "conflicts.csv"), file)
        file.flush()
        SimulationSettings.ReadFromYML(file.name)


def read_geography(folder: Path) -> InputGeography.InputGeography:
    """Read places, roads, closures and conflicts."""
    geography = InputGeography.InputGeography()
    geography.ReadConflictInputCSV(str(folder / "conflicts.csv"))
    geography.ReadLocationsFromCSV(str(folder / "locations.csv"))
    geography.ReadLinksFromCSV(str(folder / "routes.csv"))
    geography.ReadClosuresFromCSV(str(folder / "closures.csv"))
    return geography


def run_flee(task: Task) -> Outcome:
    """Run every day: conflicts, arrivals, closures, movement."""
    random.seed(task.seed)
    np.random.seed(task.seed)  # noqa: NPY002 (the generator Flee draws from)
    read_settings(task)
    folder = task.folder / "input"
    start, length = read_period.read_conflict_period(str(folder / "sim_period.csv"))
    geography = read_geography(folder)
    world, _ = geography.StoreInputGeographyInEcosystem(flee.Ecosystem())
    observed = handle_refugee_data.RefugeeTable(
        csvformat="generic",
        data_directory=str(task.folder / "validation"),
        start_date=start,
        data_layout="data_layout.csv",
        population_scaledown_factor=task.thin,
    )
    observed.ReadL1Corrections(str(folder / "registration_corrections.csv"))
    camps = [place for place in world.locations if place.camp]
    for camp in camps:
        spawning.add_initial_refugees(world, observed, camp)
        # Flee later than 3.1 takes people of day 0 off the capacity; done here for a like comparison.
        camp.capacity -= camp.numAgents if camp.capacity > 0 else 0
    people: list[list[int]] = []
    for day in range(task.days or length):
        geography.AddNewConflictZones(world, day)
        spawning.spawn_daily_displaced(world, day, observed, SumFromCamps=True)
        world.enact_border_closures(day)
        world.evolve()
        people.append([camp.numAgents for camp in camps])
    return Outcome([camp.name for camp in camps], people)


if __name__ == "__main__":
    run_leg(run_flee, lambda: f"Flee {version('flee')}")
