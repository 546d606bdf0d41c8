"""What a member is given: laws in the register's order, and whatever is drawn for a member drawn for all."""

from homeward.catalogue import PARAMETERS, POOLABLE
from homeward.model.communities.drivers import Ensemble, LawParameters, SampledInputs


def test_the_laws_are_the_registers_parameters_in_its_order_but_for_dispositions():
    laws = tuple(one.name for one in PARAMETERS if one.name not in POOLABLE)
    assert LawParameters._fields == laws
    assert set(POOLABLE) <= {one.name for one in PARAMETERS}


def test_what_is_drawn_for_a_member_is_drawn_for_the_ensemble():
    assert set(SampledInputs._fields) <= set(Ensemble._fields)
