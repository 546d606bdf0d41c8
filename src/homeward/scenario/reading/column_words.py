"""Unit and example of every column: for pages, and the comments of a workbook (model §2)."""

from __future__ import annotations

from functools import cache

from homeward.scenario.reading.columns import Column
from homeward.scenario.reading.tables import Table
from homeward.scenario.rows.scales import SCALES, WordedScale
from homeward.scenario.text.cells import read_day, read_names, read_wholes, read_yes_no

PERSONS, RATE, SHARE = "persons", "cases a person and year", "1, from 0 to 1"
_UNITS = {
    "places latitude": "degrees north",
    "places longitude": "degrees east",
    "places population": PERSONS,
    "places dwellings": "dwellings",
    "places capacity": PERSONS,
    "places hosting": "1, a provincial city being 1",
    "places capacity_per_day": "persons a day",
    "places already_here": PERSONS,
    "routes km": "km",
    "routes pace": "km a day",
    "actors believed_friendly": RATE,
    "actors believed_neither": RATE,
    "actors believed_hostile": RATE,
    "actors believed_years": "person-years",
    "presence strength": SHARE,
    "presence radius_km": "km",
    "groups share": SHARE,
    "displaced people": PERSONS,
    "arrivals people": PERSONS,
    "harms rate": RATE,
    "harms months": "months, 1 to 12",
    "harms after_capture_days": "days",
    "conditions value": f"{SHARE}; of exit_capacity and organised_return persons a day, of intake times",
    "permissions approvals": PERSONS,
    "permissions promise": SHARE,
    "fighting intensity": SHARE,
    "registrations part": "number of a file",
    "registrations people": PERSONS,
    "claims low": "that of the column unit",
    "claims value": "that of the column unit",
    "claims high": "that of the column unit",
    "claims information_grade": "grade, 1 to 6",
    "surveys asked": "households or persons",
    "surveys share": SHARE,
    "surveys rank": "1 named most",
    "observations low": "that of the measure",
    "observations value": "that of the measure",
    "observations high": "that of the measure",
}
"""Units of numbers, by table and column."""
_EXAMPLES = {
    "places pcode": "IQ1501",
    "places capacity_per_day": "50",
    "places already_here": "1200",
    "harms from": "2016-06-01",
    "harms to": "2017-03-02",
    "fighting place": "bangui",
    "fighting intensity": "1",
    "fighting from": "2013-12-05",
    "fighting to": "2014-01-10",
    "barriers kind": "road",
    "barriers places": "bangui bossangoa",
    "barriers countries": "CAF TCD",
    "barriers from": "2014-05-12",
    "barriers to": "2014-07-01",
    "kind_changes place": "bossangoa",
    "kind_changes kind": "marker",
    "kind_changes from": "2014-01-10",
    "registrations series": "east",
    "registrations part": "1",
    "registrations place": "east",
    "registrations total": "yes",
    "registrations date": "2014-02-04",
    "registrations people": "41230",
    "corrections series": "east",
    "corrections date": "2014-06-01",
    "conditions home": "oldtown",
    "conditions group": "critics",
    "surveys note": "No horizon is printed; taken for a year.",
    "surveys rank": "1",
    "surveys about": "home",
}
"""Cells of columns that no scenario of the community model shipped fills."""
_OF_TINY = {
    "places": {"place": "oldtown", "label": "Oldtown", "kind": "town", "country": "SYR", "latitude": "34.0",
               "longitude": "38.0", "population": "2000", "population_low": "1800", "population_high": "2200",
               "dwellings": "400", "capacity": "1500", "hosting": "0.5", "hosting_low": "0.3", "hosting_high": "1",
               "hub": "oldtown"},
    "routes": {"route": "town_farms", "from": "oldtown", "to": "farms", "km": "40", "pace": "30", "both_ways": "yes"},
    "closures": {"route": "town_camp", "direction": "out"},
    "actors": {"actor": "council", "label": "Town council", "neutral_label": "Actor A", "believed_friendly": "0.005",
               "believed_neither": "0.03", "believed_hostile": "0.2", "believed_years": "60"},
    "control": {"place": "oldtown", "actor": "council"},
    "presence": {"place": "oldtown", "actor": "front", "mode": "assault", "strength": "0.7", "strength_low": "0.5",
                 "strength_high": "0.9", "radius_km": "30"},
    "groups": {"group": "clerks", "label": "Clerks of the council", "neutral_label": "Group 1",
    "livelihood": "salaries",
               "friendly": "council", "hostile": "front", "home": "oldtown", "share": "0.2", "share_low": "0.15",
               "share_high": "0.25"},
    "displaced": {"home": "oldtown", "group": "critics", "place": "border_camp", "people": "60", "people_low": "40",
                  "people_high": "80"},
    "arrivals": {"home": "farms", "group": "herders", "place": "border_camp", "people": "90", "people_low": "60",
                 "people_high": "120"},
    "harms": {"actor": "front", "kind": "killing", "groups": "clerks", "exposure": "living", "mode": "control",
              "places": "oldtown", "rate": "1.5", "rate_low": "0.8", "rate_high": "3", "months": "2 3",
              "after_capture_days": "10"},
    "conditions": {"place": "oldtown", "variable": "dwellings_usable", "value": "0.5", "value_low": "0.4",
                   "value_high": "0.6"},
    "permissions": {"actor": "front", "place": "oldtown", "movement": "leave", "groups": "critics herders",
                    "coming_from": "guards", "rule": "refused", "approvals": "80", "approvals_low": "60",
                    "approvals_high": "120", "promise": "0.5"},
    "documents": {"document": "story", "title": "The story of Oldtown", "publisher": "The Homeward developers",
                  "published": "2026", "url": "https://example.org/story", "kind": "report"},
    "claims": {"claim": "t_census", "document": "story", "paragraph": "1", "said_by": "town registrar",
               "said_on": "2030", "statement": "It has two thousand people.", "low": "1800",
               "value": "2000", "high": "2200", "unit": "people", "source_grade": "B", "information_grade": "2",
               "contradicts": "t_promise"},
    "surveys": {"survey": "camp_2031", "date": "2031-02-28", "asked": "420", "homes": "oldtown", "groups": "critics",
                "places": "border_camp", "answer": "within_year", "share": "0.3", "share_low": "0.25",
                "share_high": "0.35", "use": "fit"},
    "observations": {"name": "fled", "date": "2031-01-25", "since": "2031-01-10", "measure": "first_flights",
                     "homes": "oldtown", "groups": "clerks", "places": "border_camp", "low": "1000", "value": "1400",
                     "high": "1700", "use": "fit", "imposed": "no", "base_since": "2031-01-10",
                     "base_date": "2031-01-25", "levers": "houses_rebuilt", "note": "Imposed by the order to leave."},
}  # fmt: skip
"""Cells of the scenario `tiny`, or like them."""
_EVERYWHERE = {
    "from": "2031-01-20",
    "to": "2031-02-10",
    "claims": "t_census",
    "label_ar": "البلدة القديمة",
    "label_fr": "La Vieille Ville",
    "label_es": "Ciudad Vieja",
}


def unit_of(table: Table, column: Column) -> str:
    """Say in what unit the numbers of a column are, or how its cells are written."""
    by_reader: dict[object, str] = {read_day: "date, YYYY-MM-DD", read_yes_no: "yes or no"}
    known = _UNITS.get(f"{table.name} {column.field if column.part else column.name}")
    if known is not None:
        return known
    if column.read in by_reader:
        return by_reader[column.read]
    several = column.read in {read_names, read_wholes}
    if column.choices:
        return f"{'words' if several else 'one'} of {', '.join(column.choices)}"
    if column.refers_to:
        return f"{'names' if several else 'name'} in {column.refers_to}"
    return "words" if several else "text"


def example_of(table: Table, column: Column) -> str:
    """Give a cell of a column, as it might stand in a table."""
    known = _EXAMPLES.get(f"{table.name} {column.name}")
    own = _OF_TINY.get(table.name, {}).get(column.name)
    return known or own or _EVERYWHERE.get(column.name, "")


@cache
def scales_in(table: str, column: str) -> tuple[WordedScale, ...]:
    """List the worded scales of a column; several where another column says which."""
    return tuple(scale for scale in SCALES if (scale.table, scale.column) == (table, column))


def told(table: Table, column: Column) -> str:
    """Say everything of a column: meaning, unit, example and words."""
    needed = " Needed." if column.is_needed else ""
    lines = [
        f"{column.meaning}{needed}",
        f"Unit: {unit_of(table, column)}.",
        f"Example: {example_of(table, column)}",
    ]
    for scale in scales_in(table.name, column.name):
        of = f"{scale.name}: " if scale.by else ""
        lines.append(f"Words, {of}" + "; ".join(step.said for step in scale.steps) + ".")
    return "\n".join(lines)
