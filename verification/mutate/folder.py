"""A folder in memory: what each file says, or what stands in its place; and how it is put on a disk."""

from __future__ import annotations

import os
import shutil
from enum import Enum
from pathlib import Path


class Odd(Enum):
    """What may stand where a file should be."""

    DIRECTORY = "a directory"
    PIPE = "a pipe that nobody writes to"
    LOOP = "a link to itself"
    NOWHERE = "a link to nothing"
    FORBIDDEN = "a file that may not be read"
    BROKEN = "a file that fails when it is read"
    ENDLESS = "a file that never ends"


Content = bytes | Odd
Folder = dict[str, Content]
"""Contents by name, with / between folders."""

_LINKS = {Odd.NOWHERE: "nowhere", Odd.BROKEN: "/proc/self/mem", Odd.ENDLESS: "/dev/zero"}


def write(files: Folder, place: Path) -> None:
    """Make a folder of these files, in place of what is there."""
    clear(place)
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            _put(content, path)


def clear(place: Path) -> None:
    """Make a folder, or empty the one that is there."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)


def _put(odd: Odd, path: Path) -> None:
    if odd is Odd.DIRECTORY:
        path.mkdir()
    elif odd is Odd.PIPE:
        os.mkfifo(path)
    elif odd is Odd.LOOP:
        path.symlink_to(path.name)
    elif odd is Odd.FORBIDDEN:
        path.write_bytes(b"")
        path.chmod(0)
    else:
        path.symlink_to(_LINKS[odd])
