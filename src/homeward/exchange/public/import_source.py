"""One source into a folder that an import made: read with the files it was made of, where they still lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from homeward.errors import Problem, ScenarioError
from homeward.exchange.public.import_public import Imported, import_public
from homeward.exchange.public.imported_record import Record, read_record
from homeward.exchange.public.recognise import LeftOut, Taken, recognised

SingleSource = Literal["ucdp", "acled", "dtm", "unhcr", "idmc", "cod", "hapi"]
_SOURCES: dict[SingleSource, frozenset[str]] = {
    "ucdp": frozenset({"ucdp"}),
    "acled": frozenset({"acled"}),
    "dtm": frozenset({"dtm"}),
    "unhcr": frozenset({"unhcr"}),
    "idmc": frozenset({"idmc"}),
    "cod": frozenset({"cod_ab", "cod_ps", "hand"}),
    "hapi": frozenset({"acled", "dtm", "cod_ps"}),
}


def import_source(
    source: SingleSource,
    files: Sequence[Path],
    *,
    into: Path,
    update: bool = False,
    strict: bool = False,
    works_back: bool = True,
) -> Imported:
    """Bring one source of a folder up to date, or add it.

    Parameters
    ----------
    files
        Files of that source; anything else among them is refused.
    update
        Whether rows of that source may be replaced.
    works_back
        Work the force of fighting back anew, which runs the model.

    Raises
    ------
    ScenarioError
        If the folder is none of an import, has rows of that source and `update` is not given, a file is of something
        else, or the files of the other sources are not where they were.
    """
    record = read_record(into)
    _check_files(source, files, record.ask.encoding)
    has_rows = [one["file"] for one in record.files if one["source"] in _SOURCES[source]]
    if has_rows and not update:
        found = f"it has rows of {source}, from {has_rows[0]}."
        ways = ("--update to replace what changed and keep what you judged.",)
        raise ScenarioError(Problem(str(into), found, "", ways))
    paths = [*files, *_roots(record, into, files)]
    return import_public(
        paths, record.ask, to=into, strict=strict, update=True, works_back=works_back
    )


def _check_files(source: SingleSource, files: Sequence[Path], encoding: str | None) -> None:
    """Refuse files that are of another source, or that cannot be read."""
    with recognised(files, encoding) as found:
        problems = [
            Problem(one.name, one.why, "", one.ways_out)
            for one in found
            if isinstance(one, LeftOut)
        ]
        for one in found:
            if isinstance(one, Taken) and not (
                one.layout.source in _SOURCES[source] and _is_named(source, one)
            ):
                way = f"import it with `homeward import {_command_of(one)}`."
                problems.append(
                    Problem(one.name, f"it is {one.layout.title}, not of {source}.", "", (way,))
                )
    if problems:
        raise ScenarioError(problems)


def _is_named(source: SingleSource, taken: Taken) -> bool:
    return source != "hapi" or taken.layout.name.startswith("hapi_")


def _command_of(taken: Taken) -> str:
    if taken.is_roads:
        return "routes"
    return next((name for name, held in _SOURCES.items() if taken.layout.source in held), "public")


def _roots(record: Record, into: Path, files: Sequence[Path]) -> list[Path]:
    """Find what the folder was made of: those files, not the new ones again."""
    given = {path.resolve() for path in files}
    found = [Path(into, root).resolve() for root in record.roots]
    missing = [path for path in found if not path.exists()]
    if missing:
        why = "The folder is made anew of all its files, so that nothing is counted twice."
        ways = (
            "put them back.",
            "give all files: `homeward import public DOWNLOADS --to FOLDER --update`.",
        )
        raise ScenarioError(
            [Problem(str(path), "it is not where it was.", why, ways) for path in missing]
        )
    return [path for path in found if path not in given]
