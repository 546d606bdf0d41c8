"""What a member is given: laws in the register's order, and whatever is drawn for a member drawn for all."""

from homeward.catalogue import PARAMETERS
from homeward.model.communities.drivers import Ensemble, LawParameters, SampledInputs


def test_the_laws_are_the_registers_parameters_in_its_order():
    assert LawParameters._fields == tuple(parameter.name for parameter in PARAMETERS)


def test_what_is_drawn_for_a_member_is_drawn_for_the_ensemble():
    assert set(SampledInputs._fields) <= set(Ensemble._fields)
