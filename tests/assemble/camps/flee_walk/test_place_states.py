"""What every place is on every day (model §12.2)."""

import numpy as np
import pytest

from builders import make_walk
from homeward.assemble.camps.flee_walk.place_states import PlaceStates, fights_of, find_conditions


def conditions(**said) -> PlaceStates:
    places = said.pop("places", {"one": {}})
    return find_conditions(make_walk(places, **said))


@pytest.mark.parametrize(
    ("kind", "share"),
    [("town", 0.3), ("camp", 0.001), ("idp_camp", 0.1), ("transit", 1), ("marker", 1)],
)
def test_each_kind_of_place_is_left_by_its_share(kind: str, share: float):
    found = conditions(places={"one": {"kind": kind}})
    assert (found.leave == share).all()
    assert (found.is_camp == ("camp" in kind)).all()
    assert (found.is_town == (kind == "town")).all()


def test_fighting_begins_and_ends_on_its_days():
    """conflicts.csv switching a place at day 50: 0 on day 49 and 1 on day 50."""
    found = conditions(days=60, fighting=[("one", 50, 55, 1.0)])
    assert found.intensity[[49, 50, 54, 55], 0].tolist() == [0, 1, 1, 0]
    assert found.leave[[49, 50, 54, 55], 0].tolist() == [0.3, 1, 1, 0.3]
    assert found.fight_age[[50, 54], 0].tolist() == [0, 4]
    assert np.flatnonzero(found.began_or_ended).tolist() == [50, 55]
    assert not found.is_town[50:55].any()


def test_what_was_fought_over_is_a_town_ever_after_as_flee_has_it():
    said = {"places": {"one": {"kind": "transit"}}, "fighting": [("one", 2, 4, 1.0)]}
    assert conditions(**said).leave[[1, 3, 5], 0].tolist() == [1, 1, 0.3]


def test_a_camp_that_is_fought_over_stays_a_camp():
    found = conditions(places={"one": {"kind": "camp"}}, fighting=[("one", 2, 4, 1.0)])
    assert found.is_camp.all()
    assert found.leave[[1, 3, 5], 0].tolist() == [0.001, 1, 0.3]


def test_a_fight_from_before_the_run_has_been_going_on_for_a_day():
    found = conditions(fighting=[("one", -7, 3, 1.0)])
    assert found.fight_age[:3, 0].tolist() == [1, 2, 3]


def test_kinds_change_on_their_days():
    """A town becomes an IDP camp on day 100, and a town again on day 500."""
    found = conditions(days=502, kinds=[("one", "idp_camp", 100), ("one", "town", 500)])
    days = [99, 100, 499, 500]
    assert found.is_camp[days, 0].tolist() == [False, True, True, False]
    assert found.leave[days, 0].tolist() == [0.3, 0.1, 0.1, 0.3]


def test_a_camp_that_is_not_open_is_a_town_and_becomes_a_camp_again():
    barrier = {"kind": "camp", "places": ("one",), "start": 2, "end": 5}
    found = conditions(places={"one": {"kind": "camp"}}, barriers=[barrier])
    days = [1, 2, 4, 5]
    assert found.is_camp[days, 0].tolist() == [True, False, False, True]
    assert found.is_town[days, 0].tolist() == [False, True, True, False]
    assert found.leave[days, 0].tolist() == [0.001, 0.3, 0.3, 0.001]


def test_what_opens_as_an_idp_camp_is_one():
    barrier = {"kind": "idp_camp", "places": ("one",), "start": 0, "end": 5}
    found = conditions(places={"one": {"kind": "camp"}}, barriers=[barrier])
    assert found.leave[[4, 5], 0].tolist() == [0.3, 0.1]


def test_the_first_intensity_of_a_fight_holds_as_in_flee():
    said = {"fighting": [("one", 0, 2, 0.5), ("one", 2, 4, 1.0)]}
    assert conditions(**said).intensity[:5, 0].tolist() == [0.5, 0.5, 0.5, 0.5, 0]


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
