"""Whether what is named exists, and whether every name is given once (model §2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from homeward.catalogue import JUDGEMENT
from homeward.errors import Problem, nearest, nearest_hint
from homeward.scenario.reading.draft import Draft
from homeward.scenario.reading.settings import COVERAGE
from homeward.scenario.reading.tables import LEVERS_FILE, SETTINGS_FILE, TABLES, Table
from homeward.scenario.rows.observations import Observation
from homeward.scenario.rows.row import Row, in_any_order
from homeward.scenario.rows.uncertain_numbers import Range

_ONE_OF = {
    "places": "place",
    "homes": "home",
    "routes": "route",
    "groups": "group",
    "actors": "actor",
    "claims": "claim",
    "documents": "document",
}


def check_references(draft: Draft) -> Iterator[Problem]:
    """Find names that no row defines."""
    for table in TABLES:
        named = [column for column in table.columns if column.refers_to]
        for row in draft.rows.get(table.name, ()):
            for column in named:
                where = f'{table.file}, line {row.line}, column "{column.name}"'
                value = getattr(row, column.field)
                names = (value,) if isinstance(value, str) else (value or ())
                yield from _unknown(draft, where, column.refers_to, names)
    for name, parameter in draft.parameters.items():
        line = draft.parameter_lines.get(name)
        where = f'{SETTINGS_FILE}, line {line}, key "{name}"' if line else SETTINGS_FILE
        yield from _unknown(draft, where, "claims", parameter.claims)
    for series, share in draft.registration_coverage.items():
        line = draft.parameter_lines[f"{COVERAGE} {series}"]
        where = f'{SETTINGS_FILE}, line {line}, key "{series}"'
        yield from _unknown(draft, where, "claims", share.claims)
    for lever in draft.levers:
        where = f'{LEVERS_FILE}, line {lever.line}, lever "{lever.name}"'
        # A lever that is believed at once names what the one to be learned names.
        if not lever.believed:
            yield from _unknown(draft, where, "claims", lever.claims)
            yield from _unknown(draft, where, "actors", lever.trust)
    yield from _check_told(draft)


def _check_told(draft: Draft) -> Iterator[Problem]:
    for storyline in draft.storylines:
        where = f'{SETTINGS_FILE}, line {storyline.line}, storyline "{storyline.name}"'
        yield from _unknown(draft, where, "claims", storyline.claims)
    series = {row.name for row in draft.of(Observation)}
    for figure in draft.planning_figures:
        where = f"{SETTINGS_FILE}, line {figure.line}"
        yield from _unknown(draft, where, "claims", figure.claims)
        if draft.are_sound("observations") and series and figure.series not in series:
            why = nearest_hint(figure.series, series)
            ways = ("name observations of observations.csv.",)
            yield Problem(where, f'no observation is called "{figure.series}".', why, ways)


def check_names_once(draft: Draft) -> Iterator[Problem]:
    """Find rows that say again what an earlier row is, or all that an earlier row says."""
    for table in TABLES:
        # What holds once a day is looked at day by day.
        rows = () if table.daily else draft.rows.get(table.name, ())
        seen: dict[tuple[object, ...], int] = {}
        for row in rows:
            key = tuple(_said(getattr(row, name)) for name in table.once)
            # Rows that a lever makes alike were two before; one that it adds is not.
            if key in seen and not (draft.is_changed and row.line and seen[key]):
                yield _again(table, row, seen[key])
            seen.setdefault(key, row.line)


def _said(value: object) -> object:
    """Take of a range what it says, whatever it rests on; and of a list its words, in whatever order."""
    if isinstance(value, Range):
        return (value.value, value.low, value.high)
    return in_any_order(value)


def _again(table: Table, row: Row, line: int) -> Problem:
    where = f"{table.file}, line {row.line}"
    if not table.key:
        found = f"the row says what line {line} says."
        why = "Given twice, it would act twice."
        way = "remove one of the two; if both are meant, say so in one row."
        return Problem(where, found, why, (way,))
    words = ", ".join(f'{name} "{getattr(row, name) or ""}"' for name in table.key)
    found = f"{words} was already given on line {line}."
    return Problem(where, found, "", ("remove one of the two, or rename it.",))


def _unknown(draft: Draft, where: str, table: str, names: Iterable[str]) -> Iterator[Problem]:
    known = draft.names.get(table)
    if known is None:
        return
    for name in names:
        if name in known or (table == "claims" and name == JUDGEMENT):
            continue
        if table == "homes" and name in draft.names["places"]:
            yield _not_a_home(where, name, draft.names["places"][name])
        else:
            yield _not_there(where, table, name, known)


def _not_a_home(where: str, name: str, line: int) -> Problem:
    found = f'place "{name}" is not a home.'
    why = f"A home is a place with a population; that of places.csv, line {line}, is empty."
    way = "fill its population (0 if its people are only displaced), or name a home."
    return Problem(where, found, why, (way,))


def _not_there(where: str, table: str, name: str, known: dict[str, int]) -> Problem:
    file = "places.csv" if table == "homes" else f"{table}.csv"
    near = nearest(name, known)
    why = f'Nearest name: "{near}" ({file}, line {known[near]}).' if near else ""
    noun = _ONE_OF[table]
    ways = (f"correct the name, or add the {noun} to {file}.",)
    return Problem(where, f'{noun} "{name}" is not in {file}.', why, ways)
