"""In which area a point lies: by its outline, never by the name that a source gives it (decision 34)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import KDTree

from homeward.exchange.public.areas import NEAR_DEGREES, Area

NOWHERE = -1


class AreaIndex:
    """Areas of a country, to be asked for many points at once.

    Where no area has an outline the nearest centre is taken, and `is_by_centre` says so.
    """

    def __init__(self, areas: Sequence[Area]) -> None:
        self.areas = areas
        self._with = [at for at, one in enumerate(areas) if one.outline is not None]
        self.is_by_centre = not self._with
        self._tree = shapely.STRtree([one.outline for one in areas if one.outline is not None])
        points = np.array([[one.latitude, one.longitude] for one in areas]).reshape(-1, 2)
        self._centres = KDTree(_on_globe(points)) if len(areas) else None

    def find(
        self, latitude: NDArray[np.float64], longitude: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """Return the index of the area that each point lies in, or nearly; `NOWHERE` if in none.

        Parameters
        ----------
        latitude, longitude
            (point), degrees; NaN is nowhere.
        """
        found = np.full(len(latitude), NOWHERE, dtype=np.int64)
        known = np.flatnonzero(np.isfinite(latitude) & np.isfinite(longitude))
        if not len(known) or self._centres is None:
            return found
        if self.is_by_centre:
            where = _on_globe(np.column_stack([latitude[known], longitude[known]]))
            found[known] = self._centres.query(where)[1]
            return found
        points = np.asarray(shapely.points(longitude[known], latitude[known]))
        asked, inside = self._tree.query(points, predicate="intersects")
        # On a border two areas hold the point: the first counts.
        asked, inside = asked[::-1], inside[::-1]
        found[known[asked]] = np.array(self._with)[inside]
        left = np.flatnonzero(found[known] == NOWHERE)
        if len(left):
            near, which = self._tree.query_nearest(
                points[left], max_distance=NEAR_DEGREES, all_matches=False
            )
            found[known[left[near]]] = np.array(self._with)[which]
        return found


def _on_globe(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """(point, 3): points on a globe of radius 1, so that nearness holds everywhere."""
    latitude, longitude = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ]
    )
