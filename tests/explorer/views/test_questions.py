"""What a browser may ask, and the sentence in which everything else is refused."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from homeward.errors import ScenarioError
from homeward.explorer.contract.openapi import REQUESTS
from homeward.explorer.live.datasets import CampScenario, Dataset, LiveScenario
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRuns
from homeward.explorer.live.scheduler import Scheduler
from homeward.explorer.views.lever_effects import Scope
from homeward.explorer.views.picture import ChartedLine
from homeward.explorer.views.questions import Question, levers_json, read_question
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.scenario import Scenario


@pytest.fixture
def datasets(tiny: Scenario, registered: Scenario) -> dict[str, Dataset]:
    settings, scheduler = LiveSettings(tiny, members=8, seed=1), Scheduler()
    return {
        "tiny": LiveScenario("tiny", ScenarioRuns(settings), scheduler),
        "camps": CampScenario("camps", LiveSettings(registered, members=4, seed=1), scheduler),
    }


def read(datasets: dict[str, Dataset], kind: str = "run", **said: Any) -> Question:
    return read_question(kind, json.dumps(said).encode(), datasets)


def refusal(datasets: dict[str, Dataset], body: bytes, kind: str = "run") -> str:
    with pytest.raises(ScenarioError) as error:
        read_question(kind, body, datasets)
    return str(error.value)


def test_what_is_not_said_has_a_default(datasets: dict[str, Dataset], tiny: Scenario):
    question = read(datasets, exhibit="tiny")
    assert question == Question(
        dataset=datasets["tiny"],
        levers=(),
        members=8,
        show=(),
        on=None,
        since=None,
        outcome="returned",
        at=Scope(),
        slot=None,
    )


def test_everything_can_be_said(datasets: dict[str, Dataset]):
    question = read(
        datasets,
        "run",
        exhibit="tiny",
        levers=[
            {"name": "arrests_stop", "date": "2031-03-01"},
            {"name": "houses_given_back", "value": 0.25},
        ],
        members=2,
        show=[
            {"measure": "present", "place": 1},
            {"measure": "returned", "home": 0, "group": 1},
            {"measure": "fled"},
        ],
        slot="tab A",
    )
    assert question.levers == (
        AppliedLever("houses_given_back", 0.25),
        AppliedLever("arrests_stop", None, dt.date(2031, 3, 1)),
    )
    assert question.show == (
        ChartedLine("present", place=1),
        ChartedLine("returned", 0, 1),
        ChartedLine("fled"),
    )
    assert (question.members, question.slot) == (2, "tab A")
    asked = read(
        datasets,
        "obstacles",
        exhibit="tiny",
        on="2031-02-20",
        since="2031-02-01",
        outcome="displaced",
        home=1,
    )
    assert (asked.on, asked.since) == (dt.date(2031, 2, 20), dt.date(2031, 2, 1))
    assert (asked.outcome, asked.at) == ("displaced", Scope(home=1))
    compared = read(datasets, "compare", exhibit="tiny", home=0, place=2)
    assert compared.at == Scope(home=0, place=2)


def test_levers_are_said_as_they_were_asked_for(datasets: dict[str, Dataset]):
    levers = [
        {"name": "houses_given_back", "value": 0.25},
        {"name": "arrests_stop", "date": "2031-03-01"},
    ]
    assert levers_json(read(datasets, exhibit="tiny", levers=levers).levers) == levers


FIXED = {
    b"": "request: it is not JSON.\n  EOF while parsing a value at line 1 column 0\n"
    '  Fix: send an object such as {"exhibit": "palmyra", "levers": []}.',
    b"[]": "request: [] is not an object.\n  Fix: write an object, in braces.",
    b"{}": "exhibit: it is not said.\n  Fix: say it.",
    b'{"exhibit": "tyni"}': 'exhibit: "tyni" is not on show.\n  Fix: name one of: tiny, camps.',
    b'{"exhibit": "tiny", "member": 2}': 'request: unknown key "member".\n  Nearest name: "members".\n'
    "  Fix: keys are exhibit, levers, members, slot, show, home, on.",
    b'{"exhibit": "tiny", "members": 9}': "members: 9 is outside 2 to 8.\n  Fix: write a whole number of 2 to 8.",
    b'{"exhibit": "tiny", "members": null}': "members: null is no value.\n  Fix: leave it out.",
    b'{"exhibit": "tiny", "members": true}': "members: true is not a whole number.\n  Fix: write a whole number.",
    b'{"exhibit": "tiny", "members": NaN}': "members: NaN is not a whole number.\n  Fix: write a whole number.",
    b'{"exhibit": "tiny", "show": {}}': "show: {} is not a list.\n  Fix: write a list, or [].",
    b'{"exhibit": "tiny", "show": [1]}': "show, 1: 1 is not an object.\n  Fix: write an object, in braces.",
    b'{"exhibit": "tiny", "show": [{"measure": "safe"}]}': 'show: "safe" is no measure.\n'
    "  Fix: name one of: residents, idps, refugees, returnees, present, at_home, displaced, returned, fled, harmed.",
    b'{"exhibit": "tiny", "show": [{"measure": "fled", "where": 1}]}': 'show, 1: unknown key "where".\n'
    '  Nearest name: "measure".\n  Fix: keys are measure, home, group, place.',
    b'{"exhibit": "tiny", "show": [{"measure": "fled", "group": 0, "place": 0}]}': "show: nothing is summed by group "
    "and place together.\n  Fix: name one of: place; group; home; home and place; home and group; home and group and place; or none.",
    b'{"exhibit": "tiny", "show": [{"measure": "fled", "home": 7}]}': "show, home: 7 is outside 0 to 1.\n"
    "  Fix: write a whole number of 0 to 1.",
    b'{"exhibit": "tiny", "show": [{"measure": "fled", "home": -1}]}': "show, 1, home: -1 is below 0.\n"
    "  Fix: write 0 or more.",
    b'{"exhibit": "tiny", "slot": ""}': 'slot: "" is not a short text.\n  Fix: write 1 to 100 letters.',
    b'{"exhibit": "camps", "levers": [{"name": "arrests_stop"}]}': None,
}


@pytest.mark.parametrize("body", FIXED, ids=[body.decode() or "nothing" for body in FIXED])
def test_everything_else_is_refused_in_a_sentence(datasets: dict[str, Dataset], body: bytes):
    said = refusal(datasets, body)
    assert FIXED[body] in {None, said}
    assert said.count("Fix:") == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"since": "2031-13-01"},
            'since: "2031-13-01" is not a day.\n  Fix: write a day such as 2019-06-01.',
        ),
        (
            {"since": 20310101},
            "since: 20310101 is not a day.\n  Fix: write a day such as 2019-06-01.",
        ),
        (
            {"since": "2032-01-01"},
            "since: 2032-01-01 is outside 2031-01-01 to 2031-03-11.\n  Fix: name a day from 2031-01-01 to 2031-03-11.",
        ),
        (
            {"outcome": "safe"},
            "outcome: \"safe\" is none of those known.\n  Fix: write 'returned' or 'displaced'.",
        ),
        (
            {"home": "oldtown"},
            'home: "oldtown" is not a whole number.\n  Fix: write a whole number.',
        ),
        (
            {"home": 2},
            "home: 2 is outside 0 to 1.\n  Fix: write a whole number of 0 to 1.",
        ),
    ],
)
def test_so_is_what_is_wrong_with_obstacles(
    datasets: dict[str, Dataset], said: dict[str, Any], sentence: str
):
    assert (
        refusal(datasets, json.dumps({"exhibit": "tiny", **said}).encode(), "obstacles") == sentence
    )


def test_what_is_long_is_not_repeated(datasets: dict[str, Dataset]):
    said = refusal(datasets, json.dumps({"exhibit": "x" * 10_000}).encode())
    assert len(said) < 250
    deep = b"[" * 20_000
    assert "it is not JSON" in refusal(datasets, b'{"exhibit": ' + deep)


def test_every_kind_of_question_takes_its_own_keys(datasets: dict[str, Dataset]):
    for kind in REQUESTS:
        with pytest.raises(ScenarioError, match="unknown key"):
            read(datasets, kind, exhibit="tiny", colour="red")


@pytest.mark.parametrize(
    "body",
    [
        b'{"exhibit": "\\ud800"}',
        b'{"exhibit": "tiny", "\\ud800": 1}',
        b'{"exhibit": "tiny", "show": [{"measure": "\\u202e"}]}',
        b'{"exhibit": "tiny", "levers": [{"name": "\\ud800"}]}',
    ],
)
def test_what_cannot_be_printed_is_not_said_back(datasets: dict[str, Dataset], body: bytes):
    with pytest.raises(ScenarioError) as caught:
        read_question("run", body, datasets)
    assert all(line.isprintable() for line in str(caught.value).splitlines())
    str(caught.value).encode("utf-8")


def test_a_group_is_counted_once_however_many_homes_have_it(palmyra: Scenario):
    settings = LiveSettings(palmyra, members=1, seed=1)
    shown: dict[str, Dataset] = {
        "palmyra": LiveScenario("palmyra", ScenarioRuns(settings), Scheduler())
    }
    body = b'{"exhibit": "palmyra", "home": 0, "group": %d}'
    assert read_question("beliefs", body % 3, shown).at.group == 3
    with pytest.raises(ScenarioError, match="4 is outside 0 to 3"):
        read_question("beliefs", body % 4, shown)


def test_a_question_is_about_a_group_in_a_refuge_of_a_home_only_and_of_several_members(
    datasets: dict[str, Dataset],
):
    asked = b'{"exhibit": "tiny", "levers": [], "group": 0, "place": 1}'
    with pytest.raises(ScenarioError, match="a group and a place are named without a home"):
        read_question("compare", asked, datasets)
    with_home = asked.replace(b'"group"', b'"home": 1, "group"')
    assert read_question("compare", with_home, datasets).at == Scope(1, 0, 1)
    single = b'{"exhibit": "tiny", "levers": [], "members": 1}'
    with pytest.raises(ScenarioError, match="members: 1 is outside 2 to 8"):
        read_question("compare", single, datasets)
    assert read_question("compare", single, datasets, exact=True).members == 1
