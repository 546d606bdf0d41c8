"""What is uncertain, drawn for every member (model §5.3)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import MakeWorld
from homeward.assemble.communities.ensemble import (
    Draws,
    apportion,
    draw_ensemble,
    params_of,
    value_at,
    values_of,
    with_parameters,
)
from homeward.assemble.communities.ranged_inputs import ranged_inputs
from homeward.assemble.communities.world import assemble
from homeward.catalogue import PARAMETERS
from homeward.errors import ScenarioError
from homeward.model.communities.drivers import Ensemble
from homeward.numerics.rates import DAYS_PER_YEAR
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario

MEMBERS = 4000


def ensemble(scenario: Scenario, n_member: int = 16, seed: int = 1, **given_: object) -> Ensemble:
    return draw_ensemble(scenario, assemble(scenario), seed=seed, n_member=n_member, **given_)


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_half_of_a_range_lies_on_each_side_of_its_value(scale: str):
    """Share below the value within five standard errors of a half: false alarm 6e-7."""
    known = Range(value=2.0, low=1.0, high=10.0, scale=scale)
    values = Draws(1, MEMBERS).value(known, "something")
    assert 1.0 <= values.min() < 1.1
    assert 9.0 < values.max() <= 10.0
    limit = 5 * 0.5 / math.sqrt(MEMBERS)
    assert abs((values < 2.0).mean() - 0.5) < limit
    assert abs((values < 3.0).mean() - 0.5) > limit  # negative control


def test_the_scale_decides_where_between_the_ends_values_lie():
    """The upper quarter begins at 6 of 2 to 10 on a linear scale, at sqrt(20) on a log scale; tolerance 5 errors."""
    for scale, quarter in (("linear", 6.0), ("log", math.sqrt(20.0))):
        values = Draws(1, MEMBERS).value(Range(value=2.0, low=1.0, high=10.0, scale=scale), "it")
        assert abs((values > quarter).mean() - 0.25) < 5 * math.sqrt(0.1875 / MEMBERS)


@pytest.mark.parametrize(("scale", "quarter"), [("linear", 1.5), ("log", math.sqrt(2.0))])
def test_quantiles_run_from_the_low_end_through_the_value_to_the_high_end(
    scale: str, quarter: float
):
    known = Range(value=2.0, low=1.0, high=10.0, scale=scale)
    found = value_at(known, np.array([0.0, 0.25, 0.5, 1.0]))
    np.testing.assert_allclose(found, [1.0, quarter, 2.0, 10.0], rtol=1e-12)
    draws = Draws(1, 7)
    assert np.array_equal(draws.value(known, "it"), value_at(known, draws.quantile("it")))


def test_every_quantile_of_a_range_without_width_is_its_value():
    known = Range(value=3.0, low=3.0, high=3.0)
    assert value_at(known, np.array([0.0, 0.3, 1.0])).tolist() == [3.0, 3.0, 3.0]


def test_what_is_known_exactly_is_not_drawn():
    assert set(Draws(1, 5).value(Range(value=3.0, low=3.0, high=3.0), "it")) == {3.0}


def test_names_decide_what_is_drawn():
    draws = Draws(1, MEMBERS)
    one, other = draws.quantile("harm", "north"), draws.quantile("harm", "south")
    assert np.array_equal(one, Draws(1, MEMBERS).quantile("harm", "north"))
    assert np.array_equal(one[:10], Draws(1, 10).quantile("harm", "north"))
    assert not np.array_equal(one, Draws(2, MEMBERS).quantile("harm", "north"))
    assert abs(np.corrcoef(one, other)[0, 1]) < 5 / math.sqrt(MEMBERS)  # false alarm 6e-7


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=5),
    st.lists(st.floats(0.001, 1.0), min_size=1, max_size=6),
)
def test_people_are_divided_to_the_person(people: list[int], shares: list[float]):
    table = np.tile(shares, (len(people), 1))
    parts = apportion(np.array(people), table)
    assert (parts.sum(axis=1) == people).all()
    exact = np.array(people)[:, None] * table / table.sum(axis=1, keepdims=True)
    assert (np.abs(parts - exact) < 1.0 + 1e-9).all()
    assert (parts >= 0).all()


def test_the_largest_remainders_get_the_odd_people():
    assert apportion(np.array([10]), np.array([[0.26, 0.26, 0.48]])).tolist() == [[3, 2, 5]]
    assert apportion(np.array([10, 100]), np.array([[1.0, 3.0], [1.0, 3.0]])).tolist() == [
        [3, 7],
        [25, 75],
    ]


def test_rows_keep_their_draws_when_others_come_and_go(tiny: Scenario):
    """Whatever is drawn for a row depends on its name, not on its place in the file."""
    before = ensemble(tiny)
    reversed_ = tiny.model_copy(
        update={
            "harms": tiny.harms[::-1],
            "displaced": (
                tiny.displaced[0].model_copy(update={"group": "herders"}),
                *tiny.displaced,
            ),
            "presence": tiny.presence[::-1],
            "places": tiny.places,
        }
    )
    after = ensemble(reversed_)
    assert np.array_equal(after.harm, before.harm[:, ::-1])
    assert np.array_equal(after.presence, before.presence[:, ::-1])
    assert np.array_equal(after.start[:, 1:], before.start)
    assert np.array_equal(after.value, before.value)
    for name in ("residents", "arrivals", "approvals", "hosting", "condition", "prior"):
        assert np.array_equal(getattr(after, name), getattr(before, name)), name
    assert not np.array_equal(ensemble(tiny, seed=2).harm, before.harm)  # negative control


def test_a_larger_ensemble_begins_with_the_smaller(tiny: Scenario):
    few, many = ensemble(tiny, 3), ensemble(tiny, 50)
    for name in few._fields[3:]:
        assert np.array_equal(getattr(few, name), getattr(many, name)[:3]), name


def test_people_of_a_home_are_its_population(tiny: Scenario):
    drawn = ensemble(tiny, MEMBERS)
    people = drawn.residents.sum(axis=2)
    assert people[:, 0].min() >= 1800
    assert people[:, 0].max() <= 2200
    assert abs(np.median(people[:, 0]) - 2000) < 5 * 1.25 * people[:, 0].std() / math.sqrt(MEMBERS)
    share = drawn.residents[:, 0, 1] / people[:, 0]
    assert 0.2 < share.min() < 0.25
    assert 0.35 < share.max() < 0.45  # of shares that are drawn and then made to sum to 1


def test_harms_are_a_day_and_families_are_whole(tiny: Scenario):
    drawn = ensemble(tiny, MEMBERS, fixed={"family_size": np.full(MEMBERS, 4.4)})
    rate = tiny.harms[0].rate
    yearly = drawn.harm[:, 0] * DAYS_PER_YEAR
    assert rate.low <= yearly.min() < yearly.max() <= rate.high
    names = [parameter.name for parameter in PARAMETERS]
    assert (drawn.value[:, names.index("family_size")] == 4.0).all()


def test_fixed_parameters_are_not_drawn_and_move_no_other(tiny: Scenario):
    given_ = np.linspace(0.01, 0.1, 16)
    drawn, before = ensemble(tiny, fixed={"return_speed": given_}), ensemble(tiny)
    names = [parameter.name for parameter in PARAMETERS]
    at = names.index("return_speed")
    assert np.array_equal(drawn.value[:, at], given_)
    others = [index for index in range(len(names)) if index != at]
    assert np.array_equal(drawn.value[:, others], before.value[:, others])


def same(one: Ensemble, other: Ensemble) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_members_taken_again_are_those_members(tiny: Scenario):
    world, before = assemble(tiny), ensemble(tiny)
    everybody = np.arange(16)
    assert same(with_parameters(before, tiny, world, everybody, {}), before)
    twice = with_parameters(before, tiny, world, np.array([5, 2, 5]), {})
    for name in before._fields[3:]:
        assert np.array_equal(getattr(twice, name), getattr(before, name)[[5, 2, 5]]), name


def test_parameters_set_afterwards_are_those_set_before(tiny: Scenario):
    """Whatever follows from them, such as what is believed at the start, follows anew."""
    given_ = {
        "prior_hostile": np.linspace(0.01, 0.2, 16),
        "prior_shape": np.linspace(1, 3, 16),
        "family_size": np.full(16, 4.4),
    }
    world, before = assemble(tiny), ensemble(tiny)
    after = with_parameters(before, tiny, world, np.arange(16), given_)
    assert same(after, ensemble(tiny, fixed=given_))
    assert not same(after, before)  # negative control


def inputs_of(scenario: Scenario) -> list[str]:
    return [one.name for one in ranged_inputs(scenario) if not one.is_parameter]


def test_inputs_that_carry_a_range_take_the_quantiles_that_are_given(tiny: Scenario):
    names, before = inputs_of(tiny), ensemble(tiny, seed=1)
    own = {name: Draws(1, 16).quantile(*name.split("/")) for name in names}
    assert same(ensemble(tiny, seed=1, fixed=own), before)
    for name in names:
        moved = {name: 1.0 - own[name]}
        assert not same(ensemble(tiny, seed=1, fixed=moved), before), name


def test_a_condition_for_one_home_and_group_has_a_quantile_of_its_own(tiny: Scenario):
    row = tiny.conditions[0].model_copy(
        update={"variable": "means", "home": tiny.homes[0].place, "group": None,
                "value": Range(value=0.5, low=0.1, high=0.9)}
    )  # fmt: skip
    scenario = tiny.model_copy(update={"conditions": (*tiny.conditions, row)})
    (name,) = set(inputs_of(scenario)) - set(inputs_of(tiny))
    assert name == f"condition/means/{row.place}/{row.home}/"
    drawn = ensemble(scenario, fixed={name: np.full(16, 0.25)})
    assert (drawn.way_condition == 0.25).all()
    assert not (ensemble(scenario).way_condition == 0.25).any()


def test_no_input_without_a_range_is_uncertain(tiny: Scenario):
    names = inputs_of(tiny)
    ranged = {("condition", row.variable, row.place) for row in tiny.conditions if row.value.low < row.value.high}  # fmt: skip
    assert ranged == {tuple(n.split("/")) for n in names if n.startswith("condition")}
    fixed = [row.model_copy(update={"rate": row.rate.model_copy(update={"low": row.rate.value, "high": row.rate.value})}) for row in tiny.harms]  # fmt: skip
    without = tiny.model_copy(update={"harms": tuple(fixed)})
    left = inputs_of(without)
    assert set(names) - set(left) == {name for name in names if name.startswith("harm")}


def test_priors_are_the_actors_own_or_the_common_ones(tiny: Scenario):
    drawn = ensemble(tiny)
    names = [parameter.name for parameter in PARAMETERS]

    def common(name: str) -> np.ndarray:
        return drawn.value[:, names.index(name)]

    clerks, critics, herders = range(3)
    council, front, guards = range(3)
    assert (drawn.prior[:, clerks, council] == 0.005).all()
    assert (drawn.prior[:, critics, council] == 0.2).all()
    assert (drawn.prior[:, herders, guards] == 0.01).all()
    assert np.array_equal(drawn.prior[:, clerks, front], common("prior_hostile"))
    assert np.array_equal(drawn.prior[:, herders, front], common("prior_neither"))
    # The shape is the harms expected in the years behind a belief, never below the common shape.
    assert (drawn.prior_shape[:, critics, council] == 0.2 * 60).all()
    assert np.array_equal(drawn.prior_shape[:, clerks, council], common("prior_shape"))


def test_a_belief_of_no_harm_at_all_is_refused(quiet: MakeWorld):
    """0 is a number and not an empty cell; but what nobody can do needs no belief."""
    with pytest.raises(ScenarioError, match=r'column "believed_friendly"'):
        quiet(actors="army,Army,Actor A,0,0,0,100,judgement\n")


def test_members_drawn_from_one_on_are_those_of_the_whole(tiny: Scenario):
    world = assemble(tiny)
    whole = draw_ensemble(tiny, world, seed=1, n_member=6)
    some = draw_ensemble(tiny, world, seed=1, n_member=2, first=3)
    for name, drawn in some._asdict().items():
        if isinstance(drawn, np.ndarray):
            assert np.array_equal(drawn, getattr(whole, name)[3:5]), name
    assert not np.array_equal(some.value, whole.value[:2])  # negative control


def test_a_member_has_its_own_numbers_by_name(tiny: Scenario):
    ensemble = draw_ensemble(tiny, assemble(tiny), seed=1, n_member=3)
    params = params_of(ensemble, 2)
    assert params.chance.member == 2
    values = values_of(ensemble)
    assert list(values) == [parameter.name for parameter in PARAMETERS]
    for name in params.laws._fields:
        assert getattr(params.laws, name) == values[name][2]
    for name in params.drawn._fields:
        assert np.array_equal(getattr(params.drawn, name), getattr(ensemble, name)[2])
