"""Which kind of document a file is, by its first bytes and its name, and the blocks of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from homeward.reading.documents.email_message import mail_blocks
from homeward.reading.documents.limits import MOST_TEXT
from homeward.reading.documents.pdf import pdf_blocks
from homeward.reading.documents.plain_text import text_blocks
from homeward.reading.documents.web_page import page_blocks
from homeward.reading.documents.word_document import document_blocks

_NOT_READ = (
    (b"\xd0\xcf\x11\xe0", "an older Word, Excel or Outlook file", "save it as DOCX, PDF or text."),
    (b"{\\rtf", "a rich text file", "save it as DOCX, PDF or text."),
    (b"\x1f\x8b", "a gzip archive", "unpack it."),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it."),
    (b"\x89PNG", "a picture", "give the text that it was made from."),
    (b"\xff\xd8\xff", "a picture", "give the text that it was made from."),
    (b"GIF8", "a picture", "give the text that it was made from."),
    (b"MZ", "a program", "give a report."),
    (b"\x7fELF", "a program", "give a report."),
)
_MAIL = re.compile(rb"\A(?:[A-Za-z][\w-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3,}\r?\n")
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)", re.IGNORECASE
)
_MOST_CONTROL = 0.02


class NotRead(ValueError):  # noqa: N818  it is no error of ours
    """A file that is no report: what it is, and what to do about it."""

    def __init__(self, found: str, way: str) -> None:
        super().__init__(found)
        self.found, self.way = found, way


def extract(name: str, content: bytes) -> list[str]:
    """Return the blocks of a document.

    Parameters
    ----------
    name
        Name of the file; only its ending is looked at.
    content
        Its bytes.

    Raises
    ------
    NotRead
        If it is of a kind that is not read.
    """
    for beginning, what, way in _NOT_READ:
        if content.startswith(beginning):
            raise NotRead(f"this is {what}, which is not read.", way)
    blocks = _reader(name.lower(), content)(content)
    letters = sum(map(len, blocks))
    if letters > MOST_TEXT:
        raise NotRead(
            f"it has {letters:,} letters or more, and at most {MOST_TEXT:,} are read.",
            "give the part that is to be read.",
        )
    return blocks


def _reader(name: str, content: bytes) -> Callable[[bytes], list[str]]:
    start = content[:65_536]
    if b"%PDF-" in start[:1024]:
        return pdf_blocks
    if start.startswith(b"PK\x03\x04"):
        if b"word/" not in content:
            raise NotRead(
                "this is an archive or a workbook, which is not read.", "give the report itself."
            )
        return document_blocks
    if name.endswith((".html", ".htm", ".xhtml")) or _PAGE.match(start):
        return page_blocks
    if name.endswith(".eml") or _MAIL.match(start):
        return mail_blocks
    control = sum(byte < 9 or 13 < byte < 27 for byte in start)
    if control > _MOST_CONTROL * len(start) and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotRead(
            "this is neither text nor a document that is read.",
            "give text, HTML, PDF, DOCX or e-mail.",
        )
    return text_blocks
