"""Flee, Homeward, and Flee's rule of movement in Mesa and in NumPy on the same conflict: cost and accuracy."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from conflict import read_conflict
from contest import Contest, run_contest
from environment import NoEnvironmentError, environment
from report import report


def main() -> None:
    """Run every leg in turn and print the table, as Markdown."""
    parser = argparse.ArgumentParser(prog="benchmarks/against_flee", description=__doc__)
    parser.add_argument("--conflict", type=Path, help="default: $HOMEWARD_CONFLICTS/mali_flee")
    parser.add_argument("--runs", type=int, default=3, help="of each; medians are shown (3)")
    parser.add_argument("--members", type=int, default=201, help="of Homeward's ensemble (201)")
    parser.add_argument("--thin", action="store_true", help="Mesa: one agent for ten people")
    parser.add_argument("--write", type=Path, help="also write the table to a file")
    told = parser.parse_args()
    folder: Path = told.conflict or Path(os.environ.get("HOMEWARD_CONFLICTS", ".")) / "mali_flee"
    if not (folder / "input").is_dir():
        parser.error(f"{folder} has no folder input: name one with --conflict")
    conflict = read_conflict(folder)
    try:
        python = str(environment())
    except NoEnvironmentError as why:
        print(f"Flee and Mesa are left out: they could not be installed ({why}).")
        python = None
    with tempfile.TemporaryDirectory() as scratch:
        contest = Contest(
            folder=folder.resolve(),
            scratch=Path(scratch),
            python=python,
            runs=told.runs,
            members=told.members,
            thin_mesa=10 if told.thin else 1,
        )
        rows = run_contest(contest, conflict)
    text = report(contest, conflict, rows)
    if told.write:
        told.write.write_text(f"{text}\n", encoding="utf-8")
    print(f"\n{text}")


if __name__ == "__main__":
    main()
