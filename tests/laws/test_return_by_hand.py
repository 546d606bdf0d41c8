"""Return under everything that may keep people away at once, against the hazard worked out by hand (model §7.2, §7.3)."""

from __future__ import annotations

import math

import law
import pytest
from town import load_town

from homeward.engine.simulate import simulate

MEMBERS = 40
DEVIATIONS = 5.0


def test_as_many_are_home_after_a_year_as_the_hazard_by_hand_gives():
    """In the town with which the benchmarks compare costs; without any one obstacle it would be seen to differ."""
    scenario = load_town()
    found = simulate(scenario, days=[scenario.n_day - 1], members=MEMBERS, without_news=True)
    home = found.stocks["returnees"].values.sum()
    share = law.expected_home() / law.PEOPLE
    people = MEMBERS * law.PEOPLE
    deviation = math.sqrt(people * share * (1.0 - share))
    assert abs(home - people * share) <= DEVIATIONS * deviation


@pytest.mark.parametrize(
    ("obstacle", "nowhere"),
    [
        ("HOUSE_NEEDED", 0.0),
        ("WEIGHT_DESTROYED", 0.0),
        ("WEIGHT_SERVICES", 0.0),
        ("WEIGHT_LIVELIHOOD", 0.0),
        ("LIVELIHOOD_NEEDED", 0.0),
        ("WEIGHT_MINES", 0.0),
        ("MEANS", 1.0),
        ("FEARED", 0.0),
    ],
)
def test_what_each_obstacle_keeps_would_be_seen(
    obstacle: str, nowhere: float, monkeypatch: pytest.MonkeyPatch
):
    whole = law.expected_home()
    monkeypatch.setattr(law, obstacle, nowhere)
    share = whole / law.PEOPLE
    deviation = math.sqrt(law.PEOPLE * share * (1.0 - share) / MEMBERS)
    assert law.expected_home() - whole > 2 * DEVIATIONS * deviation
