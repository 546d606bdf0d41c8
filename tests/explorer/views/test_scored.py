"""How far a scenario can be trusted, as the screen says it."""

from __future__ import annotations

import pytest

import homeward
from explorer_requests import WantedUntil, live_scenario
from homeward.api.score import ScoreResult
from homeward.engine.pool import Cancelled
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.views.scored import Scored
from homeward.scenario.load import load_scenario

MEMBERS, SEED = 12, 3


def test_it_is_what_the_command_prints() -> None:
    told = Scored(live_scenario(load_scenario("tiny"), MEMBERS, SEED)).answer(
        MEMBERS, PendingRequest()
    )
    scored = homeward.score("tiny", members=MEMBERS, seed=SEED).publish()
    assert isinstance(scored, ScoreResult)
    printed = scored.headline
    assert printed.test is not None
    assert printed.fit is not None
    assert [(one["use"], one["rows"]) for one in told["parts"]] == [
        ("test", printed.test.rows),
        ("fit", printed.fit.rows),
    ]
    assert [one["coverage_90"] for one in told["parts"]] == pytest.approx(
        [printed.test.by_row.coverage_90, printed.fit.by_row.coverage_90], abs=0.001
    )
    assert len(told["figures"]) == printed.test.rows + printed.fit.rows
    assert told["moved_by"] == [one.sentence for one in scored.moved_by]
    assert told["moved_by"]


def test_it_ends_where_nobody_waits_for_it() -> None:
    scored = Scored(live_scenario(load_scenario("tiny"), MEMBERS, SEED))
    with pytest.raises(Cancelled):
        scored.answer(MEMBERS, WantedUntil(lambda: True))
