"""Charts and maps in words."""

from __future__ import annotations

import datetime as dt

import numpy as np

from homeward.results.figures.band_chart import Chart
from homeward.results.figures.bands import Band
from homeward.results.figures.log_chart import ActorLine, LineChart
from homeward.results.figures.movements import Movement, Snapshot
from homeward.results.report.described import describe_chart, describe_lines, describe_map
from homeward.results.tables.names import Names
from homeward.results.tables.statistics import QUANTILES
from homeward.scenario.rows.observations import Observation

DATES = (dt.date(2030, 1, 1), dt.date(2030, 2, 1), dt.date(2030, 3, 1))
PLACES = tuple("ABCDEFG")
NAMES = Names(identifiers={}, labels={"home": ("Oldtown",), "place": PLACES})


def band(*medians: float) -> Band:
    median = np.array(medians)
    return Band(DATES, {name: median * (1 + quantile / 10) for name, quantile in QUANTILES.items()})


def test_a_chart_says_its_peak_its_end_and_what_was_observed() -> None:
    seen = Observation(
        name="count", date=DATES[1], measure="present", low=800, value=1000, high=1200, use="fit", claims=()
    )  # fmt: skip
    said = describe_chart(Chart("Camp", "people there", band(100, 2000, 500), [seen]))
    assert said == (
        "Camp: people there. Median 2,100 at the peak, on 1 February 2030; 525 on 1 March 2030, "
        "90 of 100 members between 502 and 548. Observed on 1 February 2030: 1,000, between 800 and 1,200."
    )


def test_small_counts_are_not_given_away_and_gaps_are_said() -> None:
    said = describe_chart(Chart("Camp", "people there", band(0, np.nan, 5)))
    assert "under 10 on 1 March 2030" in said
    assert said.endswith("Where the line is broken, counts are withheld.")


def test_a_chart_of_which_all_is_withheld_says_so() -> None:
    said = describe_chart(Chart("Camp", "people there", band(np.nan, np.nan, np.nan)))
    assert said == "Camp: people there. All counts are withheld."


def test_a_map_names_the_most_people_and_the_largest_movements() -> None:
    people = {place: 100.0 * place for place in range(1, 7)}
    moves = (Movement(0, 1, 700.0, is_return=False), Movement(0, 2, 300.0, is_return=True))
    said = describe_map(Snapshot(DATES[0], None, people, moves), NAMES)
    assert said == (
        "Map of 1 January 2030. Most people: G 600, F 500, E 400, D 300, C 200. "
        "Largest movements: 700 from Oldtown to B; 300 from C to Oldtown."
    )


def test_a_map_of_nobody_says_so() -> None:
    said = describe_map(Snapshot(DATES[0], None, {}, ()), NAMES)
    assert said == "Map of 1 January 2030. Most people: nobody is shown."


def test_lines_say_what_is_expected_of_each_actor_at_the_end() -> None:
    full = np.ones(3, dtype=np.bool_)
    lines = [
        ActorLine("Actor A", band(0.1, 0.1, 0.02), 0, full),
        ActorLine("Actor B", band(0.1, 0.2, np.nan), 1, full),
    ]
    said = describe_lines(LineChart("Group A", lines, (0.02, "half held back")))
    assert said == (
        "Group A: harmful events a person and year that are expected. Of Actor A, median 0.021 on 1 March 2030. "
        "Of Actor B, median 0.21 on 1 February 2030. At 0.02: half held back."
    )
