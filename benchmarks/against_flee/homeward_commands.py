"""Homeward's side of the comparison: its own commands, with the Python that runs this benchmark."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HOMEWARD = [sys.executable, "-m", "homeward.cli.wall"]


def says(*arguments: str) -> str:
    """Return what a command prints, or nothing where it fails."""
    done = subprocess.run([*HOMEWARD, *arguments], check=False, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""


def is_available() -> bool:
    """Whether this version imports Flee's folders and moves people by Flee's rule."""
    return bool(says("import", "flee", "--help")) and "--movement" in says("score", "--help")


def import_command(folder: Path, to: Path) -> list[str]:
    """Return the command that imports a conflict folder."""
    parts = [str(folder / "input"), str(folder / "validation")]
    return [*HOMEWARD, "import", "flee", *parts, "--to", str(to)]


def score_command(imported: Path, members: int, seed: int) -> list[str]:
    """Return the command that runs an ensemble of an imported folder on one thread and scores it."""
    movement = ["--movement", "flee", "--threads", "1"]
    ensemble = ["--members", str(members), "--seed", str(seed)]
    return [*HOMEWARD, "score", str(imported), *movement, *ensemble, "--exact", "--json"]


def scored(printed: str) -> float | None:
    """Return the ARD from what `homeward score --json` prints."""
    return json.loads(printed)["ard"]
