"""Nothing withheld is recovered from what is published, and would be if a rule were left out (decision 17)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from homeward.api import arguments, comparison_result
from homeward.evaluation.scoring.score import Score
from homeward.results.publish import believed, stretches

VERIFICATION = Path(__file__).parents[2] / "verification"
LEAST_CELLS = 300

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("compiled")]


@pytest.fixture(scope="module")
def attack() -> Iterator[Any]:
    sys.path.insert(0, str(VERIFICATION))
    try:
        from disclosure import attack  # noqa: PLC0415

        yield attack
    finally:
        sys.path.remove(str(VERIFICATION))


@pytest.fixture
def asker(attack: Any, tmp_path: Path) -> Any:
    return attack.Asker(attack.made.make(tmp_path / "hamlets"), tmp_path)


def test_nothing_withheld_is_recovered(attack: Any, asker: Any):
    least = attack.least_members(asker)
    found = [
        *attack.attack_tables(asker, [least], "7d"),
        *attack.attack_score(asker, least),
        *attack.attack_members(asker, [least], "shops=0.5"),
        *attack.attack_beliefs(asker, least),
    ]
    assert all(one.low - 1e-6 <= one.truth <= one.high + 1e-6 for one in found)
    assert len(found) >= LEAST_CELLS
    assert [one for one in found if one.is_recovered] == []


def test_tables_that_tell_nobody_from_few_people_in_one_member_would_give_small_counts_away(
    attack: Any, asker: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(arguments, "LEAST_MEMBERS", 1)
    monkeypatch.setattr(stretches, "FEW_MEMBERS", 0)
    found = list(attack.attack_tables(asker, [1], "7d"))
    assert sum(one.is_recovered for one in found) > 100


def test_several_homes_would_give_small_counts_away(
    attack: Any, asker: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(arguments, "LEAST_MEMBERS", 1)
    for room in (arguments, comparison_result):  # where it is asked for, and where it is published
        monkeypatch.setattr(room, "check_homes", lambda *_, exact: None)
    found = list(attack.attack_questions(asker, 1, ["shops"], subsets=30, explained=()))
    assert sum(one.is_recovered for one in found) > 5


def test_danger_felt_to_two_digits_would_give_small_counts_away(
    attack: Any, asker: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(believed, "DIGITS_OF_FEW", 2)
    found = list(attack.attack_beliefs(asker, 2))
    assert found
    assert all(one.is_recovered for one in found)


def test_exact_scores_would_give_small_counts_away(
    attack: Any, asker: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Score, "published", lambda self: self)
    found = list(attack.attack_score(asker, 2))
    assert all(one.is_recovered for one in found)
    assert len(found) > 10
