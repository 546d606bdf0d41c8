"""Fights: rows of fighting that touch, joined (model §12.2)."""

from builders import make_walk
from homeward.assemble.camps.flee_walk.fights import fights_of

ROWS = [("one", 2, 4, 0.5), ("one", 4, 6, 1.0), ("one", 8, 9, 1.0), ("other", 0, 9, 1.0)]


def test_rows_that_touch_are_one_fight():
    scenario = make_walk({"one": {}, "other": {}}, fighting=ROWS)
    assert [(fight.start, fight.end) for fight in fights_of(scenario, "one")] == [(2, 6), (8, 9)]


def test_flee_keeps_to_the_first_intensity_of_a_fight():
    fight, _ = fights_of(make_walk({"one": {}, "other": {}}, fighting=ROWS), "one")
    assert fight.intensity == 0.5


def test_a_fight_from_before_the_run_keeps_its_day():
    (fight,) = fights_of(make_walk({"one": {}}, fighting=[("one", -3, 5, 1.0)]), "one")
    assert (fight.start, fight.end) == (-3, 5)
