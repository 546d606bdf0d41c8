"""A thousand damaged and hostile documents: refused in a sentence or read, in time, nothing executed, nothing fetched."""

from __future__ import annotations

import random
import socket
import sys
import time
import zlib
from pathlib import Path

import pytest

from homeward.errors import Problem, ScenarioError
from homeward.reading.documents import guarded
from homeward.reading.documents.guarded import Opener, opener
from homeward.reading.documents.limits import MOST_BYTES
from homeward.reading.documents.pdf import pdf_blocks
from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import Report, number
from reading import report_files
from reading.report_files import (
    bomb,
    mail_file,
    packed_pdf,
    page_file,
    pdf_file,
    text_file,
    word_file,
)

MOST_SECONDS = 10
"""Of processor, as the machine may be doing other things; the time of the process that takes files apart is its own limit."""
SIGNS = [b"\x00", b"\xff\xfe", "\u202e".encode(), "\u2066\u200f".encode(), b"=cmd|'/C calc'!A0", b"%PDF-1.7", b"<script>", b"&x;&x;&x;", b"((((((", b"\r\n" * 50, b"9" * 400,
         b"9," * 300, b"-- --", b"]]>", b"/JS (app.alert(1))", b"endstream endobj", b"1e999 people were killed", b"A " * 600]  # fmt: skip
WATCHED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.startfile",
    "urllib.",
    "http.",
    "webbrowser.",
    "shutil.rmtree",
)
asked: list[str] = []
is_watching = False


def _watch(event: str, _: object) -> None:
    if is_watching and event.startswith(WATCHED):
        asked.append(event)


sys.addaudithook(_watch)


def damaged(seed: int) -> tuple[str, bytes]:
    """One of the kinds, with bytes changed, cut, doubled, or with something hostile put in."""
    chance = random.Random(seed)
    kinds = {"a.txt": TEXT, "a.html": PAGE, "a.eml": MAIL, "a.docx": WORD, "a.pdf": PDF}
    name = chance.choice(list(kinds))
    content = bytearray(kinds[name])
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content) + 1)
        how = chance.randrange(5)
        if how == 0:
            content[at : at + chance.randint(1, 40)] = bytes(
                chance.randrange(256) for _ in range(chance.randint(0, 40))
            )
        elif how == 1:
            content = content[:at]
        elif how == 2:
            content[at:at] = content[chance.randrange(len(content) + 1) :][:2_000]
        else:
            content[at:at] = chance.choice(SIGNS) * chance.randint(1, 5)
    return chance.choice([name, "a", "a.pdf", "a.html"]) if chance.random() < 0.2 else name, bytes(
        content
    )


TEXT, PAGE, MAIL, WORD, PDF = text_file(), page_file(), mail_file(), word_file(), pdf_file()
FINDERS = make_finders(shipped_rules()["en"])


@pytest.mark.slow
def test_a_thousand_damaged_documents():
    global is_watching  # noqa: PLW0603
    refused = read = 0
    is_watching = True
    try:
        for seed in range(1_000):
            name, content = damaged(seed)
            begun = time.process_time()
            answer = guarded._answer(name, content)
            if isinstance(answer, Problem):
                assert answer.found
                assert answer.ways_out
                refused += 1
            else:
                for one in read_report(Report("a", number(answer), "2016-06-30", "en"), FINDERS):
                    assert one.as_record()
                read += 1
            assert time.process_time() - begun < MOST_SECONDS, seed
    finally:
        is_watching = False
    assert not asked
    assert refused > 100
    assert read > 300


def test_the_watch_sees_what_is_asked_of_the_network():
    """Negative control."""
    global is_watching  # noqa: PLW0603
    is_watching = True
    try:
        socket.socket().close()
    finally:
        is_watching = False
    assert asked.pop() == "socket.__new__"


def _hostile() -> dict[str, bytes]:
    inflated = zlib.compress(b" " * 400_000_000)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(inflated), inflated)
    font, root = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Catalog/Pages 2 0 R>>",
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>"
    entities = b"".join(
        b'<!ENTITY a%d "%b">' % (at, b"&a%d;" % (at - 1) * 20) for at in range(1, 12)
    )
    return {
        "flate.pdf": packed_pdf([root, b"<</Type/Pages/Count 1/Kids[5 0 R]>>", font, stream, page]),
        "circle.pdf": packed_pdf([root, b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"]),
        "many.pdf": packed_pdf(
            [root, b"<</Type/Pages/Count 999999999/Kids[3 0 R]>>", b"<</Type/Page/Parent 2 0 R>>"]
        ),
        "bomb.docx": bomb(),
        "deep.html": b"<html>" + b"<div>" * 200_000 + b"x",
        "wide.html": b"<p>" + b"<b>x</b>" * 70_000,
        "entities.html": b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "x">'
        + entities
        + b"]><html><p>&a11;</p></html>",
        "file.html": b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><p>&a; 5 people were killed</p></html>',
        "parts.eml": b"MIME-Version: 1.0\nFrom: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3_000,
        "line.txt": b"Killed 5 people, " * 30_000,
        "numbers.txt": b"1,234 and " * 50_000,
        "capitals.txt": b"Northtown Easttown and " * 20_000,
        "turned.txt": ("\u202e\u2067" * 50_000 + "40 people were killed in Northtown.").encode(),
        "brackets.txt": b"40 (" * 60_000,
    }


@pytest.mark.slow
def test_documents_made_to_be_slow_or_large(tmp_path: Path):
    refused: dict[str, Problem] = {}
    with opener() as opening:
        for name, content in _hostile().items():
            path = tmp_path / name
            path.write_bytes(content)
            begun = time.process_time()
            try:
                report = Report("a", number(opening.open(path)), "2016-06-30", "en")
            except ScenarioError as error:
                refused[name] = error.problems[0]
            else:
                assert len(read_report(report, FINDERS)) <= 60 * max(1, report.n_word / 1_500)
                assert "hostname" not in name
                assert not any(
                    Path("/etc/hostname").exists()
                    and Path("/etc/hostname").read_text().strip() in one.text
                    for one in report.paragraphs
                )
            assert time.process_time() - begun < MOST_SECONDS, name
    assert all(one.found and one.where == str(tmp_path / name) for name, one in refused.items())
    assert {"bomb.docx", "line.txt"} <= set(refused)


def test_a_file_of_two_hundred_megabytes_is_not_read(tmp_path: Path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with opener() as opening, pytest.raises(ScenarioError, match=f"more than {MOST_BYTES:,}"):
        opening.open(path)


def test_one_that_does_not_answer_is_ended_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "a.txt").write_bytes(TEXT)
    monkeypatch.setattr("homeward.reading.documents.guarded._serve", report_files.asleep)
    opening = Opener(seconds=0.2)
    with pytest.raises(ScenarioError, match=r"not taken apart within 0\.2 seconds"):
        opening.open(tmp_path / "a.txt")
    monkeypatch.undo()
    opening.seconds = 8.0
    assert len(opening.open(tmp_path / "a.txt")) == 3
    opening.close()


def test_one_that_cannot_start_is_an_error_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "a.txt").write_bytes(TEXT)
    monkeypatch.setattr("homeward.reading.documents.guarded._serve", report_files.gone)
    with opener() as opening, pytest.raises(ScenarioError, match="no process could be started"):
        opening.open(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_what_is_not_there(tmp_path: Path, name: str):
    with opener() as opening, pytest.raises(ScenarioError, match=r"no such file|a folder"):
        opening.open(tmp_path / name)


def test_a_document_without_text_is_refused(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf_file(((),)))
    with opener() as opening, pytest.raises(ScenarioError, match="no text"):
        opening.open(tmp_path / "a.pdf")


@pytest.mark.slow
def test_sixty_pages_in_under_twenty_seconds(tmp_path: Path):
    sentence = "On 3 June 2016 about 1,200 families fled Northtown for Easttown, according to local authorities, and 40 people were killed. "
    path = tmp_path / "long.pdf"
    path.write_bytes(
        pdf_file([[f"{sentence * 4}Page {page}." for _ in range(8)] for page in range(60)])
    )
    begun = time.process_time()
    paragraphs = number(pdf_blocks(path.read_bytes()))
    found = read_report(Report("a", paragraphs, "", "en"), FINDERS)
    assert time.process_time() - begun < 20
    assert len(paragraphs) >= 480
    assert found
