"""The server in-process: what it answers, what it refuses, and that it keeps serving."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from homeward.explorer.live.datasets import CampScenario, LiveScenario, open_run
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRun, ScenarioRuns
from homeward.explorer.live.scheduler import Scheduler
from homeward.explorer.web.server import Explorer, make_app
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_result
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario
from run_tables import read_sums

PORT = 8321
HERE = f"http://127.0.0.1:{PORT}"
MEMBERS = 6
SEED = 3


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outside") / "static"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>The screen</title>")
    (folder / "app.js").write_text("export {};")
    (folder.parent / "secret.txt").write_text("secret")
    return folder


@pytest.fixture(scope="module")
def kept(tiny: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    result = run_and_label(tiny, members=MEMBERS, seed=SEED)
    return save_result(result, tmp_path_factory.mktemp("runs") / "run")


@pytest.fixture(scope="module")
def explorer(tiny: Scenario, registered: Scenario, kept: Path, bundle: Path) -> Explorer:
    settings, scheduler = LiveSettings(tiny, members=MEMBERS, seed=SEED), Scheduler()
    datasets = {
        "tiny": LiveScenario("tiny", ScenarioRuns(settings), scheduler),
        "camps": CampScenario("camps", LiveSettings(registered, members=4, seed=1), scheduler),
        "run": open_run("run", str(kept)),
    }
    return Explorer(datasets, PORT, bundle=bundle)


@pytest.fixture(scope="module")
def client(explorer: Explorer) -> Iterator[TestClient]:
    with TestClient(make_app(explorer), base_url=HERE) as client:
        yield client


SHOW = [
    {"measure": "returned"},
    {"measure": "displaced", "home": 0},
    {"measure": "returned", "home": 0, "group": 1},
    {"measure": "present", "place": 2},
]


def ask(client: TestClient, kind: str = "run", **said: Any) -> Any:
    return client.post(f"/api/{kind}", json={"exhibit": "tiny", **said})


def test_every_answer_is_as_the_document_says(client: TestClient):
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")

    def check(name: str, answer: Any) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        Draft202012Validator(schema).validate(answer)

    check("Meta", client.get("/api/meta").json())
    for dataset in ("tiny", "run"):
        answer = ask(client, exhibit=dataset, show=SHOW)
        assert answer.status_code == 200
        check("Run", answer.json())
    check("Basemap", client.get("/api/basemap/tiny").json())
    check("Run", ask(client, exhibit="camps", show=[{"measure": "displaced"}]).json())
    lever = [{"name": "arrests_stop"}]
    for kind, name, said in (
        ("compare", "Comparison", {"levers": lever, "members": 2, "home": 0}),
        ("obstacles", "Obstacles", {"levers": lever, "members": 2, "since": "2031-03-01"}),
        ("beliefs", "Beliefs", {"home": 0, "group": 1}),
    ):
        answer = ask(client, kind, **said)
        assert answer.status_code == 200, answer.text
        check(name, answer.json())
    check("Refusal", ask(client, exhibit="nowhere").json())


@pytest.mark.parametrize(
    "levers",
    [
        [],
        [{"name": "arrests_stop", "date": "2031-02-10"}],
        [{"name": "houses_given_back", "value": 0.1}],
    ],
)
def test_the_numbers_are_those_of_homeward_run(
    client: TestClient, tiny: Scenario, tmp_path: Path, levers: list[dict[str, Any]]
):
    """The tables that `run` writes for the same seed, members and levers hold the same bands, null where suppressed."""
    texts = [
        lever["name"]
        + (f"={lever['value']}" if "value" in lever else "")
        + (f"@{lever['date']}" if "date" in lever else "")
        for lever in levers
    ]
    scenario = apply_levers(tiny, [parse_lever(text) for text in texts])
    folder = save_result(run_and_label(scenario, members=4, seed=SEED), tmp_path / "run")
    answer = ask(
        client,
        levers=levers,
        members=4,
        show=[
            {"measure": "returnees"},
            {"measure": "idps", "home": 0},
            *({"measure": "idps", "place": place} for place in range(len(tiny.places))),
        ],
    )
    rows = read_sums(folder, "stocks").to_dict("records")
    places = [place.place for place in tiny.places]
    homes = [home.place for home in tiny.homes]
    compared = 0
    for band in answer.json()["series"]:
        where = band["where"]
        wanted = {
            "variable": where["measure"],
            "home": homes[where["home"]] if "home" in where else "all",
            "group": "all",
            "place": places[where["place"]] if "place" in where else "all",
        }
        mine = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
        if not mine:  # columns in which nobody ever is are left out of the tables
            assert not any(band["q95"])
            continue
        assert len(mine) == len(band["median"])
        for day, row in enumerate(mine):
            for name in ("q05", "q25", "median", "q75", "q95"):
                shown = band[name][day]
                assert (row[name] == "") == (shown is None)
                assert shown is None or float(row[name]) == shown
                compared += 1
    assert compared >= 2 * 5 * 10


def test_a_kept_run_shows_the_same_numbers_as_the_live_one(client: TestClient):
    live, run = (ask(client, exhibit=name, show=SHOW).json() for name in ("tiny", "run"))
    for key in ("series", "places", "displaced", "flows", "members", "seed"):
        assert live[key] == run[key]


def parts(page: bytes) -> list[bytes]:
    """What stands before and after the card of what keeps people away."""
    before, _, rest = page.partition(b'<div class="card" id="away">')
    return [before, rest.partition(b'<div class="card map">')[2]]


def test_files_to_keep_are_those_of_a_saved_run(client: TestClient, kept: Path):
    """The report of a live run and of the kept one are the page that was saved; CSV gives the lines that were shown."""
    for dataset in ("tiny", "run"):
        answer = ask(client, "export/report", exhibit=dataset)
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["content-disposition"] == (
            f'attachment; filename="{dataset}-{MEMBERS}-members.html"'
        )
        # What keeps people away is asked where the model is at hand; all else is the page of the run.
        written = (kept / "report.html").read_bytes()
        assert parts(answer.content) == parts(written)
        assert (b"Main obstacle in" in answer.content) == (dataset == "tiny")
        lines = ask(client, "export/csv", exhibit=dataset, show=SHOW)
        assert lines.headers["content-type"].startswith("text/csv")
        shown = ask(client, exhibit=dataset, show=SHOW).json()["series"]
        rows = [row.split(",") for row in lines.text.splitlines()[1:]]
        medians = [None if row[7] == "" else float(row[7]) for row in rows]
        assert medians == [value for band in shown for value in band["median"]]


@pytest.mark.parametrize("kind", ["compare", "obstacles"])
def test_nothing_is_run_again_in_a_kept_run_or_without_return(client: TestClient, kind: str):
    said = ask(client, kind, exhibit="run").json()["error"]
    assert said == (
        "Run: it is a saved run: nothing is run again in it. "
        "Way out: show its scenario too: homeward explore tiny."
    )
    answer = ask(client, kind, exhibit="camps")
    assert answer.status_code == 422
    assert "registered" in answer.json()["error"]
    assert ask(client, "beliefs", exhibit="camps", home=0, group=0).status_code == 422
    assert ask(client, "beliefs", exhibit="run", home=0, group=0).status_code == 200


def test_pages_of_the_bundle_are_served_and_nothing_beside_it(client: TestClient):
    assert "The screen" in client.get("/").text
    assert client.get("/app.js").headers["content-type"].startswith("text/javascript")
    for path in (
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/static/../../secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/..\\secret.txt",
        "/.../secret.txt",
    ):
        answer = client.get(path)
        assert answer.status_code in {400, 404}, path
        assert "secret" not in answer.text
        assert "root:" not in answer.text


def test_a_link_that_leads_out_of_the_bundle_is_not_followed(client: TestClient, bundle: Path):
    (bundle / "link.txt").symlink_to(bundle.parent / "secret.txt")
    assert client.get("/link.txt").status_code == 404


def test_without_a_bundle_the_page_says_how_to_get_it(explorer: Explorer, tmp_path: Path):
    bare = Explorer(explorer.datasets, PORT, bundle=tmp_path)
    with TestClient(make_app(bare), base_url=HERE) as client:
        for path in ("/", "/index.html", "/anything"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert "The explorer is not built" in answer.text
        assert client.get("/api/meta").status_code == 200


def test_what_is_not_a_question_is_refused(client: TestClient):
    body = json.dumps({"exhibit": "tiny"})
    plain = client.post("/api/run", content=body, headers={"content-type": "text/plain"})
    assert (plain.status_code, plain.json()["error"]) == (
        415,
        "Send JSON, with the header Content-Type: application/json.",
    )
    form = client.post("/api/run", data={"exhibit": "tiny"})
    assert form.status_code == 415
    long = client.post("/api/run", json={"exhibit": "tiny", "slot": "x" * 70_000})
    assert (long.status_code, long.json()["error"]) == (
        413,
        "The request is longer than 65536 bytes.",
    )
    nothing = client.post("/api/erase", json={})
    assert nothing.status_code == 404
    assert "openapi.json" in nothing.json()["error"]
    assert client.get("/api/run").status_code == 405
    assert client.delete("/api/meta").status_code == 405


MALFORMED = [
    *(
        f'[{{"name": "{name}"}}]'
        for name in ("", "x", "arrests_stops", "OPEN_TO_ALL", "open to all", "../..", "é" * 50)
    ),
    *(f'[{{"name": {value}}}]' for value in ("1", "null", "true", "[]", "{}", "1e999")),
    *(
        f'[{{"name": "houses_given_back", "value": {value}}}]'
        for value in (
            "-0.1",
            "0.5",
            "1e9",
            "true",
            '"0.1"',
            "[]",
            "{}",
            "NaN",
            "-Infinity",
            "1e999",
            '""',
        )
    ),
    *(f'[{{"name": "arrests_stop", "value": {value}}}]' for value in ("0", "1", "true", '"x"')),
    *(
        f'[{{"name": "arrests_stop", "date": {value}}}]'
        for value in (
            '""',
            '"x"',
            "1",
            "null",
            '"2031-02-30"',
            '"2030-12-31"',
            '"2031-03-12"',
            '"9999-01-01"',
            '"-1"',
            "[]",
            '"2031-2-3T00:00"',
        )
    ),
    *(f'[{{"name": "houses_given_back", "date": {value}}}]' for value in ('""', "7", "true")),
    *(
        f'[{{"name": "arrests_stop", "{key}": 1}}]'
        for key in ("on", "from", "start", "__proto__", "Value", "")
    ),
    *(
        "0",
        "1",
        "true",
        '"arrests_stop"',
        "{}",
        '{"name": "arrests_stop"}',
        "[1]",
        "[[]]",
        "[null]",
        '["arrests_stop"]',
        "[[[]]]",
    ),
    '[{"name": "arrests_stop"}, {"name": "arrests_stop"}]',
    '[{"name": "arrests_stop"}, {"name": "arrests_stop_believed"}]',
    "[{}]",
    *("[" + ", ".join(['{"name": "arrests_stop"}'] * many) + "]" for many in (3, 9, 60)),
]
BODIES = [
    *(f'{{"exhibit": "tiny", "levers": {levers}}}' for levers in MALFORMED),
    *(f'{{"exhibit": "tiny", "members": {members}}}' for members in ("0", "-1", "7", "1e3", "2.0", '"2"', "null", "[]", "true", "99999999999999999999")),
    *(f'{{"exhibit": "tiny", "show": {show}}}' for show in ("1", "{}", "[1]", '["returned"]', '[{"measure": 1}]', '[{"place": 0}]', '[{"measure": "returned", "place": -1}]', '[{"measure": "returned", "place": 99}]', '[{"measure": "returned", "group": "a"}]', '[{"measure": "returned", "home": 0.5}]', "[" + ", ".join(['{"measure": "fled"}'] * 61) + "]")),
    *(f'{{"exhibit": {dataset}}}' for dataset in ("null", "1", '""', '"palmyra"', "[]", '"../tiny"', '"TINY"')),
    *("", " ", "null", "[]", "1", '"tiny"', "{", "}", '{"exhibit"}', "{'dataset': 'tiny'}", '{"exhibit": "tiny",}', "\u0000", "[" * 5000, '{"a":' * 3000),
    *(f'{{"exhibit": "tiny", "slot": {slot}}}' for slot in ('""', "1", "[]", '"' + "x" * 101 + '"')),
    *(f'{{"exhibit": "tiny", "{key}": 1}}' for key in ("lever", "seed", "threads", "exact", "", "a" * 500)),
]  # fmt: skip


def test_200_malformed_questions_get_a_sentence_and_the_server_keeps_serving(client: TestClient):
    bodies = list(BODIES)
    bodies += [body.replace('"tiny"', '"run"') for body in BODIES if '"levers": [{' in body]
    bodies += [body.replace('"tiny"', '"camps"') for body in BODIES if '"levers": [{' in body]
    assert len(set(bodies)) >= 200
    before = ask(client, show=SHOW).json()["series"]
    for body in bodies:
        answer = client.post(
            "/api/run", content=body.encode(), headers={"content-type": "application/json"}
        )
        assert 400 <= answer.status_code < 500, (body, answer.text)
        sentence = answer.json()["error"]
        assert len(sentence) > 20, body
        assert "Traceback" not in sentence, body
        assert len(sentence) < 3000, body
    assert ask(client, show=SHOW).json()["series"] == before


def test_a_newer_question_of_the_slot_stops_the_older(
    explorer: Explorer, client: TestClient, monkeypatch: pytest.MonkeyPatch
):
    """The older is answered 409 at once, and its members really stop: few of them have been lived."""
    lived: list[int] = []
    original = ScenarioRun._run_member

    def slowly(world: ScenarioRun, member: int, workspace: Any) -> Any:
        if world.base is not None:
            time.sleep(0.3)
            lived.append(member)
        return original(world, member, workspace)

    monkeypatch.setattr(ScenarioRun, "_run_member", slowly)
    answers: list[Any] = []

    def older() -> None:
        lever = {"name": "open_to_all", "date": "2031-02-18"}
        answers.append(ask(client, levers=[lever], slot="tab A"))

    thread = threading.Thread(target=older)
    thread.start()
    while not explorer.pending._under_way:
        time.sleep(0.001)
    time.sleep(0.1)
    assert ask(client, members=2, slot="tab A").status_code == 200
    thread.join(10)
    assert answers[0].status_code == 409
    done = len(lived)
    assert done < MEMBERS
    time.sleep(0.5)
    assert len(lived) <= done + 2  # those that slept when they were told


def test_an_internal_mistake_is_confessed_and_the_server_keeps_serving(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with TestClient(make_app(explorer), base_url=HERE, raise_server_exceptions=False) as client:
        with monkeypatch.context() as patched:
            patched.setattr("homeward.explorer.views.answering.medians_by_place", lambda *_: 1 / 0)
            answer = ask(client)
        assert answer.status_code == 500
        assert "this is a bug in homeward" in answer.json()["error"]
        assert "ZeroDivisionError" in capsys.readouterr().err
        assert ask(client).status_code == 200
