"""Members are packed without losing anybody."""

from __future__ import annotations

import numpy as np

from homeward.catalogue import VARIABLES
from homeward.engine.communities.ready import Workspace, prepare, run_whole_member
from homeward.engine.members import record_days
from homeward.engine.pool import run_jobs
from homeward.engine.precision import round_off
from homeward.engine.simulated import KeptRun, keep
from homeward.explorer.live.packed_members import DRAWN, PackedMember
from homeward.scenario.scenario import Scenario


def test_a_member_comes_back_as_it_was_kept(tiny: Scenario) -> None:
    ready = prepare(tiny, days=record_days(tiny, 7), members=1, seed=4)

    def run(member: int, workspace: Workspace) -> KeptRun:
        return keep(run_whole_member(ready, member, workspace))

    (kept,) = run_jobs(ready, [0], run)
    packed = PackedMember.of(kept)
    back = packed.as_kept()
    for mine, whole in zip((*back.stocks, *back.flows), (*kept.stocks, *kept.flows), strict=True):
        np.testing.assert_array_equal(mine[0], whole[0])
        np.testing.assert_array_equal(mine[1], whole[1])
    np.testing.assert_array_equal(back.belief, round_off(kept.belief))


def test_what_is_drawn_is_of_the_catalogue() -> None:
    assert {variable.name for variable in VARIABLES} > DRAWN


def test_many_people_keep_their_room() -> None:
    cells, many = np.arange(1), np.array([[2**20]], dtype=np.int32)
    several = ((cells, many),) * len(VARIABLES)
    kept = KeptRun(several[:8], several[8:], np.zeros((1, 1), dtype=np.float32))
    packed = PackedMember.of(kept)
    assert all(packed.variable(one.name)[1].item() == 2**20 for one in VARIABLES)
