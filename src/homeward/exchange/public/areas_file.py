"""Outlines of areas as GeoJSON beside the tables, for maps and for exports (decision 34)."""

from __future__ import annotations

import json
from collections.abc import Sequence

import shapely
from shapely.geometry import mapping

from homeward.exchange.public.areas import Area

AREAS_FILE = "areas.geojson"
SIMPLIFIED = 0.005
"""Degrees by which outlines may be off: half a kilometre."""


def areas_text(areas: Sequence[Area]) -> str:
    """Write the areas that have outlines."""
    features = [
        {
            "type": "Feature",
            "properties": {"pcode": area.pcode, "label": area.label, "level": area.level},
            "geometry": mapping(shapely.set_precision(area.outline.simplify(SIMPLIFIED), 1e-5)),
        }
        for area in areas
        if area.outline is not None
    ]
    return (
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
    )
