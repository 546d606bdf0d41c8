"""The engine and its slow twin, written from the pages alone, count the same people every day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

import pytest

import reference
from homeward.assemble.communities.ensemble import draw_ensemble, params_of
from homeward.assemble.communities.world import assemble
from homeward.catalogue import FLOWS, STOCKS, obstacles
from homeward.engine.simulate import simulate
from homeward.engine.simulated import CommunitySeries, Simulated
from homeward.model.communities.codes import FEAR
from homeward.model.communities.drivers import LawParameters, Params
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.levers import Trust
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe
from reference import Counts, Member, Row

MEMBERS = 4  # of tiny: every obstacle but four changes what is counted in them
MORE = 10  # so does whoever is believed, in these
RANDOM_SCENARIOS = 100
MOST_SCENARIOS = 500  # where a law seldom has an effect
LEAST_SEEN = 3  # of them, in which a law has an effect
HOLDS_NOBODY_IN_TINY = {"way_home", "journey_cost", "fear_of_recapture", "fear_of_guards"}
A_WEEK = 7 / 365.25
ROUNDING = 1e-6  # the engine keeps beliefs as float32; counts are compared exactly


@dataclass(frozen=True)
class Both:
    """One ensemble by the engine, and what its twin is given."""

    scenario: Scenario
    days: Sequence[int]
    members: int
    seed: int
    without_news: bool = False

    def engine(self) -> Simulated:
        return simulate(
            self.scenario,
            days=self.days,
            members=self.members,
            seed=self.seed,
            without_news=self.without_news,
        )

    def one_by_one(
        self, change: Callable[[Params], Params] = lambda same: same
    ) -> Iterator[list[Row]]:
        """Let the twin live through members, each once it is asked for: few show most differences."""
        world = assemble(self.scenario)
        ensemble = draw_ensemble(
            self.scenario,
            world,
            seed=self.seed,
            n_member=self.members,
            without_news=self.without_news,
        )
        for member in range(self.members):
            yield reference.live(world.drivers, change(params_of(ensemble, member)), self.days)

    def twins(self) -> list[list[Row]]:
        return list(self.one_by_one())


def counted(table: dict[str, CommunitySeries], member: int, time: int) -> Counts:
    """One record of the engine as the twin writes it."""
    found = {
        name: {
            tuple(cell): int(count)
            for cell, count in zip(
                series.cells.tolist(), series.values[member, time].tolist(), strict=True
            )
            if count
        }
        for name, series in table.items()
    }
    return {name: cells for name, cells in found.items() if cells}


def first_difference(engine: Simulated, twins: Iterable[list[Row]]) -> str | None:
    """Say where the two first differ: in a count at all, or in a belief by more than rounding."""
    for member, rows in enumerate(twins):
        for time, (day, row) in enumerate(zip(engine.days, rows, strict=True)):
            where = f"member {member} on day {day}"
            for table, twin in ((engine.stocks, row.stocks), (engine.flows, row.flows)):
                counts = counted(table, member, time)
                for name in sorted(counts.keys() | twin.keys()):
                    if counts.get(name, {}) != twin.get(name, {}):
                        return f"{where}, {name}: {counts.get(name)}, twin {twin.get(name)}"
            for cell, felt in row.belief.items():
                if engine.belief[member, time][cell] != pytest.approx(felt, rel=ROUNDING):
                    return f"{where}, belief {cell}: {engine.belief[member, time][cell]}, {felt}"
    return None


@cache
def any_world(number: int) -> Both:
    scenario = Recipe(number).load()
    return Both(
        scenario,
        days=range(scenario.n_day),
        members=2,
        seed=number,
        without_news=number % 5 == 0,
    )


@pytest.mark.parametrize("seed", [1, 20_310_110])
def test_twin_and_engine_count_the_same_people_every_day_in_tiny(tiny: Scenario, seed: int):
    both = Both(tiny, days=range(tiny.n_day), members=MEMBERS, seed=seed)
    assert first_difference(both.engine(), both.twins()) is None


def test_members_of_few_are_the_first_of_many(tiny: Scenario, in_tiny: list[Counts]):
    assert is_as(tiny_but(tiny).twins(), in_tiny)


def test_twin_and_engine_agree_without_news(tiny: Scenario):
    both = Both(tiny, range(tiny.n_day), members=3, seed=4, without_news=True)
    assert first_difference(both.engine(), both.twins()) is None


def test_twin_and_engine_sum_the_same_flows_between_weekly_records(tiny: Scenario):
    both = Both(tiny, days=range(6, tiny.n_day, 7), members=3, seed=5)
    assert first_difference(both.engine(), both.twins()) is None


def always(value: object) -> Callable[..., object]:
    return lambda *_: value


def tiny_but(tiny: Scenario, members: int = MEMBERS, **parts: object) -> Both:
    return Both(tiny.model_copy(update=parts), days=range(tiny.n_day), members=members, seed=1)


def people(rows: list[list[Row]]) -> list[Counts]:
    """All that is counted, without beliefs."""
    return [counts for member in rows for row in member for counts in (row.stocks, row.flows)]


def is_as(rows: list[list[Row]], many: list[Counts]) -> bool:
    """Tell whether members count what the first of many do."""
    found = people(rows)
    return found == many[: len(found)]


@pytest.fixture(scope="module")
def in_tiny(tiny: Scenario) -> list[Counts]:
    """What the twin counts in tiny as it is."""
    return people(tiny_but(tiny, MORE).twins())


@pytest.mark.parametrize(
    "obstacle", [row.name for row in obstacles(("council", "front", "guards"))]
)
def test_twin_and_engine_agree_in_tiny_whichever_obstacle_is_lifted(
    tiny: Scenario, in_tiny: list[Counts], obstacle: str
):
    """Throughout for herders, from the day of the recapture for critics, never for clerks."""
    lifted = (
        Lift(obstacle=obstacle, groups=("herders",)),
        Lift(obstacle=obstacle, groups=("critics",), start=date(2031, 2, 10)),
    )
    both = tiny_but(tiny, lifted=lifted)
    twins = both.twins()
    assert first_difference(both.engine(), twins) is None
    if obstacle not in HOLDS_NOBODY_IN_TINY:
        assert not is_as(twins, in_tiny)


@pytest.mark.parametrize("actor", ["council", "front", "guards"])
def test_twin_and_engine_agree_in_tiny_whoever_is_believed(
    tiny: Scenario, in_tiny: list[Counts], actor: str
):
    trust = Trust(actor=actor, groups=("critics", "herders"), start=date(2031, 2, 10))
    both = tiny_but(tiny, MORE, trusted=(trust,))
    twins = both.twins()
    assert first_difference(both.engine(), twins) is None
    assert not is_as(twins, in_tiny)


def test_twin_and_engine_agree_in_tiny_where_houses_are_needed(
    tiny: Scenario, in_tiny: list[Counts]
):
    needed = Range(value=0.5, low=0, high=1)
    both = tiny_but(tiny, parameters=tiny.parameters | {"house_needed": needed})
    twins = both.twins()
    assert first_difference(both.engine(), twins) is None
    assert not is_as(twins, in_tiny)


@pytest.mark.parametrize("number", range(RANDOM_SCENARIOS))
def test_twin_and_engine_agree_in_any_scenario(number: int):
    assert first_difference(any_world(number).engine(), any_twins(number)) is None


def test_random_scenarios_use_every_stock_and_flow():
    """Equality of what never happens would say nothing."""
    seen: Counter[str] = Counter()
    for number in range(RANDOM_SCENARIOS):
        for row in [row for rows in any_twins(number) for row in rows]:
            for name, cells in (row.stocks | row.flows).items():
                seen[name] += sum(cells.values())
    assert set(seen) == {variable.name for variable in (*STOCKS, *FLOWS)}


@cache
def any_twins(number: int) -> list[list[Row]]:
    return any_world(number).twins()


def number_seen(
    is_concerned: Callable[[Scenario], bool], spoil: Callable[[pytest.MonkeyPatch], None]
) -> int:
    """Count the random scenarios, up to as many as must be, in which a spoilt twin counts other people."""

    def is_seen(number: int) -> bool:
        whole = people(any_twins(number))  # before it is spoilt: others ask for it too
        with pytest.MonkeyPatch.context() as patch:
            spoil(patch)
            return people(any_world(number).twins()) != whole

    # One after the other until enough are seen: where a law acts often these are few.
    every = range(MOST_SCENARIOS)
    concerned = (one for one in every if is_concerned(any_world(one).scenario))
    return len(list(islice(filter(is_seen, concerned), LEAST_SEEN)))


@pytest.mark.slow
@pytest.mark.parametrize("obstacle", [row.name for row in obstacles(["a"])])
def test_random_scenarios_lift_every_obstacle_where_it_keeps_somebody_away(obstacle: str):
    """A twin that forgets to lift one is seen (`fear_of_a`: the fear of any actor a0, a1, …)."""

    def lifts(scenario: Scenario) -> bool:
        return any(lift.obstacle.startswith(obstacle) for lift in scenario.lifted)

    code = [row.name for row in obstacles(["a"])].index(obstacle)
    is_off = Member.is_off

    def spoil(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(
            Member, "is_off", lambda m, o, group: min(o, FEAR) != code and is_off(m, o, group)
        )

    assert number_seen(lifts, spoil) >= LEAST_SEEN


def test_random_scenarios_believe_at_once_somebody_who_is_feared():
    def spoil(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Member, "is_trusted", always(False))

    assert number_seen(lambda scenario: bool(scenario.trusted), spoil) >= LEAST_SEEN


@pytest.mark.slow
def test_a_twin_that_forgets_nothing_is_not_seen():
    """Negative control."""
    concerned = number_seen(lambda one: bool(one.lifted or one.trusted), lambda _: None)
    assert concerned == 0


@pytest.mark.slow
def test_twin_and_engine_agree_in_palmyra_for_two_years():
    palmyra = load_scenario("palmyra")
    both = Both(palmyra, days=range(6, 731, 7), members=1, seed=1)
    assert first_difference(both.engine(), both.twins()) is None


@cache
def worlds_to_disturb() -> list[tuple[Both, Simulated]]:
    """The tiny scenario, where every law has a part, and the random ones."""
    tiny = load_scenario("tiny")
    worlds = [Both(tiny, days=range(tiny.n_day), members=20, seed=1)]
    worlds += [any_world(number) for number in range(RANDOM_SCENARIOS)]
    return [(both, both.engine()) for both in worlds]


def is_seen(change: Callable[[Params], Params] = lambda same: same) -> bool:
    """Tell whether any of these worlds shows that the twin was changed."""
    return any(
        first_difference(engine, both.one_by_one(change)) for both, engine in worlds_to_disturb()
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [law for law in LawParameters._fields if not law.startswith("prior_")]
)
def test_negative_control_any_parameter_half_as_large_again_is_seen(name: str):
    """But for priors, which the laws read from arrays; years of memory are shortened, not lengthened."""

    def change(params: Params) -> Params:
        value = getattr(params.laws, name)
        other = {"family_size": value + 1, "recapture_memory": A_WEEK}.get(
            name, value * 1.5 + 0.001
        )
        return params._replace(laws=params.laws._replace(**{name: other}))

    assert is_seen(change)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("law", "changed"),
    [
        ("YEAR", 365.0),
        ("KIN_FLOOR", 0.03),
        ("LEAST_KM", 50.0),
        ("fear_factor", lambda felt, tolerance: 1 / (1 + felt / tolerance)),
        ("recaptures", always(0.0)),
        ("changed_hands", always(False)),
        ("newly_refused", always(False)),
        ("believed", lambda _, __, exposure, ___: min(exposure, reference.RETURNED_PERMITTED)),
        ("whose", always(None)),
        ("promises", always(None)),
        ("destruction", always(None)),
        ("experience", always(None)),
        ("leave_ease", always(1.0)),
    ],
)
def test_negative_control_a_changed_law_of_the_twin_is_seen(
    law: str, changed: object, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reference, law, changed)
    assert is_seen()


def test_random_scenarios_make_people_wait_for_a_way_out():
    def is_narrow(scenario: Scenario) -> bool:
        return any(row.variable == "exit_capacity" for row in scenario.conditions)

    def spoil(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(reference, "UNLIMITED", 0)

    assert number_seen(is_narrow, spoil) >= LEAST_SEEN
