"""One member's arrays."""

import numpy as np

from homeward.assemble.communities.ensemble import draw_ensemble
from homeward.assemble.communities.world import assemble
from homeward.engine.communities.cpu import make_record, make_state, params_of
from homeward.model.communities.arrays import N_BELIEF, N_STANDING
from homeward.scenario.scenario import Scenario
from homeward.variables import FLOWS, PARAMETERS, STOCKS


def test_a_member_has_its_own_numbers_by_name(tiny: Scenario):
    ensemble = draw_ensemble(tiny, assemble(tiny), seed=1, n_member=3)
    params = params_of(ensemble, 2)
    assert params.chance.member == 2
    for index, parameter in enumerate(PARAMETERS):
        assert getattr(params.laws, parameter.name) == ensemble.value[2, index]
    for name in params.drawn._fields:
        assert np.array_equal(getattr(params.drawn, name), getattr(ensemble, name)[2])


def test_arrays_have_the_axes_they_are_documented_with(tiny: Scenario):
    drivers = assemble(tiny).drivers
    state = make_state(drivers, 6)
    assert state.stocks.displaced.shape == (N_STANDING, 2, 3, 3)
    assert state.beliefs.felt.shape == (2, 3, 3, N_BELIEF)
    record = make_record(drivers, np.array([3, 9]))
    assert record.stocks.shape == (2, len(STOCKS), 2, 3, 3)
    assert record.flows.shape == (2, len(FLOWS), 2, 3, 3)
    assert record.belief.shape == (2, 2, 3, 3, N_BELIEF)
