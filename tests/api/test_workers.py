"""Every verb may be sent to workers elsewhere: what they are given and what they give back travels as bytes."""

from __future__ import annotations

import pickle
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from api.conftest import Found, Questions
from homeward.api.verb_result import VerbResult
from homeward.engine.pool import THREADS, Finished, Work, Workplace, employ

VERBS = (
    "run", "score", "hindcast", "score_camps", "explain", "compare", "sensitivity", "forecast", "forecast_camps",
    "calibrate",
)  # fmt: skip


class SentAndBack:
    """Threads of this process that are given copies, and give copies back."""

    def __init__(self) -> None:
        self.sent = 0

    @contextmanager
    def at_work(
        self,
        ready: Workplace[Any],
        jobs: Sequence[Any],
        work: Work[Any, Any, Any],
        threads: int | None,
    ) -> Generator[Finished[Any]]:
        there, work_there = pickle.loads(pickle.dumps((ready, work)))
        self.sent += len(jobs)

        def do(job: Any, space: Any) -> Any:
            return pickle.loads(pickle.dumps(work_there(pickle.loads(pickle.dumps(job)), space)))

        with THREADS.at_work(there, jobs, do, threads) as finished:
            yield finished

    def describe(self) -> None:
        """Nobody from elsewhere."""


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_whose_work_is_sent_away_finds_the_same(
    verb: str, questions: Questions, found: Found
):
    here, crew = found(verb), SentAndBack()
    with employ(crew):
        there = questions[verb]()
    assert crew.sent > 0
    assert without_clocks(there) == without_clocks(here)


def without_clocks(result: VerbResult) -> str:
    return re.sub(r'"seconds\w*": [\d.e-]+', "", result.json())
