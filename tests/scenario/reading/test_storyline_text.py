"""Storylines and planning figures in scenario.yaml: what is read, and each refusal word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import FILES, REGISTERED, make_registered, make_scenario
from homeward.errors import ScenarioError
from homeward.scenario.warnings.find_warnings import find_warnings

BASE = FILES["scenario.yaml"]
STORYLINE = """\
storylines:
  holds:
    title: The front line holds
    weight: 3
    claims: [c1]
  buses_stop:
    title: Buses
    weight: 1
    levers: [emptier@+5d]
    claims: judgement
planning_figures:
  - {series: camp_june, date: 2015-06-20, value: 500, claims: [c1]}
"""
LEVER = """\
emptier:
  title: The camp is easier
  what: Hardship falls.
  from: 2015-06-01
  changes:
    - table: conditions
      where: {place: camp, variable: hardship}
      set: {value: 0.2}
"""


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ScenarioError) as refused:
        make_scenario(folder, scenario=BASE + text, levers=LEVER)
    return str(refused.value)


def test_storylines_are_read(tmp_path: Path):
    scenario = make_scenario(tmp_path, scenario=BASE + STORYLINE, levers=LEVER)
    holds, buses = scenario.storylines
    assert (holds.name, holds.weight, holds.levers, holds.claims, holds.line) == (
        "holds", 3, (), ("c1",), 7,
    )  # fmt: skip
    assert (buses.levers, buses.claims) == (("emptier@+5d",), ("judgement",))
    (figure,) = scenario.planning_figures
    assert (figure.series, str(figure.date), figure.value) == ("camp_june", "2015-06-20", 500)
    said = [str(doubt) for doubt in find_warnings(scenario)]
    assert "scenario.yaml: of its storylines, 1 of 2 weights rest on judgement." in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "storylines: [a]\n",
            "scenario.yaml, line 6: storylines have names.\n"
            "  Fix: write each as name: {title: …, weight: …, levers: […], claims: […]}.",
        ),
        (
            "storylines:\n  a: {title: A, weight: 0, claims: judgement}\n",
            'scenario.yaml, line 7, key "weight": 0 is below the least allowed, 1e-06.\n'
            "  It holds: How likely it is held to be, beside the others.\n"
            "  Fix: correct the number.",
        ),
        (
            "storylines:\n  a: {title: A, weight: 1}\n",
            'scenario.yaml, line 7, key "claims": nothing is given.\n'
            "  It holds: Claims the row rests on, or the word judgement.\n"
            "  Fix: fill it.",
        ),
        (
            "storylines:\n  a: {title: A, wieght: 1, weight: 1, claims: judgement}\n",
            'scenario.yaml, line 7: unknown key "wieght".\n'
            '  Nearest key: "weight". homeward refuses keys it does not know, so that a misspelt one cannot be silently '
            "ignored.\n"
            "  Fix: correct the name, or remove it; the keys are title, weight, levers, claims.",
        ),
        (
            "storylines:\n  a: {title: A, weight: 1, claims: [c2]}\n",
            'scenario.yaml, line 7, storyline "a": claim "c2" is not in claims.csv.\n'
            '  Nearest name: "c1" (claims.csv, line 2).\n'
            "  Fix: correct the name, or add the claim to claims.csv.",
        ),
        (
            "storylines:\n  a: {title: A, weight: 1, levers: [emptie], claims: judgement}\n",
            'scenario.yaml, line 7, storyline "a", key "levers": lever "emptie" is not in levers.yaml of three_places.\n'
            '  Nearest name: "emptier" (levers.yaml, line 1).\n'
            "  Fix: name one of its levers: emptier.",
        ),
        (
            "planning_figures: {a: 1}\n",
            "scenario.yaml, line 6: planning figures are a list.\n"
            "  Fix: begin each with a dash: - {series: …, date: …, value: …, claims: […]}.",
        ),
        (
            "planning_figures:\n  - {series: camp_juni, date: 2015-06-20, value: 5, claims: [c1]}\n",
            'scenario.yaml, line 7: no observation is called "camp_juni".\n'
            '  Nearest name: "camp_june".\n'
            "  Fix: name observations of observations.csv.",
        ),
    ],
)
def test_each_refusal_word_for_word(tmp_path: Path, text: str, said: str):
    assert refusal(tmp_path, text) == said


def test_registered_arrivals_take_no_storyline(tmp_path: Path):
    text = "storylines:\n  a: {title: A, weight: 1, claims: judgement}\n"
    with pytest.raises(ScenarioError) as refused:
        make_registered(tmp_path, scenario=REGISTERED["scenario.yaml"] + text)
    assert str(refused.value) == (
        "scenario.yaml, line 10: storylines have no effect in the camp models.\n"
        "  Fix: remove them, or write model: communities."
    )
