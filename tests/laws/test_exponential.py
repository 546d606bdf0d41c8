"""Closed forms: one stock and one exit empty exponentially, two compete, and willing people go home at one speed.

Everybody decides alone, so what all members of an ensemble count together is binomial. Each comparison allows five
standard deviations, which a right model exceeds once in 1.7 million comparisons; tests that compare k of them say so.
"""

from __future__ import annotations

import math

import numpy as np

from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import CommunitySeries, Simulated

MEMBERS = 40
PEOPLE = 1000
DEVIATIONS = 5.0

EXPULSION = "army,home,stay,,,refused,,,,,,,judgement\n"
KILLING = "army,killing,,living,control,home,{rate},,,,,,,judgement\n"
AT_THE_CAMP = "home,people,camp,1000,,,judgement\n"


def all_of(series: CommunitySeries) -> np.ndarray:
    """People of all members and cells together (time)."""
    return series.values.sum(axis=(0, 2), dtype=np.int64)


def so_far(series: CommunitySeries) -> np.ndarray:
    """Events of all members and cells together since the start (time)."""
    return np.cumsum(all_of(series))


def deviations(count: float, probability: float, people: int = MEMBERS * PEOPLE) -> float:
    """How many standard deviations a count lies from what a probability gives."""
    sd = math.sqrt(people * probability * (1.0 - probability))
    return abs(count - people * probability) / sd


def run(world: MakeWorld, days: int, seed: int = 1, **given: object) -> Simulated:
    scenario = world(days=days, **given)
    return simulate(scenario, members=MEMBERS, seed=seed, days=range(days))


def test_people_ordered_out_leave_exponentially(quiet: MakeWorld):
    """Three comparisons: false alarm below 2e-6."""
    left = all_of(
        run(quiet, 21, permissions=EXPULSION, parameters={"expulsion_hazard": 0.15}).stocks[
            "residents"
        ]
    )
    for day in (0, 5, 20):
        assert deviations(left[day], math.exp(-0.15 * (day + 1))) < DEVIATIONS


def test_the_comparison_sees_a_hazard_that_is_a_twentieth_off(quiet: MakeWorld):
    """Negative control."""
    left = all_of(
        run(quiet, 21, permissions=EXPULSION, parameters={"expulsion_hazard": 0.15}).stocks[
            "residents"
        ]
    )
    for wrong in (0.15 / 1.05, 0.15 * 1.05):
        assert deviations(left[5], math.exp(-wrong * 6)) > DEVIATIONS


def test_families_leave_as_exponentially_as_persons(quiet: MakeWorld):
    """Whole families of five: five people a decision, and so five times the variance. False alarm below 1e-6."""
    parameters = {"expulsion_hazard": 0.15, "family_size": 5}
    left = all_of(run(quiet, 11, permissions=EXPULSION, parameters=parameters).stocks["residents"])
    families = MEMBERS * PEOPLE // 5
    assert (left % 5 == 0).all()
    assert deviations(left[10] / 5, math.exp(-0.15 * 11), families) < DEVIATIONS
    assert deviations(left[10] / 5, math.exp(-0.13 * 11), families) > DEVIATIONS  # negative control


def test_people_are_killed_exponentially(quiet: MakeWorld):
    """Rate a year, days of a year of 365.25. Two comparisons: false alarm below 2e-6."""
    simulated = run(quiet, 60, harms=KILLING.format(rate=3))
    left = all_of(simulated.stocks["residents"])
    for day in (9, 59):
        assert deviations(left[day], math.exp(-3 / 365.25 * (day + 1))) < DEVIATIONS
    assert (left + all_of(simulated.stocks["dead"]) == MEMBERS * PEOPLE).all()
    assert deviations(left[59], math.exp(-3.3 / 365.25 * 60)) > DEVIATIONS  # negative control


def test_two_exits_of_one_stock_compete(quiet: MakeWorld):
    """Families leave before persons are killed, and yet each exit has its share: two comparisons, below 2e-6."""
    rate, expulsion = 40.0, 0.15
    hazard = rate / 365.25
    simulated = run(
        quiet,
        15,
        permissions=EXPULSION,
        harms=KILLING.format(rate=rate),
        parameters={"expulsion_hazard": expulsion},
    )
    gone = -math.expm1(-(hazard + expulsion) * 15)
    killed = so_far(simulated.flows["deaths"])[-1]
    fled = so_far(simulated.flows["displacements"])[-1]
    assert deviations(killed, hazard / (hazard + expulsion) * gone) < DEVIATIONS
    assert deviations(fled, expulsion / (hazard + expulsion) * gone) < DEVIATIONS
    # Negative control: had all who would flee fled before anybody was killed.
    assert deviations(killed, -math.expm1(-hazard * 15) * math.exp(-expulsion * 15)) > DEVIATIONS


def test_two_harms_of_one_stock_share_its_victims(quiet: MakeWorld):
    """Three killed for every one arrested. False alarm below 6e-7."""
    arrest = KILLING.format(rate=1).replace("killing", "arrest")
    simulated = run(quiet, 60, harms=KILLING.format(rate=3) + arrest)
    killed = int(all_of(simulated.stocks["dead"])[-1])
    held = int(all_of(simulated.stocks["detained"])[-1])
    assert deviations(killed, 0.75, killed + held) < DEVIATIONS
    assert deviations(killed, 0.70, killed + held) > DEVIATIONS  # negative control


def test_the_willing_go_home_at_one_speed_and_the_others_stay(quiet: MakeWorld):
    """Seven in ten want to; they set off at 0.08 a day and arrive a day later. Four comparisons: below 3e-6."""
    simulated = run(
        quiet,
        41,
        displaced=AT_THE_CAMP,
        parameters={"return_speed": 0.08, "willing_camp": 0.7},
    )
    away = all_of(simulated.stocks["idps"])
    back = all_of(simulated.stocks["returnees"])
    for day in (9, 40):
        assert deviations(away[day], 0.3 + 0.7 * math.exp(-0.08 * (day + 1))) < DEVIATIONS
        assert deviations(back[day], -0.7 * math.expm1(-0.08 * day)) < DEVIATIONS
    assert deviations(back[40], -0.75 * math.expm1(-0.08 * 40)) > DEVIATIONS  # negative controls
    assert deviations(away[9], 0.3 + 0.7 * math.exp(-0.085 * 10)) > DEVIATIONS


def test_a_refusal_leaves_the_share_that_goes_without_permission(quiet: MakeWorld):
    """False alarm below 6e-7."""
    simulated = run(
        quiet,
        41,
        displaced=AT_THE_CAMP,
        permissions="army,home,home,,,refused,,,,,,,judgement\n",
        parameters={"return_speed": 0.2, "unpermitted_ease": 0.1},
    )
    away = all_of(simulated.stocks["idps"])
    assert deviations(away[40], math.exp(-0.02 * 41)) < DEVIATIONS
    assert deviations(away[40], math.exp(-0.022 * 41)) > DEVIATIONS  # negative control


def test_obstacles_multiply_the_speed(quiet: MakeWorld):
    """Mines, worse services and a way that must be half paid for. False alarm below 6e-7."""
    conditions = (
        "home,mines,0.5,,,,,judgement\nhome,services,0.4,,,,,judgement\n"
        "camp,transport_support,0.5,,,,,judgement\ncamp,means,0.64,,,,,judgement\n"
    )
    parameters = {
        "return_speed": 0.2,
        "weight_mines": 0.4,
        "weight_services": 0.5,
    }
    simulated = run(quiet, 31, displaced=AT_THE_CAMP, conditions=conditions, parameters=parameters)
    speed = 0.2 * (1 - 0.4 * 0.5) * (1 - 0.5 * 0.6) * 0.8
    away = all_of(simulated.stocks["idps"])
    assert deviations(away[10], math.exp(-speed * 11)) < DEVIATIONS
    assert deviations(away[10], math.exp(-0.2 * 11)) > DEVIATIONS  # negative control


def test_flight_from_an_assault_saturates_as_the_law_says(quiet: MakeWorld):
    """Assault 0.6 against a half of 0.3: four fifths of the greatest hazard. False alarm below 6e-7."""
    simulated = run(
        quiet,
        11,
        actors="army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
        presence="home,rebels,assault,0.6,,,,,,judgement\n",
        parameters={"flight_hazard": 0.2, "danger_half": 0.3},
    )
    left = all_of(simulated.stocks["residents"])
    assert deviations(left[10], math.exp(-0.16 * 11)) < DEVIATIONS
    assert deviations(left[10], math.exp(-0.17 * 11)) > DEVIATIONS  # negative control
