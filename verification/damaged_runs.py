"""Results folders with bytes changed at random are refused or read: no bug, no hang, no claim of memory (decision 20).

usage: python verification/damaged_runs.py [--cases 2000] [--seed 1] [--only NUMBER]

A run of `tiny` is saved once. Each case changes bytes of its results.nc or its run.json, or a value that run.json says,
half of them with the digest of results.nc kept and half with it taken out; then `homeward report` is asked for, in a
process of its own. It must end with 0 or 2 within 10 seconds of work and 1 GiB of memory, without a traceback.

Run so far: about 350 cases found one kind of bug (inputs of run.json that name what they do not have), since mended; 69
cases after that had none, at most 1.4 s of work and 390 MiB. The whole 2,000 have not been run.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from killed import read_everything

import homeward
from homeward.cli import wall
from homeward.results.files.sound import DIGEST
from homeward.results.publish.published import publish
from homeward.results.report.page import make_page

SECONDS, MOST_SECONDS = 10, 60
"""Of work, and of a clock on a machine that has other work."""
MOST_BYTES = 2**30
SIGNATURE = re.compile(
    rb"OHDR|OCHK|TREE|HEAP|SNOD|FRHP|FHDB|FHIB|BTHD|BTLF|BTIN|GCOL|EAHD|EAIB|FAHD|FADB|\x89HDF"
)
"""Where HDF5 begins to say how its file is built."""
NUMBERS = (0, 1, 2**15, 2**24, 2**31 - 1, 2**31, 2**40, 2**62, 2**64 - 1)
ODD = (
    0,
    -1,
    1,
    2**31,
    2**63,
    10**30,
    1e308,
    0.5,
    True,
    None,
    "",
    "x",
    "\x00",
    [],
    {},
    [[]],
    ["x"] * 1000,
)


def damage(content: bytes, chance: random.Random) -> bytes:  # noqa: C901  one way after another
    """Change bytes in one of several ways, half of the time where a file says how it is built."""
    said = [one.start() for one in SIGNATURE.finditer(content)]

    def somewhere() -> int:
        if said and chance.random() < 0.6:
            return min(chance.choice(said) + chance.randrange(160), len(content) - 1)
        return chance.randrange(len(content))

    changed = bytearray(content)
    at, few = somewhere(), chance.choice((1, 8, 512, len(content)))
    match chance.choice(("bit", "bytes", "field", "insert", "delete", "copy")):
        case "bit":
            changed[at] ^= 1 << chance.randrange(8)
        case "bytes":
            for _ in range(chance.choice((1, 3, 20))):
                changed[somewhere()] = chance.choice((0, 1, 127, 128, 255, chance.randrange(256)))
        case "field":
            width, number = chance.choice((2, 4, 8)), chance.choice(NUMBERS)
            changed[at : at + width] = (number % 256**width).to_bytes(width, "little")
        case "delete":
            del changed[at : at + few]
        case "insert":
            changed[at:at] = chance.randbytes(few % len(content))
        case _:
            other = somewhere()
            changed[at : at + 64] = content[other : other + 64]
    return bytes(changed)


def say_otherwise(info: Any, chance: random.Random) -> None:
    """Replace, remove or add one value somewhere in what run.json says."""
    keys = list(info) if isinstance(info, dict) else list(range(len(info)))
    key = chance.choice(keys)
    if isinstance(info[key], dict | list) and info[key] and chance.random() < 0.85:
        say_otherwise(info[key], chance)
    elif chance.random() < 0.2:
        del info[key]
    else:
        info[key] = chance.choice(ODD)


def make(folder: Path, kept: Path, number: int, seed: int) -> str:
    """Make one damaged folder, and tell what kind it is."""
    chance = random.Random(f"{seed} {number}")
    shutil.copytree(kept, folder)
    is_kept = chance.random() < 0.5
    about = folder / "run.json"
    info = json.loads(about.read_text(encoding="utf-8"))
    if not is_kept:
        del info[DIGEST]
        about.write_text(json.dumps(info), encoding="utf-8")
    kind = chance.choice(
        ("results.nc", "results.nc", "results.nc", "run.json", "what run.json says")
    )
    if kind == "what run.json says":
        say_otherwise(info, chance)
        about.write_text(json.dumps(info), encoding="utf-8")
    else:
        (folder / kind).write_bytes(damage((folder / kind).read_bytes(), chance))
    return f"{kind}, digest {'kept' if is_kept else 'taken out'}"


def ask(work: Path) -> tuple[int, float, int, str]:
    """Ask for a report in a process of its own: its status, seconds of work, bytes of memory, and what it said."""
    sys.stdout.flush()
    process = os.fork()
    if not process:
        status = 1
        try:
            os.chdir(work)
            for number in (1, 2):
                os.dup2(os.open("said", os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
            resource.setrlimit(resource.RLIMIT_AS, (16 * MOST_BYTES, 16 * MOST_BYTES))
            signal.alarm(MOST_SECONDS)
            sys.argv = ["homeward", "report", "run", "--out", "page.html"]
            try:
                wall.main()
            except SystemExit as error:
                status = error.code if isinstance(error.code, int) else 1
            sys.stdout.flush()
        finally:
            os._exit(status)
    _, ended, used = os.wait4(process, 0)
    status = os.waitstatus_to_exitcode(ended)
    said = (work / "said").read_text(encoding="utf-8", errors="replace")
    return status, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, said


def judge(status: int, seconds: float, room: int, said: str) -> bool:
    """Tell whether a case went as it must."""
    is_within = seconds <= SECONDS and room <= MOST_BYTES
    return status in {0, 2} and "Traceback" not in said and is_within


def show(told: dict[str, Counter[str]], most: Counter[str]) -> None:
    """Print the table."""
    columns = ("cases", "read", "refused", "faults")
    print(f"| what is damaged | {' | '.join(columns)} |\n|---|---|---|---|---|")
    for kind in sorted(told):
        print(f"| {kind} | {' | '.join(str(told[kind][column]) for column in columns)} |")
    print(f"at most {most['ms'] / 1000:.1f} s of work and {most['MiB']} MiB")


def main() -> None:
    """Damage, ask, and print a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--cases", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=float("inf"), help="stop after these")
    options.add_argument("--only", type=int, help="one case, with what it says")
    asked = options.parse_args()
    told: dict[str, Counter[str]] = {}
    most = Counter[str]()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        kept = prepare(Path(place))
        for number in [asked.only] if asked.only is not None else range(asked.cases):
            if time.monotonic() - began > asked.seconds:
                break
            work = Path(place) / str(number)
            work.mkdir()
            kind = make(work / "run", kept, number, asked.seed)
            status, seconds, room, said = ask(work)
            one = told.setdefault(kind, Counter())
            one.update(("cases", "read" if status == 0 else "refused"))
            most["ms"] = max(most["ms"], int(seconds * 1000))
            most["MiB"] = max(most["MiB"], room >> 20)
            is_right = judge(status, seconds, room, said)
            one["faults"] += not is_right
            if not is_right or asked.only is not None:
                what = f"{kind}: {status}, {seconds:.1f} s, {room >> 20} MiB"
                print(f"{number}: {what}: {said[-1500:]}", flush=True)
            shutil.rmtree(work)
    show(told, most)
    sys.exit(any(one["faults"] for one in told.values()))


def prepare(place: Path) -> Path:
    """Save a run, and read whatever reading one needs."""
    kept = homeward.run(homeward.load("tiny"), members=3, seed=1, threads=1).save(place / "kept")
    read_everything()
    result = homeward.open(kept)
    make_page(result, publish(result, exact=False))
    gc.freeze()  # no copy of what nobody changes
    return kept


if __name__ == "__main__":
    main()
