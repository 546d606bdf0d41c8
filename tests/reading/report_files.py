"""Reports in every kind of document, made here."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Sequence
from multiprocessing.connection import Connection

import docx

PARAGRAPHS = (
    "Return to Northtown",
    "In May 2015 some 1,200 families fled Northtown.",
    "On 3 June 2016 about 40 people were killed in Northtown, residents said.",
)


def text_file(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    return "\n\n".join(paragraphs).encode()


def page_file(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    body = "".join(f"<p>{one}</p>" for one in paragraphs[1:])
    return (
        f"<!DOCTYPE html><html><head><title>x</title><script>document.write('no')</script></head>"
        f"<body><nav>Home</nav><h1>{paragraphs[0]}</h1>{body}<img src='http://192.0.2.1/x.png'></body></html>"
    ).encode()


def mail_file(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    head = f"From: A Person <a@example.org>\r\nTo: b@example.org\r\nSubject: {paragraphs[0]}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return head.encode() + "\r\n\r\n".join(paragraphs[1:]).encode()


def word_file(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def pdf_file(pages: Sequence[Sequence[str]] = (PARAGRAPHS,), *, width: int = 80) -> bytes:
    """A PDF of plain text: each page has paragraphs, a blank line between them."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids: list[str] = []
    for page in pages:
        lines = [line for one in page for line in (*_wrapped(one, width), "")]
        shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
        stream = f"BT /F1 9 Tf 11 TL 40 800 Td\n{shown}\nET".encode("latin-1", "replace")
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return packed_pdf(objects)


def packed_pdf(objects: Sequence[bytes]) -> bytes:
    written, offsets = bytearray(b"%PDF-1.4\n"), list[int]()
    for at, one in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (at, one)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return bytes(
        written
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )


def _wrapped(text: str, width: int) -> list[str]:
    lines, line = list[str](), ""
    for word in text.split():
        if len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def bomb(size: int = 300_000_000) -> bytes:
    """A DOCX whose text unpacks to far more than it weighs."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w") as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(b" " * 1_000_000)
    return written.getvalue()


# What stands in for the process that takes documents apart: a module that it can import, wherever the suite is started.


def asleep(end: Connection) -> None:
    end.send("ready")
    time.sleep(60)


def gone(end: Connection) -> None:
    """End before saying that one is there."""
    end.close()
