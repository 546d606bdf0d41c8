"""Directives of the reference pages, whose texts are made from the code when the site is built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from docutils import nodes
from pages import exactly_lines
from reference_text import public_lines, result_lines
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class MadeFromCode(SphinxDirective):
    """A part of a page."""

    lines: ClassVar[Callable[[], Iterator[str]]]

    def run(self) -> list[nodes.Node]:
        text = "\n".join(type(self).lines())
        return self.parse_text_to_nodes(text, allow_section_headings=True)


class PublicNames(MadeFromCode):
    lines = staticmethod(public_lines)


class Results(MadeFromCode):
    lines = staticmethod(result_lines)


class Exactly(MadeFromCode):
    lines = staticmethod(exactly_lines)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("homeward-public-names", PublicNames)
    app.add_directive("homeward-results", Results)
    app.add_directive("homeward-exactly", Exactly)
    return {"parallel_read_safe": True}
