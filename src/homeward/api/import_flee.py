"""`homeward.import_flee`, and what it returns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.verb_result import VerbResult, frame_of
from homeward.exchange.flee import import_flee as import_instance
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import tables_of
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


def import_flee(
    input_dir: str | Path,
    validation_dir: str | Path | None = None,
    *,
    to: str | Path,
    settings: str | Path | None = None,
) -> ImportResult:
    """Make a scenario of camp registrations from an instance of Flee.

    Parameters
    ----------
    input_dir
        Input directory of the instance.
    validation_dir
        Validation directory; ``validation`` or ``source_data`` beside the input directory by default.
    to
        Folder to make.
    settings
        Settings (``simsetting.yml``); those that Flee ships by default.

    Returns
    -------
    ImportResult
        Its `scenario` has been loaded from the folder; `warnings` say what is worth knowing of the instance.

    Raises
    ------
    homeward.errors.ScenarioError
        With everything in the instance that cannot be understood; nothing is then made.

    Examples
    --------
    >>> import homeward
    >>> homeward.import_flee("no_such_folder", to="made")
    Traceback (most recent call last):
        ...
    homeward.errors.ScenarioError: there is no folder "no_such_folder".
      Fix: correct its name.
    """
    warnings = import_instance(input_dir, validation_dir, to=to, settings=settings)
    return ImportResult(load_scenario(to), Path(to), tuple(warnings))


@dataclass(frozen=True, repr=False)
class ImportResult(VerbResult):
    """A scenario made of an instance of Flee."""

    scenario: Scenario
    folder: Path
    warnings: tuple[str, ...]
    exact = True

    @property
    def title(self) -> str:
        """What was made."""
        return f"{self.folder}: {self.scenario.start} to {self.scenario.end}"

    @property
    def closing(self) -> str:
        """How many warnings there are."""
        return f"{len(self.warnings)} warnings."

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each table of the scenario has."""
        return {one.name: len(getattr(self.scenario, one.name)) for one in tables_of("camps")}

    @property
    def table(self) -> pd.DataFrame:
        """One row of every table of the scenario: table, rows."""
        return frame_of({"table": name, "rows": rows} for name, rows in self.rows.items())

    def publish(self) -> ImportResult:
        """Return itself: it holds what was given."""
        return self

    def _said(self) -> dict[str, Any]:
        return {"folder": str(self.folder), "rows": self.rows, "warnings": self.warnings}
