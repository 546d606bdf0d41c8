"""What is calibrated, on the normal scale (model §18.1)."""

import numpy as np
from scipy.special import ndtri

import homeward
from homeward.assemble.communities.ensemble import Draws, draw_ensemble
from homeward.assemble.communities.world import assemble
from homeward.catalogue import PARAMETERS
from homeward.evaluation.calibration.unknowns import (
    MOST,
    Unknowns,
    is_input,
    rounded,
    unknowns_of,
)
from homeward.scenario.rows.uncertain_numbers import Range

SPEED = Range(value=0.1, low=0.01, high=1.0, scale="log")
SHARE = Range(value=0.9, low=0.6, high=1.0)


def test_the_middle_of_the_normal_scale_is_the_central_value_and_its_ends_are_those_of_the_range():
    unknowns = Unknowns({"return_speed": SPEED}, {"camp": SHARE})
    normal = np.array([[0.0, -99.0, 99.0], [0.0, -99.0, 99.0]])
    assert np.allclose(unknowns.values(normal)["return_speed"], [0.1, 0.01, 1.0])
    assert np.allclose(unknowns.shares_counted(normal)["camp"], [0.9, 0.6, 1.0])
    assert unknowns.names == ("return_speed", "coverage of camp")


def test_the_prior_of_parameters_is_what_an_ensemble_of_that_seed_draws():
    scenario = homeward.load("tiny")
    unknowns = unknowns_of(scenario)
    values = unknowns.values(unknowns.prior(seed=5, members=20))
    drawn = draw_ensemble(scenario, assemble(scenario), seed=5, n_member=20).value
    for index, parameter in enumerate(PARAMETERS):
        if parameter.name in values and parameter.name != "family_size":
            assert np.allclose(values[parameter.name], drawn[:, index], rtol=1e-6), parameter.name


def test_the_prior_of_inputs_is_what_an_ensemble_of_that_seed_draws():
    scenario = homeward.load("tiny")
    unknowns = unknowns_of(scenario)
    inputs = [name for name in unknowns.names if is_input(name)]
    assert inputs
    values = unknowns.values(unknowns.prior(seed=5, members=20))
    for name in inputs:
        assert np.allclose(values[name], Draws(5, 20).quantile(*name.split("/")), atol=1e-8), name


def test_only_what_carries_a_range_is_unknown_and_coverages_only_of_what_is_observed():
    scenario = homeward.load("tiny").model_copy(
        update={"registration_coverage": {"camp_population": SHARE, "nothing": SHARE}}
    )
    names = unknowns_of(scenario).names
    assert "coverage of camp_population" in names
    assert "coverage of nothing" not in names
    fixed = [name for name, known in scenario.parameters.items() if known.low == known.high]
    assert fixed
    assert not set(fixed) & set(names)


def test_scores_are_rounded_so_that_machines_agree_and_never_infinite():
    assert rounded(np.array([1 / 3, np.inf, -np.inf])).tolist() == [0.333333333, MOST, -MOST]
    assert ndtri(0.0) == -np.inf
