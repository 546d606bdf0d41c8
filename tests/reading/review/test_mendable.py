"""What is wrong with an answer while a claim is mended."""

from __future__ import annotations

import pytest

from homeward.errors import ScenarioError
from homeward.reading.review.mendable import check_answers, wrong


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("date", ""), ("date", "2019"), ("date", "2019-05/2019-06-03"), ("date", "2017/.."), ("date", "2019-06-30/2019-06"),
        ("said_on", "2019-06-30"), ("published", "2019"), ("value", "0.5"), ("low", "1500"), ("statement", "soon"),
    ],
)  # fmt: skip
def test_what_is_right(name: str, given: str):
    assert wrong(name, given) is None


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("date", "soon"), ("date", "2019-13"), ("date", "2019-06/2019-05-03"), ("date", "../2019"), ("date", "2019/"),
        ("said_on", "2019/.."), ("said_on", "2019-02-30"), ("published", "5"), ("value", "nan"), ("high", "many"),
    ],
)  # fmt: skip
def test_what_is_wrong(name: str, given: str):
    problem = wrong(name, given)
    assert problem is not None
    assert problem.where == name
    assert f'"{given}" is not a' in problem.found


def test_each_wrong_answer_is_said():
    with pytest.raises(ScenarioError) as refused:
        check_answers({"value": "many", "said_on": "soon", "unit": "people", "source_grade": None})
    assert [one.where for one in refused.value.problems] == ["value", "said_on"]
