"""Paragraphs of an e-mail: its subject and text; no attachment is opened, no name of who wrote it is kept."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from homeward.reading.documents.plain_text import decode, split_blocks
from homeward.reading.documents.web_page import page_blocks

_MOST_PARTS = 200


def mail_blocks(content: bytes) -> list[str]:
    """Return the subject, and the blocks of the text."""
    message = message_from_bytes(content, policy=default)
    subject = str(message.get("subject", "") or "")
    return [subject, *_text(message)]


def _text(message: EmailMessage) -> list[str]:
    """Read the first part that is text, as written or else as a page."""
    parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind, read in (("text/plain", _as_text), ("text/html", page_blocks)):
        for part in shown:
            if part.get_content_type() == kind:
                content = part.get_payload(decode=True)
                return read(content) if isinstance(content, bytes) else []
    return []


def _as_text(content: bytes) -> list[str]:
    return split_blocks(decode(content))
