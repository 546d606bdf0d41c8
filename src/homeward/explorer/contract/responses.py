"""What is answered; the type checker holds what the explorer says against it where it is said.

In rows of numbers, `null` is a count that is withheld. Homes, groups and places are named by index.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import WithJsonSchema
from typing_extensions import TypedDict  # pydantic reads that of typing from Python 3.12 on

from homeward.explorer.contract.on_show import AppliedLeverJson, WhereJson

Row = list[int | float | None]
"""Persons, one number for each day that is kept; null: withheld."""


class BandJson(TypedDict):
    """Quantiles over members."""

    where: WhereJson
    q05: Row
    q25: Row
    median: Row
    q75: Row
    q95: Row


class FlowJson(TypedDict):
    """People who came from a home to a place (out), or set off home from it (back), median over members."""

    home: int
    place: int
    way: Literal["out", "back"]
    people: Row


class RunJson(TypedDict):
    """A run so far; `places`: people there, `displaced`: displaced people there, medians (place, day).

    `rows`: indices of the days kept that numbers are of; empty: of all.
    """

    exhibit: str
    levers: list[AppliedLeverJson]
    members: int
    of: int
    seed: int
    rows: list[int]
    series: list[BandJson]
    places: list[Row]
    displaced: list[Row]
    flows: list[FlowJson]
    window_days: int
    differs_from: int
    seconds: float


class SpreadJson(TypedDict):
    """Mean and quantiles over members."""

    mean: float | None
    median: float | None
    q05: float | None
    q95: float | None


class DifferenceJson(TypedDict):
    """One count in two runs; `more`: share of members (0-1) in which it is more with the levers."""

    name: str
    label: str
    as_is: SpreadJson
    changed: SpreadJson
    difference: SpreadJson
    more: float | None


class PlaceChangesJson(TypedDict):
    """Median of the changes within each member at every place, persons: all people there, and the displaced."""

    people: list[float | None]
    displaced: list[float | None]


class ComparisonJson(TypedDict):
    """What `homeward compare` prints; `on`: the last kept day that is not after the one asked for.

    `answer`: the measure asked about, by its name, counted as the lines of the screen are; null where none was.
    `places`: of all groups of the home asked about, or of everybody.

    Of a refuge, `harm` is that to everybody asked about, wherever they are: nobody is followed home from it.
    """

    members: int
    of: int
    on: str
    answer: DifferenceJson | None
    places: PlaceChangesJson
    outcomes: list[DifferenceJson]
    harm: list[DifferenceJson]


class EffectJson(TypedDict):
    """What an obstacle contributes (Shapley value), and the share of members (0-1) in which it binds."""

    name: str
    label: str
    criterion: str
    contribution: SpreadJson
    alone: SpreadJson
    binds: float | None


Certainty = Literal["very likely", "likely", "more likely than not", "not settled"]


class AccountJson(TypedDict):
    """The obstacles of everybody, of one group or of one refuge (`at`: its index).

    `binding`: the one that binds in most members; null where none does. What few people would do is `withheld`.
    """

    kind: Literal["all", "group", "refuge"]
    at: int
    withheld: bool
    binding: str | None
    certainty: Certainty
    as_is: SpreadJson
    all_lifted: SpreadJson
    total: SpreadJson
    effects: list[EffectJson]


class ObstaclesJson(TypedDict):
    """What `homeward explain` says; `effects_claims`: claims of the inputs behind each obstacle."""

    members: int
    of: int
    on: str
    since: str
    outcome: str
    accounts: list[AccountJson]
    effects_claims: dict[str, list[str]]


class ScoredFigureJson(TypedDict):
    """A figure that was observed and that the run predicts, beside nine in ten of the members.

    `places`: indices of the places it was observed at, or of the homes it is of; empty: of all.
    """

    name: str
    measure: str
    places: list[int]
    date: str
    use: str
    observed: float
    observed_low: float
    observed_high: float
    median: float | None
    q05: float | None
    q95: float | None
    inside_50: bool
    inside_90: bool


class ScoredPartJson(TypedDict):
    """Figures of one use together; `skill` over the last figure published, null where none has one."""

    use: Literal["fit", "test"]
    rows: int
    skill: float | None
    coverage_50: float
    coverage_90: float


class ScoreJson(TypedDict):
    """What `homeward score` says of the scenario as it is; `right_50`: what bands of so few members hold if right.

    `moved_by`: inputs that go with the first figures outside of their bands, in sentences.
    """

    members: int
    right_50: float
    right_90: float
    parts: list[ScoredPartJson]
    figures: list[ScoredFigureJson]
    moved_by: list[str]


class BeliefJson(TypedDict):
    """Danger felt of an actor, 1/person-year."""

    actor: int
    exposure: str
    label: str
    q05: Row
    median: Row
    q95: Row


class BeliefsJson(TypedDict):
    """Beliefs of one community; those that never change are left out."""

    members: int
    unit: Literal["1/person-year"]
    lines: list[BeliefJson]


Features = Annotated[
    dict[str, Any], WithJsonSchema({"type": "object", "title": "FeatureCollection"})
]
"""GeoJSON."""


class NameOnMapJson(TypedDict):
    """A country or a disputed area; `region`: two letters of a country, empty for an area."""

    name: str
    lon: float
    lat: float
    id: str
    region: str
    disputed: bool


class BasemapJson(TypedDict):
    """Land around the places, GeoJSON, outer rings clockwise.

    `bbox` is what a picture should show, west, south, east, north (east may be more than 180: across the date line);
    `reach` what the land is cut to, so that pictures of other shapes are filled too; `far` the places that are drawn
    at the margin.
    """

    source: str
    notice: str
    bbox: tuple[float, float, float, float]
    reach: tuple[float, float, float, float]
    countries: Features
    lakes: Features
    rivers: Features
    borders: Features
    names: list[NameOnMapJson]
    far: list[str]


class RefusalJson(TypedDict):
    """What was found, what was expected, and a way out."""

    error: str
