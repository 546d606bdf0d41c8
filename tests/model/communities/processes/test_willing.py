"""Willing (model §7.1): who wants to go home at all."""

from __future__ import annotations

from conftest import MakeWorld
from homeward.assemble.communities.ensemble import draw_ensemble, params_of
from homeward.assemble.communities.world import assemble
from homeward.model.communities.codes import ABROAD, CAMP, INSIDE, WILLING_SHARE


def test_who_wants_home_depends_on_where_they_are(quiet: MakeWorld):
    world = quiet(parameters={"willing_camp": 0.9, "willing_inside": 0.7, "willing_abroad": 0.4})
    drawn = params_of(draw_ensemble(world, assemble(world), seed=1, n_member=1), 0).drawn
    shares = drawn.disposition[WILLING_SHARE, 0, 0]
    assert [shares[kind] for kind in (CAMP, INSIDE, ABROAD)] == [0.9, 0.7, 0.4]
