"""What is wrong with a question, in sentences of the browser."""

from __future__ import annotations

from collections.abc import Sequence

from homeward.errors import Problem

_OF_COMMAND_LINE = "--lever "
_FILES = (".csv", ".yaml")
_MOST = 3


def in_sentences(problems: Sequence[Problem]) -> str:
    """Word the first problems as an answer to a browser: what was found, why, and a way out."""
    return " ".join(_sentence(problem) for problem in problems[:_MOST])


def _sentence(problem: Problem) -> str:
    where = problem.where
    if where.startswith(_OF_COMMAND_LINE):
        name = where.removeprefix(_OF_COMMAND_LINE).partition("@")[0].partition("=")[0]
        where = f'lever "{name}"'
    head = f"{where}: {problem.found}" if where else problem.found
    if not where.partition(",")[0].endswith(_FILES):
        head = head[:1].upper() + head[1:]
    ways = [f"Way out: {way}" for way in problem.ways_out[:1]]
    return _plain(" ".join([head, *([problem.why] if problem.why else []), *ways]))


def _plain(said: str) -> str:
    """Keep to one line what a request may have brought along: line breaks, half characters, turns of direction."""
    return " ".join("".join(one if one.isprintable() else " " for one in said).split())
