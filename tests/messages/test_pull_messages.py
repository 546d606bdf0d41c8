"""Every message about levers that are asked for, produced and compared whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import FILES, edit, make_scenario
from homeward.errors import ScenarioError, word
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.changes.apply_levers import apply_levers

EXPECTED = Path(__file__).parent / "pull_messages.txt"
"""Each message as it is printed, under the name of its case."""

LEVERS = (
    FILES["levers.yaml"]
    + """\
relief:
  title: Relief
  what: Hardship falls.
  value: {default: 0.3, low: 0.1, high: 0.6, meaning: "hardship, from none (0) to full (1)"}
  trust: north
  changes:
    - table: conditions
      where: {place: camp, variable: hardship}
      set: {value: "{value}"}
school:
  title: School
  what: There is a school until June.
  changes:
    - table: conditions
      set: {place: camp, variable: services, value: 1, to: 2015-06-01, claims: judgement}
clinic:
  title: Clinic
  what: There is a clinic.
  changes:
    - table: conditions
      set: {place: camp, variable: services, value: 0.5, claims: judgement}
retreat:
  title: Retreat
  what: The north leaves early.
  changes:
    - table: control
      where: {place: oldtown, actor: north}
      set: {claims: judgement}
all_named:
  title: Named
  what: A shorter list.
  changes:
    - table: permissions
      where: {}
      set: {groups: farmers}
begins:
  title: Begins
  what: Hardship begins later.
  changes:
    - table: conditions
      where: {place: camp}
      set: {from: 2015-05-15}
"""
)

TAKEN = edit("control.csv", "hills,north,,", "hills,north,,2015-06-10")["control"]

CASES: dict[str, tuple[str, ...]] = {
    "what_is_no_pull": ("relief=0.2=0.3",),
    "no_name": ("=0.3",),
    "a_value_that_is_no_number": ("relief=much",),
    "a_value_that_is_missing": ("relief=",),
    "a_day_that_is_no_day": ("relief@june",),
    "a_day_first_date": ("relief@03/06/2015",),
    "an_unknown_lever": ("releif=0.2",),
    "a_value_for_a_lever_without_one": ("clinic=0.2",),
    "a_value_outside_its_range": ("relief=0.9",),
    "a_day_outside_the_run": ("relief=0.2@2016-01-01",),
    "a_day_for_parameters": ("buses@2015-06-01",),
    "a_day_for_a_lever_that_sets_from": ("begins@2015-06-01",),
    "a_day_after_the_rows": ("retreat@2015-05-20",),
    "a_day_after_an_added_row": ("school@2015-06-01",),
    "a_day_on_which_a_list_is_half_open": ("all_named@2015-06-01",),
    "a_lever_pulled_twice": ("relief", "relief=0.2"),
    "learned_and_believed": ("relief_believed", "relief"),
    "levers_that_contradict_each_other": ("relief=0.5@2015-05-20", "buses"),
    "levers_that_do_not_fit_together": ("school", "clinic@2015-05-20"),
    "several_mistakes": ("clinic=1", "relief@2010-01-01", "schol"),
}


def read_expected() -> dict[str, str]:
    parts = EXPECTED.read_text(encoding="utf-8").split("=== ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2].rstrip("\n") for part in parts}


def message(case: str, folder: Path) -> str:
    taken = TAKEN + "hills,south,2015-06-10,,c1\n"
    scenario = make_scenario(folder, levers=LEVERS, control=taken)
    with pytest.raises(ScenarioError) as refusal:
        apply_levers(scenario, [parse_lever(text) for text in CASES[case]])
    return word(refusal.value.problems)


@pytest.mark.parametrize("case", CASES)
def test_the_message_is_word_for_word(case: str, tmp_path: Path):
    assert message(case, tmp_path) == read_expected()[case]


def test_every_expected_message_has_a_case():
    assert list(read_expected()) == list(CASES)
