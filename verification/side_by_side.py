"""Every law of movement and every baseline on several conflicts, with capacities and without (model §12.8, §13.5).

usage: python verification/side_by_side.py [--members 200] [--write FILE] FOLDER...

FOLDER holds input/ and validation/ of an instance of Flee.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from homeward.evaluation.camps.scoring.camp_score import score_movement
from homeward.exchange.flee import import_flee
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import MovementLaw

LAWS: tuple[MovementLaw, ...] = ("flee", "camp-choice")


def ard_of(folder: Path, members: int, *, with_capacity: bool) -> dict[str, float]:
    """ARD of every law and baseline on one conflict."""
    with tempfile.TemporaryDirectory() as work:
        import_flee(folder / "input", folder / "validation", to=Path(work) / folder.name)
        scenario = load_scenario(Path(work) / folder.name)
    found: dict[str, float] = {}
    for law in LAWS:
        score = score_movement(scenario, law, with_capacity=with_capacity, members=members)
        found[law] = score.ard
        # The last law knows the data as they were meant; baselines are judged on the same.
        baselines = score.baselines
    return found | baselines


def table(columns: dict[str, dict[str, float]]) -> str:
    """Write a table: a row for every law and baseline, the best of each column in bold."""
    names = list(next(iter(columns.values())))
    lines = [f"| ARD | {' | '.join(columns)} | mean |", "|---" * (len(columns) + 2) + "|"]
    for name in names:
        values = [found[name] for found in columns.values()]
        cells = [
            f"**{value:.3f}**" if value == min(found.values()) else f"{value:.3f}"
            for value, found in zip(values, columns.values(), strict=True)
        ]
        lines.append(f"| {name} | {' | '.join(cells)} | {np.mean(values):.3f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Score everything on every conflict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    parts: list[str] = []
    for known in (True, False):
        columns = {
            folder.name: ard_of(folder, asked.members, with_capacity=known)
            for folder in asked.folders
        }
        parts.append(f"Capacities {'known' if known else 'not known'}:\n\n{table(columns)}")
    text = "\n".join(parts)
    print(text)
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
