"""One source into a folder that there is: the same import with what the folder was made of, and the new files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from homeward.catalogue import JUDGEMENT
from homeward.errors import Problem, ScenarioError
from homeward.exchange.public.evidence import Evidence
from homeward.exchange.public.imported_record import (
    RECORD_FILE,
    Record,
    digest_of,
    key_of,
    read_record,
    texts_of,
)
from homeward.exchange.public.recognise import Taken, recognised
from homeward.exchange.public.road_ways import Roads, read_extract, read_layer, road_lengths
from homeward.exchange.public.write_public import read_rows, write_update
from homeward.scenario.reading.tables import SETTINGS_FILE


@dataclass(frozen=True)
class RoutesMade:
    """What roads changed: ways with a length along roads, ways without, and ways of the analyst's that stay."""

    measured: int
    without: tuple[str, ...]
    kept: tuple[str, ...]


def import_routes(paths: Iterable[Path], into: Path) -> RoutesMade:
    """Give the ways of a folder their lengths along roads.

    Raises
    ------
    ScenarioError
        If the folder is none of an import, or no file has roads.
    """
    record, rows = read_record(into), read_rows(into)
    with recognised(paths) as found:
        networks = [one for one in found if isinstance(one, Taken) and one.is_roads]
        if not networks:
            ways = ("name an extract (.osm.pbf), or a layer of roads with a column highway.",)
            raise ScenarioError(Problem("", "no file has roads.", "", ways))
        taken = networks[0]
        made = _measure(_roads_of(taken), taken, record, rows)
    settings = (into / SETTINGS_FILE).read_text(encoding="utf-8")
    write_update(into, settings, rows, {RECORD_FILE: record.text()})
    return made


def _roads_of(taken: Taken) -> Roads:
    if taken.features is not None:
        return read_layer(taken.features)
    return read_extract(taken.download.path, taken.name)


def _measure(
    roads: Roads, taken: Taken, record: Record, rows: dict[str, list[dict[str, str]]]
) -> RoutesMade:
    places = {row["place"]: at for at, row in enumerate(rows["places"])}
    points = [(float(row["latitude"]), float(row["longitude"])) for row in rows["places"]]
    base = record.rows.get("routes", {})
    ours = [row for row in rows["routes"] if base.get(key_of("routes", row)) == digest_of(row)]
    # Two places of one area share its centre: what lies between them is no road.
    ours = [row for row in ours if points[places[row["from"]]] != points[places[row["to"]]]]
    pairs = [(places[row["from"]], places[row["to"]]) for row in ours]
    evidence = Evidence()
    claim = evidence.claim(
        taken,
        "roads",
        "Lengths along roads between places.",
        "ways with a tag highway that are driven",
    )
    without: list[str] = []
    for row, km in zip(ours, road_lengths(roads, points, pairs), strict=True):
        if km is None or km <= 0:
            without.append(row["route"])
            continue
        row |= {"km": f"{km:.1f}", "claims": f"{claim} {JUDGEMENT}"}
        record.rows["routes"][key_of("routes", row)] = digest_of(row)
    measured = len(ours) - len(without)
    if measured:
        _add_evidence(evidence, rows, record)
        record.files.append(
            {"file": taken.name, "sha256": taken.download.digest, "source": "osm", "what": "roads"}
        )
    mine = {row["route"] for row in ours}
    kept = tuple(
        row["route"]
        for row in rows["routes"]
        if row["route"] not in mine and key_of("routes", row) not in base
    )
    return RoutesMade(measured, tuple(without), kept)


def _add_evidence(
    evidence: Evidence, rows: dict[str, list[dict[str, str]]], record: Record
) -> None:
    for table, new in (("documents", evidence.documents), ("claims", evidence.claims)):
        known = {key_of(table, row): row for row in rows[table]}
        for cells in new.values():
            row = texts_of(table, cells)
            known[key_of(table, row)] = row
            record.rows.setdefault(table, {})[key_of(table, row)] = digest_of(row)
        rows[table] = list(known.values())
