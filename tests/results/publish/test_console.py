"""What the terminal shows after a run."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import numpy as np
from rich.console import Console

from homeward.engine.simulated import Simulated
from homeward.results.publish.console import summary_tables
from homeward.results.publish.headlines import estimate_of
from homeward.results.publish.published import publish
from homeward.results.result import Result


def _printed(result: Result, *, exact: bool = False) -> str:
    console = Console(width=110, record=True, file=io.StringIO())
    for table in summary_tables(result, exact=exact):
        console.print(table)
    return console.export_text()


def test_it_answers_the_first_questions(result: Result) -> None:
    said = _printed(result)
    for word in (
        "Fled (times)",
        "Displaced",
        "Returned",
        "Where the displaced are",
        "By group",
        "90% band",
    ):
        assert word in said
    assert "Counts below 10 are withheld, all others rounded to 5." in said


def test_groups_have_neutral_names(result: Result) -> None:
    said = _printed(result)
    assert "Group 1" in said
    assert "Farmers" not in said


def test_every_count_is_rounded_unless_exact_ones_are_asked_for(result: Result) -> None:
    rows = [line for line in _printed(result).splitlines() if re.search(r"\d–\d", line)]
    counts = [int(n.replace(",", "")) for line in rows for n in re.findall(r"\d[\d,]*", line)]
    assert counts
    assert all(count % 5 == 0 for count in counts)
    assert "Exact counts: not for publication." in _printed(result, exact=True)


def test_a_place_whose_count_is_not_shown_is_named(make_result: Callable[..., Result]) -> None:
    """A table without it would say that nobody is there."""

    def three_in_one(simulated: Simulated) -> None:
        for name in ("idps", "refugees"):
            people = simulated.stocks[name].values
            people[:] = np.where(np.arange(people.shape[-1]) == 0, 3, 0)

    result = make_result(three_in_one)
    published = publish(result)
    last = len(published.axes.days) - 1
    found = {
        label: estimate_of(published.summaries["displaced"], last, ("place", index))
        for index, label in enumerate(published.names.labels["place"])
    }
    assert any(one.median is None for one in found.values())
    where = _printed(result).partition("Where the displaced are")[2].partition("By group")[0]
    for label, one in found.items():
        if not one.is_zero:
            assert label in where


def test_nobody_anywhere_is_said_without_failing(make_result: Callable[..., Result]) -> None:
    def empty(simulated: Simulated) -> None:
        for name in ("idps", "refugees"):
            simulated.stocks[name].values[:] = 0
        simulated.flows["displacements"].values[:] = 0

    result = make_result(empty)
    assert not publish(result).summaries["displaced"].levels[()].any()
    assert "Displaced" in _printed(result)
