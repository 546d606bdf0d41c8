"""A force of fighting that is hardly known, and flights where nobody fights."""

from pathlib import Path

import pytest

from builders import edit, header, make_scenario
from homeward.scenario.warnings.find_warnings import find_warnings
from homeward.scenario.warnings.force_of_fighting import doubtful_force

ASSAULT = header("presence") + "hills,south,assault,0.5,,,,,,c1\n"


def doubts(tmp_path: Path, setting: str, presence: str = ASSAULT) -> list[str]:
    text = edit("scenario.yaml", "parameters:", f"parameters:\n  danger_half: {setting}")
    scenario = make_scenario(tmp_path, **text, presence=presence)
    return [str(one) for one in doubtful_force(scenario)]


@pytest.mark.parametrize(
    ("setting", "is_doubted"),
    [
        ("{low: 0.3, high: 10, claims: [judgement]}", True),
        ("{low: 0.2, high: 1.2, claims: [judgement]}", False),
        ("{value: 0.5, claims: [judgement]}", False),
    ],
)
def test_a_range_of_more_than_eight_times_is_doubted(
    tmp_path: Path, setting: str, is_doubted: bool
):
    found = doubts(tmp_path, setting)
    assert bool(found) == is_doubted
    assert all("hardly known" in one for one in found)


def test_where_nobody_fights_flights_that_were_counted_are_doubted_and_force_is_not(tmp_path: Path):
    found = doubts(tmp_path, "{low: 0.3, high: 10, claims: [judgement]}", header("presence"))
    assert len(found) == 1
    assert "800 people who fled, and nobody assaults a place" in found[0]


def test_it_is_asked_with_the_others():
    assert doubtful_force in find_warnings.__globals__.values()
