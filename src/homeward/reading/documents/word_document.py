"""Paragraphs of a DOCX: its text and its tables' rows; no macro, field, link or embedded object is followed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from homeward.libraries import load_optional
from homeward.reading.documents.limits import MOST_UNPACKED


def document_blocks(content: bytes) -> list[str]:
    """Return the blocks of a DOCX, in the order of the document."""
    _check_size(content)
    docx = load_optional("docx", "read", "to read reports")
    document = docx.Document(io.BytesIO(content))
    return list(_blocks(document))


def _blocks(document: Any) -> Iterator[str]:
    for part in document.iter_inner_content():
        rows = getattr(part, "rows", None)
        if rows is None:
            yield part.text
            continue
        for row in rows:
            yield " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))


def _check_size(content: bytes) -> None:
    """Refuse a package whose parts would not fit: by what it declares, and by unpacking, as it may lie."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED:
            raise ValueError("its parts are too large once unpacked")
        unpacked = 0
        for part in package.infolist():
            with package.open(part) as stream:
                while piece := stream.read(1 << 20):
                    unpacked += len(piece)
                    if unpacked > MOST_UNPACKED:
                        raise ValueError("its parts are too large once unpacked")
