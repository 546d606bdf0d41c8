"""Numbers that nothing has: refused, or a run that counts everybody."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from builders import FILES, REGISTERED, make_folder
from homeward.engine.simulate import simulate
from homeward.errors import ScenarioError
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import TABLE
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.scenario import Scenario

EXTREMES = ("1e300", "1e18", "2147483648", "-0.0", "5e-324")
READERS = {"read_number", "read_whole", "read_numbers", "read_wholes"}

COLUMNS = [
    (name, file, column.name)
    for name, files in (("communities", FILES), ("camps", REGISTERED))
    for file in files
    if file.endswith(".csv") and files[file].count("\n") > 1
    for column in TABLE[file.removesuffix(".csv")].columns
    if getattr(column.read, "__name__", "") in READERS
]
RULES = [name for name, info in FleeRules.model_fields.items() if info.annotation in {int, float}]


def with_cell(text: str, column: str, cell: str) -> str:
    """The table with the first cell of a column replaced, and no range around it."""
    header, *rows = list(csv.reader(io.StringIO(text)))
    wide = header if column in header else [*header, column]
    rows = [row + [""] * (len(wide) - len(row)) for row in rows]
    rows[0][wide.index(column)] = cell
    for end in (f"{column}_low", f"{column}_high"):
        if end in wide:
            rows[0][wide.index(end)] = ""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([wide, *rows])
    return written.getvalue()


def load_or_refuse(folder: Path) -> Scenario | str:
    try:
        return load_scenario(folder)
    except ScenarioError as refusal:
        return str(refusal)


def counts_everybody(scenario: Scenario) -> bool:
    simulated = simulate(scenario, members=1, days=[scenario.n_day - 1], threads=1)
    series = (simulated.stocks | simulated.flows).values()
    return all(one.values.min(initial=0) >= 0 and one.values.dtype == np.int32 for one in series)


@pytest.mark.parametrize(("kind", "file", "column"), COLUMNS)
def test_an_extreme_number_of_a_table_is_refused_or_runs(
    tmp_path: Path, kind: str, file: str, column: str
):
    files = FILES if kind == "communities" else REGISTERED
    for number, cell in enumerate(EXTREMES):
        parent = tmp_path / str(number)
        parent.mkdir()
        table = {file.removesuffix(".csv"): with_cell(files[file], column, cell)}
        loaded = load_or_refuse(make_folder(parent, files, **table))
        assert f"{file}, line 2" in loaded if isinstance(loaded, str) else counts_everybody(loaded)


@pytest.mark.parametrize("rule", RULES)
def test_an_extreme_number_of_a_rule_is_refused_or_runs(tmp_path: Path, rule: str):
    for number, cell in enumerate((*EXTREMES, "-10", "10", "1000")):
        parent = tmp_path / str(number)
        parent.mkdir()
        text = REGISTERED["scenario.yaml"].replace("  leave_town: 0.5\n", "")
        text = text.replace("rules:\n", f"rules:\n  {rule}: {cell}\n")
        loaded = load_or_refuse(make_folder(parent, REGISTERED, scenario=text))
        assert (
            ".yaml, line" in loaded or "routes.csv, line" in loaded
            if isinstance(loaded, str)
            else counts_everybody(loaded)
        )
