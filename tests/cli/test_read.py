"""`homeward read` and `homeward check --documents`, as a user calls them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli.command import call
from homeward.scenario.load import load_scenario
from homeward.scenario.new import new_scenario

TEXT = "A title\n\nIn May 2015 about 500 people were killed in Northtown by the regime.\n\nSome 300 families fled Northtown, residents said.\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    new_scenario(tmp_path / "mine", "tiny")
    return tmp_path


def pressing(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    """A terminal at which keys are pressed; where no more come, it is closed."""
    waiting: Iterator[str] = iter(keys)
    monkeypatch.setattr(click, "getchar", lambda *_, **__: next(waiting, "\x04"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)


def answering(monkeypatch: pytest.MonkeyPatch, **answers: str) -> None:
    def prompt(text: str, default: str = "", **_: object) -> str:
        return answers.get(text.split(maxsplit=1)[0], default)

    monkeypatch.setattr("typer.prompt", prompt)


def test_json_has_a_record_a_candidate_and_no_word_of_the_text(place: Path):
    said = call("read", "news.txt", "--json", cwd=place)
    assert said.returncode == 0, said.stderr
    records = json.loads(said.stdout)["candidates"]
    assert {(one["paragraph"], one["kind"], one["value"], one["unit"]) for one in records} >= {
        (2, "killed", 500, "people"),
        (3, "fled", 300, "families"),
    }
    wanted = {
        "document",
        "paragraph",
        "kind",
        "value",
        "low",
        "high",
        "unit",
        "date",
        "place",
        "actor",
        "said_by",
        "confidence",
    }
    assert all(wanted <= set(one) for one in records)
    assert "title" not in said.stdout


def test_a_table_where_there_is_no_terminal(place: Path):
    said = call("read", "news.txt", "--into", "mine", cwd=place)
    assert said.returncode == 0, said.stderr
    assert "About 500 people" in said.stdout
    assert "a person decides" in said.stdout
    assert not (place / "mine/reading.csv").exists()


def test_accepted_refused_and_left(place: Path, monkeypatch: pytest.MonkeyPatch):
    answering(monkeypatch, title="News", publisher="A paper", published="2015-06")
    pressing(monkeypatch, "ab3r")
    said = call("read", "news.txt", "--into", "mine", cwd=place)
    assert "1 accepted, 1 refused" in said.stdout, said.stderr
    scenario = load_scenario(place / "mine")
    [claim] = [one for one in scenario.claims if one.document == "news"]
    assert (claim.source_grade, claim.information_grade) == ("B", 3)
    pressing(monkeypatch, "q")
    again = call("read", "news.txt", "--into", "mine", cwd=place)
    assert "0 candidates, 2 decided before" in again.stdout


def test_one_is_mended(place: Path, monkeypatch: pytest.MonkeyPatch):
    answering(
        monkeypatch,
        statement="In other words.",
        title="News",
        publisher="A paper",
        published="2015",
    )
    pressing(monkeypatch, "mf6q")
    call("read", "news.txt", "--into", "mine", cwd=place)
    assert "In other words." in [one.statement for one in load_scenario(place / "mine").claims]


def test_place_way_and_date_are_mended_in_the_statement_and_a_dash_empties(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    answering(
        monkeypatch, title="News", publisher="A paper", published="2015", place="southtown",
        to="Eastend", date="2014-02", value="-", said_on="2015-03-01",
    )  # fmt: skip
    pressing(monkeypatch, "smf6q")
    call("read", "news.txt", "--into", "mine", "--in-order", cwd=place)
    [claim] = [one for one in load_scenario(place / "mine").claims if one.document == "news"]
    assert claim.statement.startswith("About 300 families fled")
    assert "in Southtown from Northtown to Eastend, in 2014-02" in claim.statement
    assert claim.value is None
    assert str(claim.said_on) == "2015-03-01"


def test_enter_gives_the_grades_of_the_last(place: Path, monkeypatch: pytest.MonkeyPatch):
    answering(monkeypatch, title="News", publisher="A paper", published="2015")
    pressing(monkeypatch, "ab3a\r\r")
    said = call("read", "news.txt", "--into", "mine", cwd=place)
    assert "2 accepted" in said.stdout
    claims = [one for one in load_scenario(place / "mine").claims if one.document == "news"]
    assert {(one.source_grade, one.information_grade) for one in claims} == {("B", 3)}


def test_a_document_is_asked_for_first_and_a_publisher_until_it_is_given(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    given = iter(["News", "", "A paper", "2015"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(given))
    pressing(monkeypatch, "q")
    said = call("read", "news.txt", "--into", "mine", cwd=place)
    assert said.stdout.count("A publisher is needed") == 1
    assert said.stdout.index("A publisher is needed") < said.stdout.index("1/2")


def piping(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_keys_through_a_pipe_end_with_what_is_left(place: Path, monkeypatch: pytest.MonkeyPatch):
    piping(monkeypatch, "News\nA paper\n2015-06\nab3\n")
    said = call("read", "news.txt", "--into", "mine", "--keys", "--in-order", cwd=place)
    assert said.returncode == 0, said.stderr
    assert "1 accepted, 0 refused" in said.stdout
    assert "1 left for later" in said.stdout
    [claim] = [one for one in load_scenario(place / "mine").claims if one.document == "news"]
    assert claim.paragraph == "2"


def test_a_day_of_publication_that_was_given_is_not_asked_for(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    piping(monkeypatch, "News\nA paper\nrr")
    call("read", "news.txt", "--into", "mine", "--published", "2015-06", "--keys", cwd=place)
    [document] = [one for one in load_scenario(place / "mine").documents if one.document == "news"]
    assert str(document.published) == "2015-06"
    assert (place / "mine/reading.csv").read_text(encoding="utf-8").count("refused") == 2


def test_a_day_of_publication_that_is_none_ends_it(place: Path, monkeypatch: pytest.MonkeyPatch):
    piping(monkeypatch, "News\nA paper\nrrrrma\nab3r")
    said = call("read", "news.txt", "--into", "mine", "--keys", cwd=place)
    assert said.returncode == 2
    assert '"rrrrma" is not a year, month or day' in said.stderr
    assert "--published" in said.stderr
    assert not (place / "mine/reading.csv").exists()


def test_a_day_of_publication_that_is_none_is_asked_for_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    given = iter(["News", "A paper", "soon", "2015"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(given))
    pressing(monkeypatch, "r")
    said = call("read", "news.txt", "--into", "mine", cwd=place)
    assert '"soon" is not a year, month or day' in said.stdout
    [document] = [one for one in load_scenario(place / "mine").documents if one.document == "news"]
    assert str(document.published) == "2015"


def test_what_is_no_date_or_number_is_asked_for_again_while_mending_and_nothing_is_lost(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    given = {
        "date": ["2014-13", "2014-02"],
        "said_on": ["soon", "2015-02-30", "2015-03-01"],
        "value": ["many", "450"],
    }
    asked: list[str] = []

    def prompt(text: str, default: str = "", **_: object) -> str:
        name = text.split(maxsplit=1)[0]
        asked.append(name)
        return given[name].pop(0) if given.get(name) else default

    monkeypatch.setattr("typer.prompt", prompt)
    given |= {"title": ["News"], "publisher": ["A paper"]}
    pressing(monkeypatch, "mf6q")
    said = call(
        "read", "news.txt", "--into", "mine", "--published", "2015", "--in-order", cwd=place
    )
    for wrong in ("2014-13", "soon", "2015-02-30", "many"):
        assert said.stdout.count(f'"{wrong}" is not a') == 1
    assert (asked.count("date"), asked.count("said_on"), asked.count("value")) == (2, 3, 2)
    [claim] = [one for one in load_scenario(place / "mine").claims if one.document == "news"]
    assert (claim.value, str(claim.said_on)) == (450, "2015-03-01")
    assert "2014-02" in claim.statement


def test_a_wrong_date_through_a_pipe_ends_it_with_what_was_decided_before(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    piping(monkeypatch, "News\nA paper\n2015-06\nab3m\n\n\nlater\n")
    said = call("read", "news.txt", "--into", "mine", "--keys", "--in-order", cwd=place)
    assert said.returncode == 2
    assert '--keys, date: "later" is not a date or span' in said.stderr
    assert len([one for one in load_scenario(place / "mine").claims if one.document == "news"]) == 1


def test_a_wrong_key_through_a_pipe_decides_nothing(place: Path, monkeypatch: pytest.MonkeyPatch):
    piping(monkeypatch, "News\nA paper\n2015\nyyyyy")
    said = call("read", "news.txt", "--into", "mine", "--keys", cwd=place)
    assert said.returncode == 2
    assert '"y" came from standard input' in said.stderr
    assert not (place / "mine/reading.csv").exists()


def test_json_says_what_is_decided(place: Path, monkeypatch: pytest.MonkeyPatch):
    answering(monkeypatch, title="News", publisher="A paper", published="2015")
    pressing(monkeypatch, "ab3r")
    call("read", "news.txt", "--into", "mine", cwd=place)
    said = call("read", "news.txt", "--into", "mine", "--json", cwd=place)
    decided = {one["decided"] for one in json.loads(said.stdout)["candidates"]}
    assert decided == {"accepted", "refused"}


def test_what_is_no_claim_is_said_and_not_written(place: Path, monkeypatch: pytest.MonkeyPatch):
    answering(monkeypatch, low="900", title="News", publisher="A paper", published="2015")
    pressing(monkeypatch, "ma1q")
    before = (place / "mine/claims.csv").read_bytes()
    said = call("read", "news.txt", "--into", "mine", cwd=place)
    assert "Not written." in said.stderr
    assert "not in order" in said.stderr
    assert (place / "mine/claims.csv").read_bytes() == before


def test_a_terminal_that_is_closed_keeps_what_was_decided(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    answering(monkeypatch, title="News", publisher="A paper")
    pressing(monkeypatch, "r")
    said = call("read", "news.txt", "--into", "mine", cwd=place)
    assert said.returncode == 0
    assert "There are no more keys." in said.stdout
    assert "0 accepted, 1 refused" in said.stdout
    assert "1 left for later" in said.stdout
    assert (place / "mine/reading.csv").read_text(encoding="utf-8").count("refused") == 1


def test_a_scenario_that_comes_with_homeward_is_not_written_into(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    pressing(monkeypatch, "a")
    said = call("read", "news.txt", "--into", "tiny", cwd=place)
    assert said.returncode == 2
    assert "homeward new my-tiny" in said.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.txt",), "no such file"),
        (("news.txt", "--published", "soon"), "not a year, month or day"),
        (("news.txt", "--language", "xx"), "no rules of the language"),
        (("news.txt", "news.txt", "--document", "a"), "several reports"),
        (("news.txt", "--second-reader", "http://example.org/v1"), "not this machine"),
    ],
)
def test_a_refusal_is_a_sentence(place: Path, arguments: tuple[str, ...], message: str):
    said = call("read", *arguments, cwd=place)
    assert said.returncode == 2
    assert message in said.stderr
    assert "Traceback" not in said.stderr


def test_check_says_which_claims_a_document_no_longer_bears_out(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    answering(monkeypatch, title="News", publisher="A paper", published="2015")
    pressing(monkeypatch, "ab2q")
    call("read", "news.txt", "--into", "mine", cwd=place)
    (place / "at-hand").mkdir()
    (place / "at-hand/news.txt").write_text(TEXT, encoding="utf-8")
    said = call("check", "mine", "--documents", "at-hand", cwd=place)
    assert said.returncode == 0, said.stderr
    assert "does not say" not in said.stdout
    (place / "at-hand/news.txt").write_text(
        TEXT.replace("A title\n", "A title\n\nA new paragraph.\n"), encoding="utf-8"
    )
    said = call("check", "mine", "--documents", "at-hand", cwd=place)
    assert "does not say what" in said.stdout
    assert "name paragraph" in said.stdout


@pytest.mark.parametrize(
    ("folder", "message"),
    [("none", "no such folder"), (".", "no file in it is named as a document")],
)
def test_a_folder_without_documents(place: Path, folder: str, message: str):
    said = call("check", "mine", "--documents", folder, cwd=place)
    assert said.returncode == 2
    assert message in said.stderr
