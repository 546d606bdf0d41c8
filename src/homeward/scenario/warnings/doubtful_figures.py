"""Figures that no run can meet: of people who are displaced where they live, or of more than there are (model §8)."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.errors import Problem
from homeward.scenario.scenario import Scenario


def displaced_at_home(scenario: Scenario) -> Iterator[Problem]:
    """Find series that count people displaced within the home they are of."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in scenario.observations:
        homes = set(row.homes) or {home.place for home in scenario.homes}
        within = [place for place in row.places if place in row.homes or homes == {place}]
        if row.measure == "displaced" and within:
            found.setdefault((row.name, " and ".join(within)), []).append(row.line)
    for (name, homes), (first, *more) in found.items():
        beside = f", and {len(more)} more rows" if more else ""
        said = f'"{name}" counts people of {homes} who are displaced within it{beside}.'
        why = "People leave their home or stay: who is displaced within it is counted as none."
        way = f"take {homes} out of places, and those people out of the figure; or split it into several homes."
        yield Problem(f"observations.csv, line {first}", said, why, (way,))


def more_than_there_are(scenario: Scenario) -> Iterator[Problem]:
    """Find figures of people displaced or back home that are more than all of their homes, high ends included."""
    others = (*scenario.displaced, *scenario.arrivals)
    for row in scenario.observations:
        homes = set(row.homes) or {home.place for home in scenario.homes}
        people = sum(
            home.population.high
            for home in scenario.homes
            if home.place in homes and home.population
        )
        people += sum(one.people.high for one in others if one.home in homes)
        if row.measure in {"displaced", "returned"} and row.base_date is None and row.low > people:
            said = f'"{row.name}" counts {row.low:,.0f} people or more, of at most {people:,.0f}.'
            way = "correct it, or the population of their homes."
            yield Problem(f"observations.csv, line {row.line}", said, "", (way,))
