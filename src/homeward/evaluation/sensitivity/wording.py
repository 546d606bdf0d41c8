"""What decides an outcome, said in sentences (model §16.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from homeward.evaluation.outcomes import Outcome
from homeward.evaluation.sensitivity.indices import Index, Indices

MOST_NAMED = 3
LEAST_NAMED = 0.05
"""Parameters named in the sentence: so many, with at least this total index."""
SURE = 0.9
"""Share of resamples in which one index is above another, from which their order counts as known."""
WIDE = 0.1
"""Half-width of a total index above which a warning is given."""


def question(outcome: Outcome, on: date, homes: Sequence[str] = ()) -> str:
    """Word what is asked; `homes` are the labels of those whose people alone are counted."""
    whose = f" of the people of {_listed(homes)}" if homes else ""
    return {
        "returned": f"how many{whose} are back home on {on}",
        "displaced": f"how many{whose} are displaced on {on}",
        "harmed": f"how many{whose} have been harmed by {on}",
    }[outcome]


def share(value: float) -> str:
    """Write a share of the variance in percent, never as -0%."""
    return f"{round(100 * value)}%"


def with_interval(value: float, half_width: float) -> str:
    """Write a share with its 90% interval, e.g. `41% [35, 47]`."""
    low, high = round(100 * (value - half_width)), round(100 * (value + half_width))
    return f"{share(value)} [{low}, {high}]"


def index_sentence(found: Indices, asked: str) -> str:
    """Say what decides an outcome."""
    beside = (
        f"Chance makes {_total(found.chance)} of the variance, "
        f"all other ranges together {_total(found.other_ranges)}, by itself or with others."
    )
    named = leading(found)
    if not named:
        return f"No parameter by itself decides {asked}. {beside}"
    first, *others = named
    parts = [
        f"{first.factor} ({with_interval(first.first, first.first_half_width)} of the variance alone, "
        f"{_total(first)} with what it does together with others)",
        *(
            f"{one.factor} ({with_interval(one.first, one.first_half_width)}, {_total(one)})"
            for one in others
        ),
    ]
    return f"What decides {asked}: {_listed(parts)}. {beside}"


def leading(found: Indices) -> tuple[Index, ...]:
    """Name the parameters that matter most."""
    return tuple(one for one in found.parameters[:MOST_NAMED] if one.total >= LEAST_NAMED)


def cautions(found: Indices, base: int) -> list[str]:
    """Say where the numbers are not sure enough, and what else would have to be asked."""
    said: list[str] = []
    named = leading(found)
    unknown = [
        f"{one.factor} before {other.factor} in {found.ahead[at, at + 1]:.0%}"
        for at, (one, other) in enumerate(
            zip(found.parameters[: len(named)], found.parameters[1:], strict=False)
        )
        if found.ahead[at, at + 1] < SURE
    ]
    widest = max((one.total_half_width for one in found.factors), default=0.0)
    if unknown:
        said.append(
            f"The order is not known: of the resamples, {_listed(unknown)}. Raise --base (now {base})."
        )
    if widest > WIDE:
        said.append(
            f"Intervals reach ±{share(widest)}: these are rough shares. Raise --base (now {base})."
        )
    if found.parameters and found.other_ranges.total > found.parameters[0].total:
        said.append(
            "All other ranges together do more than any parameter shown: populations, harm rates, presence, "
            "conditions, and parameters not kept. Raise --keep to see more of them."
        )
    return said


def _total(one: Index) -> str:
    return with_interval(one.total, one.total_half_width)


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
