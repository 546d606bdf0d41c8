"""Deciding in the browser: the same rows as in the terminal, nothing else, and only from this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import homeward
from homeward.explorer.review.review_server import ReviewedReports, make_review
from homeward.reading.review.decisions import read_decisions
from homeward.scenario.load import load_scenario
from homeward.scenario.new import new_scenario

PORT = 8123
HERE = f"http://127.0.0.1:{PORT}"
TEXT = """<b>News</b> & views

In May 2015 about 500 people were killed in Oldtown.

On 3 June 2016 exactly 40 families returned to Oldtown."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_scenario(tmp_path / "mine")


@pytest.fixture
def client(folder: Path, tmp_path: Path) -> TestClient:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    found = homeward.read(tmp_path / "news.txt", into=folder, published="2016-07")
    return TestClient(make_review(ReviewedReports(folder, found), PORT), base_url=HERE)


def killed(client: TestClient) -> dict[str, Any]:
    [report] = client.get("/api/review").json()["reports"]
    return next(one for one in report["candidates"] if one["kind"] == "killed")


def accepted(one: dict[str, Any], **other: Any) -> dict[str, Any]:
    document = {"title": "News", "publisher": "A paper", "published": "2016-07"}
    said = {
        "report": 0,
        "candidate": one["number"],
        "decision": "accept",
        "source_grade": "B",
        "information_grade": 2,
    }
    return {**said, "document": document, **other}


def test_the_page_has_the_text_and_where_each_candidate_stands_in_it(client: TestClient):
    assert "review.js" in client.get("/").text
    for name in ("review.js", "review.css"):
        assert client.get(f"/{name}").status_code == 200
    [report] = client.get("/api/review").json()["reports"]
    assert report["paragraphs"][0]["text"] == "<b>News</b> & views", (
        "text, not markup: the page puts it in as text"
    )
    one = killed(client)
    start, end = one["words"]
    assert "500 people" in report["paragraphs"][one["paragraph"] - 1]["text"][start:end]
    assert one["cells"]["statement"].startswith("About 500 people")
    exact = next(other for other in report["candidates"] if other["kind"] == "returned")
    assert exact["cells"]["statement"].startswith("40 families")


def test_what_is_accepted_and_mended_is_a_claim_with_its_grades(client: TestClient, folder: Path):
    one = killed(client)
    answer = client.post("/api/decide", json=accepted(one, mended={"high": "600", "value": "500"}))
    assert answer.status_code == 200, answer.text
    assert killed(client)["decided"] == "accepted"
    claim = next(row for row in load_scenario(folder).claims if row.document == "news")
    assert (claim.value, claim.high, claim.source_grade, claim.information_grade) == (
        500,
        600,
        "B",
        2,
    )
    assert [row.decision for row in read_decisions(folder)] == ["accepted"]


def test_what_is_refused_is_remembered_and_nothing_is_written(client: TestClient, folder: Path):
    before = (folder / "claims.csv").read_bytes()
    said = {"report": 0, "candidate": killed(client)["number"], "decision": "refuse"}
    assert client.post("/api/decide", json=said).status_code == 200
    assert killed(client)["decided"] == "refused"
    assert (folder / "claims.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"source_grade": "Z"}, 422, "source_grade"),
        ({"source_grade": ""}, 422, "source_grade"),
        ({"candidate": 900}, 404, "no such candidate"),
        ({"decision": "burn"}, 422, "not understood"),
        ({"mended": {"claim": "x"}}, 422, "not understood"),
        ({"mended": {"value": "many"}}, 422, 'value: "many" is not a number'),
        ({"mended": {"said_on": "2016-02-30"}}, 422, 'said_on: "2016-02-30" is not'),
        (
            {"document": {"title": "News", "publisher": "A", "published": "soon"}},
            422,
            "published: ",
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    client: TestClient, folder: Path, changed: dict[str, Any], status: int, words: str
):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    answer = client.post("/api/decide", json=accepted(killed(client), **changed))
    assert answer.status_code == status
    assert words in answer.json()["error"]
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_nobody_elsewhere_may_ask(client: TestClient):
    assert client.get("/api/review", headers={"host": "evil.example"}).status_code == 403
    assert (
        client.post("/api/decide", headers={"origin": "http://evil.example"}, json={}).status_code
        == 403
    )
    assert (
        client.post(
            "/api/decide", content=b"{}", headers={"content-type": "text/plain"}
        ).status_code
        == 415
    )
    assert "default-src 'self'" in client.get("/").headers["content-security-policy"]
