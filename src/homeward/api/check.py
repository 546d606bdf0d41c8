"""`homeward.check`, and what it returns."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.verb_result import VerbResult, frame_of
from homeward.errors import Problem, ScenarioError
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario
from homeward.scenario.warnings.find_warnings import find_warnings

if TYPE_CHECKING:
    import pandas as pd


def check(scenario: Scenario | str | Path, *, documents: str | Path | None = None) -> CheckResult:
    """Validate a scenario: all errors, and warnings where there are none.

    Parameters
    ----------
    scenario
        A scenario, its folder, or the name of one that comes with homeward.
    documents
        A folder with documents, files named as in documents.csv: claims whose paragraph no longer says so are then
        warnings, too.

    Returns
    -------
    CheckResult
        Errors keep it from running; warnings are legal and doubtful. `table` holds a row for each.

    Examples
    --------
    >>> import homeward
    >>> found = homeward.check("tiny")
    >>> found.is_valid, len(found.errors)
    (True, 0)
    >>> sorted(set(found.table["kind"]))
    ['warning']
    """
    if isinstance(scenario, Scenario):
        return CheckResult(scenario.name, (), _warnings(scenario, documents))
    try:
        read = load_scenario(scenario)
    except ScenarioError as error:
        return CheckResult(Path(scenario).name, error.problems, ())
    return CheckResult(read.name, (), _warnings(read, documents))


def _warnings(scenario: Scenario, documents: str | Path | None) -> tuple[Problem, ...]:
    warnings = find_warnings(scenario)
    if documents is None:
        return warnings
    from homeward.api.documents_at_hand import check_documents  # noqa: PLC0415  seldom wanted

    return (*warnings, *check_documents(scenario, Path(documents)))


@dataclass(frozen=True, repr=False)
class CheckResult(VerbResult):
    """Errors and warnings of a scenario (`homeward.errors.Problem`: where, found, why, ways_out)."""

    scenario: str
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    exact = True

    @property
    def is_valid(self) -> bool:
        """Whether it can run."""
        return not self.errors

    @property
    def title(self) -> str:
        """How many errors and warnings there are."""
        return f"{self.scenario}: {counted(len(self.errors), 'error')}, {counted(len(self.warnings), 'warning')}"

    @property
    def closing(self) -> str:
        """Whether it can run."""
        return "It can run." if self.is_valid else "It cannot run."

    @property
    def table(self) -> pd.DataFrame:
        """One row of every error and warning: kind, where, found, why, ways_out."""
        import pandas as pd  # noqa: PLC0415  heavy: wanted only where a table is

        columns = ["kind", *(part.name for part in dataclasses.fields(Problem))]
        return pd.DataFrame(frame_of(self._rows()), columns=columns)

    def publish(self) -> CheckResult:
        """Return itself: no count of people is in it."""
        return self

    def _rows(self) -> list[dict[str, Any]]:
        several = (("error", self.errors), ("warning", self.warnings))
        return [{"kind": kind, **dataclasses.asdict(one)} for kind, ones in several for one in ones]

    def _said(self) -> dict[str, Any]:
        return {"scenario": self.scenario, "errors": self.errors, "warnings": self.warnings}


def counted(number: int, noun: str) -> str:
    """Word a number of things."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
