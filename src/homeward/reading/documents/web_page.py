"""Paragraphs of a web page: its headings, paragraphs, list items and cells; nothing it points to is asked for."""

from __future__ import annotations

from homeward.libraries import load_optional

_BLOCK_NAMES = """
address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNREAD_NAMES = "script style noscript template svg nav iframe object embed select textarea head"
_UNREAD = frozenset(_UNREAD_NAMES.split())
"""Parts that say nothing, or what every page of a site says."""


def page_blocks(content: bytes) -> list[str]:
    """Return the blocks of a web page, in the order of the page."""
    html = load_optional("lxml.html", "read", "to read reports")
    parser = html.HTMLParser(
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        encoding=_encoding(content),
    )
    root = html.document_fromstring(content.replace(b"\x00", b""), parser=parser)
    blocks: list[list[str]] = [[]]
    waiting: list[tuple[object, bool]] = [(root, True)]
    while waiting:  # not by recursion: a page may be nested without end
        part, is_opening = waiting.pop()
        _take(part, is_opening, blocks, waiting)
    return ["".join(pieces) for pieces in blocks if "".join(pieces).strip()]


def _take(
    part: object, is_opening: bool, blocks: list[list[str]], waiting: list[tuple[object, bool]]
) -> None:
    """Add what an element says before its children, or what stands after it."""
    tag = getattr(part, "tag", None)
    is_block = tag in _BLOCKS
    if is_block:
        blocks.append([])
    if not is_opening:
        blocks[-1].append(getattr(part, "tail", None) or "")
        return
    waiting.append((part, False))
    if tag in _UNREAD or not isinstance(tag, str):
        return
    blocks[-1].append(getattr(part, "text", None) or "")
    children = list(part)  # pyright: ignore[reportCallIssue, reportArgumentType]  an element is its children
    waiting.extend((child, True) for child in reversed(children))


def _encoding(content: bytes) -> str | None:
    """Say UTF-8 where it is; else the parser looks for what the page declares."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
