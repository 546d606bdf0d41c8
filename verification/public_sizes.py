"""How long an import of large files takes: a GED of 400,000 events of one country, and 5,000 units of COD.

    python verification/public_sizes.py [--profile] [FOLDER]

Rows are drawn by chance, as wide as those of GED 25.1. The force is not worked back, as that is the model's time.
"""

from __future__ import annotations

import cProfile
import csv
import json
import pstats
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from homeward.exchange.public.ask import Ask
from homeward.exchange.public.import_public import import_public
from homeward.exchange.public.ucdp import NOW

EVENTS, ACROSS, DOWN = 400_000, 100, 50
WEST, SOUTH, STEP = 22.0, 10.0, 0.12
FIRST = date(2020, 1, 1)
ASK = Ask("SDN", FIRST, date(2022, 12, 31))
SIDES = ("Government of Sudan", "SPLM/A-North", "Civilians")


def parent(across: int, down: int) -> str:
    return f"SD{across // 20 + 5 * (down // 10) + 1:02d}"


def units() -> Iterator[tuple[int, int, str]]:
    for down in range(DOWN):
        for across in range(ACROSS):
            yield across, down, f"{parent(across, down)}{down * ACROSS + across:04d}"


def write_areas(path: Path) -> None:
    features: list[dict[str, object]] = []
    for across, down, code in units():
        x, y = WEST + across * STEP, SOUTH + down * STEP
        ring = [[x, y], [x + STEP, y], [x + STEP, y + STEP], [x, y + STEP], [x, y]]
        said = {"adm2_name": code, "adm2_pcode": code, "adm1_pcode": parent(across, down)}
        said |= {"adm0_pcode": "SD", "valid_on": "2025-01-01"}
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": said, "geometry": shape})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")


def write_people(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["ADM1_PCODE", "ADM2_PCODE", "T_TL"])
        writer.writerows([parent(x, y), code, 1_000 + (x * y) % 9_000] for x, y, code in units())


def write_events(path: Path, chance: random.Random) -> None:
    filler = {
        "source_article": "x" * 200,
        "source_headline": "y" * 80,
        "where_description": "z" * 60,
    }
    fixed = dict.fromkeys(NOW, "") | filler | {"country": "Sudan", "country_id": "625"}
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, NOW)
        writer.writeheader()
        for number in range(EVENTS):
            day = FIRST + timedelta(days=chance.randrange(1_000))
            low = chance.randrange(5)
            writer.writerow(
                fixed
                | {
                    "id": 100_000 + number, "code_status": "Clear", "side_a": SIDES[0],
                    "side_b": SIDES[1 + number % 2], "type_of_violence": 1 + 2 * (number % 2), "where_prec": 1,
                    "latitude": f"{SOUTH + chance.random() * DOWN * STEP:.6f}",
                    "longitude": f"{WEST + chance.random() * ACROSS * STEP:.6f}",
                    "date_start": f"{day} 00:00:00.000", "date_end": f"{day} 00:00:00.000",
                    "low": low, "best": low + 1, "high": low + 3,
                }
            )  # fmt: skip


def main() -> None:
    given = [one for one in sys.argv[1:] if not one.startswith("--")]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(given[0]) if given else Path(place) / "downloads"
        if not folder.is_dir():
            folder.mkdir(parents=True)
            write_areas(folder / "areas.geojson")
            write_people(folder / "people.csv")
            write_events(folder / "GEDEvent_v25_1.csv", random.Random(1))
        profile = cProfile.Profile()
        start, used = time.perf_counter(), time.process_time()
        if "--profile" in sys.argv:
            profile.enable()
        made = import_public([folder], ASK, to=Path(place) / "made", works_back=False)
        profile.disable()
        wall, cpu = time.perf_counter() - start, time.process_time() - used
    size = sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{made.placed.by_point:,} events placed in {made.rows['places']} places, {size / 1e6:.0f} MB read"
    )
    print(f"{wall:.1f} s of wall, {cpu:.1f} s of processor, {peak:.0f} MB at most")
    if "--profile" in sys.argv:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(35)


if __name__ == "__main__":
    main()
