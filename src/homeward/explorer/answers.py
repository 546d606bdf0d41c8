"""Answers: from what is asked of an exhibit to what the browser draws; each computes in a thread of its own."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from homeward.errors import Problem, ScenarioError
from homeward.explorer.beliefs import beliefs
from homeward.explorer.compared import Compared
from homeward.explorer.exhibits import Exhibit, Live, SoFar
from homeward.explorer.exports import file_name, report, table, whole_run
from homeward.explorer.obstacles import Explained
from homeward.explorer.picture import (
    WINDOW_ROWS,
    Picture,
    bands,
    by_place,
    flows,
    take_picture,
)
from homeward.explorer.requests import Question, as_asked
from homeward.explorer.turns import Asked
from homeward.results.result import Result
from homeward.scenario.checks.camp_checks import check_modelled

Json = dict[str, Any]


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

    def __init__(self, exhibits: Iterable[Exhibit], *, exact: bool) -> None:
        self.exact = exact
        live = [one for one in exhibits if isinstance(one, Live)]
        self._compared = {one.name: Compared(one.terms, one.turns) for one in live}
        self._explained = {one.name: Explained(one.terms, one.turns) for one in live}
        # As long as a result is kept: a place that is clicked needs another line of the same picture.
        self._pictures: WeakKeyDictionary[Result, Picture] = WeakKeyDictionary()

    def run(self, question: Question, asked: Asked) -> Json:
        """Give bands of what is shown, people by place, movements (contract: `Run`)."""
        began = time.perf_counter()
        exhibit = question.exhibit
        so_far = exhibit.look(question.pulls, question.members, asked)
        picture = self.picture(so_far)
        return {
            "exhibit": exhibit.name,
            "levers": as_asked(question.pulls),
            "members": so_far.result.axes.members,
            "of": exhibit.members,
            "seed": exhibit.seed,
            "series": bands(picture, question.show),
            "places": by_place(picture, "present"),
            "displaced": by_place(picture, "displaced"),
            "flows": [] if picture.published.is_camp_model else flows(picture),
            "window_days": window_days(exhibit),
            "differs_from": so_far.differs_from,
            "seconds": round(time.perf_counter() - began, 3),
        }

    def compare(self, question: Question, asked: Asked) -> Json:
        """Say what levers change, member by member (contract: `Comparison`)."""
        return self._compared[live_of(question).name].answer(
            question.pulls,
            question.members,
            asked,
            on=question.on,
            homes=question.homes,
            exact=self.exact,
        )

    def obstacles(self, question: Question, asked: Asked) -> Json:
        """Say what keeps people away (contract: `Obstacles`)."""
        return self._explained[live_of(question).name].answer(
            question.pulls,
            question.members,
            asked,
            on=question.on,
            since=question.since,
            outcome=question.outcome,
            homes=question.homes,
            exact=self.exact,
        )

    def beliefs(self, question: Question, asked: Asked) -> Json:
        """Say what a community believes (contract: `Beliefs`)."""
        check_modelled(question.exhibit.scenario)
        so_far = question.exhibit.look(question.pulls, question.members, asked)
        return beliefs(so_far.result, question.home, question.group, exact=self.exact)

    def csv(self, question: Question, asked: Asked) -> File:
        """Write the lines of the screen as a table."""
        so_far = question.exhibit.look(question.pulls, question.members, asked)
        content = table(self.picture(so_far).published, question.show)
        return File(_named(question, so_far.result, ".csv"), "text/csv", content)

    def report(self, question: Question, asked: Asked) -> File:
        """Make the report of a whole run."""
        exhibit = question.exhibit
        result = (
            whole_run(exhibit.terms, question.pulls, question.members, asked, exhibit.turns)
            if isinstance(exhibit, Live)
            else exhibit.look(question.pulls, question.members, asked).result
        )
        content = report(result, exact=self.exact)
        return File(_named(question, result, ".html"), "text/html", content)

    def picture(self, so_far: SoFar) -> Picture:
        """Summarise a result, or remember it."""
        result = so_far.result
        picture = self._pictures.get(result)
        if picture is None:
            picture = self._pictures[result] = take_picture(result, exact=self.exact)
        return picture


def live_of(question: Question) -> Live:
    """Return the exhibit asked about, which must be one that runs.

    Raises
    ------
    ScenarioError
        If it is a run that was kept, or nothing but where people go is modelled.
    """
    exhibit = question.exhibit
    check_modelled(exhibit.scenario)
    if isinstance(exhibit, Live):
        return exhibit
    found = "it is a run that was kept: nothing is run again in it."
    way = f"show its scenario too: homeward explore {exhibit.scenario.name}."
    raise ScenarioError(Problem(exhibit.name, found, "", (way,)))


def _named(question: Question, result: Result, suffix: str) -> str:
    return file_name(question.exhibit.name, question.pulls, result.axes.members, suffix)


def window_days(exhibit: Exhibit) -> int:
    """Days over which movements are counted."""
    days = exhibit.days
    return (days[1] - days[0]) * WINDOW_ROWS if len(days) > 1 else 1
