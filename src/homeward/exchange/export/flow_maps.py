"""Who is displaced from where to where, as flow maps read it: flowmap.blue and kepler.gl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from homeward.exchange.export.run_tables import RunTables, displaced

if TYPE_CHECKING:
    import pandas as pd

ENDS = [
    f"{axis}{fact}"
    for axis in ("home", "place")
    for fact in ("", "_label", "_latitude", "_longitude")
]


def pairs(run: RunTables) -> pd.DataFrame:
    """(home, place, day): mean of the people displaced from one to the other; what is withheld is left out."""
    table = displaced(run.table("stocks", "by_home_and_place"), [*ENDS, "date"])
    some = cast("pd.DataFrame", table[table["displaced"].fillna(0) > 0])
    return some.reset_index(drop=True)


def write_flow_maps(run: RunTables, folder: Path) -> list[str]:
    """Write locations and flows of flowmap.blue, flows of kepler.gl, and a configuration that draws them."""
    table = pairs(run)
    locations = _locations(table)
    locations.to_csv(folder / "flowmap_locations.csv", index=False, lineterminator="\n")
    flows = table[["home", "place", "displaced", "date"]].set_axis(
        ["origin", "dest", "count", "time"], axis=1
    )
    flows.to_csv(folder / "flowmap_flows.csv", index=False, lineterminator="\n")
    kepler = table[
        [
            "home_label",
            "place_label",
            "home_latitude",
            "home_longitude",
            "place_latitude",
            "place_longitude",
            "displaced",
            "date",
        ]
    ].set_axis(
        ["origin", "dest", "origin_lat", "origin_lng", "dest_lat", "dest_lng", "count", "time"],
        axis=1,
    )
    kepler = kepler.assign(time=kepler["time"].astype(str) + "T00:00:00Z")
    kepler.to_csv(folder / "kepler_flows.csv", index=False, lineterminator="\n")
    text = json.dumps(_configuration(), indent=1)
    (folder / "kepler_config.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return ["flowmap_locations.csv", "flowmap_flows.csv", "kepler_flows.csv", "kepler_config.json"]


def _locations(table: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  heavy: wanted only where a table is

    ends = [
        table[[axis, f"{axis}_label", f"{axis}_latitude", f"{axis}_longitude"]].set_axis(
            ["id", "name", "lat", "lon"], axis=1
        )
        for axis in ("home", "place")
    ]
    named = cast("pd.DataFrame", pd.concat(ends))
    return named.drop_duplicates(["id"]).sort_values(["id"], ignore_index=True)


def _configuration() -> dict[str, Any]:
    """Say to kepler.gl: arcs between the ends, as thick as the count, with a filter of time."""
    columns = {"lat0": "origin_lat", "lng0": "origin_lng", "lat1": "dest_lat", "lng1": "dest_lng"}
    layer = {
        "id": "displaced",
        "type": "arc",
        "config": {
            "dataId": "kepler_flows",
            "label": "Displaced",
            "columns": columns,
            "isVisible": True,
        },
        "visualChannels": {"sizeField": {"name": "count", "type": "integer"}, "sizeScale": "sqrt"},
    }
    day = {
        "dataId": ["kepler_flows"],
        "id": "time",
        "name": ["time"],
        "type": "timeRange",
        "enlarged": True,
    }
    return {"version": "v1", "config": {"visState": {"filters": [day], "layers": [layer]}}}
