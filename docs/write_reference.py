"""Writes the parts of the reference pages that are made from the code, so that a clone and GitHub show them.

`python docs/write_reference.py`, where homeward is installed. A part stands between two comments that name it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS / "site_extensions"))

import reference_text  # noqa: E402  it lies beside the other extensions of the site

FOLDER = DOCS / "reference"
PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "commands": reference_text.command_lines,
    "tables": reference_text.scenario_tables,
    "variables": reference_text.variable_lines,
    "scales": reference_text.scale_lines,
    "measures": reference_text.measure_lines,
    "answers": reference_text.answer_lines,
}
"""By the name in the comments."""
MADE = re.compile(r"<!-- made: (\w+)[^>]*-->\n.*?<!-- end of \1 -->\n", re.DOTALL)
BY = "by docs/write_reference.py, not to be edited here"


def with_parts(page: str) -> str:
    """The text of a page, what is made in it made anew."""

    def part(found: re.Match[str]) -> str:
        name = found[1]
        text = "\n".join(PARTS[name]()).strip("\n")
        return f"<!-- made: {name}, {BY} -->\n\n{text}\n\n<!-- end of {name} -->\n"

    return MADE.sub(part, page)


def pages_with_parts() -> Iterator[Path]:
    """The pages that hold something made."""
    for page in sorted(FOLDER.glob("*.md")):
        if MADE.search(page.read_text(encoding="utf-8")):
            yield page


if __name__ == "__main__":
    for page in pages_with_parts():
        page.write_text(with_parts(page.read_text(encoding="utf-8")), encoding="utf-8")
