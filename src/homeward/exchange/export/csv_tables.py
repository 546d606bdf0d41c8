"""Stocks and flows as CSV with p-codes and coordinates, one level a file, and a description of every column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from homeward.exchange.export.run_tables import LEVELS, STATISTICS, RunTables, of_axis

if TYPE_CHECKING:
    import pandas as pd

PACKAGE_FILE = "datapackage.json"
KINDS = ("stocks", "flows")
MEANINGS = {
    "pcode": "Code of the administrative area (OCHA P-code), if the scenario gives it.",
    "iso3": "Country, ISO 3166-1 alpha-3.",
    "label": "Name for readers.",
    "latitude": "Degrees north, WGS 84.",
    "longitude": "Degrees east, WGS 84.",
    "date": "Day; of a flow, the last day of the days counted.",
    "quantity": "Stock or flow, persons.",
    "mean": "Mean over members, persons: the only figure that adds up over places.",
    "median": "Median over members, persons; empty: withheld.",
    "suppressed": "yes where any figure is withheld.",
    "home": "Identifier of the home in the scenario.",
    "place": "Identifier of the place in the scenario.",
}
_NUMBERS = frozenset({*STATISTICS, "latitude", "longitude"})


def write_csv_tables(run: RunTables, folder: Path) -> list[str]:
    """Write a file a level, and ``datapackage.json``; return their names."""
    resources: list[dict[str, Any]] = []
    for kind in KINDS:
        for level in LEVELS:
            table = level_table(run, kind, level)
            name = f"{kind}_{level}"
            table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
            resources.append(_resource(name, table))
    text = json.dumps(_package(run, resources), indent=1, ensure_ascii=False)
    (folder / PACKAGE_FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [*(f"{one['name']}.csv" for one in resources), PACKAGE_FILE]


def write_parquet_tables(run: RunTables, folder: Path) -> list[str]:
    """Write the same as Parquet, a file a level, with types; return their names."""
    names: list[str] = []
    for kind in KINDS:
        for level in LEVELS:
            names.append(f"{kind}_{level}.parquet")
            level_table(run, kind, level).to_parquet(folder / names[-1], index=False)
    return names


def level_table(run: RunTables, kind: str, level: str) -> pd.DataFrame:
    """Give one level with the columns of joins; of homes and places together, those of both."""
    table = run.table(kind, level)
    if level in {"by_place", "by_home"}:
        return of_axis(table, level.removeprefix("by_"))
    if level == "total":
        return cast("pd.DataFrame", table[["date", "quantity", *STATISTICS, "suppressed"]])
    ends = [
        f"{axis}{fact}"
        for axis in ("home", "place")
        for fact in ("_pcode", "_iso3", "_label", "_latitude", "_longitude")
    ]
    kept = [*ends, "date", "quantity", *STATISTICS, "suppressed", "home", "place"]
    return cast("pd.DataFrame", table[kept])


def _resource(name: str, table: pd.DataFrame) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(str(column)) for column in table.columns],
            "missingValues": [""],
        },
    }


def _field(column: str) -> dict[str, str]:
    plain = column.removeprefix("home_").removeprefix("place_")
    kind = "date" if plain == "date" else "number" if plain in _NUMBERS else "string"
    meaning = (
        MEANINGS.get(plain)
        or f"Quantile {plain.removeprefix('q')}% over members, persons; empty: withheld."
    )
    return {"name": column, "type": kind, "description": meaning}


def _package(run: RunTables, resources: list[dict[str, Any]]) -> dict[str, Any]:
    scenario = run.info.get("scenario", {})
    return {
        "profile": "tabular-data-package",
        "name": "homeward-export",
        "title": run.title,
        "description": (
            "Results of a simulation, not observations. Counts below 10 are withheld and all others rounded to 5, "
            "unless the run was exact. Medians and quantiles do not add up; means do, within a file."
        ),
        "created": run.info.get("started", ""),
        "homeward": {
            "version": run.info.get("versions", {}).get("homeward", ""),
            "scenario_digest": scenario.get("digest", ""),
            "members": run.info.get("members"),
            "seed": run.info.get("seed"),
            "exact": run.is_exact,
        },
        "sources": [
            {"title": one.get("title", ""), "path": one.get("url", "")}
            for one in run.documents
            if one.get("title")
        ],
        "resources": resources,
    }
