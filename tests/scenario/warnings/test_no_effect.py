"""Inputs that cannot affect the result."""

from pathlib import Path

import pytest

from builders import FILES, edit, header, make_scenario
from homeward.scenario.warnings.find_warnings import find_warnings
from homeward.scenario.warnings.no_effect import IDLE

HARM = header("harms")
CASES: dict[str, tuple[dict[str, str], str]] = {
    "a harm of an actor never there in that mode": (
        {"harms": HARM + "south,arrest,,,garrison,camp,1,,,,,,,c1\n"},
        'harms.csv, line 2: "south" is never there in mode garrison at camp while the row holds.\n'
        "  The row cannot act.",
    ),
    "a harm that is over before the actor comes": (
        {"harms": HARM + "south,arrest,,,control,,1,,,,,,2015-05-20,c1\n"},
        'harms.csv, line 2: "south" is never there in mode control while the row holds.\n'
        "  The row cannot act.",
    ),
    "a harm after a capture that never comes": (
        {"harms": HARM + "north,killing,,,control,,1,,,,30,,,c1\n"},
        'harms.csv, line 2: "north" takes no place from another.\n'
        "  A row with after_capture_days cannot act.",
    ),
    "a permission of an actor that never holds the place": (
        {"permissions": header("permissions") + "south,hills,enter,,,refused,,,,,,,c1\n"},
        'permissions.csv, line 2: "south" never holds "hills" while the row holds.\n'
        "  A rule counts only while its actor holds the place.",
    ),
    "people coming from an actor without places": (
        {
            "actors": FILES["actors.csv"] + "east,East,Actor C,,,,,\n",
            "permissions": header("permissions") + "north,,enter,,east,refused,,,,,,,c1\n",
        },
        'permissions.csv, line 2: "east" in coming_from never holds a place.\n'
        "  Nobody can come from it.",
    ),
    "a radius without raiding": (
        edit("presence.csv", "0.8,0.6,1,,", "0.8,0.6,1,30,"),
        "presence.csv, line 2: radius_km is given with mode assault.\n"
        "  Only raiding reaches other places.",
    ),
    "presence of the holder": (
        edit("presence.csv", "2015-05-20,c1", "2015-05-30,c1"),
        'presence.csv, line 2: "south" holds "oldtown" on some of these days.\n'
        "  Its presence adds nothing while it holds the place.",
    ),
    "a place no route reaches": (
        edit("routes.csv", "oldtown,12,,,", "oldtown,12,,no,"),
        'places.csv, line 3: no route reaches "hills".\n  Nobody can go there.',
    ),
    "mines at a place that is no home": (
        edit("conditions.csv", "hardship", "mines"),
        "conditions.csv, line 2: mines of \"camp\" is given, which is nobody's home.\n"
        "  mines acts only at a home.",
    ),
    "an actor that is nowhere": (
        {"actors": FILES["actors.csv"] + "east,East,Actor C,,,,,\n"},
        'actors.csv, line 4: "east" holds no place and is present at none.',
    ),
    "a group without people": (
        {"groups": FILES["groups.csv"] + "nomads,Nomads,Group 3,,,,,0,,,\n"},
        'groups.csv, line 4: "nomads" has no people.',
    ),
    "days given for a measure of one day": (
        edit("observations.csv", "2015-06-15,,", "2015-06-15,2015-06-01,"),
        'observations.csv, line 2: since is given, but "present" is measured on one day.\n'
        "  since is not used.",
    ),
    "a parameter of a law that never acts": (
        edit("scenario.yaml", "flight_hazard: 0.1", "recapture_horizon: 2"),
        "scenario.yaml: recapture_horizon is set, but nobody raids.\n"
        "  Years of living under the capturer that one capture is felt to be worth (§4.4).",
    ),
    "a change of a lever that comes after its rows": (
        {
            "levers": FILES["levers.yaml"]
            .partition("    - table: parameters")[0]
            .replace(
                "  changes:",
                "  from: 2015-05-20\n  changes:\n    - table: control\n"
                "      where: {place: oldtown, actor: north}\n      set: {actor: south}",
            )
        },
        'levers.yaml, line 7, lever "buses": no row of control.csv has place oldtown, actor north '
        "from 2015-05-20 on.\n  The change does nothing.",
    ),
    "a lever that concerns no row": (
        edit("levers.yaml", "place: camp, variable: hardship", "place: camp, variable: mines"),
        'levers.yaml, line 6, lever "buses": no row of conditions.csv has place camp, '
        "variable mines.\n  The change does nothing.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_doubt_is_word_for_word(case: str, tmp_path: Path):
    overrides, expected = CASES[case]
    found = [str(doubt) for doubt in find_warnings(make_scenario(tmp_path, **overrides))]
    assert expected in found


def test_the_small_scenario_has_nothing_idle(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    assert [doubt for ask in IDLE for doubt in ask(scenario)] == []


def test_a_lever_that_comes_twice_is_doubted_once(tmp_path: Path):
    levers = FILES["levers.yaml"].replace("  changes", "  trust: north\n  changes")
    levers = levers.replace("variable: hardship", "variable: mines")
    scenario = make_scenario(tmp_path, levers=levers)
    assert len(scenario.levers) == 2
    assert len([doubt for ask in IDLE for doubt in ask(scenario)]) == 1
