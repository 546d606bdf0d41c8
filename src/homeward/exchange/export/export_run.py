"""A run as files that other programs open: all that are asked for, or nothing (decisions 20, 34)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from homeward.atomic.named_file import check_new_folder
from homeward.atomic.target import hold
from homeward.errors import Problem, ScenarioError, nearest_hint
from homeward.exchange.export.csv_tables import write_csv_tables, write_parquet_tables
from homeward.exchange.export.flow_maps import write_flow_maps
from homeward.exchange.export.geopackage import write_geopackage
from homeward.exchange.export.hapi_tables import write_hapi
from homeward.exchange.export.maps import Outlines, read_outlines, write_geojson
from homeward.exchange.export.run_tables import RunTables, open_tables
from homeward.exchange.export.workbook import write_workbook

Form = Literal["csv", "geojson", "gpkg", "flowmap", "hapi", "parquet", "xlsx"]
FORMS: tuple[Form, ...] = get_args(Form)
USUAL: tuple[Form, ...] = tuple(form for form in FORMS if form not in {"parquet", "xlsx"})
check_new = partial(check_new_folder, why="An export never writes over what is there.")


def export_run(
    folder: Path,
    *,
    to: Path,
    forms: Sequence[str] = USUAL,
    areas: Path | None = None,
    level: int | None = None,
    exact: bool = False,
    progress: Callable[[int, int], None] = lambda done, all_of_them: None,
) -> list[str]:
    """Write a run in other forms.

    Parameters
    ----------
    folder
        What `homeward run` wrote.
    forms
        Of `FORMS`.
    areas
        Outlines of areas, to be joined by p-code.
    level
        Administrative level of the p-codes, for HAPI.
    exact
        Export a run whose tables are exact, which is not for publication.
    progress
        Called with the number of forms that are written, and of all.

    Returns
    -------
    Names of the files

    Raises
    ------
    ScenarioError
        If `to` is there, `folder` is none of a run, a form is not known, or the run is exact and `exact` is not given.
    """
    check_new(to)
    known = _known_forms(forms)
    run = open_tables(folder)
    if run.is_exact and not exact:
        found = "its tables are exact: few people are not withheld in them."
        ways = (
            "run it without --exact.",
            "--exact to export it all the same, not for publication.",
        )
        raise ScenarioError(Problem(str(folder), found, "", ways))
    outlines = read_outlines(areas) if areas is not None else {}
    writers = _writers(run, outlines, level)
    with hold(to, check_new, "write elsewhere with --to FOLDER") as place, place.folder() as made:
        names: list[str] = []
        for number, form in enumerate(known):
            progress(number, len(known))
            names += writers[form](made)
        progress(len(known), len(known))
        return names


def _writers(
    run: RunTables, outlines: Outlines, level: int | None
) -> dict[Form, Callable[[Path], list[str]]]:
    return {
        "csv": lambda made: write_csv_tables(run, made),
        "geojson": lambda made: write_geojson(run, made, outlines),
        "gpkg": lambda made: write_geopackage(run, made, outlines),
        "flowmap": lambda made: write_flow_maps(run, made),
        "hapi": lambda made: write_hapi(run, made, level),
        "parquet": lambda made: write_parquet_tables(run, made),
        "xlsx": lambda made: write_workbook(run, made),
    }


def _known_forms(forms: Sequence[str]) -> list[Form]:
    for form in forms:
        if form not in FORMS:
            ways = (f"write some of {','.join(FORMS)}.",)
            found = f'"{form}" is no form of export.'
            raise ScenarioError(Problem("--as", found, nearest_hint(form, FORMS), ways))
    return [form for form in FORMS if form in forms]
