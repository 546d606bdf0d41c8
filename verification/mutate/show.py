"""One case in full: what the damage did to the files, and what became of it."""

from __future__ import annotations

import difflib
from functools import partial
from pathlib import Path

from mutate.cases import make_case
from mutate.folder import Content, write
from mutate.judge import Judge, Outcome
from mutate.originals import COMMANDS, original
from mutate.tables import shown
from mutate.watch import watch

MOST_LINES = 40
MOST_LETTERS = 200
MOST_SAID = 5_000


def show(seed: int, number: int, kept: Path | None = None) -> Outcome:
    """Print one case, write its files where they are to be kept, and try it."""
    case = make_case(seed, number)
    if kept is not None:
        write(case.files, kept)
    print(f"seed {seed}, case {number}, {case.original}")
    for damage in case.damages:
        print(f"  {damage}")
    if case.arguments:
        print("  homeward", " ".join(shown(part) for part in case.arguments))
    before = original(case.original) if case.original != COMMANDS else {}
    for name in sorted({*before, *case.files}):
        if before.get(name) != case.files.get(name):
            print("\n".join(_difference(name, before.get(name), case.files.get(name))))
    judge_of = partial(Judge, originals=[case.original if case.original != COMMANDS else "tiny"])
    ((_, outcome),) = watch(seed, [number], judge_of=judge_of)
    print(f"\n{outcome.kind} ({outcome.seconds:.2f} s, {outcome.megabytes:.0f} MB)")
    print(f"{outcome.said[:MOST_SAID]}\n{outcome.detail}")
    return outcome


def _difference(name: str, before: Content | None, after: Content | None) -> list[str]:
    if not isinstance(before, bytes) or not isinstance(after, bytes):
        return [f"{name}: {_named(before)} -> {_named(after)}"]
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name, lineterm="", n=0)
    shortened = [line[:MOST_LETTERS] for _, line in zip(range(MOST_LINES), lines, strict=False)]
    return [*shortened, "…"] if len(shortened) == MOST_LINES else shortened


def _named(content: Content | None) -> str:
    if content is None:
        return "nothing"
    return f"{len(content)} bytes" if isinstance(content, bytes) else content.value


def _lines(content: bytes) -> list[str]:
    return [line.decode("ascii", "backslashreplace") for line in content[:2_000_000].split(b"\n")]
