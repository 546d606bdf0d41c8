"""From a folder of downloads to a scenario: recognised, gathered, built, its force worked back, written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pycountry

from homeward.errors import Problem, ScenarioError
from homeward.exchange.public.areas_file import AREAS_FILE, areas_text
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.build import Built, build
from homeward.exchange.public.flows import find_flows
from homeward.exchange.public.gather import Gathered, gather
from homeward.exchange.public.gather_events import PlacedEvents, gather_events
from homeward.exchange.public.imported_record import (
    RECORD_FILE,
    Record,
    read_record,
    rows_of,
    texts_of,
)
from homeward.exchange.public.merge_releases import Merged, merge
from homeward.exchange.public.proposals import FOLDER as PROPOSED
from homeward.exchange.public.recognise import Found, LeftOut, Taken, recognised
from homeward.exchange.public.scenario_settings import Force, settings_text
from homeward.exchange.public.sources import SOURCES
from homeward.exchange.public.work_back import WorkedBack, work_back
from homeward.exchange.public.write_public import (
    as_scenario,
    as_texts,
    check_new,
    read_rows,
    write_new,
    write_update,
)
from homeward.scenario.reading.table_text import table_text
from homeward.scenario.reading.tables import SETTINGS_FILE, TABLE


@dataclass
class Imported:
    """What an import made, and everything it has to say.

    Parameters
    ----------
    taken, left
        Files that something rests on, and files that were left out with the reason.
    changes
        What a later release changed; None for a new folder.
    events
        Of a later release: how many events are new, changed and gone.
    """

    folder: Path
    ask: Ask
    taken: tuple[Taken, ...]
    left: tuple[LeftOut, ...]
    placed: PlacedEvents
    worked_back: WorkedBack
    notes: tuple[str, ...]
    to_judge: tuple[str, ...]
    rows: dict[str, int]
    changes: Merged | None = None
    events: tuple[int, int, int] = (0, 0, 0)
    gone: tuple[str, ...] = field(default=())


def import_public(
    paths: Iterable[Path],
    ask: Ask,
    *,
    to: Path,
    strict: bool = False,
    update: bool = False,
    works_back: bool = True,
) -> Imported:
    """Make a scenario of a folder of downloads, or bring one up to date.

    Parameters
    ----------
    strict
        Refuse everything if any file has to be left out for a fault.
    update
        `to` is a folder that an import made: what changed is changed, what an analyst judged stays.
    works_back
        Work the force of fighting back, which runs the model.

    Raises
    ------
    ScenarioError
        If the folder is there, something is missing, or `strict` and a file is at fault.
    """
    paths = tuple(paths)
    record = read_record(to) if update else None
    if not update:
        check_new(to)
    with recognised(paths, ask.encoding) as found:
        if strict:
            _refuse_faults(found)
        gathered = gather(found, ask)
        events = gather_events(found, ask, gathered)
        built = build(gathered, events, ask)
        worked = _force(gathered, events, ask, built, works_back=works_back)
        taken, left = _taken_and_left(found, gathered, built)
    settings = settings_text(ask, _country(ask.country), worked.force)
    tables, changes = as_texts(built.tables), None
    roots = tuple(os.path.relpath(path, to) for path in paths)
    new = Record(ask, _files(taken), rows_of(built.tables), dict(events.keys), settings, roots)
    beside = {RECORD_FILE: new.text(), **_beside(gathered, built)}
    if record is None:
        write_new(to, settings, tables, beside)
    else:
        changes = merge(record, read_rows(to), tables)
        now = (to / SETTINGS_FILE).read_text(encoding="utf-8")
        if now != record.settings:
            changes.kept.append(
                f"{SETTINGS_FILE}: yours stays; the force worked back is now {worked.force.value:.3g}."
            )
        write_update(to, settings if now == record.settings else now, changes.tables, beside)
    said = Imported(
        to,
        ask,
        taken,
        left,
        events,
        worked,
        tuple(built.notes),
        tuple(built.to_judge),
        _counts(built),
        changes,
    )
    if record is not None:
        said.events, said.gone = _compare(record, new)
    return said


def _beside(gathered: Gathered, built: Built) -> dict[str, str]:
    """Write what stands beside the tables: outlines, and what is proposed."""
    proposed = {
        f"{PROPOSED}/{TABLE[name].file}": table_text(
            TABLE[name], [texts_of(name, row) for row in rows]
        )
        for name, rows in built.proposed.items()
    }
    return {AREAS_FILE: areas_text(gathered.areas), **proposed}


def _force(
    gathered: Gathered, events: PlacedEvents, ask: Ask, built: Built, *, works_back: bool
) -> WorkedBack:
    """Work the force back where there are movements to do so, and keep their claims."""
    evidence = built.evidence
    abroad = frozenset(
        str(row["place"]) for row in built.tables["places"] if row["kind"] == "abroad"
    )
    flows = find_flows(gathered, events, built.first, ask, abroad, evidence)
    fitted = (name for flow in flows if flow.is_fitted for name in flow.claims)
    of_flows = {name: evidence.claims[name] for name in dict.fromkeys(fitted)}
    documents = {
        str(row["document"]): evidence.documents[str(row["document"])] for row in of_flows.values()
    }
    built.finish()
    if not works_back or not flows or not built.tables["presence"]:
        return WorkedBack(Force())
    scenario = as_scenario(settings_text(ask, ask.country, Force()), as_texts(built.tables))
    worked = work_back(scenario, flows, members=ask.members, seed=ask.seed)
    known = {str(row["claim"]) for row in built.tables["claims"]}
    built.tables["claims"] += [of_flows[name] for name in worked.force.claims if name not in known]
    held = {str(row["document"]) for row in built.tables["documents"]}
    built.tables["documents"] += [row for name, row in documents.items() if name not in held]
    return worked


def _refuse_faults(found: Sequence[Found]) -> None:
    faults = [one for one in found if isinstance(one, LeftOut) and one.is_fault]
    if faults:
        raise ScenarioError(
            [Problem(one.name, one.why, "--strict refuses all.", one.ways_out) for one in faults]
        )


def _taken_and_left(
    found: Sequence[Found], gathered: Gathered, built: Built
) -> tuple[tuple[Taken, ...], tuple[LeftOut, ...]]:
    """Take the files that a row rests on; the others are left out, with the reason."""
    documents = {row["document"] for row in built.tables["documents"]}
    taken = {one.name: one for name, one in built.evidence.files.items() if name in documents}
    left = {one.name: one for one in found if isinstance(one, LeftOut)}
    left |= {one.name: one for one in gathered.left if one.name not in taken}
    for one in found:
        if isinstance(one, Taken) and one.name not in taken and one.name not in left:
            why = "it says nothing of this country at this level that a table rests on."
            if one.name in gathered.used:
                why = "none of its figures of this country is of these days, or of people enough to be shown."
            elif one.is_roads:
                why = "roads are read by `homeward import routes`."
            elif one.layout.name in {"pcodes", "pcode_lengths"}:
                why = "it was read for forms of codes; no row rests on it."
            left[one.name] = LeftOut(
                one.name, f"{one.layout.title}: {why}", one.download.digest, is_fault=False
            )
    return tuple(taken.values()), tuple(sorted(left.values(), key=lambda one: one.name))


def _files(taken: Sequence[Taken]) -> list[dict[str, str]]:
    return [
        {
            "file": one.name,
            "sha256": one.download.digest,
            "source": one.layout.source,
            "what": one.layout.title,
            "release": one.release,
            "licence": SOURCES[one.layout.source].licence,
        }
        for one in taken
    ]


def _counts(built: Built) -> dict[str, int]:
    return {name: len(rows) for name, rows in built.tables.items()}


def _country(iso3: str) -> str:
    country = pycountry.countries.get(alpha_3=iso3)
    return str(getattr(country, "common_name", None) or country.name) if country else iso3


def _compare(record: Record, new: Record) -> tuple[tuple[int, int, int], tuple[str, ...]]:
    """Count events that are new, changed and gone, and name those that are gone where names may be kept."""
    before, after = record.events, new.events
    changed = sum(before[key] != after[key] for key in before.keys() & after.keys())
    gone = tuple(sorted(before.keys() - after.keys()))
    return (len(after.keys() - before.keys()), changed, len(gone)), gone
