"""What a scenario rests on, seen from a day: what could only be known later, judgement, no date (decision 9)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from homeward.catalogue import JUDGEMENT, PARAMETERS, Parameter
from homeward.scenario.changes.edits import rows_of
from homeward.scenario.reading.tables import SETTINGS_FILE, TABLES
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class Grounds:
    """What the rows and parameters of a scenario rest on.

    Parameters
    ----------
    later
        Those all of whose claims were said on the day or after it: hindsight.
    judged, undated
        How many rest on judgement alone, and on claims none of which has a date.
    total
        How many say what they rest on.
    """

    later: tuple[str, ...]
    judged: int
    undated: int
    total: int


def last_days_said(scenario: Scenario) -> dict[str, dt.date]:
    """Return the last day on which each claim may have been said, of those that have a date."""
    published = {row.document: row.published for row in scenario.documents}
    dates = {row.claim: row.said_on or published.get(row.document) for row in scenario.claims}
    return {claim: _last_day(date) for claim, date in dates.items() if date}


def find_grounds(scenario: Scenario, before: dt.date) -> Grounds:
    """Sort the rows and parameters of a scenario cut at a day by when their claims were said."""
    said = last_days_said(scenario)
    later: list[str] = []
    judged = undated = total = 0
    for where, claims in _resting(scenario):
        total += 1
        named = [claim for claim in claims if claim != JUDGEMENT]
        dates = [date for date in (said.get(claim) for claim in named) if date]
        if not named:
            judged += 1
        elif not dates:
            undated += 1
        elif len(dates) == len(claims) and all(date >= before for date in dates):
            later.append(f"{where}: {' '.join(named)}")
    later.extend(
        f"variable catalogue, {parameter.name}: {parameter.source}"
        for parameter in PARAMETERS
        if parameter.name not in scenario.parameters_set and _is_later(parameter, before)
    )
    return Grounds(later=tuple(later), judged=judged, undated=undated, total=total)


def _resting(scenario: Scenario) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List whatever names claims, coverages and storylines too, and the claims."""
    for table in TABLES:
        for row in rows_of(scenario, table.name):
            claims: tuple[str, ...] = getattr(row, "claims", ())
            if claims:
                yield f"{table.file}, line {row.line}", claims
    for name, known in scenario.parameters.items():
        if known.claims:
            yield f"{SETTINGS_FILE}, {name}", known.claims
    for series, share in scenario.registration_coverage.items():
        yield f"{SETTINGS_FILE}, coverage of {series}", share.claims
    for storyline in scenario.storylines:
        yield f"{SETTINGS_FILE}, storyline {storyline.name}", storyline.claims


def _last_day(partial: str) -> dt.date:
    """Return the last day a year, a month or a day may mean."""
    year, month, day = (*(int(part) for part in partial.split("-")), 0, 0)[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def _is_later(parameter: Parameter, before: dt.date) -> bool:
    """Whether all years that the source of a default names lie in or after the year of a day."""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", parameter.source)]
    return bool(years) and min(years) >= before.year
