"""Each file of a folder recognised by its header: what it is, what is in it, or why it is left out (decision 34)."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from homeward.errors import Problem
from homeward.exchange.public.downloads import Download, find_downloads
from homeward.exchange.public.examine import Examined, examine
from homeward.exchange.public.geometry_files import Features, features_of
from homeward.exchange.public.geonames import dump_without_header
from homeward.exchange.public.layouts import LAYOUTS, Layout, level_of, plain
from homeward.exchange.public.public_cells import Unread
from homeward.exchange.public.sheets import RawSheet, sheets_of
from homeward.exchange.public.tables import Table, find_table
from homeward.exchange.public.ucdp import NEEDED, headerless, release_of

_AREAS = next(one for one in LAYOUTS if one.name == "cod_places")
_ROADS = "highway"
ROAD_LAYOUT = Layout("refused", "osm", "roads of OpenStreetMap", ())
"""Not a table: `homeward import routes` reads it."""


@dataclass
class Taken:
    """A table or a layer that was recognised.

    Parameters
    ----------
    name
        File, and sheet or layer if it has several.
    table, features
        One of the two.
    """

    name: str
    download: Download
    layout: Layout
    seen: Examined
    table: Table | None = None
    features: Features | None = None
    release: str = ""
    notes: list[str] = field(default_factory=list[str])

    @property
    def is_roads(self) -> bool:
        """Whether it is a network of roads."""
        return self.layout is ROAD_LAYOUT


@dataclass(frozen=True)
class LeftOut:
    """Something that is not read, and why."""

    name: str
    why: str
    digest: str = ""
    ways_out: tuple[str, ...] = ()
    is_fault: bool = True
    """Whether it is damaged or must be refused, and not only of no use."""


Found = Taken | LeftOut


@contextmanager
def recognised(paths: Iterable[Path], encoding: str | None = None) -> Generator[list[Found]]:
    """Recognise files; what archives hold is unpacked for as long as the context lasts.

    Parameters
    ----------
    encoding
        What files that are not UTF-8 are written in.

    Raises
    ------
    ScenarioError
        If a name is of nothing.
    """
    with tempfile.TemporaryDirectory(prefix="homeward-") as unpacked:
        found: list[Found] = []
        for one in find_downloads(paths, Path(unpacked)):
            if isinstance(one, Problem):
                found.append(LeftOut(one.where, one.found))
            elif one.kind != "companion":
                found.extend(recognise(one, encoding))
        yield _once(found)


def _once(found: Sequence[Found]) -> list[Found]:
    """Leave out files that are another one letter by letter."""
    first: dict[tuple[str, str], str] = {}
    kept: list[Found] = []
    for one in found:
        if isinstance(one, Taken):
            title = one.name.removeprefix(one.download.name)
            other = first.setdefault((one.download.digest, title), one.name)
            if other != one.name:
                why = f"it is {other} letter by letter, which is read once."
                kept.append(LeftOut(one.name, why, one.download.digest, is_fault=False))
                continue
        kept.append(one)
    return kept


def recognise(download: Download, encoding: str | None) -> list[Found]:
    """Recognise the tables and layers of a file."""
    why = "it is empty." if download.size == 0 else ""
    why = "it is no table, map or archive that is read here." if download.kind == "other" else why
    if why:
        return [LeftOut(download.name, why, download.digest)]
    if download.kind == "roads":
        return [Taken(download.name, download, ROAD_LAYOUT, Examined())]
    if download.kind in {"database", "shapefile"}:
        return _layers(download, features_of(download))
    if download.kind == "json":
        layers = features_of(download)
        if isinstance(layers, Problem) or layers:
            return _layers(download, layers)
    return _tables(download, encoding)


def _left(download: Download, problem: Problem, title: str = "") -> LeftOut:
    why = " ".join(filter(None, (problem.found, problem.why)))
    name = f"{download.name}, {title}" if title else download.name
    return LeftOut(name, why, download.digest, problem.ways_out)


def _layers(download: Download, layers: list[Features] | Problem) -> list[Found]:
    if isinstance(layers, Problem):
        return [_left(download, layers)]
    found: list[Found] = []
    for layer in layers:
        names = tuple(plain(name) for name in layer.names)
        name = f"{download.name}, layer {layer.title}" if len(layers) > 1 else download.name
        if _ROADS in names:
            found.append(
                Taken(
                    name, download, ROAD_LAYOUT, Examined(rows=len(layer.features)), features=layer
                )
            )
        elif level_of(names) is not None and layer.features:
            seen = Examined(rows=len(layer.features), level=level_of(names))
            seen.add_codes(names, (one.cells for one in layer.features))
            found.append(Taken(name, download, _AREAS, seen, features=layer))
        else:
            why = "its shapes have no p-codes of areas, and no roads."
            found.append(LeftOut(name, why, download.digest))
    return found or [LeftOut(download.name, "it has no layer of shapes.", download.digest)]


def _tables(download: Download, encoding: str | None) -> list[Found]:
    sheets = sheets_of(download, encoding)
    if isinstance(sheets, Problem):
        return [_left(download, sheets)]
    return [_sheet(download, sheet, encoding) for sheet in sheets]


def _sheet(download: Download, sheet: RawSheet, encoding: str | None) -> Found:
    name = f"{download.name}, sheet {sheet.title.strip()}" if sheet.title else download.name
    table = _table(download, sheet, name)
    if isinstance(table, LeftOut):
        return table
    title = table.layout.title
    if table.layout.why_left:
        why = f"{title}: {table.layout.why_left}"
        return LeftOut(name, why, download.digest, (), is_fault=False)
    try:
        seen = examine(table)
    except Unread as error:
        return LeftOut(name, f"{title}: {error}", download.digest)
    why = table.problem.found if table.problem is not None else _lacks(table, seen)
    if why:
        return LeftOut(name, why, download.digest)
    release = release_of(download.name) if table.layout.name == "ucdp" else ""
    taken = Taken(name, download, table.layout, seen, table, release=release)
    taken.notes.extend((*table.notes, *seen.notes))
    if not download.is_utf8 and download.kind == "text":
        taken.notes.append(f"it is not UTF-8 and was read as {encoding}, as was asked")
    return taken


def _table(download: Download, sheet: RawSheet, name: str) -> Table | LeftOut:
    """Find the header of a sheet, or the layout of one without."""
    table = find_table(sheet)
    if table is not None:
        return table
    try:
        given = headerless(sheet)
    except (csv.Error, UnicodeDecodeError) as error:
        return LeftOut(name, f"it cannot be read: {error}.", download.digest)
    if isinstance(given, Problem):
        return _left(download, given, sheet.title)
    given = given or dump_without_header(sheet)
    if given is None:
        why = "no line of its first thirty is a header that is known."
        ways = ("`homeward import where` lists the files that are read.",)
        return LeftOut(name, why, download.digest, ways)
    return given


def _lacks(table: Table, seen: Examined) -> str:
    """Say what a table lacks to be read; empty if it lacks nothing."""
    missing = [one for one in NEEDED if table.layout.name == "ucdp" and one not in table.names]
    if not missing and seen.rows:
        return ""
    what = f"it lacks the columns {', '.join(missing)}" if missing else "it has no rows"
    said = "".join(f" Seen in it: {note}." for note in (*table.notes, *seen.notes))
    return f"{table.layout.title}: {what}.{said}"


def days_worded(first: dt.date | None, last: dt.date | None) -> str:
    """Word a stretch of days; empty where there is none."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first} to {last}"
