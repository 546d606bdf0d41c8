"""What agencies registered, as observations to score against (model §12.1)."""

from __future__ import annotations

import datetime as dt

from homeward.scenario.camps.daily_counts import merged, place_of, series_names
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario


def registered_observations(scenario: Scenario) -> tuple[Observation, ...]:
    """Make an observation of every number registered at a camp during the run, new counts met.

    That of the first day is where the run begins: the inputs impose it.
    """
    return tuple(
        observation
        for name in series_names(scenario)
        if (place := place_of(scenario, name)) is not None
        for observation in _of_series(scenario, name, place)
    )


def _of_series(scenario: Scenario, name: str, place: str) -> list[Observation]:
    rows = [row for row in scenario.registrations if row.series == name]
    claims = tuple(dict.fromkeys(claim for row in rows for claim in row.claims))
    # The last number given for a day counts.
    counts = dict(merged(scenario, name))
    return [
        Observation(
            name=name,
            date=scenario.start + dt.timedelta(days=day),
            measure="present",
            places=(place,),
            low=counts[day],
            value=counts[day],
            high=counts[day],
            use="test",
            imposed=day == 0,
            claims=claims,
        )
        for day in sorted(counts)
        if 0 <= day < scenario.n_day
    ]
