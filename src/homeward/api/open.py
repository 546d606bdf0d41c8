"""`homeward.open`."""

from __future__ import annotations

from pathlib import Path

from homeward.api.run import RunResult
from homeward.results.result import open_result


def open_saved(folder: str | Path) -> RunResult:
    """Open the folder of a run; counts are read when they are asked for.

    Parameters
    ----------
    folder
        What `homeward run`, or `RunResult.save`, has written.

    Returns
    -------
    RunResult
        As `homeward.run` returned it, exact.

    Raises
    ------
    homeward.errors.ScenarioError
        If it is not the folder of a run, or is damaged.

    Examples
    --------
    >>> import tempfile
    >>> import homeward
    >>> with tempfile.TemporaryDirectory() as place:
    ...     folder = homeward.run("tiny", members=3, seed=1).save(f"{place}/tiny-run")
    ...     opened = homeward.open(folder)
    ...     int(opened.stocks.residents.isel(member=0, time=0).sum()) > 0
    True
    """
    return RunResult.of(open_result(Path(folder)), Path(folder))
