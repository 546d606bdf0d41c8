"""Arrays that show what they hold otherwise, or more of it, and only when asked."""

from __future__ import annotations

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from xarray.backends import BackendArray
from xarray.core import indexing

from homeward.engine.simulated import CommunitySeries


class FilledArray(BackendArray):
    """A series spread over more communities than it has people in: zero elsewhere.

    Parameters
    ----------
    series
        What there is.
    column
        (cell): where each of its cells stands among the communities.
    n_community
        Communities of the dataset.
    """

    def __init__(
        self, series: CommunitySeries, column: NDArray[np.int64], n_community: int
    ) -> None:
        self._values = series.values
        self._cell = np.full(n_community, -1, dtype=np.int64)
        self._cell[column] = np.arange(column.size)
        self.shape = (*series.values.shape[:2], n_community)
        self.dtype = np.dtype(np.int32)

    def __getitem__(self, key: indexing.ExplicitIndexer) -> NDArray[np.int32]:
        """Show the part that is asked for."""
        return indexing.explicit_indexing_adapter(
            key, self.shape, indexing.IndexingSupport.OUTER, self._show
        )

    def _show(self, key: tuple[slice | int | NDArray[np.int64], ...]) -> NDArray[np.int32]:
        member, time, community = key
        cell = np.atleast_1d(self._cell[community])
        kept = self._values[_as_index(member)][:, _as_index(time)]
        shown = np.zeros((*kept.shape[:2], cell.size), dtype=np.int32)
        shown[:, :, cell >= 0] = kept[:, :, cell[cell >= 0]]
        single = tuple(0 if isinstance(part, int | np.integer) else slice(None) for part in key)
        return shown[single]


def _as_index(part: slice | int | NDArray[np.int64]) -> slice | NDArray[np.int64]:
    return np.array([part]) if isinstance(part, int | np.integer) else part


class StoredArray(BackendArray):
    """Counts of a file (time, member, community), shown (member, time, community) for some of them.

    Parameters
    ----------
    stored
        What the file holds, not yet read.
    column
        (community): where each community that is shown stands in the file.
    """

    def __init__(self, stored: xr.Variable, column: NDArray[np.int64]) -> None:
        self._stored = stored
        self._column = column
        n_time, n_member, _ = stored.shape
        self.shape = (n_member, n_time, column.size)
        self.dtype = stored.dtype

    def __getitem__(self, key: indexing.ExplicitIndexer) -> NDArray[np.int32]:
        """Read the part that is asked for."""
        return indexing.explicit_indexing_adapter(
            key, self.shape, indexing.IndexingSupport.OUTER, self._read
        )

    def _read(self, key: tuple[slice | int | NDArray[np.int64], ...]) -> NDArray[np.int32]:
        member, time, community = key
        column = np.atleast_1d(self._column[community])
        # One stretch, of which some is dropped: HDF5 is slow where it must pick.
        first, after = (int(column.min()), int(column.max()) + 1) if column.size else (0, 0)
        read = self._stored[:, :, first:after] if after else self._stored[:, :, :0]
        kept = read[_as_index(time), _as_index(member)].to_numpy()[:, :, column - first]
        single = tuple(0 if isinstance(part, int | np.integer) else slice(None) for part in key)
        return np.swapaxes(kept, 0, 1)[single]
