"""What lifting an obstacle may change, and what it may not (model §7.5)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import QUIET_START, MakeWorld
from homeward.catalogue import OBSTACLES, obstacles
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.scenario.rows.levers import Trust
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe

Change = Callable[[Scenario], Scenario]

SCENARIOS = 40
LEAST_SEEN = 3  # of them, in which the same lift has an effect elsewhere or later
MEMBERS = 2
LONG_AGO = date(2029, 1, 1)
FEAR_OF_ONE = "fear_of_a0"  # any scenario has an actor a0


@cache
def any_world(number: int) -> Scenario:
    return Recipe(number).load()


def counts(scenario: Scenario, seed: int) -> np.ndarray:
    """Everything counted (day, member, what, home, group, place)."""
    simulated = simulate(
        scenario, members=MEMBERS, seed=seed, days=range(scenario.n_day), threads=1
    )
    n_place = len(scenario.places)
    shape = (MEMBERS, scenario.n_day, n_place, len(scenario.group_names), n_place)
    every = (*simulated.stocks.values(), *simulated.flows.values())
    found = np.zeros((len(every), *shape), dtype=np.int64)
    for what, series in enumerate(every):
        home, group, place = series.cells.T
        found[what][:, :, home, group, place] = series.values
    return found.swapaxes(0, 2)


def are_equal(one: np.ndarray, other: np.ndarray) -> bool:
    return bool((one == other).all())


def lifting(scenario: Scenario, *lifts: Lift) -> Scenario:
    return scenario.model_copy(update={"lifted": (*scenario.lifted, *lifts)})


def with_parameters(scenario: Scenario, **values: float) -> Scenario:
    given = {name: Range(value=v, low=v, high=v) for name, v in values.items()}
    return scenario.model_copy(update={"parameters": scenario.parameters | given})


def parameters(**values: float) -> Change:
    return lambda scenario: with_parameters(scenario, **values)


def no_shut_exit(scenario: Scenario) -> Scenario:
    rows = tuple(row for row in scenario.conditions if not row.variable.startswith("exit_"))
    return with_parameters(scenario.model_copy(update={"conditions": rows}), exit_refused_ease=1)


def no_assault(scenario: Scenario) -> Scenario:
    rows = tuple(row for row in scenario.presence if row.mode != "assault")
    return scenario.model_copy(update={"presence": rows})


def no_closure(scenario: Scenario) -> Scenario:
    return without("way_dared")(scenario.model_copy(update={"closures": ()}))


def without(*variables: str) -> Change:
    """Leave out the rows of some conditions."""

    def change(scenario: Scenario) -> Scenario:
        rows = tuple(row for row in scenario.conditions if row.variable not in variables)
        return scenario.model_copy(update={"conditions": rows})

    return change


def no_fear_of_one(scenario: Scenario) -> Scenario:
    return scenario.model_copy(update={"trusted": (Trust(actor="a0", start=LONG_AGO),)})


IN_EFFECT_NOWHERE: dict[str, Change] = {
    "fear_of_recapture": parameters(recapture_prior=0),
    "permission": parameters(unpermitted_ease=1),
    "exit": no_shut_exit,
    "fighting": no_assault,
    "way_home": no_closure,
    "dwelling_destroyed": parameters(weight_destroyed=0, house_needed=0),
    "dwelling_occupied": without("dwellings_occupied"),
    "services": parameters(weight_services=0),
    "livelihood": parameters(weight_livelihood=0, livelihood_needed=0),
    "mines": parameters(weight_mines=0),
    "journey_cost": without("means"),
    FEAR_OF_ONE: no_fear_of_one,
}


@pytest.mark.slow
@pytest.mark.parametrize("obstacle", IN_EFFECT_NOWHERE)
def test_lifting_what_is_nowhere_in_effect_changes_nothing(obstacle: str):
    """Negative control: where it is in effect, lifting it does."""
    seen = 0
    for number in range(SCENARIOS):
        scenario = any_world(number)
        without = IN_EFFECT_NOWHERE[obstacle](scenario)
        lift = Lift(obstacle=obstacle)
        assert are_equal(counts(without, number), counts(lifting(without, lift), number)), number
        if seen < LEAST_SEEN:
            scenario = scenario.model_copy(update={"lifted": ()})
            seen += not are_equal(counts(scenario, number), counts(lifting(scenario, lift), number))
    assert seen == LEAST_SEEN


def test_every_obstacle_has_a_world_in_which_it_is_nowhere_in_effect():
    assert list(IN_EFFECT_NOWHERE) == [row.name for row in obstacles(["a0"])]
    assert len(IN_EFFECT_NOWHERE) == len(OBSTACLES) + 1


@pytest.mark.slow
def test_lifting_changes_nothing_before_its_day():
    """Of any obstacle, for any groups; likewise whoever is believed. Negative control: it does from then on."""
    seen: Counter[str] = Counter()
    for number in range(2 * SCENARIOS):
        chance = random.Random(number)
        scenario = any_world(number)
        day = chance.randint(1, scenario.n_day - 5)
        groups = tuple(chance.sample(scenario.group_names, chance.randint(0, 1)))
        start = scenario.start + timedelta(days=day)
        name = chance.choice(obstacles(scenario.actor_names)).name
        trust = Trust(actor=chance.choice(scenario.actor_names), groups=groups, start=start)
        was = counts(scenario, number)
        for what, other in (
            ("lifted", lifting(scenario, Lift(obstacle=name, groups=groups, start=start))),
            ("trusted", scenario.model_copy(update={"trusted": (*scenario.trusted, trust)})),
        ):
            now = counts(other, number)
            assert are_equal(now[:day], was[:day]), (number, what)
            seen[what] += not are_equal(now[day:], was[day:])
    assert min(seen["lifted"], seen["trusted"]) >= LEAST_SEEN, seen


def without_ties(scenario: Scenario) -> Scenario:
    """Nobody's number is read in a decision of another group, and no approvals are shared out."""
    places = tuple(place.model_copy(update={"capacity": None}) for place in scenario.places)
    permissions = tuple(row for row in scenario.permissions if row.rule != "listed")
    alone = scenario.model_copy(update={"places": places, "permissions": permissions})
    return with_parameters(
        without("exit_capacity", "organised_return")(alone),
        viability=0,
        garrison_relief=0,
        house_needed=0,
        weight_destroyed=0,
        reach_kin=0,
        reach_general=0,
        kin_pull=0,
        word_needed=0,
    )


def with_ties(scenario: Scenario) -> Scenario:
    return with_parameters(scenario, viability=1, house_needed=1, reach_kin=1, kin_pull=1)


def test_lifting_for_a_group_leaves_others_alone_where_nothing_ties_them():
    """Negative controls: it does not leave the group itself alone, nor the others where something ties them."""
    own = others = 0
    for number in range(2 * SCENARIOS):
        scenario = any_world(number)
        group, *rest = random.Random(number).sample(scenario.group_names, len(scenario.group_names))
        if not rest:
            continue
        lifts = [
            Lift(obstacle=row.name, groups=(group,)) for row in obstacles(scenario.actor_names)
        ]
        of_group, of_rest = (
            (..., [scenario.group_names.index(name) for name in names], slice(None))
            for names in ([group], rest)
        )
        alone = without_ties(scenario)
        lifted = lifting(alone, *lifts)
        was, now = counts(alone, number), counts(lifted, number)
        assert are_equal(now[of_rest], was[of_rest]), number
        own += not are_equal(now[of_group], was[of_group])
        tied = with_ties(scenario)
        lifted = lifting(tied, *lifts)
        others += not are_equal(counts(lifted, number)[of_rest], counts(tied, number)[of_rest])
    assert own >= LEAST_SEEN
    assert others >= LEAST_SEEN


# Direction: with shared chance, single people, no news, and nothing that sends people out again.

shares = st.floats(0.0, 1.0).map(lambda x: round(x, 4))
seeds = st.integers(0, 2**62)
days = st.integers(0, 30)
DAYS = 40
TABLES = {
    "places": "home,Home,town,AAA,,34,38,100,,,,,,,,,\n"
    "camp,Camp,camp,AAA,,34,39,,,,,,1,,,,\ncity,City,city,AAA,,33,38,,,,,,1,,,,\n",
    "routes": "way,home,camp,100,,,\nroad,home,city,250,,,\n",
    "actors": "army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
    "control": "home,army,,,judgement\ncamp,army,,,judgement\ncity,army,,,judgement\n",
    "groups": "one,One,Group 1,,,,,0.5,,,\nother,Other,Group 2,,,,,0.5,,,\n",
    "presence": "home,rebels,raiding,0.5,,,,2030-01-10,2030-01-30,judgement\n",
    "displaced": "home,one,camp,600,,,judgement\nhome,one,city,300,,,judgement\n"
    "home,other,camp,400,,,judgement\nhome,other,city,500,,,judgement\n",
    "closures": "way,back,2030-01-05,2030-01-25,judgement\n",
    "permissions": "army,home,home,one,,refused,,,,,,,judgement\n"
    "army,camp,leave,,,refused,,,,,,2030-01-20,judgement\n",
}
PARAMETERS = {
    "tolerance": 0.2, "prior_neither": 0.1, "recapture_prior": 1, "recapture_horizon": 2,
    "flight_hazard": 0, "viability": 0.5, "return_speed": 0.1, "unpermitted_ease": 0.3, "willing_camp": 0.8,
}  # fmt: skip


def back_home(scenario: Scenario, seed: int, members: int = 4) -> np.ndarray:
    """People at home on every evening, with and without a displacement behind them (member, time)."""
    simulated: Simulated = simulate(
        scenario,
        members=members,
        seed=seed,
        days=range(scenario.n_day),
        without_news=True,
        threads=1,
    )
    at_home = (simulated.stocks[name].values for name in ("residents", "returnees"))
    return sum(values.sum(axis=2, dtype=np.int64) for values in at_home)


def obstructed(quiet: MakeWorld, *levels: float) -> Scenario:
    """A world in which every obstacle but fighting at home keeps people away."""
    at_home = zip(("mines", "dwellings_usable", "services", "livelihood"), levels, strict=True)
    rows = [f"home,{variable},{level},,,,,judgement\n" for variable, level in at_home]
    rows.append("camp,exit_opening,0.5,,,,,judgement\ncamp,means,0.5,,,,,judgement\n")
    return quiet(days=DAYS, conditions="".join(rows), parameters=PARAMETERS, **TABLES)


SOFT_AND_HARD = [
    row.name
    for row in obstacles(["army", "rebels"])
    if row.name not in {"fighting", "dwelling_occupied"}
]
"""Not those that send people out again: a fight at home (the last test), strangers in the house (there are none)."""


@pytest.mark.parametrize("obstacle", SOFT_AND_HARD)
@settings(max_examples=15)
@given(shares, shares, shares, shares, days, st.sampled_from([(), ("one",), ("other",)]), seeds)
def test_lifting_an_obstacle_never_lowers_the_number_home(
    quiet: MakeWorld,
    obstacle: str,
    mines: float,
    usable: float,
    services: float,
    livelihood: float,
    day: int,
    groups: tuple[str, ...],
    seed: int,
):
    """With viability, which helps those who follow; not with `house_needed`, where who is back has taken a house."""
    scenario = obstructed(quiet, mines, usable, services, livelihood)
    start = QUIET_START + timedelta(days=day)
    lifted = lifting(scenario, Lift(obstacle=obstacle, groups=groups, start=start))
    assert (back_home(scenario, seed) <= back_home(lifted, seed)).all()


def test_whom_the_house_lets_home_it_lets_stay(quiet: MakeWorld):
    """Strangers in every house, and nobody who would face them: all turn back, or, once that is lifted, none."""
    rows = "home,dwellings_occupied,1,,,,,judgement\n"
    given_ = PARAMETERS | {"avoid_occupiers": 1, "weight_occupied": 0.5}
    scenario = quiet(days=DAYS, conditions=rows, parameters=given_, **TABLES)
    lifted = lifting(scenario, Lift(obstacle="dwelling_occupied"))
    (residents,) = np.unique(back_home(scenario, 1))
    assert (back_home(lifted, 1)[:, -1] > residents).all()
    turned = simulate(lifted, members=4, seed=1, days=[DAYS - 1], threads=1).flows[
        "redisplacements"
    ]
    assert not turned.values.any()


@settings(max_examples=15)
@given(st.sampled_from(["army", "rebels"]), days, seeds)
def test_believing_at_once_never_lowers_the_number_home(
    quiet: MakeWorld, actor: str, day: int, seed: int
):
    scenario = obstructed(quiet, 0.5, 0.5, 0.5, 0.5)
    trust = Trust(actor=actor, start=QUIET_START + timedelta(days=day))
    believed = scenario.model_copy(update={"trusted": (trust,)})
    assert (back_home(scenario, seed) <= back_home(believed, seed)).all()


@pytest.mark.parametrize("obstacle", SOFT_AND_HARD)
def test_each_of_them_keeps_somebody_away_and_another_seed_breaks_the_order(
    quiet: MakeWorld, obstacle: str
):
    """Negative control: the order is that of one world and its neighbour, not of any two runs."""
    scenario = obstructed(quiet, 0.5, 0.5, 0.5, 0.5)
    was = back_home(scenario, 1, members=20)
    for_all = back_home(lifting(scenario, Lift(obstacle=obstacle)), 1, members=20)
    assert (was[:, -1] < for_all[:, -1]).any()
    late = Lift(obstacle=obstacle, start=QUIET_START + timedelta(days=DAYS - 3))
    assert (was <= back_home(lifting(scenario, late), 1, members=20)).all()
    assert not (was <= back_home(lifting(scenario, late), 2, members=20)).all()


@pytest.mark.parametrize(("km", "is_lower"), [(1000, False), (100, True)])
def test_lifting_a_fight_sends_people_home_early_or_to_leave_at_the_door(
    quiet: MakeWorld, km: int, is_lower: bool
):
    """Home is fought over for ten days. From ten days away they arrive after the fight, and nobody has lost by it.

    From a day away they arrive in the midst of it and leave again; when it ends, some are still on the road.
    """
    scenario = quiet(
        days=DAYS,
        **TABLES
        | {
            "routes": f"way,home,camp,{km},,,\nroad,camp,city,300,,,\n",
            "closures": "",
            "displaced": "home,one,camp,1000,,,judgement\n",
            "presence": "home,rebels,assault,0.5,,,,2030-01-01,2030-01-11,judgement\n",
            "places": TABLES["places"].replace(
                "home,Home,town,AAA,,34,38,100", "home,Home,town,AAA,,34,38,0"
            ),
        },
        parameters=PARAMETERS,
    )
    was = back_home(scenario, 1)
    now = back_home(lifting(scenario, Lift(obstacle="fighting")), 1)
    assert (now > was).any()
    assert (now < was).any() == is_lower


EXPULSION = "army,home,home,,,refused,,,,,,,judgement\narmy,home,stay,,,refused,,,,,,,judgement\n"


def test_who_is_let_home_is_let_stay(quiet: MakeWorld):
    """Else nobody would be home, however many came: expelled each time, and counted as having set off each time."""

    def of(permissions: str, *obstacles: str) -> Simulated:
        scenario = quiet(
            days=60, displaced="home,people,camp,400,,,judgement\n", permissions=permissions
        )
        lifts = [Lift(obstacle=one, groups=(), start=QUIET_START) for one in obstacles]
        days = range(scenario.n_day)
        return simulate(lifting(scenario, *lifts), members=MEMBERS, seed=1, days=days, threads=1)

    def home(found: Simulated) -> np.ndarray:
        return found.stocks["returnees"].values[:, -1].sum(axis=-1)

    refused, allowed = of(EXPULSION), of(EXPULSION, "permission")
    assert (home(refused) < home(allowed)).all()
    assert refused.flows["redisplacements"].values.sum() > 0
    assert not allowed.flows["redisplacements"].values.sum()
    # Who lives there is driven out all the same: lifting is about those who come back.
    assert (
        allowed.flows["displacements"].values.sum() == refused.flows["displacements"].values.sum()
    )
