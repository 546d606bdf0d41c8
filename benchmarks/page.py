"""The page of figures: one section a part, each with the day it was measured on."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
TITLE = "# Speed, measured"
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
GIBI = 2**30


def machine() -> str:
    """Describe the machine by what matters: processor, cores, memory, system, Python and Numba."""
    parts = [
        _processor(),
        f"{os.cpu_count()} cores",
        *_memory(),
        platform.system(),
        f"Python {platform.python_version()}",
        f"Numba {version('numba')}",
    ]
    return ", ".join(parts)


def _processor() -> str:
    """Name the processor."""
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> list[str]:
    """Say how much memory there is, where the system tells."""
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return []
    return [f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / GIBI:.0f} GiB"]


def when() -> str:
    """Say the day, the revision and how busy the machine is with other work."""
    words = [f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}", *_revision()]
    if hasattr(os, "getloadavg"):
        words.append(f"load {os.getloadavg()[0]:.1f} when it began")
    return ", ".join(words)


def _revision() -> list[str]:
    """Name what git has checked out; nothing where there is no git."""
    asked = ["git", "-C", str(ROOT), "describe", "--always", "--dirty=, changed"]
    try:
        done = subprocess.run(asked, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [f"revision {done.stdout.strip()}"]


def read_sections(page: Path, preamble: str) -> dict[str, str]:
    """Read what stands below each title of a page that was made on this machine; of any other, nothing."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    if not text.startswith(preamble):
        return {}
    pieces = SECTION.split(text)
    return {title: body.strip() for title, body in zip(pieces[1::2], pieces[2::2], strict=True)}


def head(command: str) -> str:
    """Write what stands above all sections."""
    return f"{TITLE}\n\n{machine()}. Made by `{command}`.\n"


def write_page(page: Path, preamble: str, sections: dict[str, str], order: list[str]) -> None:
    """Write a page, its sections in their order."""
    parts = [f"## {title}\n\n{sections[title]}\n" for title in order if title in sections]
    page.write_text("\n".join([preamble, *parts]), encoding="utf-8")
