"""`homeward.check`, and what it returns."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.verb_result import VerbResult, frame_of
from homeward.errors import Problem, ScenarioError
from homeward.exchange.workbook.read_workbook import is_workbook, load_workbook
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario
from homeward.scenario.warnings.find_warnings import find_warnings
from homeward.scenario.warnings.judged_numbers import in_words

if TYPE_CHECKING:
    import pandas as pd

    from homeward.api.rank import RankResult
    from homeward.evaluation.outcomes import Outcome


def check(
    scenario: Scenario | str | Path,
    *,
    documents: str | Path | None = None,
    rank: int = 0,
    outcome: Outcome = "displaced",
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | Phases | None = None,
) -> CheckResult:
    """Validate a scenario: all errors, and warnings where there are none.

    Parameters
    ----------
    scenario
        A scenario, its folder, a workbook of it, or the name of one that comes with homeward.
    documents
        A folder with documents, files named as in documents.csv: claims whose paragraph no longer says so are then
        warnings, too.
    rank
        Members to run to rank what carries a range by what it makes of the variance of `outcome` on the last day.
    outcome
        What is ranked by: ``returned``, ``displaced`` or ``harmed``.
    seed, threads, progress
        Of these members, as of `homeward.run`.

    Returns
    -------
    CheckResult
        Errors keep it from running; warnings are legal and doubtful. `table` holds a row for each; `ranking` what to
        replace first.

    Examples
    --------
    >>> import homeward
    >>> found = homeward.check("tiny")
    >>> found.is_valid, len(found.errors)
    (True, 0)
    >>> sorted(set(found.table["kind"]))
    ['warning']
    """
    try:
        read = scenario if isinstance(scenario, Scenario) else load_checked(scenario)
    except ScenarioError as error:
        return CheckResult(Path(str(scenario)).name, error.problems, ())
    warnings = _warnings(read, documents)
    ranking = _rank(read, outcome, rank, seed, threads, as_phases(progress)) if rank else None
    return CheckResult(read.name, (), warnings, in_words(read), ranking)


def _rank(
    scenario: Scenario,
    outcome: Outcome,
    members: int,
    seed: int,
    threads: int | None,
    phases: Phases,
) -> RankResult:
    from homeward.api.rank import rank  # noqa: PLC0415  the model: seldom wanted

    return rank(scenario, outcome, members, seed, threads, phases)


def load_checked(scenario: str | Path) -> Scenario:
    """Load a scenario, or a workbook of one."""
    if is_workbook(scenario):
        return load_workbook(Path(scenario))
    return load_scenario(scenario)


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
    words: tuple[str, ...] = ()
    """What numbers on judgement look like, a line for each scale."""
    ranking: RankResult | None = None
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
        """Return itself, but for the people that a ranking is about."""
        return self if self.ranking is None else replace(self, ranking=self.ranking.publish())

    def _rows(self) -> list[dict[str, Any]]:
        several = (("error", self.errors), ("warning", self.warnings))
        return [{"kind": kind, **dataclasses.asdict(one)} for kind, ones in several for one in ones]

    def _said(self) -> dict[str, Any]:
        said = {"scenario": self.scenario, "errors": self.errors, "warnings": self.warnings}
        return said if self.ranking is None else said | {"ranking": self.ranking.as_json()}


def counted(number: int, noun: str) -> str:
    """Word a number of things."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
