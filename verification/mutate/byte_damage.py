"""Damage to bytes: what disks, transfers and encodings do."""

from __future__ import annotations

from random import Random

from mutate.folder import Folder

_MARKS = {
    "a byte order mark": b"\xef\xbb\xbf",
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf",
    "a mark of UTF-16": b"\xff\xfe",
    "a blank line": b"\n",
    "a NUL": b"\x00",
    "the line sep=,": b"sep=,\n",
}
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "cp1256", "cp437", "utf-7")
_ENDS = {"carriage returns": b"\r", "both signs": b"\r\n", "two line ends": b"\n\n",
         "line separators": "\u2028".encode(), "form feeds": b"\f", "next-line signs": b"\xc2\x85"}  # fmt: skip
_INVALID = (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\x80", b"\xe2\x80")
_SIGNS = b',;"\n\t:{}[]#&*!|>%@`-0e\x00\x1b\xff '


def _pick(chance: Random, files: Folder) -> tuple[str, bytes] | None:
    names = [name for name, content in files.items() if isinstance(content, bytes) and content]
    if not names:
        return None
    # A file that is not read, such as README.md, is seldom worth a case.
    name = chance.choice([name for name in names if not name.endswith(".md")] or names)
    content = files[name]
    return (name, content) if isinstance(content, bytes) else None


def _span(chance: Random, content: bytes) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, min(len(content), start + chance.choice([1, 1, 3, 20, 400]))


def flipped_bits(chance: Random, files: Folder) -> str | None:
    """Turn a bit over, once or a few times."""
    picked = _pick(chance, files)
    if picked is None:
        return None
    name, content = picked
    changed = bytearray(content)
    places = [chance.randrange(len(changed)) for _ in range(chance.choice([1, 1, 2, 8]))]
    for place in places:
        changed[place] ^= 1 << chance.randrange(8)
    files[name] = bytes(changed)
    return f"{name}: bits turned over in bytes {places}"


def deleted_bytes(chance: Random, files: Folder) -> str | None:
    """Leave some bytes out."""
    picked = _pick(chance, files)
    if picked is None:
        return None
    name, content = picked
    start, end = _span(chance, content)
    files[name] = content[:start] + content[end:]
    return f"{name}: bytes {start} to {end} are gone"


def inserted_bytes(chance: Random, files: Folder) -> str | None:
    """Put a sign of the grammar, or bytes that are no letter, somewhere."""
    picked = _pick(chance, files)
    if picked is None:
        return None
    name, content = picked
    place = chance.randrange(len(content) + 1)
    sign = chance.randrange(len(_SIGNS))
    new = _SIGNS[sign : sign + 1] if chance.random() < 0.6 else chance.choice(_INVALID)
    new *= chance.choice([1, 1, 1, 2, 50])
    files[name] = content[:place] + new + content[place:]
    return f"{name}: {new[:8]!r} ({len(new)} bytes) put in at byte {place}"


def cut_short(chance: Random, files: Folder) -> str | None:
    """Lose the end of a file."""
    picked = _pick(chance, files)
    if picked is None:
        return None
    name, content = picked
    end = chance.randrange(len(content))
    files[name] = content[:end]
    return f"{name}: cut at byte {end} of {len(content)}"


def doubled_block(chance: Random, files: Folder) -> str | None:
    """Say a block twice."""
    picked = _pick(chance, files)
    if picked is None:
        return None
    name, content = picked
    start, end = _span(chance, content)
    files[name] = content[:end] + content[start:]
    return f"{name}: bytes {start} to {end} twice"


def other_encoding(chance: Random, files: Folder) -> str | None:
    """Save a file in another encoding, with a letter that tells."""
    picked = _pick(chance, files)
    if picked is None:
        return None
    name, content = picked
    encoding = chance.choice(_ENCODINGS)
    text = content.decode("utf-8", "replace")
    files[name] = text.encode(encoding, "replace") + (b"" if chance.random() < 0.5 else b"\xe9\n")
    return f"{name}: saved as {encoding}"


def marked_start(chance: Random, files: Folder) -> str | None:
    """Begin a file with something before its first letter."""
    picked = _pick(chance, files)
    if picked is None:
        return None
    name, content = picked
    mark = chance.choice(list(_MARKS))
    files[name] = _MARKS[mark] + content
    return f"{name}: begins with {mark}"


def other_line_ends(chance: Random, files: Folder) -> str | None:
    """End lines with other signs, all of them or one."""
    picked = _pick(chance, files)
    if picked is None:
        return None
    name, content = picked
    end = chance.choice(list(_ENDS))
    count = chance.choice([-1, 1])
    files[name] = content.replace(b"\n", _ENDS[end], count)
    return f"{name}: lines end in {end}{'' if count < 0 else ', the first'}"


def zeroed_block(chance: Random, files: Folder) -> str | None:
    """Write zeros over a block, as a disk that lost power does."""
    picked = _pick(chance, files)
    if picked is None:
        return None
    name, content = picked
    start = chance.randrange(len(content))
    files[name] = content[:start] + bytes(len(content) - start)
    return f"{name}: zeros from byte {start}"


ALL = (flipped_bits, deleted_bytes, inserted_bytes, cut_short, doubled_block, other_encoding,
       marked_start, other_line_ends, zeroed_block)  # fmt: skip
