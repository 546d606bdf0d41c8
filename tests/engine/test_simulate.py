"""Running an ensemble (model §5): the same numbers whatever the threads, and a stop that really stops."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

import homeward
from conftest import MakeWorld
from homeward.assemble.communities.ensemble import draw_ensemble, with_parameters
from homeward.assemble.communities.world import assemble
from homeward.engine.communities.ready import Workspace, prepare, run_whole_member
from homeward.engine.members import record_days
from homeward.engine.simulate import simulate
from homeward.engine.simulated import CommunitySeries, Simulated
from homeward.errors import HomewardBug, SimulationError
from homeward.scenario.rows.uncertain_numbers import Amount
from homeward.scenario.scenario import Scenario

PLAIN = """
import json, sys
from homeward.engine.simulate import simulate
from homeward.scenario.load import load_scenario
tiny = load_scenario("tiny")
result = simulate(tiny, members=2, seed=1, days=range(0, tiny.n_day, 3), threads=1)
print(json.dumps({
    name: [series.cells.tolist(), series.values.tolist()]
    for name, series in (result.stocks | result.flows).items()
}))
"""


def people(simulated: Simulated, members: int | None = None) -> dict[str, dict[tuple, list]]:
    """Every number, by variable and community; those of the first members if so many are given."""
    return {
        name: {
            tuple(cell): series.values[:members, :, index].tolist()
            for index, cell in enumerate(series.cells.tolist())
            if series.values[:members, :, index].any()
        }
        for name, series in (simulated.stocks | simulated.flows).items()
    }


def test_what_happens_is_addressed_by_the_member_whose_chance_is_lived_through(tiny: Scenario):
    """Member 3 taken into another row is member 3 with the chance of 3, and no other."""
    ready = prepare(tiny, days=[tiny.n_day - 1], members=5, seed=1)
    workspace = Workspace(ready, np.zeros(1, dtype=np.int64))
    rows = np.array([3, 3])
    moved = replace(ready, ensemble=with_parameters(ready.ensemble, tiny, ready.world, rows, {}))
    wanted = run_whole_member(ready, 3, workspace).stocks
    assert np.array_equal(run_whole_member(moved, 0, workspace, chance_member=3).stocks, wanted)
    assert np.array_equal(run_whole_member(moved, 1, workspace, chance_member=3).stocks, wanted)
    for other in ({}, {"chance_member": 4}):  # negative control
        assert not np.array_equal(run_whole_member(moved, 0, workspace, **other).stocks, wanted)


def test_parameters_given_go_to_members_by_their_number(tiny: Scenario):
    asked = {
        "members": 6,
        "seed": 1,
        "days": [tiny.n_day - 1],
        "parameters": {"return_speed": np.linspace(0.01, 0.2, 6)},
    }
    whole = simulate(tiny, **asked)
    some = simulate(tiny, **asked, member_numbers=range(3, 5))
    assert np.array_equal(some.parameters["return_speed"], whole.parameters["return_speed"][3:5])
    assert np.array_equal(some.belief, whole.belief[3:5])
    for name, series in (some.stocks | some.flows).items():
        known = (whole.stocks | whole.flows)[name].values[3:5].sum(axis=2)
        assert np.array_equal(series.values.sum(axis=2), known), name


def test_a_member_run_by_its_number_is_the_member_of_any_ensemble(
    tiny: Scenario, tiny_run: Simulated
):
    """Members 6 and 2, in that order, of eight."""
    some = simulate(tiny, members=8, seed=1, days=range(tiny.n_day), member_numbers=[6, 2])
    assert some.members == 2
    for place, number in enumerate((6, 2)):
        assert np.array_equal(some.belief[place], tiny_run.belief[number])
        for name, values in some.parameters.items():
            assert values[place] == tiny_run.parameters[name][number]
        for name, series in (some.stocks | some.flows).items():
            whole = (tiny_run.stocks | tiny_run.flows)[name]
            assert series.values[place].sum() == whole.values[number].sum(), name
    one = simulate(tiny, members=8, seed=1, days=range(tiny.n_day), member_numbers=[6])
    again = simulate(tiny, members=8, seed=1, days=range(tiny.n_day), member_numbers=[6, 2])
    assert people(one) == people(again, members=1)


def test_threads_change_no_number(tiny: Scenario, tiny_run: Simulated):
    for threads in (1, 2, 5):
        again = simulate(tiny, members=8, seed=1, days=range(tiny.n_day), threads=threads)
        assert people(again) == people(tiny_run)
        assert np.array_equal(again.belief, tiny_run.belief)
    other = simulate(tiny, members=8, seed=2, days=range(tiny.n_day))
    assert people(other) != people(tiny_run)  # negative control


def test_a_larger_ensemble_begins_with_the_smaller(tiny: Scenario, tiny_run: Simulated):
    four = simulate(tiny, members=4, seed=1, days=range(tiny.n_day))
    assert people(four) == people(tiny_run, 4)
    for name, values in four.parameters.items():
        assert np.array_equal(values, tiny_run.parameters[name][:4])
    assert people(four)["residents"] != people(tiny_run)["residents"]  # negative control


def at(series: CommunitySeries, rows: list[int]) -> dict[tuple, list]:
    return {
        tuple(cell): series.values[:, rows, index].tolist()
        for index, cell in enumerate(series.cells.tolist())
        if series.values[:, rows, index].any()
    }


def test_keeping_fewer_days_changes_no_stock_and_adds_up_flows(tiny: Scenario, tiny_run: Simulated):
    days = [0, 6, 7, 30, tiny.n_day - 1]
    few = simulate(tiny, members=8, seed=1, days=days)
    for name, series in few.stocks.items():
        assert at(series, list(range(len(days)))) == at(tiny_run.stocks[name], days)
    for name, series in few.flows.items():
        total = tiny_run.flows[name].values.sum(axis=1)
        assert (series.values.sum(axis=(1, 2)) == total.sum(axis=1)).all()
        assert series.values[:, 1].sum() == tiny_run.flows[name].values[:, 1:7].sum()
    assert np.array_equal(few.belief, tiny_run.belief[:, days])


def test_until_shortens_without_changing(tiny: Scenario, tiny_run: Simulated):
    until = tiny.start + timedelta(days=29)
    short = simulate(tiny, members=8, seed=1, days=record_days(tiny, 1, until), until=until)
    assert short.days.tolist() == list(range(30))
    for name, series in (short.stocks | short.flows).items():
        longer = (tiny_run.stocks | tiny_run.flows)[name]
        assert at(series, list(range(30))) == at(longer, list(range(30)))


def test_plain_python_gives_the_same_integers(tiny: Scenario):
    """Numba switched off: the model as it reads. Exact: one source, the same arithmetic."""
    answer = subprocess.run(
        [sys.executable, "-c", PLAIN],
        env=os.environ
        | {
            "NUMBA_DISABLE_JIT": "1",
            "PYTHONPATH": os.path.dirname(os.path.dirname(homeward.__file__)),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    compiled = simulate(tiny, members=2, seed=1, days=range(0, tiny.n_day, 3), threads=1)
    plain = json.loads(answer.stdout)
    for name, series in (compiled.stocks | compiled.flows).items():
        assert plain[name] == [series.cells.tolist(), series.values.tolist()], name
    other = simulate(tiny, members=2, seed=2, days=range(0, tiny.n_day, 3), threads=1)
    assert plain["idps"][1] != other.stocks["idps"].values.tolist()  # negative control


def test_an_interrupted_run_stops_at_once_and_leaves_no_thread(tiny: Scenario):
    threads = threading.active_count()

    pressed: list[int] = []

    def interrupt(done: int, members: int) -> None:
        assert 0 < done < members / 2
        pressed.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(tiny, members=2000, days=record_days(tiny, 30), threads=2, progress=interrupt)
    assert len(pressed) == 1
    assert threading.active_count() == threads


def test_progress_counts_to_the_end(tiny: Scenario):
    seen: list[tuple[int, int]] = []
    simulate(tiny, members=5, days=[3], threads=1, progress=lambda *now: seen.append(now))
    assert seen == sorted(seen)
    assert seen[-1] == (5, 5)


def test_a_thousand_times_the_people_is_a_thousand_times_the_people(quiet: MakeWorld):
    """Two million at home, in a camp and on the road: nothing overflows, and shares agree within a hundredth."""

    def ran(factor: int) -> tuple[np.ndarray, np.ndarray]:
        scenario = quiet(
            days=40,
            places=f"home,Home,town,AAA,,34,38,{2000 * factor},,,,,,,,,\ncamp,Camp,camp,AAA,,34,39,,,,,,1,,,,\n",
            displaced=f"home,people,camp,{1000 * factor},,,judgement\n",
            permissions="army,home,stay,,,refused,,,,,,2030-01-06,judgement\n",
            harms="army,arrest,,,control,,1,,,,,,,judgement\n",
        )
        simulated = simulate(scenario, members=20, days=range(40))
        everyone = sum(s.values.sum(axis=2, dtype=np.int64) for s in simulated.stocks.values())
        return everyone, simulated.stocks["returnees"].values.sum(axis=2, dtype=np.int64)

    few, few_back = ran(1)
    many, many_back = ran(1000)
    assert (few == 3000).all()
    assert (many == 3_000_000).all()
    share = few_back[:, -1].mean() / 3000
    assert many_back[:, -1].mean() / 3e6 == pytest.approx(share, abs=0.01)
    assert share > 0.3


def test_given_parameters_are_used_as_they_are(tiny: Scenario):
    given = np.array([0.0, 0.5])
    simulated = simulate(tiny, members=2, days=[tiny.n_day - 1], parameters={"return_speed": given})
    assert np.array_equal(simulated.parameters["return_speed"], given)
    returns = simulated.flows["returns"].values.sum(axis=(1, 2))
    assert returns[0] < returns[1]


def with_people(scenario: Scenario, people: float) -> Scenario:
    """The scenario with so many people at every home, whatever loading would say of it."""
    amount = Amount.model_construct(value=people, low=people, high=people)
    places = tuple(
        place.model_copy(update={"population": amount}) if place.is_home else place
        for place in scenario.places
    )
    return scenario.model_copy(update={"places": places})


@pytest.mark.parametrize("people", [2.0**33 + 5, 2.0**35, 1e12, 1e15])
def test_people_who_outgrow_a_record_stop_the_run(tiny: Scenario, people: float):
    """Negative, or as if nobody had wrapped: 2^33 and some per home leave small numbers in 32 bits."""
    with pytest.raises(SimulationError, match="more people than a record can count"):
        simulate(with_people(tiny, people), members=1, days=[3, 9])


def test_people_whom_a_record_can_count_do_not(tiny: Scenario):
    simulated = simulate(with_people(tiny, 1e9), members=1, days=[3])
    at_home = simulated.stocks["residents"].values
    assert at_home.sum(dtype=np.int64) == pytest.approx(2e9, rel=0.1)
    assert at_home.min() >= 0


def test_flows_that_outgrow_a_record_stop_the_run(quiet: MakeWorld):
    """Two billion who move on every day move on more often than 32 bits can count, and nobody is below none."""
    scenario = quiet(
        days=40,
        places="home,Home,town,AAA,,34,38,0,,,,,,,,,\n"
        "camp,Camp,camp,AAA,,34,39,,,,,,1,,,,\nnext,Next,camp,AAA,,34,39.1,,,,,,1,,,,\n",
        routes="way,home,camp,100,,,\non_way,camp,next,10,,,\n",
        control="home,army,,,judgement\ncamp,army,,,judgement\nnext,army,,,judgement\n",
        displaced="home,people,camp,2000000000,,,judgement\n",
        parameters={"onward_hazard": 1.0},
    )
    assert simulate(scenario, members=1, days=range(40)).flows["onward_movements"].values.max() > 0
    with pytest.raises(SimulationError, match="more people than a record can count"):
        simulate(scenario, members=1, days=[39])


def test_a_belief_that_is_not_a_number_stops_the_run(tiny: Scenario):
    with pytest.raises(SimulationError, match="a belief is not a number"):
        simulate(tiny, members=2, days=[20], parameters={"news_delay": np.array([np.nan, np.nan])})


def test_deaf_people_keep_their_first_beliefs(tiny: Scenario):
    world = assemble(tiny)
    assert draw_ensemble(tiny, world, seed=1, n_member=1, without_news=True).without_news
    without_promises = tiny.model_copy(
        update={
            "permissions": tuple(p.model_copy(update={"promise": 0.0}) for p in tiny.permissions)
        }
    )
    deaf = simulate(without_promises, members=3, days=range(tiny.n_day), without_news=True)
    assert np.allclose(deaf.belief, deaf.belief[:, :1], rtol=1e-6)
    hearing = simulate(without_promises, members=3, days=range(tiny.n_day))
    assert not np.allclose(hearing.belief, hearing.belief[:, :1], rtol=1e-3)  # negative control


def test_a_day_that_was_not_run_is_not_a_day_without_people(tiny: Scenario):
    until = tiny.start + timedelta(days=9)
    with pytest.raises(HomewardBug, match="day 20 is to be kept and is not run"):
        simulate(tiny, members=1, days=[9, 20], until=until)
