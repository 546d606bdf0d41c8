"""Answers: from what is asked of an exhibit to what the browser draws; each computes in a thread of its own."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Any

from homeward.explorer.exhibits import Exhibit, SoFar
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

Json = dict[str, Any]

MOST_PICTURES = 6
"""Pictures remembered: a place that is clicked needs another line of the same picture."""


class Answers:
    """Answers questions.

    Parameters
    ----------
    exact
        Neither withhold nor round.
    """

    def __init__(self, *, exact: bool) -> None:
        self.exact = exact
        self._pictures: OrderedDict[int, tuple[Result, Picture]] = OrderedDict()
        self._lock = threading.Lock()

    def run(self, question: Question, asked: Asked) -> Json:
        """Bands of what is shown, people by place, movements (contract: `Run`)."""
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
            "flows": [] if picture.published.is_registered else flows(picture),
            "window_days": window_days(exhibit),
            "differs_from": so_far.differs_from,
            "seconds": round(time.perf_counter() - began, 3),
        }

    def picture(self, so_far: SoFar) -> Picture:
        """Summarise a result, or remember it."""
        result = so_far.result
        with self._lock:
            known = self._pictures.get(id(result))
            if known is not None:
                self._pictures.move_to_end(id(result))
                return known[1]
        picture = take_picture(result, exact=self.exact)
        with self._lock:
            # The result is remembered with it: another one can then not have its number.
            self._pictures[id(result)] = (result, picture)
            while len(self._pictures) > MOST_PICTURES:
                self._pictures.popitem(last=False)
        return picture


def window_days(exhibit: Exhibit) -> int:
    """Days over which movements are counted."""
    days = exhibit.days
    return (days[1] - days[0]) * WINDOW_ROWS if len(days) > 1 else 1
