"""Every message about obstacles that are to be lifted, produced and compared whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import make_scenario
from homeward.errors import ScenarioError, word
from homeward.scenario.changes.lifting import lift_obstacles, parse_lift

EXPECTED = Path(__file__).parent / "lift_messages.txt"
"""Each message as it is printed, under the name of its case."""

CASES: dict[str, tuple[str, ...]] = {
    "what_is_no_lift": ("permission@2015-06-01:farmers",),
    "nothing": ("",),
    "no_obstacle": (":farmers",),
    "an_unknown_obstacle": ("permision",),
    "an_obstacle_like_no_other": ("xyz",),
    "the_fear_of_an_unknown_actor": ("fear_of_nort",),
    "an_unknown_group": ("permission:farmer",),
    "a_group_left_out": ("permission:",),
    "a_day_that_is_no_day": ("permission@june",),
    "a_day_first_date": ("permission@03/06/2015",),
    "a_day_before_the_run": ("permission@2015-04-30",),
    "a_day_after_the_run": ("permission:traders@2015-07-01",),
    "several_mistakes": ("mine", "permission:herders@2016-01-01"),
}


def read_expected() -> dict[str, str]:
    parts = EXPECTED.read_text(encoding="utf-8").split("=== ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2].rstrip("\n") for part in parts}


def message(case: str, folder: Path) -> str:
    scenario = make_scenario(folder)
    with pytest.raises(ScenarioError) as refusal:
        lift_obstacles(scenario, [parse_lift(text) for text in CASES[case]])
    return word(refusal.value.problems)


@pytest.mark.parametrize("case", CASES)
def test_the_message_is_word_for_word(case: str, tmp_path: Path):
    assert message(case, tmp_path) == read_expected()[case]


def test_every_expected_message_has_a_case():
    assert list(read_expected()) == list(CASES)
