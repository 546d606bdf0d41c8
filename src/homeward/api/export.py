"""`homeward.export`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from homeward.exchange.export.export_run import USUAL, export_run


def export(
    run: str | Path,
    *,
    to: str | Path,
    forms: Iterable[str] = USUAL,
    areas: str | Path | None = None,
    level: int | None = None,
    exact: bool = False,
    progress: Callable[[int, int], None] = lambda done, all_of_them: None,
) -> tuple[Path, ...]:
    """Write a run in the forms that other programs open, after disclosure control.

    Parameters
    ----------
    run
        Folder that `homeward run`, or `RunResult.save`, has written.
    to
        Folder to make.
    forms
        Of ``csv``, ``geojson``, ``gpkg``, ``flowmap``, ``hapi``, ``parquet`` and ``xlsx``; all but the last two by
        default.
    areas
        Outlines of areas: ``areas.geojson`` of an imported scenario.
    level
        Administrative level of the p-codes, for HAPI; told by their length by default.
    exact
        Export a run that was written exact: not for publication.
    progress
        Called with the number of forms that are written, and of all.

    Returns
    -------
    tuple of Path
        The files.

    Raises
    ------
    homeward.errors.ScenarioError
        If `to` is there, `run` is no folder of a run, or a form is not known; nothing is then made.

    Examples
    --------
    >>> import homeward
    >>> homeward.export("no_such_run", to="made")
    Traceback (most recent call last):
        ...
    homeward.errors.ScenarioError: no_such_run: there is no run.json in it: it is not the folder of a run.
      Fix: name a folder that `homeward run` wrote.
    """
    names = export_run(
        Path(run),
        to=Path(to),
        forms=tuple(forms),
        areas=Path(areas) if areas else None,
        level=level,
        exact=exact,
        progress=progress,
    )
    return tuple(Path(to) / name for name in names)
