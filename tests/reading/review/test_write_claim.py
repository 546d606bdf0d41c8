"""Accepted claims go into the folder with the checks there are; refused ones are remembered; all or nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from homeward.errors import ScenarioError
from homeward.reading.finding.candidate import Candidate
from homeward.reading.paragraphs import Report, number
from homeward.reading.review import write_claim as module
from homeward.reading.review.accept import refuse
from homeward.reading.review.claim_of import claim_cells, document_name, new_name
from homeward.reading.review.decisions import (
    DECISIONS_FILE,
    decision_of,
    read_decisions,
    undecided,
)
from homeward.reading.review.statement import statement
from homeward.reading.review.write_claim import check_own, with_rows, write_claim
from homeward.scenario.load import load_scenario
from homeward.scenario.new import new_scenario
from homeward.scenario.shipped import find_folder
from homeward.scenario.warnings.find_warnings import find_warnings

REPORT = Report("news", number(["In May 2015 about 500 people were killed."]), "2015-06", "en")
FOUND = Candidate(
    "news",
    1,
    "killed",
    500.0,
    unit="people",
    date="2015-05",
    place="palmyra",
    actor="isis",
    words=(12, 40),
)
MOVED = Candidate("news", 1, "counted", 300.0, unit="people", place="palmyra", said_on="2015-06-01")
GRADED = {"source_grade": "B", "information_grade": 3}
DOCUMENT = {"document": "news", "title": "News", "publisher": "A paper", "published": "2015-06"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_scenario(tmp_path / "mine", "tiny")


def cells(folder: Path, one: Candidate = FOUND) -> dict[str, object]:
    return (
        claim_cells(one, [claim.claim for claim in load_scenario(folder).claims], REPORT.published)
        | GRADED
    )


def test_a_claim_is_written_and_the_folder_stays_valid(folder: Path):
    before = (folder / "claims.csv").read_bytes()
    write_claim(
        folder, cells(folder), DOCUMENT, decision_of(REPORT, FOUND, "accepted", "news_p1_killed")
    )
    scenario = load_scenario(folder)
    [claim] = [one for one in scenario.claims if one.document == "news"]
    assert (
        claim.claim,
        claim.paragraph,
        claim.value,
        claim.source_grade,
        claim.information_grade,
    ) == ("news_p1_killed", "1", 500, "B", 3)
    assert (folder / "claims.csv").read_bytes().startswith(before)
    assert [one.claim for one in read_decisions(folder)] == ["news_p1_killed"]
    assert not [one for one in find_warnings(scenario) if one.where == DECISIONS_FILE]


def test_what_would_not_be_valid_is_not_written(folder: Path):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ScenarioError, match="source_grade"):
        write_claim(
            folder,
            cells(folder) | {"source_grade": "Z"},
            DOCUMENT,
            decision_of(REPORT, FOUND, "accepted", "x"),
        )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_disk_that_refuses_half_way_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    real = module.write

    def refuse(path: Path, content: bytes, instead: str) -> None:
        if path.name == DECISIONS_FILE:
            raise ScenarioError("no room")
        real(path, content, instead)

    monkeypatch.setattr(module, "write", refuse)
    with pytest.raises(ScenarioError, match="no room"):
        write_claim(folder, cells(folder), DOCUMENT, decision_of(REPORT, FOUND, "accepted", "x"))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_no_grade_is_given_by_the_reader(folder: Path):
    made = claim_cells(FOUND, [], "")
    assert not {"source_grade", "information_grade"} & set(made)
    with pytest.raises(ScenarioError, match="source_grade"):
        write_claim(folder, made, DOCUMENT, decision_of(REPORT, FOUND, "accepted", "x"))


def test_what_is_refused_is_not_shown_again_even_in_another_paragraph(folder: Path):
    refuse(folder, REPORT, FOUND, None)
    moved = Report("news", number(["New first paragraph.", REPORT.paragraphs[0].text]), "", "en")
    assert undecided(moved, [replace(FOUND, paragraph=2)], read_decisions(folder)) == []
    other = replace(FOUND, paragraph=2, kind="arrested")
    assert undecided(moved, [other], read_decisions(folder)) == [other]


def test_what_is_decided_of_a_word_is_not_decided_of_the_same_word_elsewhere(folder: Path):
    texts = ["Return to Oldtown is slow.", "It is said that return is slow.", "A return. A return."]
    report = Report("news", number(texts), "", "en")
    ones = [
        Candidate("news", paragraph, "returned", words=words)
        for paragraph, words in ((1, (0, 6)), (2, (16, 22)), (3, (2, 8)), (3, (12, 18)))
    ]
    write_claim(
        folder, cells(folder), DOCUMENT, decision_of(report, ones[1], "accepted", "news_p1_killed")
    )
    refuse(folder, report, ones[0], None)
    assert [one.claim for one in read_decisions(folder)] == ["news_p1_killed", ""]
    assert undecided(report, ones, read_decisions(folder)) == ones[2:]
    refuse(folder, report, ones[2], None)
    assert undecided(report, ones, read_decisions(folder)) == ones[3:]


def test_paragraphs_of_one_wording_are_decided_each(folder: Path):
    text = "Some 300 people fled."
    report = Report("news", number([text, text]), "", "en")
    ones = [Candidate("news", at, "fled", 300.0, unit="people", words=(5, 20)) for at in (1, 2)]
    refuse(folder, report, ones[0], None)
    assert undecided(report, ones, read_decisions(folder)) == ones[1:]


def test_a_refusal_writes_the_document_too(folder: Path):
    said = {name: cell for name, cell in DOCUMENT.items() if name != "document"}
    refuse(folder, REPORT, FOUND, said)
    assert "news" in [one.document for one in load_scenario(folder).documents]


def test_decisions_keep_no_word_of_the_report(folder: Path):
    refuse(folder, REPORT, FOUND, None)
    assert b"killed." not in (folder / DECISIONS_FILE).read_bytes()
    assert b"people" not in (folder / DECISIONS_FILE).read_bytes()


@pytest.mark.parametrize(
    "text",
    ["a,b\n1,2\n", "document,paragraph,kind,words,decision,claim\nnews,x,killed,1:a,refused,\n"],
)
def test_decisions_that_cannot_be_understood(folder: Path, text: str):
    (folder / DECISIONS_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"reading\.csv, line"):
        read_decisions(folder)


def test_a_scenario_that_comes_with_homeward_is_not_written_into():
    with pytest.raises(ScenarioError, match="homeward new my-tiny --from tiny"):
        check_own(find_folder("tiny"))


def test_a_table_keeps_its_line_ends_and_its_order_of_columns(tmp_path: Path):
    (tmp_path / "t.csv").write_bytes(b"b,a\r\n1,2")
    assert with_rows(tmp_path / "t.csv", [{"a": "x", "b": 3}]) == b"b,a\r\n1,2\r\n3,x\r\n"


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (replace(FOUND, is_about=True), "About 500 people were killed, by isis, in Palmyra, in 2015-05."),
        (FOUND, "500 people were killed, by isis, in Palmyra, in 2015-05."),
        (replace(FOUND, low=500.0), "At least 500 people were killed, by isis, in Palmyra, in 2015-05."),
        (replace(FOUND, value=None, low=24.0, high=120.0, date="2017/.."), "24 to 120 people were killed, by isis, in Palmyra, since 2017."),
        (replace(FOUND, kind="captured", value=None, unit=""), "Palmyra was captured, by isis, in 2015-05."),
        (replace(FOUND, value=0.79, unit="share", modality="hypothesis"), "79% of those spoken of were killed, by isis, in Palmyra, in 2015-05. It is said to be possible, not to have happened."),
        (replace(MOVED, kind="displaced", origin="cabo delgado", destination="palmyra"), "300 people were displaced from Cabo Delgado to Palmyra, as reported on 2015-06-01."),
        (replace(MOVED, kind="arrived", origin="mesa/milamba 2"), "300 people arrived in Palmyra from Mesa/Milamba 2, as reported on 2015-06-01."),
        (replace(MOVED, kind="fled", whom="women and children"), "300 women and children fled, in Palmyra, as reported on 2015-06-01."),
        (replace(MOVED, kind="interviewed", unit="families"), "300 families were interviewed, in Palmyra, as reported on 2015-06-01."),
        (replace(MOVED, kind="displaced", is_placed=False, date="2015"), "300 people were displaced, in 2015."),
        (replace(MOVED, kind="killed", whom="deaths"), "300 deaths were counted, in Palmyra, as reported on 2015-06-01."),
        (replace(MOVED, unit="share", value=0.9, kind="returned", modality="hypothesis", is_wanted=True, out_of="displaced people"), "90% of displaced people want to return, in Palmyra, as reported on 2015-06-01."),
        (replace(MOVED, unit="share", value=0.53, kind="displaced", whom="children", out_of="displaced people"), "53% of displaced people were children, in Palmyra, as reported on 2015-06-01."),
        (replace(MOVED, unit="share", value=0.9, origin="palmyra"), "90% of those spoken of came from Palmyra, as reported on 2015-06-01."),
    ],
)  # fmt: skip
def test_the_statement_is_in_our_own_words(one: Candidate, words: str):
    assert statement(one) == words


def test_when_it_was_said_is_that_of_its_item():
    assert claim_cells(MOVED, [], "2016")["said_on"] == "2015-06-01"
    assert claim_cells(FOUND, [], "2016")["said_on"] == "2016"
    assert claim_cells(replace(MOVED, said_on="2015-06/.."), [], "")["said_on"] == ""


def test_names():
    assert document_name("2019 Report: (Final)") == "report_2019_report_final"
    assert new_name("a", ["a", "a_2"]) == "a_3"


def test_a_table_that_is_not_there_begins(tmp_path: Path):
    made = with_rows(tmp_path / "documents.csv", [DOCUMENT]).decode()
    assert made == "document,title,publisher,published,url,kind\nnews,News,A paper,2015-06,,\n"
