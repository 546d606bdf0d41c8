"""The outer wall: what the machine refuses is said with its file; a bug of ours is still called one."""

from __future__ import annotations

import errno
import json
import os
import warnings
from collections.abc import Callable

import pytest

from homeward.cli.stdio import Unheard
from homeward.cli.wall import behind_the_wall
from homeward.errors import HomewardBug, Interrupted, Notice, ScenarioError, SimulationError


def raising(error: BaseException) -> Callable[[], int]:
    def command() -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ScenarioError("no."), 2, "ScenarioError: no.\n"),
        (SimulationError("left."), 3, "SimulationError: left.\n"),
        (Interrupted("kept."), 130, "Interrupted: kept.\n"),
        (HomewardBug("ours."), 70, "HomewardBug: ours.\n"),
        (KeyboardInterrupt(), 130, "\nInterrupted: nothing was written.\n"),
        (SystemExit(3), 3, ""),
        (Unheard(OSError(errno.EPIPE, "Broken pipe")), 141, ""),
        (MemoryError(), 2, "ScenarioError: there is not enough memory on this machine.\n  Fix: ask for fewer members, or for less of the scenario.\n"),
        *(
            (OSError(number, os.strerror(number), "places.csv"), 2, f"ScenarioError: places.csv: it cannot be read or written: {os.strerror(number)}.\n")
            for number in (errno.EACCES, errno.EIO, errno.EROFS, errno.ENAMETOOLONG, errno.ELOOP, errno.EMFILE, errno.EISDIR, errno.EDQUOT)
        ),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "ScenarioError: a file: it cannot be read or written: No space left on device.\n"),
    ],
)  # fmt: skip
def test_what_went_wrong_has_its_sentence_and_status(
    error: BaseException,
    status: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("homeward.atomic.target.complete", [])
    assert behind_the_wall(raising(error)) == status
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize(
    "error",
    [KeyError("x"), ValueError("x"), OSError("x"), OSError(errno.EBADF, "x"), OSError(errno.EINVAL, "x")],
    ids=repr,
)  # fmt: skip
def test_a_bug_is_not_hidden(error: Exception, capsys: pytest.CaptureFixture[str]):
    assert behind_the_wall(raising(error)) == 70
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "HomewardBug: internal error: this is a bug in homeward." in said


def test_what_is_nested_too_deeply_for_a_reader_is_no_bug(capsys: pytest.CaptureFixture[str]):
    assert behind_the_wall(lambda: json.loads("[" * 200_000)) == 2
    assert (
        capsys.readouterr().err == "ScenarioError: something that was read is nested too deeply.\n"
    )


def test_a_notice_is_one_line_each_time(capsys: pytest.CaptureFixture[str]):
    def command() -> int:
        for _ in range(2):
            warnings.warn("Swept.", Notice, stacklevel=1)
        return 0

    assert behind_the_wall(command) == 0
    assert capsys.readouterr().err == "Swept.\nSwept.\n"
