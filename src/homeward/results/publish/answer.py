"""The answer of a run in one sentence: what a reader takes away who reads nothing else (model §9)."""

from __future__ import annotations

from homeward.results.publish.headlines import Estimate, estimate_of, readers_measures
from homeward.results.publish.published import Published

SAID = {
    "fled": "people had fled {} times, some more than once {}",
    "displaced": "{} are displaced {}",
    "returned": "{} are back {}",
    "harmed": "{} were killed, detained or recruited {}",
}
"""By measure: its median and its band go into it."""
OF_HISTORIES = "in 90 of 100 histories"


def answer(published: Published) -> str:
    """Say how many fled, are displaced, are back and were harmed, each with its band."""
    last = len(published.axes.days) - 1
    parts: list[str] = []
    for number, measure in enumerate(readers_measures(published)):
        one = estimate_of(published.summaries[measure.name], last).rounded()
        parts.append(SAID[measure.name].format(one.middle, _band(one, is_first=number == 0)))
    day = published.axes.dates[-1]
    *first, end = parts
    return f"By {day.day} {day:%B %Y} {'; '.join(first)}; and {end}."


def _band(one: Estimate, *, is_first: bool) -> str:
    said = one.band_90.replace("–", " to ")
    return f"({said} {OF_HISTORIES})" if is_first else f"({said})"
