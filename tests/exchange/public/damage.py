"""Files damaged at random, each damage by its number: what a download, a spreadsheet or a disk can do."""

from __future__ import annotations

import random
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flip(content: bytes, chance: random.Random) -> bytes:
    held = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        held[chance.randrange(len(held))] = chance.randrange(256)
    return bytes(held)


def _lose(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 200) :]


def _twice(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return b"".join([*lines[:at], lines[at], *lines[at:]])


def _without_line(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    del lines[0 if chance.random() < 0.5 else chance.randrange(len(lines))]
    return b"".join(lines)


def _other_separator(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b",", chance.choice((b";", b"\t", b"|", b",,", b"")))


def _quotes(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.choice((b'"', b"\0", b"\r", b"\n", b"'")) + content[at:]


def _words(content: bytes, chance: random.Random) -> bytes:
    old = chance.choice((b"0", b"1", b"2", b".", b"-", b"20"))
    new = chance.choice(
        (b"x", b"", b"-1", b"1e400", b"99999999999999", b"NaN", "٣".encode(), b"00:00.0")
    )
    return content.replace(old, new, chance.choice((1, 5, 100_000)))


def _encoding(content: bytes, chance: random.Random) -> bytes:
    try:
        return content.decode().encode(
            chance.choice(("utf-16", "latin-1", "utf-8-sig", "cp500")), "replace"
        )
    except UnicodeDecodeError:
        return content[::-1]


def _shuffle(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


DAMAGES: tuple[Damage, ...] = (
    _cut, _flip, _lose, _twice, _without_line, _other_separator, _quotes, _words, _encoding, _shuffle,
)  # fmt: skip


def damaged(content: bytes, number: int) -> bytes:
    """Damage a file in the way of a number."""
    chance = random.Random(number)
    for _ in range(chance.choice((1, 1, 2))):
        if content:
            content = chance.choice(DAMAGES)(content, chance)
    return content
