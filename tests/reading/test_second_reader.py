"""A model of the user's own: asked on this machine alone, and never believed."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from homeward.errors import ScenarioError
from homeward.reading.paragraphs import Report, number
from homeward.reading.second_reader import SecondReader, candidate_of, checked, is_this_machine

REPORT = Report(
    "a", number(["In May 2015 some 500 people fled Northtown.", "It was quiet."]), "2015-06", "en"
)
ROW = {
    "kind": "fled",
    "value": 500,
    "low": None,
    "high": None,
    "unit": "people",
    "date": "2015-05",
    "place": "Northtown",
    "actor": "",
    "said_by": "",
    "modality": "stated",
    "words": "500 people fled",
}
asked: list[dict[str, Any]] = []


class Model(BaseHTTPRequestHandler):
    """Answers as such a server does."""

    answer: ClassVar[Any] = {"found": [ROW]}
    status = 200

    def do_POST(self) -> None:
        asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        content = self.answer if isinstance(self.answer, str) else json.dumps(self.answer)
        body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(self.status)
        self.send_header("Location", "http://192.0.2.1/")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Generator[str]:
    server = HTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked.clear()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_what_it_answers_becomes_candidates_of_the_same_form(address: str):
    found = SecondReader(address, "small").read(REPORT)
    assert [(one.paragraph, one.kind, one.value, one.place, one.words) for one in found] == [
        (1, "fled", 500.0, "Northtown", (17, 32))
    ]
    assert len(asked) == 2
    assert asked[0]["model"] == "small"


@pytest.mark.parametrize(
    "answer",
    [
        "no JSON",
        {"found": "x"},
        {"found": [1, {"kind": "fled"}]},
        {"found": [ROW | {"words": "not in the text"}]},
        {"found": [ROW | {"kind": "exploded"}]},
    ],
)
def test_what_is_not_in_the_text_or_not_understood_is_left_out(
    address: str, answer: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Model, "answer", answer)
    assert SecondReader(address, "small").read(REPORT) == []


@pytest.mark.parametrize("status", [404, 302, 500])
def test_a_refusal_or_redirection_is_not_followed(
    address: str, status: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Model, "status", status)
    with pytest.raises(ScenarioError, match=f"answered {status}"):
        SecondReader(address, "small").read(REPORT)


def test_nobody_there():
    with pytest.raises(ScenarioError, match="nobody answers"):
        SecondReader("http://127.0.0.1:9/v1", "small").read(REPORT)


@pytest.mark.parametrize(
    "host",
    [
        "192.0.2.1",
        "example.org",
        "127.0.0.1.example.org",
        "0.0.0.0",
        "localhost.example.org",
        "10.0.0.1",
    ],
)
def test_another_machine_is_refused_unless_forced(host: str):
    with pytest.raises(ScenarioError, match="not this machine"):
        checked(f"http://{host}/v1")
    assert checked(f"http://{host}/v1", anywhere=True).hostname == host


@pytest.mark.parametrize(
    ("host", "is_here"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("127.8.8.8", True),
        ("8.8.8.8", False),
    ],
)
def test_this_machine(host: str, is_here: bool):
    assert is_this_machine(host) is is_here


@pytest.mark.parametrize("address", ["file:///etc/passwd", "127.0.0.1:80", ""])
def test_what_is_no_address(address: str):
    with pytest.raises(ScenarioError, match="no address"):
        checked(address)


def test_a_figure_that_is_none():
    made = candidate_of(
        ROW | {"value": True, "low": "5", "high": 1e300, "unit": "apples"},
        "a",
        1,
        REPORT.paragraphs[0].text,
    )
    assert made is not None
    assert (made.value, made.low, made.high, made.unit) == (None, None, None, "")
