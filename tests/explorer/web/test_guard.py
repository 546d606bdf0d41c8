"""Nobody elsewhere may ask, and pages load nothing from elsewhere."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from homeward.explorer.web.guard import Guard, policy

PORT = 8123
HERE = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[Route("/", lambda _: PlainTextResponse("well"), methods=["GET", "POST"])],
        middleware=[Middleware(Guard, port=PORT)],
    )
    return TestClient(app, base_url=HERE)


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}"])
def test_this_machine_may_ask(client: TestClient, host: str):
    assert client.get("/", headers={"host": host}).text == "well"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:80",
        f"127.0.0.1.evil.example:{PORT}",
        "",
    ],
)
def test_another_host_is_refused(client: TestClient, host: str):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert answer.json()["error"] == (
        f'The request names the host "{host}"; this server answers to 127.0.0.1:{PORT} and localhost:{PORT} only. '
        "Open it under one of these."
    )


@pytest.mark.parametrize("origin", [HERE, f"http://localhost:{PORT}"])
def test_its_own_pages_may_ask(client: TestClient, origin: str):
    assert client.post("/", headers={"origin": origin}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        f"https://127.0.0.1:{PORT}",
        "http://127.0.0.1",
        "http://127.0.0.1:81",
    ],
)
def test_another_origin_is_refused(client: TestClient, origin: str):
    answer = client.post("/", headers={"origin": origin})
    assert answer.status_code == 403
    assert answer.json()["error"] == (
        f'The request comes from a page of "{origin}"; this server answers its own pages only.'
    )


def test_every_answer_has_the_policy_refusals_too(client: TestClient):
    for host in (f"127.0.0.1:{PORT}", "evil.example"):
        headers = client.get("/", headers={"host": host}).headers
        assert headers["content-security-policy"] == policy()
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_policy_lets_in_nothing_from_elsewhere_but_tiles_that_are_named():
    assert policy() == (
        "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    with_tiles = policy("https://tiles.example.org/{z}/{x}/{y}.png?key=1")
    assert "img-src 'self' blob: data: https://tiles.example.org;" in with_tiles
    assert with_tiles.startswith("default-src 'self';")
