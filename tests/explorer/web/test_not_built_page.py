"""The page shown where the front end was not built."""

from __future__ import annotations

from html.parser import HTMLParser

from homeward.explorer.web.not_built_page import NOT_BUILT_PAGE


def test_it_says_how_to_get_it_and_asks_for_nothing():
    class Parser(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)
            assert not {"src", "href", "style"} & {name for name, _ in attrs}

    parser = Parser()
    parser.feed(NOT_BUILT_PAGE)
    assert parser.tags.count("h1") == 1
    assert "pip install --force-reinstall --no-deps ." in NOT_BUILT_PAGE
