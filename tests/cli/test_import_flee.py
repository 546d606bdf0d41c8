"""`homeward import flee`."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from cli.command import COMMAND, call, heed_interrupts
from exchange.flee.small_instance import make_instance


def test_it_says_what_was_made_and_what_comes_next(tmp_path: Path):
    make_instance(
        tmp_path, ("input/closures.csv", "country,Chad,Niger,2,5", "link,Ford,Market,2,5")
    )
    done = call("import", "flee", "input", "--to", "made", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == (
        "Made made, 2030-01-01 to 2030-01-10: rows of 6 places, 5 routes, 2 fighting, 1 barriers, "
        "10 registrations.\n"
        "Next: homeward score made\n"
    )
    assert done.stderr == (
        'Warning: closures.csv, line 2: the road between "Ford" and "Market" stays open under '
        "movement: flee. In Flee the row does nothing; movement: camp-choice closes the road.\n"
    )
    assert call("check", "made", cwd=tmp_path).returncode == 0


def test_a_refusal_ends_with_2_and_leaves_nothing(tmp_path: Path):
    make_instance(tmp_path, ("input/closures.csv", "country", "contry"))
    done = call(
        "import", "flee", "input", "validation", "--to", "made", "--settings", "simsetting.yml",
        cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('ScenarioError: closures.csv, line 2: the closure "contry"')
    assert not (tmp_path / "made").exists()


def test_the_folder_to_make_must_be_named(tmp_path: Path):
    done = call("import", "flee", "input", cwd=tmp_path)
    assert done.returncode == 2
    assert "--to" in done.stderr


@pytest.mark.slow
def test_an_interrupt_leaves_nothing(tmp_path: Path):
    make_instance(tmp_path)
    long = "".join(f"2030-01-01,{number}\n" for number in range(400_000))
    (tmp_path / "validation" / "refugees.csv").write_text(long)
    arguments = [*COMMAND, "import", "flee", "input", "--to", "made"]
    with subprocess.Popen(
        arguments, cwd=tmp_path, stderr=subprocess.PIPE, preexec_fn=heed_interrupts
    ) as process:
        deadline = time.monotonic() + 8  # reading so many rows takes longer
        while (
            len(list(tmp_path.iterdir())) == 3 and time.monotonic() < deadline
        ):  # none is held yet
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "input",
        "simsetting.yml",
        "validation",
    ]


def test_many_problems_are_printed_and_all_of_very_many_when_asked_for(tmp_path: Path) -> None:
    wrong = "".join(f"X{number},N,Chad,99,0,town,,\n" for number in range(250))
    make_instance(tmp_path, ("input/locations.csv", "Oldtown,", f"{wrong}Oldtown,"))
    arguments = ("import", "flee", "input", "--to", "made")
    done = call(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("is not on the globe.") == 200
    last = done.stderr.rstrip().rpartition("\n")[2]
    assert last == f"(and 50 more; `homeward {' '.join(arguments)} --all` prints all)"
    every = call(*arguments, "--all", cwd=tmp_path)
    assert every.stderr.count("is not on the globe.") == 250
    assert not (tmp_path / "made").exists()
