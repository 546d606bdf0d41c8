"""A lock ends with its process."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from homeward.atomic import lock
from homeward.atomic.lock import Busy, take

DIES_HOLDING = "import os, sys; from pathlib import Path; from homeward.atomic.lock import take; take(Path(sys.argv[1])); os.kill(os.getpid(), 9)"


def test_it_is_held_once_and_gone_when_released(tmp_path: Path):
    path = tmp_path / "lock"
    held = take(path)
    assert (held.was_left, held.is_sure) == (False, True)
    with pytest.raises(Busy):
        take(path)
    held.release()
    assert list(tmp_path.iterdir()) == []
    take(path).release()


def test_that_of_a_dead_process_is_taken_and_known_as_such(tmp_path: Path):
    path = tmp_path / "lock"
    subprocess.run([sys.executable, "-c", DIES_HOLDING, str(path)], check=False)
    assert path.exists()
    held = take(path)
    assert held.was_left
    held.release()


def test_one_removed_and_made_again_meanwhile_is_not_mistaken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Whoever held it removes it after it was opened here and before it is locked: the name then is of another file."""
    path = tmp_path / "lock"
    others: list[lock.Lock] = []
    once = lock._lock

    def late(descriptor: int) -> bool:
        if not others:
            monkeypatch.setattr(lock, "_lock", once)
            path.unlink()
            others.append(take(path))
        return once(descriptor)

    monkeypatch.setattr(lock, "_lock", late)
    monkeypatch.setattr(lock, "SECONDS_BETWEEN", 0)
    with pytest.raises(Busy):
        take(path)
    others[0].release()


def test_a_disk_without_locks_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(fcntl, "flock", refuse)
    held = take(tmp_path / "lock")
    assert not held.is_sure
    held.release()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        take(tmp_path / "nowhere" / "lock")
