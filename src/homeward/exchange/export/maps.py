"""Places and areas with their people, for maps: GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from homeward.errors import Problem, ScenarioError
from homeward.exchange.export.run_tables import RunTables, displaced, of_axis, sum_or_withheld

if TYPE_CHECKING:
    import pandas as pd

BANDS = ("median", "q05", "q95")
KEYS = ["place", "label", "pcode", "iso3", "latitude", "longitude", "date"]
Outlines = dict[str, BaseGeometry]


def read_outlines(path: Path) -> Outlines:
    """Read outlines of areas by p-code, of ``areas.geojson`` of an imported scenario.

    Raises
    ------
    ScenarioError
        If it cannot be read, or has no p-codes.
    """
    try:
        tree = json.loads(path.read_bytes())
        found = {
            str(one["properties"]["pcode"]): shape(one["geometry"])
            for one in tree["features"]
            if one.get("geometry")
        }
    except Exception as error:
        way = "name areas.geojson of a scenario that `homeward import public` made."
        raise ScenarioError(
            Problem(str(path), f"no outlines with a pcode can be read: {error}.", "", (way,))
        ) from error
    return found


def wide(run: RunTables) -> pd.DataFrame:
    """(place and day): median, 5 and 95% of every stock, and the mean of those displaced."""
    table = of_axis(run.table("stocks", "by_place"), "place")
    spread = table.set_index([*KEYS, "quantity"])[list(BANDS)].unstack("quantity")
    spread.columns = [f"{quantity}_{band}" for band, quantity in spread.columns]
    spread = spread.reset_index()
    return spread.merge(displaced(table, KEYS), on=KEYS, how="left").sort_values(
        ["date", "place"], ignore_index=True
    )


def last_day(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the last day."""
    on_it = cast("pd.DataFrame", table[table["date"] == table["date"].max()])
    return on_it.reset_index(drop=True)


def by_area(table: pd.DataFrame) -> pd.DataFrame:
    """Add the displaced of places in one area up; where one is withheld, so is their sum."""
    with_code = cast("pd.DataFrame", table[table["pcode"] != ""])
    keys = ["pcode", "iso3", "date"]
    sums = with_code.groupby(keys)["displaced"].agg(sum_or_withheld).reset_index()
    labels = with_code.sort_values(["place"]).drop_duplicates(["pcode"])[["pcode", "label"]]
    return sums.merge(labels, on="pcode")


def write_geojson(run: RunTables, folder: Path, outlines: Outlines) -> list[str]:
    """Write places on every day, places on the last, and areas on the last if outlines are given."""
    table = wide(run)
    files = {"places_over_time.geojson": table, "places_last_day.geojson": last_day(table)}
    for name, rows in files.items():
        _write(folder / name, [_point(row) for row in rows.to_dict("records")])
    names = list(files)
    if outlines:
        areas = by_area(last_day(table)).to_dict("records")
        features = [
            _feature(
                mapping(outlines[row["pcode"]]), {str(key): value for key, value in row.items()}
            )
            for row in areas
            if row["pcode"] in outlines
        ]
        _write(folder / "areas_last_day.geojson", features)
        names.append("areas_last_day.geojson")
    return names


def _point(row: dict[Any, Any]) -> dict[str, Any]:
    where = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    return _feature(
        where,
        {str(key): value for key, value in row.items() if key not in {"latitude", "longitude"}},
    )


def _feature(geometry: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {key: known(value) for key, value in properties.items()},
    }


def known(value: Any) -> Any:
    """Return None for what is withheld or not known."""
    return None if isinstance(value, float) and math.isnan(value) else value


def _write(path: Path, features: list[dict[str, Any]]) -> None:
    text = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, allow_nan=False
    )
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
