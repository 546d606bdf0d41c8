"""Values of parameters read from a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homeward.api.arguments import as_values
from homeward.api.parameter_file import read_parameters
from homeward.errors import ScenarioError
from homeward.scenario.scenario import Scenario


def test_rows_are_members_and_are_used_again_in_turn(tmp_path: Path):
    (tmp_path / "p.csv").write_bytes(
        b"\xef\xbb\xbftolerance,screening,,\r\n0.5, 30,,\r\n\r\n,,,\r\n1,40,,\r\n"
    )
    read = read_parameters(tmp_path / "p.csv", 3)
    assert {name: values.tolist() for name, values in read.items()} == {
        "tolerance": [0.5, 1.0, 0.5],
        "screening": [30.0, 40.0, 30.0],
    }
    assert all(values.dtype == np.float64 for values in read.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tolerance;screening\n1;30\n", "line 1: the cells are separated by semicolons, not commas."),
        ("tolerance\n1;30\n", 'line 2, column "tolerance": "1;30" is not a number.'),
        ("tolerance\n1_0\n", 'line 2, column "tolerance": "1_0" is not a number.'),
        ('tolerance\n"0,5"\n', 'line 2, column "tolerance": "0,5" is not a number.'),
        ("screening\n\u0663\u0660\n", 'line 2, column "screening": "\u0663\u0660" is not a number.'),
        ("screening\nnan\n", 'line 2, column "screening": "nan" is not a finite number.'),
        ("screening\n" + "3" * 5_000, f'line 2, column "screening": "{"3" * 60}…" is not a number.'),
        ('tolerance\n"1"x\n', "line 2: letters follow the closing quote of a cell."),
        ("tolerance,tolerance\n1,1\n", 'line 1: parameter "tolerance" has 2 columns.'),
        ("tolerance\u200f\n1\n", 'line 1: "tolerance\u200f" holds U+200F RIGHT-TO-LEFT MARK.'),
        ("tolerance,\n1,2\n", 'line 1: unknown parameter "".'),
        (",".join(f"x{n}" for n in range(30)) + "\n", "the file has no row of values."),
        ("tolerance\n1,2\n", "line 2: the row has 2 cells, the header 1."),
        ("x," * 3_000 + "\n1\n", "line 1: the row has 3,001 cells, more than 2,000."),
        ("tolerance\n", "the file has no row of values."),
        ("", "the file has no row of values."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(text: str, said: str, tmp_path: Path):
    path = tmp_path / "p.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as refusal:
        read_parameters(path, 3)
    (problem,) = refusal.value.problems
    heading = f"{problem.where}: {problem.found}"
    assert heading.removeprefix(f"{path}, ").removeprefix(f"{path}: ") == said


def test_inputs_of_the_scenario_are_given_as_quantiles_and_no_others(
    tmp_path: Path, tiny: Scenario
):
    (tmp_path / "p.csv").write_text("tolerance,population/oldtown\n0.5,0.25\n")
    assert read_parameters(tmp_path / "p.csv", 2, tiny)["population/oldtown"].tolist() == [
        0.25,
        0.25,
    ]
    for text, said in (
        ("population/oldtown\n1.5\n", "1.5 is no quantile of a range."),
        ("population/newtown\n0.5\n", 'unknown parameter "population/newtown".'),
    ):
        (tmp_path / "p.csv").write_text(text)
        with pytest.raises(ScenarioError) as refusal:
            read_parameters(tmp_path / "p.csv", 2, tiny)
        assert refusal.value.problems[0].found.startswith(said)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"return_spead": [1.0]},
            'unknown parameter "return_spead". Nearest name: "return_speed".',
        ),
        ({"danger_half": [0.5, np.nan]}, "nan 1 is outside 0.01 to 10."),
        ({"population/oldtown": [1.5]}, "1.5 is no quantile of a range."),
        ({"danger_half": []}, "it is no row of numbers."),
        ({"danger_half": [[1.0], [2.0]]}, "it is no row of numbers."),
    ],
)
def test_values_given_in_python_are_refused_by_what_is_refused_in_a_file(
    tiny: Scenario, given: dict[str, Any], said: str
):
    with pytest.raises(ScenarioError) as refusal:
        as_values(given, 2, tiny)
    assert [problem.found for problem in refusal.value.problems] == [said]


def test_what_is_no_file_is_refused(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "wide.csv").write_bytes("tolerance\n1\n".encode("utf-16"))
    for path, said in (
        (tmp_path / "pipe", "it is a pipe, not a file."),
        (tmp_path, "it is a folder, not a file."),
        (Path("/dev/zero"), "it is a device, not a file."),
        (tmp_path / "none.csv", f'there is no such file in "{tmp_path}".'),
        (tmp_path / "wide.csv", "the file is UTF-16, not UTF-8."),
    ):
        with pytest.raises(ScenarioError, match=r"Fix: ") as refusal:
            read_parameters(path, 3)
        assert refusal.value.problems[0].found == said


def test_the_others_of_many_problems_are_promised_no_command(tmp_path: Path):
    (tmp_path / "p.csv").write_text("tolerance\n" + "x\n" * 50)
    with pytest.raises(ScenarioError) as refusal:
        read_parameters(tmp_path / "p.csv", 3)
    assert str(refusal.value).endswith("(and 40 more, which are said once these are mended)")
