"""`homeward.import_public`, and what it returns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.verb_result import VerbResult, frame_of
from homeward.exchange.public.ask import Ask, EventSource, Holds, Vague
from homeward.exchange.public.import_public import Imported
from homeward.exchange.public.import_public import import_public as import_files
from homeward.exchange.public.recognise import Found, LeftOut, days_worded, recognised
from homeward.exchange.public.sources import SOURCES
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

Day = dt.date | str
MOST_COUNTRIES = 3
"""Countries of a file that its row names."""


def import_public(
    downloads: str | Path | Iterable[str | Path],
    *,
    country: str,
    start: Day,
    end: Day,
    to: str | Path,
    level: int = 1,
    fit_before: Day | None = None,
    events: EventSource = "",
    vague: Vague = "spread",
    operations: Iterable[str] = (),
    population: Holds = "",
    detour: float = 1.4,
    encoding: str | None = None,
    strict: bool = False,
    update: bool = False,
    works_back: bool = True,
) -> PublicImport:
    """Make a scenario of a country of a folder of public data: UCDP or ACLED, DTM, UNHCR, IDMC, COD and HDX HAPI.

    Parameters
    ----------
    downloads
        Files, or folders of files; each is recognised by its header.
    country
        Three letters.
    start, end
        First and last day of the run.
    to
        Folder to make; with `update`, one that an import made.
    level
        Administrative level of the homes, 1 or 2.
    fit_before
        Observations before it may be fitted to; all are for testing by default.
    events
        Source of fighting, ``ucdp`` or ``acled``; UCDP by default if there is any. The two are never added.
    vague
        Whether events whose coordinates are the middle of a province or country are spread over it, ``spread``, or
        left out, ``leave-out``.
    operations
        Operations of DTM to count, where several count the same people.
    population
        Whether the people of an area hold those displaced to it, ``displaced``, or not, ``nobody``; told by the
        figures by default.
    detour
        How much longer ways are than great circles.
    encoding
        What files that are not UTF-8 are written in.
    strict
        Refuse everything if a file must be left out for a fault.
    update
        Bring the folder up to date: what an analyst judged stays.
    works_back
        Work the force of fighting back from published movements, which runs the model.

    Returns
    -------
    PublicImport
        Its `scenario` has been loaded from the folder; its table lists every file.

    Raises
    ------
    homeward.errors.ScenarioError
        If there are no areas or no people of the country, or the folder is there; nothing is then made.

    Examples
    --------
    >>> import homeward
    >>> homeward.import_public("no_such_folder", country="SDN", start="2026-04-01", end="2026-06-30", to="made")
    Traceback (most recent call last):
        ...
    homeward.errors.ScenarioError: there is no file or folder "no_such_folder".
      Fix: correct its name.
    """
    ask = Ask(
        country=country,
        start=_day(start),
        end=_day(end),
        level=level,
        fit_before=_day(fit_before) if fit_before is not None else None,
        events=events,
        vague=vague,
        operations=tuple(operations),
        population=population,
        detour=detour,
        encoding=encoding,
    )
    given = (downloads,) if isinstance(downloads, str | Path) else tuple(downloads)
    made = import_files(
        [Path(one) for one in given],
        ask,
        to=Path(to),
        strict=strict,
        update=update,
        works_back=works_back,
    )
    return PublicImport(made)


def _day(day: Day) -> dt.date:
    return dt.date.fromisoformat(day) if isinstance(day, str) else day


class PublicImport(VerbResult):
    """A scenario made of public data.

    `imported`
        Everything the import has to say: files taken and left out, notes, what is left to judge, flows.
    """

    exact = True

    def __init__(self, imported: Imported) -> None:
        self.imported = imported

    @property
    def scenario(self) -> Scenario:
        """The scenario, as it is in the folder now."""
        return load_scenario(self.imported.folder)

    @property
    def title(self) -> str:
        """What was made."""
        return f"{self.imported.folder}: {self.imported.ask.start} to {self.imported.ask.end}"

    @property
    def closing(self) -> str:
        """How much is left to judge."""
        return f"{len(self.imported.to_judge)} things are left to judge."

    @property
    def table(self) -> pd.DataFrame:
        """One row a file: file, is_taken, what, why."""
        return frame_of(file_rows([*self.imported.taken, *self.imported.left]))

    def publish(self) -> PublicImport:
        """Return itself: it holds what was published."""
        return self

    def _said(self) -> dict[str, Any]:
        return {
            "folder": str(self.imported.folder),
            "rows": self.imported.rows,
            "notes": self.imported.notes,
            "to_judge": self.imported.to_judge,
        }


def file_rows(found: Iterable[Found]) -> list[dict[str, Any]]:
    """Say of each file what it is, or why it is left out."""
    rows: list[dict[str, Any]] = []
    for one in found:
        if isinstance(one, LeftOut):
            rows.append({"file": one.name, "is_taken": False, "why": one.why, "sha256": one.digest})
            continue
        seen = one.seen
        countries = [code for code, _ in seen.countries.most_common(MOST_COUNTRIES)]
        rows.append(
            {
                "file": one.name,
                "is_taken": True,
                "source": one.layout.source,
                "what": one.layout.title,
                "release": one.release,
                "countries": " ".join(countries)
                + (" ..." if len(seen.countries) > MOST_COUNTRIES else ""),
                "days": days_worded(seen.first, seen.last),
                "level": seen.level,
                "rows": seen.rows,
                "sha256": one.download.digest,
                "licence": SOURCES[one.layout.source].licence,
                "why": "; ".join(one.notes),
            }
        )
    return rows


def recognise_files(paths: Iterable[Path], encoding: str | None = None) -> list[dict[str, Any]]:
    """Recognise files; nothing is written.

    Raises
    ------
    homeward.errors.ScenarioError
        If a name is of nothing.
    """
    with recognised(paths, encoding) as found:
        return file_rows(found)
