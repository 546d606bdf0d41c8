"""Counts of people, day by day, and whom they count (model §14.1)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from homeward.assemble.labels import label
from homeward.engine.communities.onward import People, run_until
from homeward.engine.communities.ready import prepare_members
from homeward.engine.simulate import simulate
from homeward.evaluation.conditioning.as_counted import cells_of
from homeward.evaluation.conditioning.counts_of_days import find_counts
from homeward.evaluation.conditioning.weighing import NINETY
from homeward.evaluation.scoring.measures import measure
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

DAY = date(2031, 2, 15)


def counted(when: date, value: float = 600.0, **other: object) -> Observation:
    return Observation.model_validate(
        {
            "name": "camp", "date": when, "measure": "present", "places": ("border_camp",), "low": 0.8 * value,
            "value": value, "high": 1.1 * value, "use": "fit", "claims": ("judgement",),
        } | other
    )  # fmt: skip


def with_rows(tiny: Scenario, *rows: Observation) -> Scenario:
    return tiny.model_copy(update={"observations": rows})


def test_of_all_who_are_counted_alike_it_is_the_last_on_its_day_whatever_its_use(tiny: Scenario):
    rows = (
        counted(date(2031, 2, 14), 500, use="test"),
        counted(date(2031, 2, 10), 700),
        counted(date(2031, 2, 12), 650, name="another_name"),
        counted(date(2031, 2, 1), 50, places=("oldtown",)),
        counted(date(2031, 2, 1), 40, measure="displaced"),
        counted(date(2031, 2, 16), 1),
        counted(tiny.start, 2, places=()),
        counted(date(2031, 2, 2), 2, name="said", use="pattern"),
        counted(date(2031, 2, 2), 0.5, name="share", measure="share_returned"),
    )
    found = find_counts(with_rows(tiny, *rows), label(tiny), DAY)
    assert [(one.day, [row.value for row in one.rows]) for one in found] == [
        (date(2031, 2, 1), [50, 40]),
        (date(2031, 2, 14), [500]),
    ]


@pytest.mark.parametrize("kind", ["present", "displaced", "returned"])
@pytest.mark.parametrize("places", [(), ("border_camp",), ("oldtown", "border_camp")])
def test_they_count_whom_the_measure_counts(tiny: Scenario, kind: str, places: tuple[str, ...]):
    """Against the measure of a run, which knows nothing of cells."""
    home = tiny.homes[0].place
    known = tuple(name if name != "farms" else home for name in places)
    row = counted(DAY, measure=kind, places=known, groups=tiny.group_names[:1])
    labels, today = label(tiny), (DAY - tiny.start).days
    (found,) = find_counts(with_rows(tiny, row), labels, DAY)
    ready = prepare_members(tiny, range(3), days=[today, today + 1], seed=1)
    cells = [cells_of(one.people) for one in run_until(ready, today, range(3)).values()]
    simulated = simulate(tiny, days=[today], members=3, seed=1)
    assert [int(one[found.covers[0]].sum()) for one in cells] == measure(simulated, row).tolist()


def test_what_was_there_is_drawn_from_the_range_of_the_figure(tiny: Scenario):
    (known,) = find_counts(with_rows(tiny, counted(DAY)), label(tiny), DAY)
    drawn = known.drawn(range(4000), label(tiny), 1)[:, 0]
    low, middle, high = np.quantile(drawn, [0.05, 0.5, 0.95])
    assert (low, middle, high) == pytest.approx((480, 600, 660), rel=0.02)
    some = known.drawn([3, 7], label(tiny), 1)[:, 0]
    np.testing.assert_array_equal(some, drawn[[3, 7]])
    assert known.error == pytest.approx([90 / NINETY])


def test_people_are_laid_out_by_cell():
    people = People(
        residents=np.array([[5]]),
        returnees=np.array([[[1]], [[2]]]),
        displaced=np.array([[[[7, 0]]], [[[1, 4]]]]),
    )
    assert cells_of(people).tolist() == [[[5, 3, 8, 4]]]
