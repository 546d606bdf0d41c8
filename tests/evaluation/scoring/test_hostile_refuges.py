"""Groups that shelter under their enemies: a run to doubt (model §6.2)."""

from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.evaluation.scoring.hostile_refuges import doubt_refuges

CAMP = "home,people,camp,1000,,,judgement\n"


def test_a_run_in_which_people_shelter_under_their_enemy_is_doubted_and_no_other(quiet: MakeWorld):
    for hostile, people, expected in (
        ("army", CAMP, 1),
        ("", CAMP, 0),
        ("army", CAMP.replace("1000", "50"), 0),
    ):
        groups = f"people,People,Group 1,,,{hostile},,1,,,\n"
        scenario = quiet(days=10, groups=groups, displaced=people)
        doubts = doubt_refuges(simulate(scenario, members=2, days=[3, 8], threads=1))
        assert len(doubts) == expected
        assert all("100% of the displaced of people" in doubt for doubt in doubts)
