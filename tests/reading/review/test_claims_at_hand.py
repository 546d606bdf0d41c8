"""Claims held against their documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from homeward.reading.paragraphs import number
from homeward.reading.review.claims_at_hand import documents_in, doubtful_claims
from homeward.reading.review.decisions import Decision
from homeward.reading.review.fingerprint import fingerprint, says_so
from homeward.scenario.load import load_scenario

TINY = load_scenario("tiny")
DOCUMENT = TINY.documents[0].document
CLAIM = TINY.claims[0].model_copy(
    update={
        "document": DOCUMENT,
        "paragraph": "2",
        "low": None,
        "value": 500.0,
        "high": None,
        "unit": "people",
    }
)
SCENARIO = TINY.model_copy(update={"claims": (CLAIM,)})
TEXT = ["Title", "In May 2015 about 500 people were killed.", "Nothing."]


def found(paragraphs: list[str], claim: object = CLAIM, words: str = "") -> list[str]:
    scenario = SCENARIO.model_copy(update={"claims": (claim,)})
    decisions = [Decision(DOCUMENT, 2, "killed", words, "accepted", CLAIM.claim)] if words else []
    return [
        str(one) for one in doubtful_claims(scenario, {DOCUMENT: number(paragraphs)}, decisions)
    ]


def test_a_claim_whose_figure_is_there_is_not_doubted():
    assert found(TEXT) == []


@pytest.mark.parametrize(
    ("text", "low", "value", "unit"),
    [
        ("One per cent of them would return.", None, 0.01, "share"),
        ("At least a million people fled.", None, 1_000_000.0, "people"),
        ("The majority are women (67,524).", None, 67_524.0, "people"),
        ("Of the movements, 69,031 were the first.", None, 69_031.0, "people"),
        ("More than half a million fled.", 500_000.0, None, "people"),
    ],
)
def test_a_figure_is_looked_for_in_whatever_form(
    text: str, low: float | None, value: float | None, unit: str
):
    claim = CLAIM.model_copy(update={"low": low, "value": value, "unit": unit})
    assert found([TEXT[0], text], claim) == []
    assert found([TEXT[0], "Nothing of 12 is said."], claim)


def test_a_paragraph_that_moved_is_named():
    [said] = found([TEXT[0], "A new one.", TEXT[1]])
    assert "does not say" in said
    assert "name paragraph 3" in said


def test_a_figure_that_changed_is_doubted():
    [said] = found([TEXT[0], TEXT[1].replace("500", "600")])
    assert f'paragraph 2 of {DOCUMENT} does not say what "{CLAIM.claim}" says' in said


def test_a_paragraph_that_is_not_there():
    [said] = found(["Title"])
    assert "which has 1" in said


def test_words_that_a_claim_was_accepted_by_are_looked_for():
    words = fingerprint("500 people were killed")
    without_figure = CLAIM.model_copy(update={"value": None})
    assert found(TEXT, without_figure, words) == []
    [said] = found([TEXT[0], "It was quiet.", TEXT[1]], without_figure, words)
    assert "name paragraph 3" in said


def test_a_claim_without_figure_or_words_is_only_asked_for_its_paragraph():
    assert found([TEXT[0], "It was quiet."], CLAIM.model_copy(update={"value": None})) == []


@pytest.mark.parametrize(
    ("text", "is_so"),
    [("About 500, people WERE killed there", True), ("500 people killed", False), ("", False)],
)
def test_a_fingerprint(text: str, is_so: bool):
    assert says_so(text, fingerprint("500 people were killed")) is is_so


def test_documents_are_found_by_their_names(tmp_path: Path):
    for name in ("news.pdf", "other.txt", "none.txt"):
        (tmp_path / name).write_bytes(b"")
    assert set(documents_in(tmp_path, ["news", "other"])) == {"news", "other"}
