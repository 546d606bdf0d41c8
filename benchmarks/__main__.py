"""Measure what Homeward costs, question by question, and write one page of figures.

python benchmarks                     # everything, into benchmarks/figures.md
python benchmarks --only draws flee   # some of it; other sections of the page are left as they are
python benchmarks --quick             # whether it works: smallest sizes, printed only
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import page
from timing import LeftOut

HERE = Path(__file__).parent
FIGURES = HERE / "figures.md"
COMMAND = "python benchmarks"


@dataclass(frozen=True)
class Part:
    """One question: a module of `parts` whose `measure` answers it.

    Parameters
    ----------
    minutes, once
        What it takes, and how much more the first time (compiling, installing), on two cores.
    is_slow
        Whether it is left out, unless asked for.
    """

    name: str
    title: str
    minutes: float
    once: float = 0.0
    is_slow: bool = False


PARTS = (
    Part("earlier", "A member's day beside version 0.1.0", 1.5, 2.0),
    Part("population", "A thousand times the people", 1.2),
    Part("draws", "A member's day beside its own draws", 1.5),
    Part("growth", "Members and threads", 1.0),
    Part("country", "Places and homes", 0.3),
    Part("twins", "The same return in NumPy and in Mesa", 0.5, 0.5),
    Part("flee", "Flee's rules", 4.5),
    Part("cluster", "Two workers of a cluster", 1.0),
    Part("waits", "What a user waits for", 5.0, is_slow=True),
)


def main() -> None:
    """Run what is asked for, each part in a process of its own, and write the page."""
    names = [part.name for part in PARTS]
    parser = argparse.ArgumentParser(
        prog=COMMAND, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--all", action="store_true", help="what is slow, too")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", type=Path, metavar="FILE", help=f"instead of {FIGURES.name}")
    parser.add_argument("--part", choices=names, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        answer(asked.part, asked.quick, asked.write)
        return
    parts = [
        part
        for part in PARTS
        if (part.name in asked.only if asked.only else asked.all or not part.is_slow)
    ]
    announce(parts, asked.quick)
    preamble = page.head(COMMAND)
    file = asked.write or (None if asked.quick else FIGURES)
    sections = page.read_sections(file, preamble) if file else {}
    for part in parts:
        sections[part.title] = measured(part, asked.quick)
        print(f"\n## {part.title}\n\n{sections[part.title]}\n", flush=True)
        if file:  # after every part: what was measured is not lost with what comes
            page.write_page(file, preamble, sections, [part.title for part in PARTS])


def announce(parts: list[Part], is_quick: bool) -> None:
    """Say beforehand what it takes."""
    if is_quick:
        return
    for part in parts:
        more = f", {part.once:g} more the first time" if part.once else ""
        print(f"{part.name:12} {part.minutes:4.1f} min{more}: {part.title}")
    minutes, once = sum(part.minutes for part in parts), sum(part.once for part in parts)
    print(f"In all about {minutes:.0f} minutes, {minutes + once:.0f} the first time.\n", flush=True)


def measured(part: Part, is_quick: bool) -> str:
    """Measure one part in a process of its own; say why, where it does not come through."""
    print(f"{part.name}:", file=sys.stderr, flush=True)
    began, line = time.perf_counter(), f"*{page.when()}.*"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "section.md"
        command = [sys.executable, str(HERE), "--part", part.name, "--write", str(out)]
        done = subprocess.run([*command, *(["--quick"] if is_quick else [])], check=False)
        if done.returncode == 0:
            text = out.read_text(encoding="utf-8").strip()
        else:
            text = f"Left out: it failed with exit status {done.returncode}."
    print(f"  {(time.perf_counter() - began) / 60:.1f} min", file=sys.stderr, flush=True)
    return f"{text}\n\n{line}"


def answer(name: str, is_quick: bool, out: Path) -> None:
    """Measure a part in this process."""
    sys.path += [
        str(HERE / "return_twins"),
        str(HERE / "against_flee"),
    ]  # scripts beside each other
    try:
        text = import_module(f"parts.{name}").measure(is_quick)
    except LeftOut as why:
        text = f"Left out: {why}"
    out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
