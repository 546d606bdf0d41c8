"""Worded scales: five steps in order, each with a row of a scenario that is shipped, and words in the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import header, make_folder
from homeward.api.arguments import as_scenario
from homeward.catalogue import CONDITIONS
from homeward.errors import ScenarioError
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.row import Row
from homeward.scenario.rows.scales import SCALES, Step, WordedScale
from homeward.scenario.scenario import Scenario

EACH = [(scale, step) for scale in SCALES for step in scale.steps]


@pytest.fixture(scope="module")
def shipped() -> dict[str, Scenario]:
    return {name: load_scenario(name) for name in {step.example[0] for _, step in EACH}}


def row_words(scale: WordedScale, row: Row) -> str:
    """The words by which an example tells a row."""
    parts = {
        "presence": ("place", "actor", "start"),
        "conditions": ("place", "start"),
        "permissions": ("place", "actor", "start"),
        "places": ("place",),
        "harms": ("mode", "actor", "kind"),
    }[scale.table]
    return " ".join(str(getattr(row, part) or "-") for part in parts)


def numbers_of(scenario: Scenario, scale: WordedScale, words: str) -> list[float]:
    """Numbers of the rows that some words tell."""
    table, column = ("harms", "rate") if scale.table == "actors" else (scale.table, scale.column)
    asked = SCALES[-4] if scale.table == "actors" else scale
    found = [
        getattr(row, column)
        for row in getattr(scenario, table)
        if row_words(asked, row) == words and (not scale.by or getattr(row, scale.by) == scale.word)
    ]
    return [getattr(number, "value", number) for number in found]


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: f"{scale.table}-{scale.name}")
def test_five_steps_rise_within_bounds(scale: WordedScale):
    assert len(scale.steps) == 5
    values = [step.value for step in scale.steps]
    assert values == sorted(set(values))
    assert len({step.word for step in scale.steps}) == 5
    for step in scale.steps:
        assert 0 <= step.low <= step.value <= step.high
        assert step.word.replace("_", "").isalpha()


def test_every_number_without_a_unit_has_a_scale(shipped: dict[str, Scenario]):
    """Of conditions those of which a scenario that is shipped has a row: there is no example of others."""
    names = {scale.name for scale in SCALES}
    used = {row.variable for scenario in shipped.values() for row in scenario.conditions}
    assert {one.name for one in CONDITIONS if one.unit == "1" and one.name in used} <= names
    assert {"assault", "raiding", "garrison", "informers", "hosting", "promise"} <= names


@pytest.mark.parametrize(
    ("scale", "step"), EACH, ids=lambda one: getattr(one, "name", getattr(one, "word", ""))
)
def test_every_example_stands_in_a_scenario_that_is_shipped(
    scale: WordedScale, step: Step, shipped: dict[str, Scenario]
):
    name, words, number = step.example
    assert number in numbers_of(shipped[name], scale, words), (name, words)
    if step.beyond == "above":
        assert number < step.low
    elif step.beyond == "below":
        assert number > step.high
    else:
        assert step.low <= number <= step.high


PRESENCE = header("presence") + "oldtown,north,assault,{},,,,2015-05-01,2015-05-10,judgement\n"


def strength(text: str, folder: Path) -> tuple[float, float, float]:
    (row,) = load_scenario(make_folder(folder, presence=PRESENCE.replace("{}", text))).presence
    return row.strength.low, row.strength.value, row.strength.high


def test_a_word_is_its_number_and_its_range(tmp_path: Path):
    assert strength("clashes", tmp_path) == (0.2, 0.4, 0.6)


def test_ends_that_are_given_stay(tmp_path: Path):
    rows = PRESENCE.replace("{},,", "Heavy,0.6,")
    (row,) = load_scenario(make_folder(tmp_path, presence=rows)).presence
    assert (row.strength.low, row.strength.value, row.strength.high) == (0.6, 0.7, 0.85)


def test_a_word_of_another_scale_is_refused_with_those_of_this(tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        strength("constant", tmp_path)
    said = str(refusal.value)
    assert '"constant" is neither a number nor a word of the scale of assault.' in said
    assert "storming 0.95 (0.8 to 1)" in said


def test_of_a_word_beside_an_unknown_mode_the_mode_is_what_is_wrong(tmp_path: Path):
    rows = PRESENCE.replace("{}", "heavy").replace("assault", "assualt")
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(make_folder(tmp_path, presence=rows))
    assert 'unknown mode "assualt".\n  Nearest: "assault".' in str(refusal.value)
    assert "heavy" not in str(refusal.value)


def test_of_a_word_for_what_has_none_that_is_said(tmp_path: Path):
    rows = "place,variable,value,from,to,claims\noldtown,way_dared,little,,,judgement\n"
    with pytest.raises(ScenarioError, match='"little" is no number, and way_dared is not given in'):
        load_scenario(make_folder(tmp_path, conditions=rows))


def test_what_is_no_number_is_still_none(tmp_path: Path):
    with pytest.raises(ScenarioError, match="is not a finite number"):
        strength("nan", tmp_path)


def test_levers_take_words(tmp_path: Path):
    lever = "a:\n  title: A\n  what: A.\n  claims: [judgement]\n  changes:\n    - table: presence\n      where: {place: oldtown}\n      set: {strength: skirmishes}\n"
    folder = make_folder(tmp_path, presence=PRESENCE.replace("{}", "heavy"), levers=lever)
    (row,) = as_scenario(load_scenario(folder), "a").presence
    assert (row.strength.value, row.strength.high) == (0.15, 0.25)


def test_an_added_row_that_lacks_claims_is_named_as_added(tmp_path: Path):
    """The lever's own claims are filled: what lacks them is the row."""
    lever = (
        "a:\n  title: A\n  what: A.\n  claims: [judgement]\n  changes:\n    - table: presence\n"
        "      set: {place: oldtown, actor: north, mode: assault, strength: heavy, from: 2015-05-01, to: 2015-05-09}\n"
    )
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(make_folder(tmp_path, levers=lever))
    assert 'lever "a", the row it adds to presence.csv, column "claims": ' in str(refusal.value)
