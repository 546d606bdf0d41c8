"""Terminals and streams that cannot take what is printed: letters are replaced, and the exit status is right."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

from cli.command import COMMAND, call_alone

pytestmark = pytest.mark.slow

FULL = Path("/dev/full")
COMMANDS = [("--version",), ("check", "tiny"), ("variables", "--json"), ("run", "--help")]
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")


def shell(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    line = command.replace("homeward", " ".join(f"'{part}'" for part in COMMAND))
    return subprocess.run(
        ["bash", "-c", line],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "said",
    [
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "cp437:strict"},
        {"PYTHONIOENCODING": "iso8859-6:strict"},
        PLAIN,
    ],
    ids=str,
)
def test_letters_that_a_terminal_does_not_have_are_replaced(tmp_path: Path, said: dict[str, str]):
    done = shell("homeward variables", tmp_path, **said)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout) > 1000
    assert not [letter for letter in "§─" if letter.encode() in done.stdout]


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("said", [{"PYTHONIOENCODING": "cp437:strict"}, PLAIN], ids=str)
def test_so_are_those_of_a_run_and_its_files_have_them_all(tmp_path: Path, said: dict[str, str]):
    done = shell("homeward run tiny --members 2 --out r", tmp_path, **said)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    assert b"Written to r" in done.stdout
    assert "–".encode() not in done.stdout
    assert (tmp_path / "r" / "report.html").exists()


@pytest.mark.parametrize("codec", ["idna", "punycode", "cp037:strict", "utf-16", "undefined"])
def test_a_codec_for_something_else_gets_plain_letters(tmp_path: Path, codec: str):
    done = shell("homeward variables", tmp_path, PYTHONIOENCODING=codec)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr
    assert done.stdout


@needs_full
@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_a_full_device_is_said_in_one_line(tmp_path: Path, command: tuple[str, ...]):
    done = shell(f"homeward {' '.join(command)} > {FULL}", tmp_path)
    said = "ScenarioError: standard output: it cannot be written: No space left on device.\n"
    assert (done.returncode, done.stderr.decode()) == (2, said)


@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_so_is_output_that_is_closed(tmp_path: Path, command: tuple[str, ...]):
    done = shell(f"homeward {' '.join(command)} >&-", tmp_path)
    said = "ScenarioError: standard output: it cannot be written: Bad file descriptor.\n"
    assert (done.returncode, done.stderr.decode()) == (2, said)


@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_a_reader_who_has_read_enough_is_no_fault(tmp_path: Path, command: tuple[str, ...]):
    line = f"homeward {' '.join(command)} | true; exit ${{PIPESTATUS[0]}}"
    done = shell(f"sleep 0; {line}", tmp_path)
    assert done.stderr == b""
    assert done.returncode == 141


@cache
def printed(command: tuple[str, ...]) -> str:
    return call_alone(*command, cwd=Path.cwd()).stdout


@pytest.mark.parametrize("how", ["2>&-", "<&-", "<&- 2>&-", f"2>{FULL}"])
@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_without_anywhere_to_complain_the_work_is_done_all_the_same(
    tmp_path: Path, command: tuple[str, ...], how: str
):
    if str(FULL) in how and not FULL.exists():
        pytest.skip("this system has no full device")
    done = shell(f"homeward {' '.join(command)} {how}", tmp_path)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, printed(command), b"")


@pytest.mark.parametrize("how", ["2>&-", ">&- 2>&- <&-", f"2>{FULL}"])
def test_what_is_wrong_is_told_by_the_status_even_where_it_cannot_be_said(tmp_path: Path, how: str):
    assert shell(f"homeward check nowhere {how}", tmp_path).returncode == 2


@needs_full
@pytest.mark.usefixtures("compiled")
def test_results_are_there_though_nothing_could_be_printed(tmp_path: Path):
    done = shell(f"homeward run tiny --members 2 --out r > {FULL}", tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == (
        "ScenarioError: standard output: it cannot be written: No space left on device."
    )
    assert (tmp_path / "r" / "run.json").exists()
    done = shell(f"homeward run tiny --members 2 --out s 2> {FULL}", tmp_path)
    assert (done.returncode, (tmp_path / "s" / "run.json").exists()) == (0, True)


def test_no_file_takes_the_number_of_a_closed_stream(tmp_path: Path):
    """Else what is printed would go into it."""
    done = shell("homeward new mine <&- >&- 2>&-", tmp_path)
    assert done.returncode == 2, "the closing line could not be printed"
    assert (tmp_path / "mine" / "scenario.yaml").exists()
    assert call_alone("check", "mine", cwd=tmp_path).returncode == 0
