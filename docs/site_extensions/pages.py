"""Pages as GitHub shows them, made pages of the site.

A page of one link stands for a page that lies outside `docs/`: the site shows that page there. Numbered pages of a
folder come below its README.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NUMBERED = ("model", "decisions")
HEADING = re.compile(r"(#+) (.*)")
EXACTLY, EXACT_LEVEL = "Exactly", 3
"""How headings of the specification begin, and of which level they are."""
ONE_LINK = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+[^)#\s]+\.md)\)\n")
TOCTREE = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)#\s]+)(#[^)\s]*)?\)")


def numbered(folder: Path) -> list[str]:
    """Names of the numbered pages of a folder, in the order of their numbers."""
    pages = [path.stem for path in folder.glob("*.md") if path.name[0].isdigit()]
    return sorted(pages, key=lambda page: int(re.split(r"\D", page, maxsplit=1)[0]))


def table_of_contents(pages: list[str]) -> str:
    """A list that the site shows at the side, and not in the page."""
    return "\n\n```{toctree}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n"


def pages_below(page: Path) -> list[Path]:
    """The pages that a page lists for the side of the site."""
    listed = [
        page.parent / f"{name}.md"
        for block in TOCTREE.findall(page.read_text(encoding="utf-8"))
        for name in block.split("\n")
        if name and not name.startswith(":")
    ]
    if page.name == "README.md" and page.parent.name in NUMBERED:
        listed += [page.parent / f"{name}.md" for name in numbered(page.parent)]
    return [path.resolve() for path in listed]


def shown_page(page: Path) -> Path:
    """The page that is shown in the place of a page: itself, or the one that it links to and does nothing else."""
    link = ONE_LINK.fullmatch(page.read_text(encoding="utf-8"))
    return (page.parent / link[2]).resolve() if link else page


def pages_from_elsewhere(docs: Path) -> dict[Path, Path]:
    """The pages of the site that stand for pages outside `docs/`, by the latter."""
    pages = (path for path in sorted(docs.rglob("*.md")) if "_build" not in path.parts)
    return {shown_page(path): path for path in pages if shown_page(path) != path}


def with_title(text: str, link: str) -> str:
    """The text of a page that has perhaps no title, then under the words of the link to it."""
    words = ONE_LINK.sub(r"\1", link)
    return text if text.startswith("# ") else f"# {words}\n\n{text}"


def with_links_mended(text: str, shown: Path, page: Path, docs: Path) -> str:
    """The text of a page, its links relative to where the site shows it; of what is not in the site only the words."""
    stand_ins = pages_from_elsewhere(docs)

    def mend(link: re.Match[str]) -> str:
        words, target, anchor = link[1], link[2], link[3] or ""
        if "://" in target or target.startswith("mailto:"):
            return link[0]
        file = (shown.parent / target).resolve()
        file = stand_ins.get(file, file)
        if not file.is_relative_to(docs):
            return words
        return f"[{words}]({Path(os.path.relpath(file, page.parent)).as_posix()}{anchor})"

    return LINK.sub(mend, text)


def parted(text: str) -> tuple[str, list[tuple[str, str, str]]]:
    """A model page without the parts called *Exactly*, and these parts: section, title and text of each."""
    kept: list[str] = []
    parts: list[tuple[str, str, list[str]]] = []
    section, inside, fenced = "", False, False
    for line in text.split("\n"):
        fenced ^= line.startswith("```")
        heading = None if fenced else HEADING.match(line)
        if heading:
            inside = len(heading[1]) == EXACT_LEVEL and heading[2].startswith(EXACTLY)
            section = heading[2] if len(heading[1]) < EXACT_LEVEL else section
        if inside and heading:
            parts.append((section, heading[2], []))
            kept += [f"{heading[2]}: in the [specification](specification.md).", ""]
        elif inside:
            parts[-1][2].append(line)
        else:
            kept.append(line)
    return "\n".join(kept), [(section, title, "\n".join(lines)) for section, title, lines in parts]


def exactly_lines() -> Iterator[str]:
    """All parts called *Exactly*, page by page."""
    model = Path(__file__).parents[1] / "model"
    for name in numbered(model):
        text = (model / f"{name}.md").read_text(encoding="utf-8")
        _, parts = parted(text)
        if parts:
            yield from (f"## {text.partition(chr(10))[0].lstrip('# ')}", "")
        for section, title, part in parts:
            about = title.removeprefix(EXACTLY).lstrip(": ")
            yield from (f"### {section}{f', {about}' if about else ''}", "", *part.split("\n"), "")


def make_page(app: Sphinx, name: str, source: list[str]) -> None:
    """Before a page is read: show the page it stands for, mend its links, list what comes below it."""
    docs = Path(app.srcdir).resolve()
    page = docs / f"{name}.md"
    if not page.is_file():
        return
    shown = shown_page(page)
    text = source[0] if shown == page else with_title(shown.read_text(encoding="utf-8"), source[0])
    if page.parent.name == "model" and page.name[0].isdigit():
        text, _ = parted(text)
    source[0] = with_links_mended(text, shown, page, docs)
    if page.name == "README.md" and page.parent.name in NUMBERED:
        source[0] += table_of_contents(numbered(page.parent))


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("source-read", make_page)
    return {"parallel_read_safe": True}
