"""The record (model §9): its rows are the register's variables, in order."""

import numpy as np

from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.simulated import Simulated
from homeward.model.communities import record

OTHER_NAMES = {
    "detained": "DETAINED",
    "recruited": "RECRUITED",
    "dead": "DEAD_PEOPLE",
}
"""Stocks whose own name is an outcome of harm."""


def test_the_rows_of_a_record_are_the_registers_variables_in_order():
    for variables in (STOCKS, FLOWS):
        names = [OTHER_NAMES.get(variable.name, variable.name.upper()) for variable in variables]
        assert [getattr(record, name) for name in names] == list(range(len(variables)))


def test_refugees_are_abroad_and_idps_are_not(tiny_run: Simulated):
    camp = tiny_run.labels.places.index("border_camp")
    assert set(tiny_run.stocks["refugees"].cells[:, 2]) == {camp}
    assert camp not in tiny_run.stocks["idps"].cells[:, 2]


def test_belief_is_kept_of_every_home_group_actor_and_exposure(tiny_run: Simulated):
    assert tiny_run.belief.shape == (8, 70, 2, 3, 3, 5)
    assert np.isfinite(tiny_run.belief).all()
    assert (tiny_run.belief > 0).all()
