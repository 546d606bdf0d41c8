"""Answers: from what is asked of a dataset to what the browser draws; each computes in a thread of its own."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from homeward.errors import Problem, ScenarioError
from homeward.explorer.contract.responses import (
    BeliefsJson,
    ComparisonJson,
    ObstaclesJson,
    RunJson,
    ScoreJson,
)
from homeward.explorer.live.datasets import Dataset, LiveScenario, ResultSoFar
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.views.beliefs import beliefs
from homeward.explorer.views.exports import file_name, report_page, table
from homeward.explorer.views.lever_effects import lever_effects
from homeward.explorer.views.obstacle_accounts import ObstacleAccounts
from homeward.explorer.views.picture import (
    WINDOW_ROWS,
    Picture,
    bands,
    coarse_rows,
    flows,
    medians_by_place,
    take_picture,
)
from homeward.explorer.views.questions import Question, levers_json
from homeward.explorer.views.scored import Scored
from homeward.results.result import Result
from homeward.scenario.checks.camp_checks import check_modelled

MEMBERS_EXPLAINED = 16
"""Members that say what keeps people away in a report: each takes some 26 runs of a year."""


@dataclass(frozen=True)
class File:
    """Something to keep: its name, of which kind it is, and what is in it."""

    name: str
    kind: str
    content: bytes


class Answers:
    """Answers questions.

    Parameters
    ----------
    exact
        Neither withhold nor round.
    """

    def __init__(self, datasets: Iterable[Dataset], *, exact: bool) -> None:
        self.exact = exact
        live = [one for one in datasets if isinstance(one, LiveScenario)]
        self._explained = {one.name: ObstacleAccounts(one) for one in live}
        self._scored = {one.name: Scored(one) for one in live}
        # As long as a result is kept: a place that is clicked needs another line of the same picture.
        self._pictures: WeakKeyDictionary[Result, Picture] = WeakKeyDictionary()

    def run(self, question: Question, asked: PendingRequest) -> RunJson:
        """Give bands of what is shown, people by place, movements (contract: `Run`)."""
        began = time.perf_counter()
        dataset = question.dataset
        so_far = dataset.result_so_far(question.levers, question.members, asked)
        picture = self.picture(so_far, question.on)
        return {
            "exhibit": dataset.name,
            "levers": levers_json(question.levers),
            "members": so_far.result.axes.members,
            "of": dataset.members,
            "seed": dataset.seed,
            "rows": list(picture.rows or ()),
            "series": bands(picture, question.show),
            "places": medians_by_place(picture, "present", question.at.home),
            "displaced": medians_by_place(picture, "displaced", question.at.home),
            "flows": [] if picture.published.is_camp_model else flows(picture),
            "window_days": window_days(dataset),
            "differs_from": so_far.differs_from,
            "seconds": round(time.perf_counter() - began, 3),
        }

    def compare(self, question: Question, asked: PendingRequest) -> ComparisonJson:
        """Say what levers change, member by member (contract: `Comparison`)."""
        return lever_effects(
            live_of(question),
            question.levers,
            question.members,
            asked,
            on=question.on,
            at=question.at,
            measure=question.measure,
            exact=self.exact,
        )

    def obstacles(self, question: Question, asked: PendingRequest) -> ObstaclesJson:
        """Say what keeps people away (contract: `Obstacles`)."""
        return self._explained[live_of(question).name].answer(
            question.levers,
            question.members,
            asked,
            on=question.on,
            since=question.since,
            outcome=question.outcome,
            home=question.at.home,
            exact=self.exact,
        )

    def beliefs(self, question: Question, asked: PendingRequest) -> BeliefsJson:
        """Say what a community believes (contract: `Beliefs`)."""
        check_modelled(question.dataset.scenario)
        so_far = question.dataset.result_so_far(question.levers, question.members, asked)
        home, group = question.at.home or 0, question.at.group or 0
        return beliefs(so_far.result, home, group, exact=self.exact)

    def score(self, question: Question, asked: PendingRequest) -> ScoreJson:
        """Say how far the scenario can be trusted (contract: `Score`)."""
        return self._scored[live_of(question).name].answer(
            question.members, asked, exact=self.exact
        )

    def csv(self, question: Question, asked: PendingRequest) -> File:
        """Write the lines of the screen as a table."""
        so_far = question.dataset.result_so_far(question.levers, question.members, asked)
        content = table(self.picture(so_far).published, question.show)
        return File(_named(question, so_far.result, ".csv"), "text/csv", content)

    def report(self, question: Question, asked: PendingRequest) -> File:
        """Make the report of a whole run."""
        result = question.dataset.whole_result(question.levers, question.members, asked)
        explained = self._explained.get(question.dataset.name)
        obstacles = explained and explained.answer(
            question.levers, min(question.members, MEMBERS_EXPLAINED), asked, exact=self.exact
        )
        content = report_page(result, obstacles or None, exact=self.exact)
        return File(_named(question, result, ".html"), "text/html", content)

    def picture(self, so_far: ResultSoFar, on: dt.date | None = None) -> Picture:
        """Summarise a result, or remember it; where only one day is asked about, it with days around it."""
        result = so_far.result
        picture = self._pictures.get(result)
        if picture is None and on is not None and result.scenario is not None:
            rows = coarse_rows(result.axes.days, (on - result.scenario.start).days)
            return take_picture(result, rows=rows, exact=self.exact)
        if picture is None:
            picture = self._pictures[result] = take_picture(result, exact=self.exact)
        return picture


def live_of(question: Question) -> LiveScenario:
    """Return the dataset asked about, which must be one that runs.

    Raises
    ------
    ScenarioError
        If it is a run that was kept, or nothing but where people go is modelled.
    """
    dataset = question.dataset
    check_modelled(dataset.scenario)
    if isinstance(dataset, LiveScenario):
        return dataset
    found = "it is a saved run: nothing is run again in it."
    way = f"show its scenario too: homeward explore {dataset.scenario.name}."
    raise ScenarioError(Problem(dataset.name, found, "", (way,)))


def _named(question: Question, result: Result, suffix: str) -> str:
    return file_name(question.dataset.name, question.levers, result.axes.members, suffix)


def window_days(dataset: Dataset) -> int:
    """Days over which movements are counted."""
    days = dataset.days
    return (days[1] - days[0]) * WINDOW_ROWS if len(days) > 1 else 1
