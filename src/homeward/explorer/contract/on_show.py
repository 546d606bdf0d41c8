"""What is said once of everything on show, and the land behind it; days are counted since the first of each.

Homes, groups and places are named by index.
"""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads that of typing from Python 3.12 on


class AppliedLeverJson(TypedDict):
    """A lever applied; without value or date, those of the lever hold."""

    name: str
    value: NotRequired[float]
    date: NotRequired[str]


class WhereJson(TypedDict):
    """One line of the screen: a measure of everybody, a home, group or place, or a home's group or place or both."""

    measure: str
    home: NotRequired[int]
    group: NotRequired[int]
    place: NotRequired[int]


Words = dict[str, str]
"""The same in other languages, by two letters each, where the scenario says it in them."""


class LeverDateJson(TypedDict):
    """Days from which a lever may be applied."""

    default: str
    least: str
    most: str


class LeverValueJson(TypedDict):
    """Number that may be chosen."""

    default: float
    low: float
    high: float
    meaning: str
    meanings: Words


class LeverJson(TypedDict):
    """What could be done otherwise; `believed` names the lever that people believe at once."""

    name: str
    title: str
    titles: Words
    what: str
    what_words: Words
    claims: list[str]
    date: LeverDateJson | None
    value: LeverValueJson | None
    believed: str | None


PlaceKind = Literal["home", "host", "camp", "abroad"]


class PlaceJson(TypedDict):
    """Somewhere people can be; `population`: of a home, on the first day, persons."""

    id: str
    label: str
    labels: Words
    short: str
    kind: PlaceKind
    lat: float
    lon: float
    population: float | None
    capacity: float | None
    claims: list[str]


class NamedJson(TypedDict):
    """A group or an actor, as the scenario lets it be named; `share`: of a group, of the people at home."""

    id: str
    label: str
    labels: Words
    share: float | None


class ObservationJson(TypedDict):
    """A published figure with its range, persons, on a day since the start."""

    name: str
    date: str
    day: int
    low: float
    value: float
    high: float
    use: Literal["fit", "test", "pattern"]
    imposed: bool
    note: str
    claims: list[str]


class ChartJson(TypedDict):
    """A chart there is."""

    id: str
    title: str
    subtitle: str
    unit: Literal["persons"]
    where: WhereJson
    role: Literal["home", "group", "place"]
    observations: list[ObservationJson]


class ClaimJson(TypedDict):
    """What a source says, with its grade of source (A-F) and information (1-6)."""

    id: str
    document: str
    paragraph: str
    said_by: str
    said_on: str
    statement: str
    figure: str
    grade: str
    source_grade: str
    information_grade: str
    contradicts: list[str]


class DocumentJson(TypedDict):
    """Where a claim stands."""

    id: str
    title: str
    publisher: str
    published: str
    url: str
    kind: str


class InputJson(TypedDict):
    """One row of a table, or one parameter, in words."""

    table: str
    key: str
    text: str
    where: list[str]
    claims: list[str]
    is_judgement: bool


StretchJson = TypedDict("StretchJson", {"place": int, "actor": int, "from": int, "to": int})
"""Days on which an actor holds a place, the last excluded."""


class EventJson(TypedDict):
    """Something marked on the timeline."""

    date: str
    label: str
    claims: list[str]


class ExhibitJson(TypedDict):
    """One scenario or run on show; `steps`: members after which a live run is shown, one after the other."""

    id: str
    name: str
    title: str
    titles: Words
    kind: Literal["live", "kept"]
    is_registered: bool
    start: str
    end: str
    days: list[int]
    members: int
    steps: list[int]
    seed: int
    pulled: list[str]
    assumes: list[str]
    limits: list[str]
    places: list[PlaceJson]
    homes: list[int]
    groups: list[NamedJson]
    actors: list[NamedJson]
    levers: list[LeverJson]
    charts: list[ChartJson]
    claims: dict[str, ClaimJson]
    documents: dict[str, DocumentJson]
    contradictions: list[list[str]]
    inputs: list[InputJson]
    control: list[StretchJson]
    events: list[EventJson]


class SideJson(TypedDict):
    """What one side of the screen shows."""

    exhibit: str
    levers: list[AppliedLeverJson]


LimitsJson = TypedDict(
    "LimitsJson",
    {
        "assumes": list[str],
        "limits": list[str],
        "refused": list[str],
        "return": str,
        "boundaries": str,
    },
)
"""What holds for every run."""


class ControlJson(TypedDict):
    """Disclosure control: counts below `threshold` are withheld, all others multiples of `base`, persons."""

    threshold: int
    base: int


class MetaJson(TypedDict):
    """Everything on show."""

    version: str
    exhibits: list[ExhibitJson]
    sides: list[SideJson]
    limits: LimitsJson
    tiles: str
    control: ControlJson | None
