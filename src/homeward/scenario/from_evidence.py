"""Numbers of tables from what is published: deaths, severity of the Return Index, damage seen from above (§2.3)."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.errors import Problem, ScenarioError
from homeward.numerics.rates import DAYS_PER_YEAR
from homeward.scenario.rows.scales import SCALES, Step

LEVEL = 0.9
"""What the range of a rate holds of the rates under which so many cases are usual."""
SEVERITY_ERROR = 0.15
"""How far a score of the Return Index may be from what the model calls services or livelihood."""
SEVERITIES = {"low": (0.0, 1 / 3), "medium": (1 / 3, 2 / 3), "high": (2 / 3, 1.0)}
"""Classes of severity as parts of the scale, where no score is published."""


@dataclass(frozen=True)
class Converted:
    """A number for a cell and its range, and how it came about."""

    column: str
    value: float
    low: float
    high: float
    why: str

    @property
    def step(self) -> Step | None:
        """The step of its scale that it is nearest to."""
        name = "rate" if self.column.startswith("rate") else self.column
        return next((scale.nearest(self.value) for scale in SCALES if scale.name == name), None)


def rate_of_cases(cases: int, days: float, people: float) -> Converted:
    """Turn cases in so many days among so many people into a rate, cases a person and year.

    The range holds the rates that are compatible with so many cases (Garwood 1936: exact, for a Poisson count).

    Raises
    ------
    ScenarioError
        If there are no days or no people, or more cases than people.
    """
    from scipy.stats import chi2  # noqa: PLC0415  heavy: wanted only here

    if cases < 0 or days <= 0 or people <= 0 or cases > people:
        found = f"{cases:g} cases in {days:g} days among {people:g} people are no rate."
        raise ScenarioError(
            Problem("--deaths", found, "", ("write cases up to people, days and people above 0.",))
        )
    years = people * days / DAYS_PER_YEAR
    tail = (1 - LEVEL) / 2
    low = float(chi2.ppf(tail, 2 * cases)) / 2 if cases else 0.0
    high = float(chi2.ppf(1 - tail, 2 * cases + 2)) / 2
    why = (
        f"{cases:g} cases in {days:g} days among {people:,.0f} people, {years:,.1f} person-years; range: chance alone. "
        "Widen it where cases are missed or people have left."
    )
    return Converted("rate", cases / years, low / years, high / years, why)


def conditions_of_severity(severity: str) -> tuple[Converted, Converted]:
    """Turn a severity of the Return Index, a score of 0 to 100 or a word, into services and livelihood.

    0 says that all conditions for return are met, 100 that none is.

    Raises
    ------
    ScenarioError
        If it is neither.
    """
    if severity.lower() in SEVERITIES:
        low, high = SEVERITIES[severity.lower()]
        why = f"Severity {severity.lower()} of the Return Index: the part of its scale, as no score is given."
    else:
        score = _score(severity)
        low, high = score - SEVERITY_ERROR, score + SEVERITY_ERROR
        why = f"Severity {severity} of 100 of the Return Index; range: its indicators are not the model's."
    low, high = max(low, 0.0), min(high, 1.0)
    middle = (low + high) / 2
    services = Converted("services", 1 - middle, 1 - high, 1 - low, why)
    return services, Converted("livelihood", 1 - middle, 1 - high, 1 - low, why)


def _score(severity: str) -> float:
    try:
        score = float(severity) / 100
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        way = f"write a score of 0 to 100, or one of {', '.join(SEVERITIES)}."
        raise ScenarioError(Problem("--severity", f'"{severity}" is no severity.', "", (way,)))
    return score


def dwellings_of_damage(
    buildings: int, destroyed: int, severe: int = 0, moderate: int = 0, possible: int = 0
) -> Converted:
    """Turn buildings by class of damage, as UNOSAT publishes them, into the share of dwellings that can be lived in.

    Destroyed ones cannot; of severe damage that is taken for certain only at the low end and the middle; of moderate
    and possible damage only at the low end, moderate half of it in the middle.

    Raises
    ------
    ScenarioError
        If more are damaged than there are.
    """
    damaged = destroyed + severe + moderate + possible
    if buildings <= 0 or damaged > buildings or min(destroyed, severe, moderate, possible) < 0:
        found = f"{damaged:,} buildings are damaged of {buildings:,}."
        raise ScenarioError(
            Problem(
                "--buildings", found, "", ("count all buildings of the area that was looked at.",)
            )
        )
    why = (
        f"Of {buildings:,} buildings {destroyed:,} destroyed, {severe:,} severely, {moderate:,} moderately and "
        f"{possible:,} possibly damaged; from above, damage inside is not seen."
    )
    value = 1 - (destroyed + severe + moderate / 2) / buildings
    low, high = 1 - damaged / buildings, 1 - destroyed / buildings
    return Converted("dwellings_usable", value, low, high, why)
