"""Every page is in the site, and is there what it is on GitHub."""

from __future__ import annotations

import re
from pathlib import Path

import pages
import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def reached(docs: Path) -> set[Path]:
    """Pages that the lists of the site lead to from its first."""
    found: set[Path] = set()
    left = [docs.resolve() / "index.md"]
    while left:
        page = left.pop()
        if page not in found:
            found.add(page)
            left += pages.pages_below(page)
    return found


def every(docs: Path) -> set[Path]:
    return {path.resolve() for path in docs.rglob("*.md") if "_build" not in path.parts}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A tree with a page outside of docs and one that stands for it."""
    docs = tmp_path / "docs"
    (docs / "model").mkdir(parents=True)
    for name, text in {
        "index.md": "# Site\n\n```{toctree}\n:hidden:\n\nmodel/README\nchanges\n```\n",
        "changes.md": "[Changes](../CHANGES.md)\n",
        "model/README.md": "# Model\n\nSee [what changed](../../CHANGES.md#now).\n",
        "model/10-last.md": "# Last\n",
        "model/2-second.md": "# Second\n\n[code](../../run.py), [home](https://example.org)\n",
    }.items():
        (docs / name).write_text(text, encoding="utf-8")
    (tmp_path / "CHANGES.md").write_text("Of [two](docs/model/2-second.md).\n", encoding="utf-8")
    return docs


def test_every_page_is_in_the_site():
    assert every(DOCS) == reached(DOCS)


def test_a_page_that_nothing_lists_is_found(small: Path):
    """Negative control."""
    assert every(small) == reached(small)
    (small / "lost.md").write_text("# Lost\n", encoding="utf-8")
    assert every(small) - reached(small) == {small / "lost.md"}


def test_numbered_pages_come_in_the_order_of_their_numbers(small: Path):
    assert pages.numbered(small / "model") == ["2-second", "10-last"]


def test_a_page_of_one_link_stands_for_the_page_it_links_to(small: Path):
    stub = small / "changes.md"
    assert pages.shown_page(stub) == small.parent / "CHANGES.md"
    assert pages.shown_page(small / "index.md") == small / "index.md"
    assert pages.pages_from_elsewhere(small) == {small.parent / "CHANGES.md": stub}


def test_a_page_without_a_title_takes_the_words_of_the_link():
    assert pages.with_title("text\n", "[Changes](../CHANGES.md)\n") == "# Changes\n\ntext\n"
    assert pages.with_title("# Own\n", "[Changes](../CHANGES.md)\n") == "# Own\n"


@pytest.mark.parametrize(
    ("page", "text", "mended"),
    [
        ("model/README.md", "[x](../../CHANGES.md#now)", "[x](../changes.md#now)"),
        ("model/README.md", "[x](2-second.md)", "[x](2-second.md)"),
        ("model/README.md", "![x](../../picture.svg)", "![x](../../picture.svg)"),
        ("model/2-second.md", "[code](../../run.py)", "code"),
        ("model/2-second.md", "[home](https://example.org)", "[home](https://example.org)"),
    ],
)
def test_links_lead_to_pages_of_the_site(small: Path, page: str, text: str, mended: str):
    assert pages.with_links_mended(text, small / page, small / page, small) == mended


def test_links_of_a_page_from_elsewhere_are_read_where_it_lies(small: Path):
    shown = small.parent / "CHANGES.md"
    text = shown.read_text(encoding="utf-8")
    mended = pages.with_links_mended(text, shown, small / "changes.md", small)
    assert mended == "Of [two](model/2-second.md).\n"


MODEL_PAGE = "# 6. Flight\n\n## 6.1 When\n\nlaw\n\n### Exactly\n\n```\n## no heading\n```\n\n## 6.2 Where\n\nmore\n"


def test_what_is_called_exactly_stands_apart():
    kept, parts = pages.parted(MODEL_PAGE)
    assert parts == [("6.1 When", "Exactly", "\n```\n## no heading\n```\n")]
    assert "no heading" not in kept
    assert "law" in kept
    assert "## 6.2 Where" in kept
    assert "(specification.md)" in kept


def test_no_word_of_the_model_is_lost_between_the_two():
    specification = "\n".join(pages.exactly_lines())
    for name in pages.numbered(DOCS / "model"):
        text = (DOCS / "model" / f"{name}.md").read_text(encoding="utf-8")
        kept, parts = pages.parted(text)
        for line in filter(None, text.split("\n")):
            is_heading = line.startswith("### Exactly")
            assert is_heading or line in kept or line in specification, (name, line)
        assert len(parts) == len(re.findall(r"^### Exactly", text, re.MULTILINE))


PATH = re.compile(
    r"`((?:src|tests|verification|benchmarks|docs|basemap|web)/[\w./-]+|[\w/]+/\w+\.py)`"
)


def named_paths(text: str) -> set[str]:
    """Paths of the repository that a page names as such."""
    return set(PATH.findall(text))


def is_there(path: str) -> bool:
    return any((root / path).exists() for root in (ROOT, ROOT / "src" / "homeward"))


def test_paths_that_pages_name_exist():
    """But for decisions, which are not edited once accepted."""
    pages_read = [path for path in every(DOCS) if path.parent.name != "decisions"]
    found = {
        (page.name, path)
        for page in (
            *pages_read,
            ROOT / "README.md",
            ROOT / "CONTRIBUTING.md",
            ROOT / "SECURITY.md",
        )
        for path in named_paths(page.read_text(encoding="utf-8"))
        if "<" not in path
    }
    assert len(found) > 20
    assert {one for one in found if not is_there(one[1])} == set()


def test_a_path_that_is_gone_is_found():
    """Negative control."""
    assert named_paths("see `tests/gone.py`, `engine/gone.py`") == {
        "tests/gone.py",
        "engine/gone.py",
    }
    assert not is_there("tests/gone.py")
    assert is_there("docs/model/README.md")
    assert is_there("model/communities/step.py")
