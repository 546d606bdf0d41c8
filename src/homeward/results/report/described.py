"""Charts and maps in words, for those who do not see them."""

from __future__ import annotations

import numpy as np

from homeward.results.figures.band_chart import Chart
from homeward.results.figures.log_chart import LineChart
from homeward.results.figures.movements import Movement, Snapshot
from homeward.results.figures.scales import word_day
from homeward.results.figures.svg import people
from homeward.results.publish.small_counts import THRESHOLD
from homeward.results.tables.names import Names

MOST_PLACES = 5
MOST_MOVEMENTS = 3


def describe_chart(chart: Chart) -> str:
    """Say what a chart shows: how many at its peak and at its end, and how much was observed."""
    band, parts = chart.band, [f"{chart.title}: {chart.subtitle}."]
    shown = np.flatnonzero(~np.isnan(band.quantiles["median"]))
    if not shown.size:
        return " ".join([*parts, "All counts are withheld."])
    median = band.quantiles["median"]
    peak, last = int(shown[np.argmax(median[shown])]), int(shown[-1])
    parts.append(
        f"Median {_count(median[peak])} at the peak, on {word_day(band.dates[peak])}; "
        f"{_count(median[last])} on {word_day(band.dates[last])}, "
        f"90 of 100 members between {_count(band.quantiles['q05'][last])} and {_count(band.quantiles['q95'][last])}."
    )
    if band.has_gaps:
        parts.append("Where the line is broken, counts are withheld.")
    parts += [
        f"Observed on {word_day(one.date)}: {_count(one.value)}, between {_count(one.low)} and {_count(one.high)}."
        for one in chart.observations
    ]
    return " ".join(parts)


def describe_map(snapshot: Snapshot, names: Names) -> str:
    """Say where most people were on the day of a map, and the largest movements before it."""
    labels = names.labels["place"]
    most = sorted(snapshot.people.items(), key=lambda one: (-one[1], one[0]))
    there = [f"{labels[place]} {people(count)}" for place, count in most[:MOST_PLACES]]
    said = (
        f"Map of {word_day(snapshot.date)}. Most people: {', '.join(there) or 'nobody is shown'}."
    )
    moves = [_movement(one, names) for one in snapshot.movements[:MOST_MOVEMENTS]]
    return f"{said} Largest movements: {'; '.join(moves)}." if moves else said


def describe_lines(chart: LineChart) -> str:
    """Say what is expected of each actor at the end."""
    value, meaning = chart.threshold
    parts = [f"{chart.title}: harmful events a person and year that are expected."]
    for line in chart.lines:
        median = line.band.quantiles["median"]
        end = int(np.flatnonzero(~np.isnan(median))[-1])
        day = word_day(line.band.dates[end])
        parts.append(f"Of {line.name}, median {median[end]:.2g} on {day}.")
    return " ".join([*parts, f"At {value:.2g}: {meaning}."])


def _movement(one: Movement, names: Names) -> str:
    home, place = names.labels["home"][one.home], names.labels["place"][one.place]
    ends = (place, home) if one.is_return else (home, place)
    return f"{people(one.people)} from {ends[0]} to {ends[1]}"


def _count(value: float) -> str:
    return people(value) if value == 0 or value >= THRESHOLD else f"under {THRESHOLD}"
