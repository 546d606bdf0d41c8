"""Answers of one survey fit together (model §19.1)."""

from pathlib import Path

import pytest

from builders import header, make_scenario
from homeward.errors import ScenarioError, word

HEAD = header("surveys")
DAY = "2015-06-01"
CASES = {
    "of other people": (
        f"a,{DAY},,oldtown,,,safety,,,,1,fit,c1,\na,{DAY},,hills,,,housing,,,,2,fit,c1,\n",
        'surveys.csv, line 3, column "homes": differs from line 2 of the same survey, "a".',
    ),
    "on another day": (
        f"a,{DAY},,,,,safety,,,,1,fit,c1,\na,2015-06-02,,,,,housing,,,,2,fit,c1,\n",
        'surveys.csv, line 3, column "date": differs from line 2 of the same survey, "a".',
    ),
    "more than everybody": (
        f"a,{DAY},,,,,later,0.8,,,,fit,c1,\na,{DAY},,,,,never,0.4,,,,fit,c1,\n",
        'surveys.csv, line 2, column "share": the intentions of survey "a" sum to 1.2, more than 1.',
    ),
    "shares and ranks": (
        f"a,{DAY},,,,,safety,0.8,,,,fit,c1,\na,{DAY},,,,,housing,,,,2,fit,c1,\n",
        'surveys.csv, line 2, column "rank": reasons of survey "a" have shares in some rows and ranks in others.',
    ),
    "outside the run": (
        "a,2016-06-01,,,,,safety,,,,1,fit,c1,\n",
        'surveys.csv, line 2, column "date": 2016-06-01 is outside the run',
    ),
    "the same answer twice": (
        f"a,{DAY},,,,,safety,,,,1,fit,c1,\na,{DAY},,,,,safety,,,,2,fit,c1,\n",
        'surveys.csv, line 3: survey "a", answer "safety" was already given on line 2.',
    ),
    "people nobody knows": (
        f"a,{DAY},,moon,,,safety,,,,1,fit,c1,\n",
        'surveys.csv, line 2, column "homes": home "moon" is not in places.csv.',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_fit_is_named_by_its_line(case: str, tmp_path: Path):
    rows, said = CASES[case]
    with pytest.raises(ScenarioError) as refusal:
        make_scenario(tmp_path, surveys=HEAD + rows)
    assert said in word(refusal.value.problems)


def test_answers_to_other_questions_are_another_survey(tmp_path: Path):
    rows = f"a,{DAY},,,,,safety,,,,1,fit,c1,,home\na,{DAY},,,,,housing,,,,2,fit,c1,,\n"
    with pytest.raises(ScenarioError) as refusal:
        make_scenario(tmp_path, surveys=HEAD.replace("note", "note,about") + rows)
    assert 'line 3, column "about": differs from line 2' in word(refusal.value.problems)


def test_rounded_per_cents_may_make_a_little_more_than_a_whole(tmp_path: Path):
    rows = f"a,{DAY},,,,,later,0.61,,,,fit,c1,\na,{DAY},,,,,never,0.4,,,,fit,c1,\n"
    assert len(make_scenario(tmp_path, surveys=HEAD + rows).surveys) == 2


def test_a_scenario_without_surveys_needs_no_file(tmp_path: Path):
    assert make_scenario(tmp_path, surveys=None).surveys == ()
