"""Documents of every kind become the same paragraphs; what is none is refused with a way out."""

from __future__ import annotations

import builtins
import importlib
import io
from pathlib import Path

import docx
import pytest

from homeward.reading.documents.extract import NotRead, extract
from homeward.reading.documents.limits import MOST_TEXT
from homeward.reading.documents.plain_text import decode
from homeward.reading.paragraphs import number
from reading.report_files import (
    PARAGRAPHS,
    bomb,
    mail_file,
    page_file,
    pdf_file,
    text_file,
    word_file,
)

KINDS = {
    "a.txt": text_file(),
    "a.html": page_file(),
    "a.eml": mail_file(),
    "a.docx": word_file(),
    "a.pdf": pdf_file(width=40),
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("is_named", [True, False])
def test_every_kind_has_the_same_paragraphs(name: str, is_named: bool):
    blocks = extract(name if is_named else "unnamed", KINDS[name])
    found = tuple(one.text for one in number(blocks))
    assert found in {PARAGRAPHS, ("Home", *PARAGRAPHS)[1:]}


def test_scripts_and_menus_of_a_page_are_left_out():
    assert not {"no", "Home", "x"} & set(extract("a.html", page_file()))


def test_cells_of_a_table_in_a_document():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Northtown", "1,200"
    written = io.BytesIO()
    document.save(written)
    assert extract("a.docx", written.getvalue()) == ["Northtown | 1,200"]


def test_a_mail_that_is_a_page():
    mail = b"From: a@b.c\nTo: b@b.c\nSubject: S\nContent-Type: text/html\n\n<p>One</p><p>Two</p>"
    assert extract("x", mail) == ["S", "One", "Two"]


def test_an_attachment_is_not_opened():
    mail = (
        b"From: a@b.c\nTo: b@b.c\nSubject: S\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n"
        b"Content-Disposition: attachment\n\nhidden\n--x\nContent-Type: text/plain\n\nshown\n--x--\n"
    )
    assert extract("x.eml", mail) == ["S", "shown\n"] or extract("x.eml", mail) == ["S", "shown"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xd0\xcf\x11\xe0rest", "older Word"),
        (b"\x89PNG....", "picture"),
        (b"PK\x03\x04xl/worksheets", "archive"),
        (b"\x7fELF", "program"),
        (bytes(range(256)) * 20, "neither text"),
        (b"x " * MOST_TEXT, "letters or more"),
    ],
)
def test_what_is_no_report_is_refused(content: bytes, what: str):
    with pytest.raises(NotRead, match=what):
        extract("a", content)


def test_a_bomb_is_not_unpacked():
    with pytest.raises(ValueError, match="too large"):
        extract("a.docx", bomb())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("é".encode("cp1252"), "é"),
        ("مدينة تدمر".encode("cp1256"), "مدينة تدمر"),
        ("a".encode("utf-16"), "a"),
        (b"\xef\xbb\xbfa", "a"),
    ],
)
def test_text_in_other_encodings(content: bytes, text: str):
    assert decode(content).lstrip("\ufeff") == text


def test_the_libraries_are_asked_for_only_when_a_document_needs_them(
    monkeypatch: pytest.MonkeyPatch,
):
    importing = builtins.__import__

    def watched(name: str, *rest: object, **more: object) -> object:
        assert name.partition(".")[0] not in {"pypdf", "docx", "lxml"}, name
        return importing(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", watched)
    for path in sorted(Path(__file__).parents[3].glob("src/homeward/reading/documents/*.py")):
        importlib.reload(importlib.import_module(f"homeward.reading.documents.{path.stem}"))
