"""What was known before a day: a scenario cut there, and a refusal of anything later (decision 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from homeward.errors import HomewardBug, ObservationError, Problem
from homeward.evaluation.scoring.measures import last_day
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.rows.row import Row
from homeward.scenario.scenario import Scenario

DATED = ("closures", "control", "presence", "harms", "conditions", "permissions")
"""Tables whose rows hold from a day to a day; those of arrivals say over which days people come."""


def known_before(scenario: Scenario, before: dt.date) -> Scenario:
    """Return the scenario as it could be said before a day, ending with the last observation to fit.

    Its members are those of the whole scenario, to the person, up to its last day.
    """
    kept = tuple(
        row for row in scenario.observations if row.use == "fit" and last_day(row) < before
    )
    if not kept:
        raise HomewardBug(f"nothing was observed before {before}.")
    end = max(last_day(row) for row in kept)
    after_end = end + dt.timedelta(days=1)
    tables = {
        table: tuple(
            row.model_copy(update={"end": min(row.end, after_end)})
            for row in getattr(scenario, table)
            if row.start < after_end
        )
        for table in DATED
    }
    return scenario.model_copy(
        update={
            **tables,
            "end": end,
            "observations": kept,
            "surveys": (),
            # Their people are spread over all their days: the last day stays what it is.
            "arrivals": tuple(row for row in scenario.arrivals if row.start < after_end),
            "levers": (),
            "storylines": (),
            "planning_figures": (),
            **decided_before(scenario, before),
        }
    )


def going_on(scenario: Scenario, before: dt.date, after_end: dt.date) -> dict[str, tuple[Row, ...]]:
    """List the dated rows that begin before a day, by table; those that hold then go on to the end of a run."""
    return {
        table: tuple(
            row.model_copy(update={"end": after_end}) if row.end >= before else row
            for row in getattr(scenario, table)
            if row.start < before
        )
        for table in DATED
    }


def decided_before(scenario: Scenario, before: dt.date) -> dict[str, object]:
    """List what is believed or lifted from a day before another."""
    return {
        "trusted": tuple(row for row in scenario.trusted if row.start < before),
        "lifted": tuple(row for row in scenario.lifted if row.start is None or row.start < before),
    }


def refuse_hindsight(scenario: Scenario, before: dt.date) -> None:
    """Refuse to weigh by anything that is dated on a day or after it.

    Raises
    ------
    ObservationError
        Naming every file and line.
    """
    problems = list(_dated_later(scenario, before))
    if problems:
        raise ObservationError(problems)


def _dated_later(scenario: Scenario, before: dt.date) -> Iterator[Problem]:
    what = "Members are weighed by what was known"
    if scenario.end >= before:
        yield Problem(SETTINGS_FILE, f"the run ends on {scenario.end}.", f"{what} before {before}.")
    yield from rows_dated_later(scenario, before, what)


def rows_dated_later(scenario: Scenario, before: dt.date, what: str) -> Iterator[Problem]:
    """Find every row that is dated on a day or after it; `what` says why it is refused."""
    why = f"{what} before {before}."
    for row in scenario.observations:
        where = f"observations.csv, line {row.line}"
        if row.use == "test":
            yield Problem(where, f'"{row.name}" is for testing.', why)
        elif last_day(row) >= before:
            yield Problem(where, f'"{row.name}" was observed on {last_day(row)}.', why)
    for table in (*DATED, "arrivals"):
        for row in getattr(scenario, table):
            if row.start >= before:
                yield Problem(f"{table}.csv, line {row.line}", f"it begins on {row.start}.", why)
