"""The contract between server and browser: every question and answer, by the name of its type.

`openapi` makes the document of it that the server hands out; a test holds real answers against it. In rows of
numbers, `null` is a count that is withheld. Days are counted since the first day of the exhibit, homes, groups and
places by index.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads that of typing from Python 3.12 on

Row = list[int | float | None]
"""Persons, one number for each day that is kept; null: withheld."""


class Pull(TypedDict):
    """A lever pulled; without value or date, those of the lever hold."""

    name: str
    value: NotRequired[float]
    date: NotRequired[str]


class Where(TypedDict):
    """One line of the screen: a measure of everybody, or of a home, group, place, home and place, home and group."""

    measure: str
    home: NotRequired[int]
    group: NotRequired[int]
    place: NotRequired[int]


class LeverDate(TypedDict):
    """Days from which a lever may be pulled."""

    default: str
    least: str
    most: str


class LeverValue(TypedDict):
    """Number that may be chosen."""

    default: float
    low: float
    high: float
    meaning: str


class Lever(TypedDict):
    """What could be done otherwise; `believed` names the lever that people believe at once."""

    name: str
    title: str
    what: str
    claims: list[str]
    date: LeverDate | None
    value: LeverValue | None
    believed: str | None


class Place(TypedDict):
    """Somewhere people can be; `population`: of a home, on the first day, persons."""

    id: str
    label: str
    short: str
    kind: Literal["home", "host", "camp", "abroad"]
    lat: float
    lon: float
    population: float | None
    capacity: float | None
    claims: list[str]


class Named(TypedDict):
    """A group or an actor, as the scenario lets it be named."""

    id: str
    label: str


class Observation(TypedDict):
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


class Chart(TypedDict):
    """A chart there is."""

    id: str
    title: str
    subtitle: str
    unit: Literal["persons"]
    where: Where
    role: Literal["home", "group", "place"]
    observations: list[Observation]


class Claim(TypedDict):
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


class Document(TypedDict):
    """Where a claim stands."""

    id: str
    title: str
    publisher: str
    published: str
    url: str
    kind: str


class Input(TypedDict):
    """One row of a table, or one parameter, in words."""

    table: str
    key: str
    text: str
    where: list[str]
    claims: list[str]
    is_judgement: bool


Stretch = TypedDict("Stretch", {"place": int, "actor": int, "from": int, "to": int})
"""Days on which an actor holds a place, the last excluded."""


class Event(TypedDict):
    """Something marked on the timeline."""

    date: str
    label: str
    claims: list[str]


class Exhibit(TypedDict):
    """One scenario or run on show; `steps`: members after which a live run is shown, one after the other."""

    id: str
    name: str
    title: str
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
    places: list[Place]
    homes: list[int]
    groups: list[Named]
    actors: list[Named]
    levers: list[Lever]
    charts: list[Chart]
    claims: dict[str, Claim]
    documents: dict[str, Document]
    contradictions: list[list[str]]
    inputs: list[Input]
    control: list[Stretch]
    events: list[Event]


class Side(TypedDict):
    """What one side of the screen shows."""

    exhibit: str
    levers: list[Pull]


Limits = TypedDict(
    "Limits",
    {
        "assumes": list[str],
        "limits": list[str],
        "refused": list[str],
        "return": str,
        "boundaries": str,
    },
)
"""What holds for every run."""


class Control(TypedDict):
    """Disclosure control: counts below `threshold` are withheld, all others multiples of `base`, persons."""

    threshold: int
    base: int


class Meta(TypedDict):
    """Everything on show."""

    version: str
    exhibits: list[Exhibit]
    sides: list[Side]
    limits: Limits
    tiles: str
    control: Control | None


class RunRequest(TypedDict):
    """Ask for a run as far as `members`; a newer question of the same slot takes its place."""

    exhibit: str
    levers: NotRequired[list[Pull]]
    members: NotRequired[int]
    show: NotRequired[list[Where]]
    slot: NotRequired[str]


class Band(TypedDict):
    """Quantiles over members."""

    where: Where
    q05: Row
    q25: Row
    median: Row
    q75: Row
    q95: Row


class Flow(TypedDict):
    """People who came from a home to a place (out), or set off home from it (back), median over members."""

    home: int
    place: int
    way: Literal["out", "back"]
    people: Row


class Run(TypedDict):
    """A run so far; `places`: people there, `displaced`: displaced people there, medians (place, day)."""

    exhibit: str
    levers: list[Pull]
    members: int
    of: int
    seed: int
    series: list[Band]
    places: list[Row]
    displaced: list[Row]
    flows: list[Flow]
    window_days: int
    differs_from: int
    seconds: float


class CompareRequest(TypedDict):
    """Ask what levers change, member by member, by the last day."""

    exhibit: str
    levers: list[Pull]
    members: NotRequired[int]
    homes: NotRequired[list[int]]
    slot: NotRequired[str]


class Spread(TypedDict):
    """Mean and quantiles over members."""

    mean: float | None
    median: float | None
    q05: float | None
    q95: float | None


class Difference(TypedDict):
    """One count in two worlds; `more`: share of members (0-1) in which it is more with the levers."""

    name: str
    label: str
    as_is: Spread
    changed: Spread
    difference: Spread
    more: float | None


class Fear(TypedDict):
    """Share (1) of the hazard of going home that a fear leaves."""

    name: str
    label: str
    as_is: Spread
    changed: Spread


class Comparison(TypedDict):
    """What `homeward compare` prints."""

    members: int
    of: int
    on: str
    outcomes: list[Difference]
    harm: list[Difference]
    fears: list[Fear]


class ObstaclesRequest(TypedDict):
    """Ask what keeps people away by the last day, obstacles lifted since another."""

    exhibit: str
    levers: NotRequired[list[Pull]]
    members: NotRequired[int]
    since: NotRequired[str]
    outcome: NotRequired[Literal["returned", "displaced"]]
    homes: NotRequired[list[int]]
    slot: NotRequired[str]


class Effect(TypedDict):
    """What an obstacle contributes (Shapley value), and the share of members (0-1) in which it binds."""

    name: str
    label: str
    criterion: str
    contribution: Spread
    alone: Spread
    binds: float | None


class Account(TypedDict):
    """The obstacles of everybody, or of one group."""

    name: str
    label: str
    sentence: str
    as_is: Spread
    all_lifted: Spread
    total: Spread
    effects: list[Effect]


class Obstacles(TypedDict):
    """What `homeward explain` says; `effects_claims`: claims of the inputs behind each obstacle."""

    members: int
    of: int
    on: str
    since: str
    outcome: str
    accounts: list[Account]
    effects_claims: dict[str, list[str]]


class BeliefsRequest(TypedDict):
    """Ask what a community believes of each actor."""

    exhibit: str
    levers: NotRequired[list[Pull]]
    members: NotRequired[int]
    home: int
    group: int
    slot: NotRequired[str]


class Belief(TypedDict):
    """Danger felt of an actor, 1/person-year."""

    actor: int
    exposure: str
    label: str
    q05: Row
    median: Row
    q95: Row


class Beliefs(TypedDict):
    """Beliefs of one community; those that never change are left out."""

    members: int
    unit: Literal["1/person-year"]
    lines: list[Belief]


class TableRequest(TypedDict):
    """Ask for the lines of the screen as a table, after disclosure control as in the command line."""

    exhibit: str
    levers: NotRequired[list[Pull]]
    members: NotRequired[int]
    show: NotRequired[list[Where]]
    slot: NotRequired[str]


class ReportRequest(TypedDict):
    """Ask for the report, after disclosure control as in the command line."""

    exhibit: str
    levers: NotRequired[list[Pull]]
    members: NotRequired[int]
    slot: NotRequired[str]


class Basemap(TypedDict):
    """Land around the places, GeoJSON, outer rings clockwise.

    `bbox` is what a picture should show, west, south, east, north (east may be more than 180: across the date line);
    `reach` what the land is cut to, so that pictures of other shapes are filled too; `far` the places that are drawn
    at the margin.
    """

    source: str
    notice: str
    bbox: list[float]
    reach: list[float]
    countries: dict[str, Any]
    lakes: dict[str, Any]
    rivers: dict[str, Any]
    borders: dict[str, Any]
    names: list[dict[str, Any]]
    far: list[str]


class Refusal(TypedDict):
    """What was found, what was expected, and a way out."""

    error: str


QUESTIONS: dict[str, tuple[Any, Any]] = {
    "run": (RunRequest, Run),
    "compare": (CompareRequest, Comparison),
    "obstacles": (ObstaclesRequest, Obstacles),
    "beliefs": (BeliefsRequest, Beliefs),
}
"""What may be asked: the request and its answer."""
FILES: dict[str, tuple[Any, str]] = {
    "csv": (TableRequest, "text/csv"),
    "report": (ReportRequest, "text/html"),
}
"""What may be exported: the request, and of which kind the file is."""
