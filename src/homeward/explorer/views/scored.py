"""How far a scenario can be trusted: what `homeward score` says of it, in the background (decision 27)."""

from __future__ import annotations

import time

from homeward.engine.pool import Cancelled
from homeward.evaluation.scoring.headline import Part, headline, predicted
from homeward.evaluation.scoring.score import ScenarioScore, Score, score_scenario
from homeward.explorer.contract.responses import ScoredFigureJson, ScoredPartJson, ScoreJson
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.job_cache import RecentlyUsed
from homeward.explorer.live.scheduler import LOOK_SECONDS, PendingRequest
from homeward.explorer.words.for_readers import number_json

DECIMALS = 3
"""Of shares and of skill: no more is printed anywhere."""


class Scored:
    """Scores of one scenario, each number of members once.

    They are run by themselves: days of observations lie between those that are kept for the screen.
    """

    def __init__(self, dataset: LiveScenario) -> None:
        self._dataset = dataset
        self._scores: RecentlyUsed[ScenarioScore] = RecentlyUsed(2)

    def answer(self, members: int, asked: PendingRequest, *, exact: bool = False) -> ScoreJson:
        """Score so many members of the scenario without levers.

        Raises
        ------
        Cancelled
            Once nobody wants the answer any more.
        """
        found = self._scores.get(members, lambda: self._score(members, asked))
        shown = found if exact else found.published()
        said = headline(shown.rows, members)
        return {
            "members": members,
            "right_50": round(said.right.coverage_50, DECIMALS),
            "right_90": round(said.right.coverage_90, DECIMALS),
            "parts": [
                *([_part_json(said.test)] if said.test else []),
                *([_part_json(said.fit, is_fit=True)] if said.fit else []),
            ],
            "figures": [self._figure(row) for row in predicted(shown.rows)],
            "moved_by": [one.sentence for one in shown.moved_by],
        }

    def _figure(self, row: Score) -> ScoredFigureJson:
        scenario = self._dataset.scenario
        of = next(
            one for one in scenario.observations if (one.name, one.date) == (row.name, row.date)
        )
        return {
            "name": row.name,
            "measure": of.measure,
            "places": [scenario.place_names.index(one) for one in of.places or of.homes],
            "date": row.date.isoformat(),
            "use": row.use,
            "observed": row.observed,
            "observed_low": row.observed_low,
            "observed_high": row.observed_high,
            "median": number_json(row.median),
            "q05": number_json(row.q05),
            "q95": number_json(row.q95),
            "inside_50": row.inside_50,
            "inside_90": row.inside,
        }

    def _score(self, members: int, asked: PendingRequest) -> ScenarioScore:
        own = self._dataset.settings

        def give_way(_done: int, _of: int) -> None:
            # Whatever else is asked comes first: nobody waits for this.
            while asked.is_wanted() and self._dataset.scheduler.is_busy():
                time.sleep(LOOK_SECONDS)
            if not asked.is_wanted():
                raise Cancelled

        return score_scenario(
            own.scenario,
            members=members,
            seed=own.seed,
            threads=1,
            parameters=own.fixed,
            progress=give_way,
        )


def _part_json(part: Part, *, is_fit: bool = False) -> ScoredPartJson:
    skill = number_json(part.by_row.skill)
    return {
        "use": "fit" if is_fit else "test",
        "rows": part.rows,
        "skill": None if skill is None else round(skill, DECIMALS),
        "coverage_50": round(part.by_row.coverage_50, DECIMALS),
        "coverage_90": round(part.by_row.coverage_90, DECIMALS),
    }
