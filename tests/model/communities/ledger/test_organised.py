"""Organised return and camps that close or open (model §6.2, §7.2), by runs of the quiet world."""

from __future__ import annotations

import numpy as np

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate

CAMP = "home,people,camp,1000,,,judgement\n"
HEADER = "place,variable,value,value_low,value_high,from,to,claims,home,group\n"
CLOSED = "army,camp,stay,,,refused,,,,,2030-01-05,,judgement\n"


def returned(world: MakeWorld, rows: str, **given: object) -> np.ndarray:
    """Returnees (member, time) of thirty days in which nobody sets off but as the rows say."""
    parameters = {"return_speed": 0.0, "approved_speed": 0.2} | dict(given.pop("parameters", {}))
    scenario = world(
        days=30, displaced=CAMP, conditions=HEADER + rows, parameters=parameters, **given
    )
    return everyone(simulate(scenario, members=20, days=range(30), threads=1), "returnees")


def test_as_many_are_taken_home_a_day_as_there_are_seats_and_none_before(quiet: MakeWorld):
    home = returned(quiet, "camp,organised_return,20,,,2030-01-11,,judgement,,\n")
    assert (home[:, :10] == 0).all()
    assert 17 < home[:, -1].mean() / 18 < 21  # from the 12th to the 30th evening, a day on the way
    nobody = returned(quiet, "camp,organised_return,0,,,,,judgement,,\n")
    assert (nobody == 0).all()


def test_nobody_is_taken_to_a_home_that_refuses_them(quiet: MakeWorld):
    refusal = "army,home,home,,,refused,,,,,,,judgement\n"
    rows = "camp,organised_return,20,,,,,judgement,,\n"
    assert (returned(quiet, rows, permissions=refusal) == 0).all()


def test_a_camp_that_closes_sends_home_the_share_that_is_said(quiet: MakeWorld):
    three = {
        "places": "home,Home,town,AAA,,34,38,100,,,,,,,,,\ncamp,Camp,camp,AAA,,34,39,,,,,,1,,,,\n"
        "city,City,city,AAA,,33,38,,,,,,1,,,,\n",
        "routes": "way,home,camp,100,,,\nroad,camp,city,250,,,\n",
        "control": "home,army,,,judgement\ncamp,army,,,judgement\ncity,army,,,judgement\n",
        "permissions": CLOSED,
    }
    sent = returned(quiet, "camp,sent_home,0.7,,,,,judgement,,\n", **three)
    assert (sent[:, :4] == 0).all()
    assert 640 < sent[:, -1].mean() < 760
    assert (returned(quiet, "camp,sent_home,0,,,,,judgement,,\n", **three) == 0).all()


def test_nobody_comes_to_a_camp_before_it_opens(quiet: MakeWorld):
    """Nor to one that orders people out: its pull is that of a place which refuses entry."""
    expelled = "army,home,stay,,,refused,,,,,,,judgement\n"
    rows = HEADER + "camp,intake,0,,,,2030-01-16,judgement,,\n"
    scenario = quiet(days=30, conditions=rows, permissions=expelled)
    camp = everyone(simulate(scenario, members=5, days=range(30), threads=1), "idps")
    assert (camp[:, :15] == 0).all()
    assert (camp[:, -1] > 0).all()
