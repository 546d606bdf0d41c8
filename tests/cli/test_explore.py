"""`homeward explore` as a user calls it: a server of its own, asked over the loopback."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import struct
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from cli.command import call
from cli.started import Started, ask
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_result

pytestmark = pytest.mark.slow

MEMBERS = 5


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    server = Started(
        "tiny", "--members", str(MEMBERS), "--seed", "3", cwd=tmp_path_factory.mktemp("here")
    )
    yield server
    if server.process.poll() is None:
        server.end()


def test_it_says_where_it_is_and_ends_quietly_on_an_interrupt(tmp_path: Path):
    for how in (signal.SIGINT, signal.SIGTERM):
        server = Started("tiny", "--members", "2", cwd=tmp_path)
        status, said, told = server.end(how)
        assert status == 0
        assert said == (
            f"The explorer is at http://127.0.0.1:{server.port}/ for this machine only. Ctrl-C ends it.\nClosed.\n"
        )
        assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def test_it_ends_at_once_in_the_middle_of_a_question(tmp_path: Path):
    server = Started("palmyra", "--members", "200", cwd=tmp_path)
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(lambda: _ask_in_vain(server.port))
        time.sleep(1.0)
        status, said, told = server.end()
        assert (status, said.splitlines()[-1]) == (0, "Closed.")
        assert "Traceback" not in told
        asked.result(20)


def _ask_in_vain(port: int) -> None:
    with suppress(OSError, http.client.HTTPException):
        ask(port, "/api/run", {"exhibit": "palmyra"})


def test_it_listens_on_this_machine_only(started: Started):
    others = {
        found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    }
    for address in others - {"127.0.0.1"}:
        with socket.socket() as one:
            one.settimeout(2)
            assert address.startswith("127.") or one.connect_ex((address, started.port)) != 0


def test_a_foreign_page_is_refused_over_the_wire(started: Started):
    for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
        status, answer = ask(started.port, "/api/meta", **headers)
        assert status == 403
        assert "only" in answer["error"]


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/..%2f..%2fpyproject.toml",
        "/%2e%2e/%2e%2e/main.py",
        "/....//main.py",
        "/%5c..%5cmain.py",
    ],
)
def test_no_path_leads_out_of_the_bundle(started: Started, path: str):
    with socket.create_connection(("127.0.0.1", started.port)) as one:
        one.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{started.port}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: one.recv(65536), b"")).decode()
    assert answer.split()[1] in {"400", "404", "503"}
    assert "import" not in answer


def test_twenty_tabs_at_once_get_their_own_numbers(started: Started):
    """Each asks for other levers, in steps; every answer is that of a quiet server, whoever was served between."""
    days = [f"2031-02-{10 + tab:02}" for tab in range(10)]
    levers = [[{"name": "arrests_stop", "date": day}] for day in days]
    levers += [[{"name": "houses_given_back", "value": round(0.04 * tab, 2)}] for tab in range(10)]
    show = [
        {"measure": "returned"},
        {"measure": "displaced", "home": 0},
        {"measure": "present", "place": 1},
    ]

    def tab(number: int) -> list[Any]:
        found = []
        for members in (2, 3, MEMBERS):
            said = {
                "exhibit": "tiny",
                "levers": levers[number],
                "members": members,
                "show": show,
                "slot": f"tab {number}",
            }
            status, answer = ask(started.port, "/api/run", said)
            assert status == 200, answer
            found.append((answer["members"], answer["levers"], answer["series"], answer["places"]))
        return found

    with ThreadPoolExecutor(20) as pool:
        at_once = list(pool.map(tab, range(20)))
    assert at_once == [tab(number) for number in range(20)]
    assert len({json.dumps(one[-1][2]) for one in at_once}) > 10


def test_a_browser_that_goes_away_stops_its_run(tmp_path: Path):
    """The processors are idle soon after the connection has closed."""
    server = Started("palmyra", "--members", "200", cwd=tmp_path)
    try:
        body = json.dumps({"exhibit": "palmyra"})
        with socket.create_connection(("127.0.0.1", server.port)) as one:
            one.sendall(
                f"POST /api/run HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
            )
            time.sleep(2)
            assert seconds_worked(server.process.pid) > 0.5
        time.sleep(1.5)
        before = seconds_worked(server.process.pid)
        time.sleep(1.5)
        assert seconds_worked(server.process.pid) - before < 0.5
    finally:
        server.end()


def seconds_worked(process: int) -> float:
    if not Path("/proc/self/stat").is_file():
        pytest.skip("only Linux says there how long a process has worked")
    parts = Path(f"/proc/{process}/stat").read_text().rsplit(")", maxsplit=1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def test_runs_and_scenarios_stand_side_by_side(tiny: Any, tmp_path: Path):
    save_result(run_and_label(tiny, members=3, seed=3), tmp_path / "tiny")
    server = Started("tiny", "./tiny", "--members", "3", "--seed", "3", cwd=tmp_path)
    try:
        _, meta = ask(server.port, "/api/meta")
        assert [(one["id"], one["kind"]) for one in meta["exhibits"]] == [
            ("tiny", "kept"),
            ("tiny-2", "kept"),
        ]
    finally:
        server.end()


REFUSED = {
    ("nowhere",): None,
    ("tiny", "--port", "70000"): None,
    ("tiny", "--members", "0"): None,
    ("tiny", "--tiles", "https://tiles.example.org/"): (
        'ScenarioError: --tiles: "https://tiles.example.org/" is not the address of map tiles.\n'
        "  Whoever serves them is told what is looked at: none is asked unless one is named here.\n"
        "  Fix: write e.g. https://tiles.example.org/{z}/{x}/{y}.png.\n"
        "  Fix: leave out --tiles.\n"
    ),
    ("tiny", "--parameters", "none.csv"): (
        'ScenarioError: none.csv: there is no such file in ".".\n'
        "  Fix: correct its name, or add it.\n"
    ),
}


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_cannot_be_shown_is_refused_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...]):
    ended = call("explore", *arguments, "--no-browser", cwd=tmp_path)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert REFUSED[arguments] in {None, ended.stderr}


def test_a_port_that_is_taken_is_refused_with_a_way_out(tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = call("explore", "tiny", "--no-browser", "--port", str(port), cwd=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.endswith(
        f"ScenarioError: --port: port {port} cannot be listened on: Address already in use.\n"
        "  Fix: name another port.\n"
        "  Fix: leave out --port: a free one is taken.\n"
    )


def test_parameters_are_refused_where_nothing_runs_with_them(tiny: Any, tmp_path: Path):
    save_result(run_and_label(tiny, members=2, seed=3), tmp_path / "run")
    (tmp_path / "values.csv").write_text("flight_hazard\n0.2\n")
    ended = call("explore", "run", "--parameters", "values.csv", "--no-browser", cwd=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr == (
        'ScenarioError: --parameters: "values.csv" is given, and nothing on show is run with parameters.\n'
        "  Fix: leave it out.\n"
    )


def test_parameters_are_used(started: Started, tmp_path: Path):
    (tmp_path / "values.csv").write_text("flight_hazard\n0.9\n")
    server = Started(
        "tiny", "--members", str(MEMBERS), "--seed", "3", "--parameters", "values.csv", cwd=tmp_path
    )
    try:
        said = {"exhibit": "tiny", "show": [{"measure": "fled"}]}
        mine, others = (ask(one.port, "/api/run", said)[1]["series"] for one in (server, started))
        assert mine != others
    finally:
        server.end()


def test_browsers_that_go_away_leave_no_trace_on_standard_error(tmp_path: Path):
    server = Started("tiny", "--members", "2", cwd=tmp_path)
    body = json.dumps({"exhibit": "tiny"}).encode()
    head = b"POST /api/run HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"  # fmt: skip
    whole = head % (server.port, len(body)) + body
    for sent in (b"", b"GE", whole[:-5], whole, whole * 3):
        for is_reset in (False, True):
            with socket.create_connection(("127.0.0.1", server.port)) as one:
                if is_reset:  # no farewell: the other side is told that the connection broke
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                one.sendall(sent)
    assert ask(server.port, "/api/meta")[0] == 200
    _, _, told = server.end()
    assert "Traceback" not in told
    assert "Error" not in told
