"""Explain (model §10.1): contributions add up in every member, and are those of the runs they come from."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from conftest import QUIET_START, MakeWorld
from homeward.engine.communities.ready import prepare, run_whole_member
from homeward.engine.pool import run_jobs
from homeward.errors import Interrupted
from homeward.evaluation.comparison.compare import compare, run_to_compare
from homeward.evaluation.explanation import explain_settings
from homeward.evaluation.explanation.explain import Explanation, explain
from homeward.evaluation.explanation.explain_settings import MOST_RUNS
from homeward.evaluation.outcomes import DISPLACED, RETURNED
from homeward.model.communities.record import IDPS, REFUGEES, RETURN_DEPARTURES
from homeward.scenario.changes.lifting import lift_obstacles, parse_lift
from homeward.scenario.scenario import Scenario

ARRAYS = ("as_is", "all_lifted", "contribution", "alone", "without")


@pytest.fixture(scope="module")
def explained(few: Scenario) -> Explanation:
    return explain(few, members=6, seed=3, threads=1)


@pytest.fixture(scope="module")
def explained_exactly(few: Scenario) -> Explanation:
    return explain(few, members=6, seed=3, threads=1, is_exact=True)


@pytest.fixture(scope="module")
def tiny_explained(tiny: Scenario) -> Explanation:
    return explain(tiny, members=4, seed=1, threads=1)


def are_equal(one: Explanation, other: Explanation, members: int | None = None) -> bool:
    """Compare every number, or those of the first members."""
    for name in ARRAYS:
        axis = 0 if name in {"as_is", "all_lifted"} else 1
        first, second = getattr(one, name), getattr(other, name)
        if members is not None:
            first, second = (v.take(range(members), axis=axis) for v in (first, second))
        if not np.array_equal(first, second):
            return False
    return True


def index_of(explanation: Explanation, name: str) -> int:
    return [one.name for one in explanation.obstacles].index(name)


def lifted(scenario: Scenario, *texts: str) -> Scenario:
    return lift_obstacles(scenario, [parse_lift(text) for text in texts])


def active_names(explanation: Explanation) -> set[str]:
    return {
        one.name
        for one, is_idle in zip(explanation.obstacles, explanation.is_idle, strict=True)
        if not is_idle
    }


def test_the_obstacles_are_those_of_the_scenario(explained: Explanation):
    assert active_names(explained) == {
        "permission",
        "exit",
        "mines",
        "journey_cost",
        "fear_of_army",
    }


@pytest.mark.parametrize("which", ["explained", "explained_exactly", "tiny_explained"])
def test_contributions_add_up_in_every_member(which: str, request: pytest.FixtureRequest):
    explanation: Explanation = request.getfixturevalue(which)
    total = explanation.all_lifted - explanation.as_is
    assert (total[:, RETURNED] > 0).any()
    np.testing.assert_allclose(explanation.contribution.sum(axis=0), total, rtol=0, atol=1e-9)


@pytest.mark.parametrize("which", ["explained", "explained_exactly", "tiny_explained"])
def test_what_cannot_act_gets_exactly_nothing(which: str, request: pytest.FixtureRequest):
    explanation: Explanation = request.getfixturevalue(which)
    assert explanation.is_idle.any()
    assert (explanation.contribution[explanation.is_idle] == 0).all()
    assert (explanation.alone[explanation.is_idle] == 0).all()
    total = explanation.all_lifted - explanation.as_is
    assert (explanation.without[explanation.is_idle] == total).all()


def test_what_acts_on_one_group_only_gives_the_other_nothing_but_what_comes_of_it(
    explained: Explanation,
):
    """The refusal is to herders."""
    permission = explained.alone[index_of(explained, "permission"), :, RETURNED, 0]
    assert (permission[:, 0] > 0).all()
    assert np.abs(permission[:, 1]).max() < permission[:, 0].min() / 10


def test_lifting_everything_is_the_run_of_a_scenario_with_all_of_it_lifted(
    tiny: Scenario, tiny_explained: Explanation
):
    world = run_to_compare(
        lifted(tiny, *(one.name for one in tiny_explained.obstacles)),
        tiny.end,
        members=4,
        seed=1,
    )
    n_group = len(tiny.groups)
    np.testing.assert_array_equal(world.outcomes, tiny_explained.all_lifted[..., :n_group])
    baseline = run_to_compare(tiny, tiny.end, members=4, seed=1)
    np.testing.assert_array_equal(baseline.outcomes, tiny_explained.as_is[..., :n_group])


def test_by_refuge_people_are_those_of_the_run(tiny: Scenario, tiny_explained: Explanation):
    n_group = len(tiny.groups)
    ready = prepare(tiny, days=[tiny.n_day - 1], members=4, seed=1)
    records = run_jobs(
        ready, range(4), lambda member, space: run_whole_member(ready, member, space)
    )
    for member, record in enumerate(records):
        displaced = record.stocks[-1, [IDPS, REFUGEES]].sum(axis=(0, 2))
        found = tiny_explained.as_is[member, DISPLACED, :, n_group:]
        np.testing.assert_array_equal(found, displaced)
        assert displaced.any()
        set_off = record.flows[-1, RETURN_DEPARTURES].sum(axis=1)
        np.testing.assert_array_equal(tiny_explained.as_is[member, RETURNED, :, n_group:], set_off)


def test_lifted_alone_is_what_compare_says_of_lifting_it(
    tiny: Scenario, tiny_explained: Explanation
):
    names = ["permission", "fear_of_council", "dwelling_occupied"]
    comparison = compare(tiny, [lifted(tiny, name) for name in names], members=4, seed=1)
    for name, world in zip(names, comparison.changed, strict=True):
        alone = tiny_explained.alone[index_of(tiny_explained, name)][..., : len(tiny.groups)]
        assert alone.any(), name
        np.testing.assert_array_equal(world.outcomes - comparison.baseline.outcomes, alone)


def test_all_but_it_is_what_compare_says_of_lifting_the_others(
    few: Scenario, explained: Explanation
):
    others = active_names(explained) - {"mines"}
    comparison = compare(few, [lifted(few, *others)], members=6, seed=3)
    np.testing.assert_array_equal(
        comparison.changed[0].outcomes - comparison.baseline.outcomes,
        explained.without[index_of(explained, "mines")][..., : len(few.groups)],
    )


def test_views_of_one_run_are_the_same_run(explained: Explanation, explained_exactly: Explanation):
    """Estimated or not: none, all, alone and all but one are the same coalitions."""
    for name in ("as_is", "all_lifted", "alone", "without"):
        np.testing.assert_array_equal(getattr(explained, name), getattr(explained_exactly, name))


def test_estimates_are_near_all_combinations(few: Scenario):
    """Five obstacles: each within a tenth of the whole on average, and the right one binds in most members."""
    one = explain(few, members=30, seed=5)
    other = explain(few, members=30, seed=5, is_exact=True)
    assert (one.runs, other.runs) == (12, 32)
    assert not one.is_exact
    assert other.is_exact
    drawn, whole = (
        which.contribution[:, :, RETURNED, :, :2].sum(axis=(-2, -1)) for which in (one, other)
    )
    total = whole.sum(axis=0)
    assert (np.abs(drawn - whole).sum(axis=0) / total).mean() < 0.12
    assert (drawn.argmax(axis=0) == whole.argmax(axis=0)).mean() >= 0.95
    assert np.abs(drawn - whole).max() > 1, "negative control: they are not the same runs"


@pytest.mark.slow
def test_on_tiny_each_is_within_twelve_percent_and_the_right_one_binds(tiny: Scenario):
    """All 4,096 combinations of twelve obstacles; obstacles that account for a fiftieth or more."""
    one = explain(tiny, members=2, seed=1, threads=1)
    other = explain(tiny, members=2, seed=1, threads=1, is_exact=True)
    groups = slice(len(tiny.groups))
    drawn, whole = (
        which.contribution[:, :, RETURNED, :, groups].sum(axis=(-2, -1)) for which in (one, other)
    )
    assert (one.runs, other.runs) == (26, 4096)
    mean = whole.mean(axis=1)
    counts = mean >= mean.sum() / 50
    off = np.abs(drawn.mean(axis=1) - mean)[counts] / mean[counts]
    assert off.mean() < 0.12
    assert (drawn.argmax(axis=0) == whole.argmax(axis=0)).all()


def test_at_most_twenty_six_runs(
    few: Scenario, explained: Explanation, tiny_explained: Explanation
):
    assert explained.runs == 2 * 5 + 2
    assert int((~tiny_explained.is_idle).sum()) == 12
    assert tiny_explained.runs == MOST_RUNS == 26


def test_what_is_alone_and_not_run_is_estimated_for_those_that_make_least(
    tiny: Scenario, tiny_explained: Explanation, monkeypatch: pytest.MonkeyPatch
):
    """Twelve obstacles, ten of them alone: with two runs more all are run."""
    monkeypatch.setattr(explain_settings, "MOST_RUNS", 24)
    all_run, fewer = tiny_explained, explain(tiny, members=4, seed=1, threads=1)
    is_same = (all_run.alone == fewer.alone).all(axis=(2, 3, 4))
    active = ~all_run.is_idle
    assert (is_same[active].sum(axis=0) >= 10).all()
    assert not is_same.all()
    last = (all_run.all_lifted - all_run.as_is) - all_run.without
    size = np.abs(last[..., : len(tiny.groups)]).sum(axis=(2, 3, 4))
    for member in range(4):
        strongest = np.argsort(-size[active, member])[:10]
        assert is_same[active, member][strongest].all()
    np.testing.assert_array_equal(all_run.without, fewer.without)


def test_with_few_obstacles_all_combinations_take_fewer_runs(quiet: MakeWorld):
    scenario = quiet(
        days=20,
        displaced="home,people,camp,500,,,judgement\n",
        conditions="camp,means,0.4,,,,,judgement\n",
    )
    explanation = explain(scenario, members=3, threads=1)
    assert active_names(explanation) == {"journey_cost", "fear_of_army"}
    assert (explanation.runs, explanation.is_exact) == (4, True)
    # Of the army nothing is feared: the cost of the way accounts for everything.
    np.testing.assert_array_equal(
        explanation.contribution[index_of(explanation, "journey_cost")],
        explanation.all_lifted - explanation.as_is,
    )


@pytest.mark.parametrize("which", ["few", "tiny"])
def test_what_is_not_run_would_have_changed_nothing(which: str, request: pytest.FixtureRequest):
    """Obstacles that nothing makes act, lifted all the same: every count of every member is as it was."""
    scenario: Scenario = request.getfixturevalue(which)
    explanation = explain(scenario, members=3, seed=1, threads=1)
    obstacles = zip(explanation.obstacles, explanation.is_idle, strict=True)
    idle = [one.name for one, is_idle in obstacles if is_idle]
    assert idle
    plain = run_to_compare(scenario, scenario.end, members=3, seed=1)
    without = run_to_compare(lifted(scenario, *idle), scenario.end, members=3, seed=1)
    np.testing.assert_array_equal(without.outcomes, plain.outcomes)
    others = run_to_compare(
        lifted(scenario, *active_names(explanation)), scenario.end, members=3, seed=1
    )
    assert not np.array_equal(others.outcomes, plain.outcomes)  # negative control


def test_what_weighs_nothing_is_not_run(few: Scenario):
    """Mines lie there; where their weight is 0 they are in nobody's way."""
    assert "mines" in active_names(explain(few, members=2, threads=1))
    weightless = explain(few, members=2, threads=1, parameters={"weight_mines": np.zeros(2)})
    assert "mines" not in active_names(weightless)
    assert not weightless.contribution[index_of(weightless, "mines")].any()


def test_it_says_how_long_it_will_take_before_it_begins(few: Scenario):
    told: list[str] = []
    explain(
        few,
        members=5,
        threads=1,
        progress=lambda done, of: told.append(f"{done} of {of}"),
        expected=lambda seconds: told.append("seconds" if 0 < seconds < 60 else "wrong"),
    )
    assert told == ["seconds", "1 of 5", "2 of 5", "3 of 5", "4 of 5", "5 of 5"]


def test_threads_change_no_number_and_a_longer_ensemble_begins_the_same(
    few: Scenario, explained: Explanation
):
    assert are_equal(explain(few, members=6, seed=3, threads=2), explained)
    assert are_equal(explain(few, members=9, seed=3, threads=2), explained, members=6)
    assert not are_equal(explain(few, members=6, seed=4, threads=2), explained)  # negative control


def test_before_their_day_obstacles_are_there(few: Scenario):
    """Lifted on the last day, nobody is home yet: the way takes a day."""
    late = explain(few, since=few.end, members=3, threads=1)
    assert (late.all_lifted[:, RETURNED, :, :2] == late.as_is[:, RETURNED, :, :2]).all()
    assert (late.all_lifted[:, DISPLACED, :, :2] < late.as_is[:, DISPLACED, :, :2]).any()


def test_by_refuge_who_set_off_is_counted_since_that_day(few: Scenario):
    """As it is, herders set off on 15 days more or less: what went before `since` is left out."""
    whole = explain(few, members=3, threads=1)
    since = few.start + timedelta(days=15)
    later = explain(few, since=since, members=3, threads=1)
    until = explain(few, on=since - timedelta(days=1), members=3, threads=1)
    refuges = slice(2, None)
    np.testing.assert_array_equal(
        whole.as_is[:, RETURNED, :, refuges],
        (later.as_is + until.as_is)[:, RETURNED, :, refuges],
    )
    np.testing.assert_array_equal(whole.as_is[..., :2], later.as_is[..., :2])


# Closed forms, as N (1 - exp(-hazard t)): people in a camp a day from home, without news and without fear.
PEOPLE, MEMBERS, DAYS = 1000, 60, 30
SPEED, EASE, MINES_LEFT = 0.05, 0.2, 0.6
REFUSAL = "army,home,home,,,refused,,,,,,,judgement\n"
MINES = "home,mines,0.8,,,,,judgement\n"


def home_by_the_end(hazard: float) -> float:
    """Persons: who set off by the day before the last is home on it."""
    return -PEOPLE * math.expm1(-hazard * (DAYS - 1))


def in_camp(quiet: MakeWorld, **rows: str) -> Explanation:
    scenario = quiet(
        days=DAYS,
        displaced=f"home,people,camp,{PEOPLE},,,judgement\n",
        parameters={"return_speed": SPEED, "unpermitted_ease": EASE},
        **rows,
    )
    return explain(scenario, members=MEMBERS, seed=2)


def mean_returned(values: np.ndarray) -> float:
    return float(values[..., RETURNED, 0, 0].mean())


def tolerance(hazard: float) -> float:
    """Five standard deviations of the mean over members: false alarm below 6e-7."""
    share = home_by_the_end(hazard) / PEOPLE
    return 5 * math.sqrt(PEOPLE * share * (1 - share) / MEMBERS)


def test_one_refusal_accounts_for_the_difference_of_two_exponentials(quiet: MakeWorld):
    found = in_camp(quiet, permissions=REFUSAL)
    refused, free = SPEED * EASE, SPEED
    assert abs(mean_returned(found.as_is) - home_by_the_end(refused)) < tolerance(refused)
    assert abs(mean_returned(found.all_lifted) - home_by_the_end(free)) < tolerance(free)
    permission = mean_returned(found.contribution[index_of(found, "permission")])
    closed = home_by_the_end(free) - home_by_the_end(refused)
    assert abs(permission - closed) < tolerance(free) + tolerance(refused)
    assert abs(permission - 1.1 * closed) > tolerance(free) + tolerance(refused)  # negative control


def test_two_obstacles_share_as_the_formula_says(quiet: MakeWorld):
    """Shapley values of a refusal and of mines: half of each's gain first, half of its gain last."""
    found = in_camp(quiet, permissions=REFUSAL, conditions=MINES)  # weight of mines: 0.5
    home = {
        (is_open, is_clear): home_by_the_end(
            SPEED * (1 if is_open else EASE) * (1 if is_clear else MINES_LEFT)
        )
        for is_open in (False, True)
        for is_clear in (False, True)
    }
    first = home[True, False] - home[False, False]
    last = home[True, True] - home[False, True]
    allowed = 4 * tolerance(SPEED)
    permission = mean_returned(found.contribution[index_of(found, "permission")])
    assert abs(permission - (first + last) / 2) < allowed
    assert abs(mean_returned(found.alone[index_of(found, "permission")]) - first) < allowed
    mines = mean_returned(found.contribution[index_of(found, "mines")])
    total = home[True, True] - home[False, False]
    assert abs(mines - (total - (first + last) / 2)) < allowed
    assert abs(permission - mines) > allowed  # negative control: they are not alike


# Work kept on disk.


class Stop:
    """Progress that interrupts after some members, and counts what it was told."""

    def __init__(self, after: int | None) -> None:
        self.after = after
        self.told: list[tuple[int, int]] = []

    def __call__(self, done: int, members: int) -> None:
        self.told.append((done, members))
        if self.after is not None and done >= self.after:
            raise KeyboardInterrupt


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOMEWARD_CACHE_DIR", str(tmp_path))
    return tmp_path / "unfinished"


Ask = Callable[..., Explanation]


@pytest.fixture
def ask(few: Scenario, cache: Path) -> Ask:
    def ask(**changed: Any) -> Explanation:
        return explain(few, **{"members": 6, "seed": 3, "threads": 1, "keep": True, **changed})

    return ask


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_interrupted_work_goes_on_and_is_the_same(ask: Ask, cache: Path, explained: Explanation):
    with pytest.raises(Interrupted, match=r"^2 of 6 members are done and kept; the same command"):
        ask(progress=Stop(2))
    assert len(files(cache)) == 1
    going_on = Stop(None)
    assert are_equal(ask(progress=going_on), explained)
    assert going_on.told == [(done, 6) for done in (3, 4, 5, 6)]
    assert files(cache) == []


def test_finished_work_leaves_nothing_and_is_done_again(ask: Ask, cache: Path):
    ask()
    assert files(cache) == []
    again = Stop(None)
    ask(progress=again)
    assert again.told[0] == (1, 6)


@pytest.mark.parametrize(
    "changed",
    [
        {"seed": 4},
        {"is_exact": True},
        {"on": QUIET_START + timedelta(days=20)},
        {"since": QUIET_START + timedelta(days=2)},
        {"parameters": {"return_speed": np.full(6, 0.1)}},
    ],
)
def test_another_question_does_not_use_it(ask: Ask, cache: Path, changed: dict[str, Any]):
    with pytest.raises(Interrupted):
        ask(progress=Stop(3))
    other = Stop(None)
    ask(progress=other, **changed)
    assert other.told[0] == (1, 6)
    assert len(files(cache)) == 1, "what was kept is still kept"


def test_another_scenario_does_not_use_it(few: Scenario, ask: Ask):
    on = date(2030, 1, 25)
    with pytest.raises(Interrupted):
        ask(on=on, progress=Stop(3))
    others = [
        lifted(few, "mines"),
        # The digest is that of the files: what is changed afterwards counts as well.
        few.model_copy(update={"end": few.end - timedelta(days=1)}),
        few.model_copy(update={"conditions": few.conditions[:1]}),
    ]
    for other in others:
        heard = Stop(None)
        explain(other, on=on, members=6, seed=3, threads=1, keep=True, progress=heard)
        assert heard.told[0] == (1, 6)
    same = Stop(None)
    ask(on=on, progress=same)
    assert same.told[0] == (4, 6)  # negative control


def test_work_kept_serves_fewer_members_and_more(ask: Ask, cache: Path, explained: Explanation):
    with pytest.raises(Interrupted):
        ask(members=40, progress=Stop(7))
    assert are_equal(ask(), explained)
    assert len(files(cache)) == 1, "begun for more members: still there"
    more = Stop(None)
    ask(members=9, progress=more)
    assert more.told[0] == (8, 9)
    assert files(cache) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"not a file of arrays"])
def test_a_damaged_file_is_ignored(ask: Ask, cache: Path, explained: Explanation, content: bytes):
    with pytest.raises(Interrupted):
        ask(progress=Stop(2))
    files(cache)[0].write_bytes(content)
    again = Stop(None)
    assert are_equal(ask(progress=again), explained)
    assert again.told[0] == (1, 6)


def test_a_file_cut_short_is_ignored(ask: Ask, cache: Path, explained: Explanation):
    with pytest.raises(Interrupted):
        ask(progress=Stop(2))
    path = files(cache)[0]
    path.write_bytes(path.read_bytes()[:-200])
    assert are_equal(ask(), explained)


def test_nothing_is_kept_unless_it_is_asked_for(ask: Ask, cache: Path):
    with pytest.raises(KeyboardInterrupt):
        ask(progress=Stop(2), keep=False)
    assert files(cache) == []


def test_a_disk_that_refuses_costs_nothing_but_the_work_kept(
    ask: Ask, tmp_path: Path, explained: Explanation, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_text("where a folder should be")
    monkeypatch.setenv("HOMEWARD_CACHE_DIR", str(tmp_path / "file"))
    assert are_equal(ask(), explained)
    with pytest.raises(KeyboardInterrupt):  # and nothing is said to be kept
        ask(progress=Stop(2))
