"""Who wants to go home, from surveys (model §19.2)."""

from pathlib import Path

import pytest

from builders import edit, header, make_scenario
from homeward.scenario.rows.uncertain_numbers import DEFAULTS
from homeward.scenario.warnings.find_warnings import find_warnings

DAY = "2015-06-01"
ASKED = (
    f"a,{DAY},,,,camp,within_year,0.2,,,,fit,c1,\na,{DAY},,,,camp,later,0.5,,,,fit,c1,\n"
    f"a,{DAY},,,,camp,never,0.1,,,,fit,c1,\n"
)
ON = edit("scenario.yaml", "parameters:", "willing_from_surveys: yes\nparameters:")


def willing(tmp_path: Path, rows: str, on: dict[str, str] = ON) -> dict[str, tuple[float, float]]:
    scenario = make_scenario(tmp_path, surveys=header("surveys") + rows, **on)
    found = {name: scenario.parameters[name] for name in DEFAULTS if name.startswith("willing_")}
    return {
        name.removeprefix("willing_"): (one.low, one.high)
        for name, one in found.items()
        if one != DEFAULTS[name]
    }


def test_few_keep_to_what_they_say_and_all_but_those_who_say_never_may_go(tmp_path: Path):
    """0.3 of 0.2 + 0.5, and 1 - 0.1; of the kind of refuge they were asked in alone."""
    assert willing(tmp_path, ASKED) == {"camp": (pytest.approx(0.21), pytest.approx(0.9))}


def test_it_is_off_unless_asked_for(tmp_path: Path):
    assert willing(tmp_path, ASKED, {}) == {}


def test_rows_to_test_set_nothing(tmp_path: Path):
    assert willing(tmp_path, ASKED.replace(",fit,", ",test,")) == {}


def test_asked_anywhere_is_of_every_kind(tmp_path: Path):
    found = willing(tmp_path, ASKED.replace(",camp,", ",,"))
    assert set(found) == {"camp", "inside", "abroad"}


def test_several_surveys_widen_the_range(tmp_path: Path):
    second = f"b,{DAY},,,,camp,within_year,0.02,,,,fit,c1,\n"
    assert willing(tmp_path, ASKED + second) == {"camp": (pytest.approx(0.006), pytest.approx(1))}


def test_a_range_that_is_given_wins(tmp_path: Path):
    given = edit(
        "scenario.yaml",
        "parameters:",
        "willing_from_surveys: yes\nparameters:\n  willing_camp: 0.5",
    )
    assert willing(tmp_path, ASKED, given) == {"camp": (0.5, 0.5)}


def test_where_no_survey_may_set_anything_it_is_doubted(tmp_path: Path):
    (tmp_path / "off").mkdir()
    on, off = make_scenario(tmp_path, **ON), make_scenario(tmp_path / "off")
    words = "willing_from_surveys is set"
    assert any(words in one.found for one in find_warnings(on))
    assert not any(words in one.found for one in find_warnings(off))
