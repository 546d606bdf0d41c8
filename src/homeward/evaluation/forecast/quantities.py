"""What is forecast: everybody's stocks and flows, and the series that were observed (model §14.3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from homeward.catalogue import JUDGEMENT
from homeward.evaluation.scoring.measures import last_day
from homeward.scenario.rows.observations import Measure, Observation
from homeward.scenario.scenario import Scenario

OVERALL: dict[Measure, str] = {
    "displaced": "Displaced",
    "returned": "Returned",
    "fled": "Newly displaced since",
    "returns": "Returns since",
}
"""What is forecast of everybody, with the name shown to readers; `since` counts from the last day known."""


@dataclass(frozen=True)
class Quantity:
    """A count of people that is forecast day by day.

    Parameters
    ----------
    series
        Name of the observations it is of; that of the measure where it counts everybody.
    observed
        Rows of that name, up to the last day known and after it.
    """

    series: str
    title: str
    row: Observation
    observed: tuple[Observation, ...] = ()

    def on(self, day: dt.date, origin: dt.date) -> Observation:
        """Return the row that measures it on a day, a flow from the last day known on."""
        since = origin if self.row.is_flow else None
        return self.row.model_copy(update={"date": day, "since": since})


def quantities(scenario: Scenario, origin: dt.date) -> list[Quantity]:
    """List what a forecast of a scenario gives: four counts of everybody, then series observed before it."""
    overall = [
        Quantity(measure, title, _of_everybody(measure, origin))
        for measure, title in OVERALL.items()
    ]
    series: dict[str, list[Observation]] = {}
    for row in counting_rows(scenario):
        series.setdefault(row.name, []).append(row)
    return overall + [
        Quantity(name, name.replace("_", " ").capitalize(), rows[-1], tuple(rows))
        for name, rows in series.items()
        if len(rows) > 1 and observed_until(name, scenario, origin)
    ]


def told_apart(scenario: Scenario) -> Scenario:
    """Add `_observed` to names of series that are those of counts of everybody: tables hold both."""
    rows = (
        row.model_copy(update={"name": f"{row.name}_observed"}) if row.name in OVERALL else row
        for row in scenario.observations
    )
    return scenario.model_copy(update={"observations": tuple(rows)})


def counting_rows(scenario: Scenario) -> list[Observation]:
    """List the observations that count people on a day and apply no lever."""
    return [row for row in scenario.observations if row.counts_people and row.use != "pattern"]


def observed_until(series: str, scenario: Scenario, origin: dt.date) -> list[Observation]:
    """List what was to be fitted of a series up to the last day known, by day."""
    rows = [
        row
        for row in counting_rows(scenario)
        if row.name == series and row.use == "fit" and last_day(row) <= origin
    ]
    return sorted(rows, key=lambda row: row.date)


def observed_after(scenario: Scenario, origin: dt.date, lead: int) -> list[Observation]:
    """List what was counted after the last day known, to fit or to test, of series known before it."""
    end = origin + dt.timedelta(days=lead)
    return [
        row
        for row in counting_rows(scenario)
        if origin < row.date <= end and observed_until(row.name, scenario, origin)
    ]


def _of_everybody(measure: Measure, day: dt.date) -> Observation:
    since = day - dt.timedelta(days=1)
    return Observation(
        name=measure,
        date=day,
        since=since,
        measure=measure,
        low=0.0,
        value=0.0,
        high=0.0,
        use="test",
        claims=(JUDGEMENT,),
    )
