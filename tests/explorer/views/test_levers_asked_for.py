"""The levers a browser may ask for, and the sentence in which everything else is refused."""

from __future__ import annotations

import json
import math
import random

import pytest

from explorer_requests import levers_of, live_scenario
from homeward.errors import Problem, ScenarioError
from homeward.explorer.views.questions import read_question
from homeward.explorer.words.refusals_in_sentences import in_sentences
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.scenario import Scenario


def read(scenario: Scenario, given: object) -> None:
    """Read a question that applies levers."""
    body = json.dumps({"exhibit": scenario.name, "levers": given}).encode()
    read_question("run", body, {scenario.name: live_scenario(scenario, 2, 1)})


def refused(scenario: Scenario, given: object) -> str:
    with pytest.raises(ScenarioError) as caught:
        read(scenario, given)
    return in_sentences(caught.value.problems)


def test_a_lever_is_what_the_command_line_understands(palmyra: Scenario) -> None:
    given = [
        {"name": "houses_rebuilt", "value": 0.5, "date": "2020-01-01"},
        {"name": "amnesty_kept_believed"},
        {"name": "services_restored", "value": 1},
    ]
    found = levers_of(palmyra, given)
    # in the order of levers.yaml
    assert [str(one) for one in found] == [
        "amnesty_kept_believed",
        "houses_rebuilt=0.5@2020-01-01",
        "services_restored=1",
    ]
    assert found == [parse_lever(str(one)) for one in found]
    assert levers_of(palmyra, []) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, 'Levers: {} is not a list. Way out: write a list, or [].'),
        (None, 'Levers: null is not a list. Way out: write a list, or [].'),
        ([{"name": "arrests_stop"}] * 6, 'Lever "arrests_stop" is applied twice. Way out: apply it once.'),
        (
            ["arrests_stop"],
            'Levers, 1: "arrests_stop" is not an object. Way out: write an object, in braces.',
        ),
        (
            [{}],
            'Levers, 1, name: it is not said. Way out: say it.',
        ),
        (
            [{"name": 7}],
            'Levers, 1, name: 7 is not a text. Way out: write a text.',
        ),
        (
            [{"name": "arests_stop"}],
            'Lever "arests_stop" is not in levers.yaml of tiny. Nearest name: "arrests_stop" (levers.yaml, line 19). Way out: name one of its levers: open_to_all, houses_given_back, arrests_stop, arrests_stop_believed, town_falls_again.',
        ),
        (
            [{"name": "arrests_stop", "valeu": 1}],
            'Levers, 1: unknown key "valeu". Nearest name: "value". Way out: keys are name, value, date.',
        ),
        (
            [{"name": "arrests_stop", "value": 1}],
            'Lever "arrests_stop": the lever takes no value. Its changes are as levers.yaml says. Way out: leave out =VALUE.',
        ),
        (
            [{"name": "houses_given_back", "value": 0.5}],
            'Lever "houses_given_back": 0.5 is outside 0 to 0.4. It is: share of dwellings still held by others. Way out: write a number of 0 to 0.4.',
        ),
        (
            [{"name": "houses_given_back", "value": True}],
            'Levers, 1, value: true is not a number. Way out: write a number.',
        ),
        (
            [{"name": "houses_given_back", "value": math.nan}],
            'Levers, 1, value: it is not a finite number. Way out: write a finite number.',
        ),
        (
            [{"name": "houses_given_back", "date": "2031-02-24"}],
            'Lever "houses_given_back": a date is given, and the lever takes none. It acts on whole rows, over all their days. Way out: leave out the date.',
        ),
        (
            [{"name": "arrests_stop", "date": "24.2.2031"}],
            'Levers, 1, date: "24.2.2031" is not a day. Way out: write a day such as 2019-06-01.',
        ),
        (
            [{"name": "arrests_stop", "date": 20310224}],
            'Levers, 1, date: 20310224 is not a day. Way out: write a day such as 2019-06-01.',
        ),
        (
            [{"name": "arrests_stop", "date": "2032-01-01"}],
            'Lever "arrests_stop": 2032-01-01 is outside the run, 2031-01-01 to 2031-03-11. Way out: name a day of the run.',
        ),
        (
            [{"name": "arrests_stop"}, {"name": "arrests_stop"}],
            'Lever "arrests_stop" is applied twice. Way out: apply it once.',
        ),
        (
            [{"name": "arrests_stop"}, {"name": "arrests_stop_believed"}],
            'Levers "arrests_stop" and "arrests_stop_believed" are applied together. '
            "They are one change: in the one people must learn it, in the other they believe it. "
            "Way out: apply one of them.",
        ),
        (
            [{"name": "open_to_all", "date": "2031-03-01"}],
            'Lever "open_to_all": the lever changes nothing from 2031-03-01 on. The rows it changes end before; the last day on which one holds is 2031-02-23. Way out: name a day up to 2031-02-23.',
        ),
    ],
)  # fmt: skip
def test_every_refusal_says_what_was_found_and_a_way_out(
    tiny: Scenario, given: object, said: str
) -> None:
    assert refused(tiny, given) == said


def test_levers_that_contradict_each_other_are_refused(palmyra: Scenario) -> None:
    given = [{"name": "amnesty_kept"}, {"name": "amnesty_broken"}]
    assert refused(palmyra, given) == (
        'harms.csv, line 2, column "rate": the levers contradict each other: '
        '"amnesty_kept" sets "0" and "amnesty_broken" sets "0.6". Way out: apply one of the two.'
    )


def test_at_most_three_problems_are_said_at_once(tiny: Scenario) -> None:
    given = [{"name": f"unknown_{number}"} for number in range(5)]
    assert refused(tiny, given).count("Way out:") == 3


def test_nobody_can_make_an_answer_long(tiny: Scenario) -> None:
    assert len(refused(tiny, [{"name": "x" * 10**6}])) < 400
    assert len(refused(tiny, [{"name": "arrests_stop", "x" * 10**6: 1}])) < 400
    assert len(refused(tiny, [{"name": "houses_given_back", "value": 10**4000}])) < 400
    assert len(refused(tiny, [{"name": "arrests_stop", "date": "2" * 10**6}])) < 400


@pytest.mark.parametrize("text", ["\ud800", "a\nb", "\u202eabc", "\x00"])
def test_what_cannot_be_printed_is_not_said_back(tiny: Scenario, text: str) -> None:
    for given in (
        {"name": text},
        {"name": "arrests_stop", text: 1},
        {"name": "arrests_stop", "date": text},
    ):
        with pytest.raises(ScenarioError) as caught:
            read(tiny, [given])
        assert text not in str(caught.value)
        str(caught.value).encode("utf-8")


def test_a_problem_of_a_file_is_said_as_it_is_written() -> None:
    assert in_sentences([Problem("levers.yaml, line 3", "no.")]) == "levers.yaml, line 3: no."


BAD_NAMES = [
    None, 0, 1.5, True, [], {}, "", " ", "houses", "Houses_given_back", "houses_given_back ", "arrests_stop=1",
    "arrests_stop@2031-02-24", "--lever", "../tiny", "arrests\nstop", "\u0000", "открыть", "\ud800",
]  # fmt: skip
BAD_VALUES = [
    None, True, False, "0.2", "", "nan", [], [0.2], {}, {"value": 0.2}, math.nan, math.inf, -math.inf, -1e-9, 0.4000001,
    1e308, -1e308, 10**400, -(10**400), 2**63, "0,2", "١",
]  # fmt: skip
BAD_DATES = [
    None, True, 0, 20310224, 2031.5, [], {}, "", "tomorrow", "2031", "2031-02", "2031-2-24", "2031/02/24", "24.02.2031",
    "2031-02-30", "2031-13-01", "2031-00-01", "2030-12-31", "2031-03-12", "9999-12-31", "0001-01-01", "2031-02-24T00:00",
    " 2031-02-24", "2031-02-24 ", "+2031-02-24", "2031-W08-1", "NaN", "2031-02-24\n",
]  # fmt: skip
BAD_REQUESTS = [
    None,
    True,
    1,
    0.5,
    "",
    "arrests_stop",
    "[]",
    {},
    {"name": "arrests_stop"},
    {"levers": []},
]
BAD_PULLS = [
    None,
    True,
    1,
    0.5,
    "",
    "arrests_stop",
    [],
    ["arrests_stop"],
    {},
    {"value": 1},
    {"date": "2031-02-24"},
]
BAD_KEYS = [
    "Name",
    "values",
    "from",
    "start",
    "on",
    "lever",
    "__proto__",
    "constructor",
    "",
    "name ",
    "x" * 1000,
]


def malformed() -> list[object]:
    """Requests each of which has one thing wrong, alone and beside a sound lever."""
    levers: list[object] = [*BAD_PULLS]
    levers += [{"name": name} for name in BAD_NAMES]
    levers += [{"name": "houses_given_back", "value": value} for value in BAD_VALUES]
    levers += [{"name": "open_to_all", "value": value} for value in BAD_VALUES[:4]]
    levers += [{"name": "arrests_stop", "date": date} for date in BAD_DATES]
    levers += [{"name": "arrests_stop_believed", "date": date} for date in BAD_DATES[:6]]
    levers += [
        {"name": "houses_given_back", "date": "2031-02-24"},
        {"name": "open_to_all", "date": "2031-02-24"},
    ]
    levers += [{"name": "arrests_stop", key: 1} for key in BAD_KEYS]
    sound = {"name": "town_falls_again"}
    twins = [{"name": "arrests_stop"}, {"name": "arrests_stop_believed"}]
    several: list[object] = [twins, twins[::-1], [sound, sound], [*twins, sound], [sound] * 100]
    return [*BAD_REQUESTS, *([one] for one in levers), *([sound, one] for one in levers), *several]


MALFORMED = malformed()


def test_there_are_two_hundred_malformed_requests() -> None:
    assert len(MALFORMED) >= 200


@pytest.mark.parametrize("number", range(len(MALFORMED)))
def test_every_malformed_request_is_refused_in_a_sentence(tiny: Scenario, number: int) -> None:
    said = refused(tiny, MALFORMED[number])
    assert "Way out:" in said
    assert said.endswith(".")
    assert "\n" not in said
    assert len(said) < 1500
    said.encode("utf-8")


def test_whatever_json_is_sent_is_read_or_refused(palmyra: Scenario) -> None:
    """Nothing but a refusal is ever raised: a thousand requests put together by chance."""
    chance = random.Random(1)
    names = [
        *(lever.name for lever in palmyra.levers),
        *(name for name in BAD_NAMES if isinstance(name, str)),
    ]
    sound = 0
    said: list[str] = []
    for _ in range(1000):
        given = []
        for _ in range(chance.randrange(4)):
            applied: dict[str, object] = {"name": chance.choice(names)}
            if chance.random() < 0.3:
                applied["value"] = chance.choice([0, 0.5, 1, *BAD_VALUES])
            if chance.random() < 0.3:
                applied["date"] = chance.choice(["2019-06-01", "2024-12-07", *BAD_DATES])
            given.append(applied)
        try:
            read(palmyra, given)
            sound += 1
        except ScenarioError as error:
            said.append(in_sentences(error.problems))
    assert all(said)
    assert sound > 100
