"""What pydantic refuses, in the words of homeward."""

import pytest
from pydantic import ValidationError

from homeward.scenario.reading.columns import columns_of
from homeward.scenario.reading.refusals import problems_of, word_choice
from homeward.scenario.rows.conditions import Condition


def test_a_single_choice_is_not_called_one_of_many():
    assert word_choice("movement", "x", ["only"])[2] == ("write only.",)
    assert word_choice("mode", "x", ["one", "two"])[2] == ("write one of one, two.",)


def test_what_has_no_words_of_its_own_is_still_worded():
    with pytest.raises(ValidationError) as refusal:
        Condition.model_validate({"stranger": 1})
    problems = problems_of(refusal.value, lambda column: f"here {column}", columns_of(Condition))
    assert str(problems[-1]) == "here : 1 is refused: Extra inputs are not permitted."
