"""The answer of a run in one sentence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from homeward.engine.simulated import Simulated
from homeward.results.publish.answer import answer
from homeward.results.publish.headlines import headlines
from homeward.results.publish.published import publish
from homeward.results.result import Result


def test_it_says_the_headlines_with_their_bands(result: Result) -> None:
    published = publish(result)
    said = answer(published)
    for one in headlines(published):
        assert f"{one.estimate.middle} " in said
        assert one.estimate.band_90.replace("–", " to ") in said
    day = published.axes.dates[-1]
    assert said.startswith(f"By {day.day} {day:%B %Y} people had fled ")
    assert said.count("in 90 of 100 histories") == 1


def test_flights_are_no_people(result: Result) -> None:
    """There may be more of them than people."""
    assert " times, some more than once" in answer(publish(result))


def test_few_are_not_counted_out(make_result: Callable[..., Result]) -> None:
    def few(simulated: Simulated) -> None:
        for name in ("deaths", "detentions", "recruitments"):
            values = simulated.flows[name].values
            values[:] = 0
            values[:, 0, 0] = np.arange(values.shape[0]) % 2

    result = make_result(few)
    assert "under 10 were killed" in answer(publish(result)) or "withheld were" in answer(
        publish(result)
    )
