"""Damaged inputs are refused well or accepted whole; and what tries them sees every kind of fault."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest

from homeward.engine.simulated import CommunitySeries
from homeward.results.publish.published import REMEMBERED, publish
from homeward.results.run_and_label import run_and_label
from homeward.scenario.scenario import Scenario

pytest.importorskip("resource", reason="processes are watched where there are limits")

from mutate.balance import imbalances
from mutate.cases import LEVELS, Case, make_case
from mutate.folder import Odd, write
from mutate.judge import GOOD, SAME, Judge, Outcome
from mutate.originals import COMMANDS, FLEE, PARAMETER_VALUES, SHARES, SHIPPED, original
from mutate.report import Tally, listed, table
from mutate.sizes import Measured, measure
from mutate.watch import Limits, watch

from verification.planted import FAULTS, Ending

SEED = 20_260_101
CASES = 200
SCRIPT = Path(__file__).parents[2] / "verification" / "mutate"
OPERATORS = [
    pytest.param(level, operator, id=operator.__name__)
    for level, (_, operators) in LEVELS.items()
    for operator in operators
]


@pytest.mark.slow
def test_hundreds_of_damaged_inputs_are_refused_well_or_accepted_whole():
    """The same as `python verification/mutate --seed 20260101 --cases 400`, which shows a case with `--case N`."""
    tally = Tally()
    for number, outcome in watch(SEED, range(CASES)):
        tally.add(make_case(SEED, number), outcome)
    assert sum(tally.kinds.values()) == CASES
    assert tally.n_fault == 0, listed(tally.faults)


def test_a_case_is_the_same_every_time():
    for number in range(100):
        assert make_case(3, number) == make_case(3, number)
    assert make_case(3, 1) != make_case(4, 1)


def test_the_cases_of_the_suite_have_damage_of_every_level_and_leave_no_original_out():
    cases = [make_case(SEED, number) for number in range(CASES)]
    levels = Counter(damage.level for case in cases for damage in case.damages)
    assert set(levels) == {*LEVELS, COMMANDS}
    assert {case.original for case in cases} == set(SHARES)
    assert len({damage.operator for case in cases for damage in case.damages}) > 60


@pytest.mark.parametrize(("level", "operator"), OPERATORS)
def test_every_operator_damages_files(level: str, operator):
    for number in range(60):
        files = original("tiny" if number % 2 else FLEE)
        before = dict(files)
        if operator(Random(number), files) and files != before:
            return
    pytest.fail(f"{level}: nothing is damaged")


def test_originals_are_never_damaged_themselves():
    before = original("tiny")
    files = original("tiny")
    files["places.csv"] = b""
    assert original("tiny") == before


def test_a_folder_is_written_as_it_is_said(tmp_path: Path):
    place = tmp_path / "s"
    write({"a.csv": b"x", "in/b.csv": Odd.PIPE, "c.csv": Odd.LOOP, "d.csv": Odd.DIRECTORY}, place)
    assert (place / "a.csv").read_bytes() == b"x"
    assert (place / "in" / "b.csv").is_fifo()
    assert (place / "c.csv").is_symlink()
    assert not (place / "c.csv").exists()
    assert (place / "d.csv").is_dir()
    write({}, place)
    assert not list(place.iterdir())


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_seen(fault: str, tmp_path: Path):
    outcome = Judge(tmp_path, FAULTS[fault]).judge(Case(0, 0, "tiny", (), original("tiny")))
    assert outcome.kind == fault
    assert outcome.is_fault


@pytest.mark.slow
def test_a_fault_that_ends_or_fills_a_process_is_seen_and_the_next_case_tried():
    found = watch(SEED, range(len(Ending.kinds)), judge_of=Ending, limits=Limits(1.0, 500.0))
    assert [outcome.kind for _, outcome in found] == list(Ending.kinds)


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    return Judge(tmp_path)


def test_what_is_not_damaged_is_accepted_the_same(judge: Judge):
    judge.prepare()
    for name in (*SHIPPED, FLEE, PARAMETER_VALUES):
        assert judge.judge(Case(0, 0, name, (), original(name))).kind == SAME


@pytest.mark.parametrize(("what", "said"), [("idps", "negative"), ("dead", "unbalanced")])
def test_a_count_that_is_wrong_is_seen(tiny: Scenario, what: str, said: str):
    result = run_and_label(tiny, members=2, seed=1)
    assert not list(imbalances(tiny, result))
    read = result._read
    wrong = read(what).values.copy()
    wrong[0, -1, 0] = -1 if said == "negative" else wrong[0, -1, 0] + 1
    cells = read(what).cells
    result._read = lambda name: CommunitySeries(cells, wrong) if name == what else read(name)
    REMEMBERED.pop(result)
    assert said in {fault.partition(":")[0] for fault in imbalances(tiny, result)}


def test_more_people_than_there_are_is_seen(tiny: Scenario):
    result = run_and_label(tiny, members=2, seed=1)
    read = result._read
    result._read = lambda name: CommunitySeries(
        read(name).cells, read(name).values + np.int32(100_000 * (name == "residents"))
    )
    assert any("at most" in fault for fault in imbalances(tiny, result))


def test_a_published_figure_that_is_no_number_is_seen(tiny: Scenario):
    result = run_and_label(tiny, members=2, seed=1)
    publish(result).summaries["idps"].levels[()][...] = np.inf
    assert "no number: published idps by ()" in list(imbalances(tiny, result))


def test_a_run_of_cases_is_told_in_a_table():
    tally = Tally()
    for number, kind in enumerate([*GOOD, "traceback", "traceback"]):
        tally.add(make_case(SEED, number), Outcome(kind, f'KeyError in x.py:{number} "{number}"'))
    assert tally.n_fault == 2
    assert "| all | 6 | 1 | 1 | 1 | 1 | 2 |" in table(tally)
    assert listed(tally.faults).strip() == "2  traceback: KeyError in x.py:… …  (cases 4, 5)"


@pytest.mark.slow
def test_a_case_is_shown_from_the_command_line(tmp_path: Path):
    number = next(n for n in range(1000) if make_case(5, n).original == "tiny")
    given = ["--seed", "5", "--case", str(number), "--keep", str(tmp_path / "kept")]
    shown = subprocess.run(
        [sys.executable, SCRIPT, *given], capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert str(make_case(5, number).damages[0]) in shown.stdout
    assert any(kind in shown.stdout for kind in GOOD)
    kept = {path.name for path in (tmp_path / "kept").rglob("*") if not path.is_dir()}
    assert kept == {name.rpartition("/")[2] for name in make_case(5, number).files}


def test_a_size_is_measured_through_the_command():
    files = original("tiny") | {"routes.csv": b"a" * 5_000_000}
    found = measure(("check", "{in}"), files)
    assert found.misses() == []
    assert "routes.csv" in found.said


@pytest.mark.parametrize(
    ("found", "misses"),
    [
        (Measured(2, 1.0, 0.9, 100.0, ""), []),
        (Measured(0, 1.0, 0.9, 100.0, ""), ["exit 0"]),
        (Measured(70, 9.0, 8.9, 900.0, ""), ["exit 70", "8.9 s", "900 MB"]),
    ],
)
def test_a_size_that_misses_is_told(found: Measured, misses: list[str]):
    assert found.misses() == misses
