"""`homeward.sensitivity`, and what it returns."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.arguments import (
    Day,
    ScenarioLike,
    Texts,
    as_scenario,
    as_texts,
    check_homes,
    check_numbers,
    check_word,
    day_of_run,
    homes_named,
)
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.pictures import save_picture
from homeward.api.plots import axes_for, draw_bands
from homeward.api.verb_result import VerbResult, frame_of
from homeward.api.workers import at_work
from homeward.evaluation.outcomes import OUTCOMES, Outcome
from homeward.evaluation.scoring.spread import whole
from homeward.evaluation.sensitivity.index_chart import draw_indices
from homeward.evaluation.sensitivity.screening import Screened
from homeward.evaluation.sensitivity.sensitivity import (
    Effort,
    Sensitivity,
    check_effort,
)
from homeward.evaluation.sensitivity.sensitivity import sensitivity as find_sensitivity
from homeward.evaluation.sensitivity.wording import cautions, index_sentence, question
from homeward.results.publish.small_counts import (
    published_count,
    published_difference,
    published_error,
)
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def sensitivity(
    scenario: ScenarioLike,
    *,
    outcome: Outcome = "returned",
    on: Day | None = None,
    home: Texts = (),
    trajectories: int = 20,
    keep: int = 8,
    base: int = 256,
    seed: int = 1,
    threads: int | None = None,
    cluster: str | None = None,
    progress: Progress | Phases | None = None,
) -> SensitivityResult:
    """Global sensitivity analysis: which uncertain inputs drive an outcome (Morris, Sobol).

    Parameters
    ----------
    scenario
        A scenario, its folder, or the name of one that comes with homeward.
    outcome
        What is to be driven: ``returned``, ``displaced`` or ``harmed``.
    on
        Day on which people are counted; the last of the run by default.
    home
        Only people of this home, or of several.
    trajectories
        Trajectories of the screening (Morris).
    keep
        Parameters whose shares of the variance are found.
    base
        Points of the base sample (Sobol), a power of 2.
    seed
        Random seed, 0 to 2**63 - 1.
    threads
        Threads; all processors by default. Changes no number.
    cluster
        Who does the work instead of threads here: ``local``, ``tcp://ADDRESS`` or ``slurm``. Changes no number.
    progress
        Called with runs done and runs asked for, in every phase.

    Returns
    -------
    SensitivityResult
        `table` holds a row of every factor, the largest total index first; `screening` a row of every parameter.

    Raises
    ------
    homeward.errors.ScenarioError
        If something that was asked cannot be understood, or no parameter has a range.

    Examples
    --------
    >>> import homeward
    >>> found = homeward.sensitivity("tiny", trajectories=2, keep=2, base=16, seed=1)
    >>> found.table["factor"].tolist()[2:]
    ['all other ranges', 'chance']
    >>> found.screening.columns.tolist()
    ['parameter', 'effect', 'half_width', 'mean', 'spread']
    """
    check_numbers(seed=seed, threads=threads)
    check_word("--outcome", outcome, OUTCOMES)
    read = as_scenario(scenario)
    check_modelled(read)
    last = day_of_run(read, on, "--on") or read.end
    at = homes_named(read, home)
    effort = Effort(trajectories=trajectories, keep=keep, base=base, seed=seed)
    check_effort(read, effort)
    phases = as_phases(progress)
    tell_compiling(phases)
    with at_work(cluster, threads, phases):
        found = find_sensitivity(
            read,
            outcome=outcome,
            on=last,
            homes=at,
            effort=effort,
            threads=threads,
            announce=phases.phase,
        )
    labels = names_of_scenario(read).labels["home"]
    homes = tuple(as_texts(home))
    asked = question(outcome, last, [labels[one] for one in at] if homes else ())
    return SensitivityResult(read, found, effort, asked, outcome, last, homes)


@dataclass(frozen=True, repr=False)
class SensitivityResult(VerbResult):
    """What drives an outcome.

    `table`
        One row of every factor: first and total index (shares of the variance), each with half its 90% interval. Empty
        where the outcome does not vary.
    `screening`
        One row of every parameter with a range, the largest effect first: effect, half_width, mean, spread, persons.
    `sentence`, `cautions`
        What drives the outcome, and what is not sure.
    """

    scenario: Scenario
    found: Sensitivity
    effort: Effort
    question: str
    outcome: Outcome
    on: dt.date
    homes: tuple[str, ...]
    exact: bool = True
    has_differences = True

    @property
    def title(self) -> str:
        """What was asked."""
        return f"What decides {self.question}: {self.found.runs:,} runs"

    @property
    def sentence(self) -> str:
        """What drives the outcome, in a sentence."""
        if self.found.indices is not None:
            return index_sentence(self.found.indices, self.question)
        people = whole(self.found.same or 0.0)
        if any(one.effect > 0 for one in self.found.screened):
            return (
                f"Hardly anything decides {self.question}: {people} people wherever in their ranges parameters are, "
                "but for the ends."
            )
        return f"Nothing decides {self.question}: {people} people in every run."

    @property
    def cautions(self) -> list[str]:
        """What is not sure."""
        return cautions(self.found.indices, self.effort.base) if self.found.indices else []

    @property
    def table(self) -> pd.DataFrame:
        """One row of every factor: the parameters kept, all other ranges, and chance."""
        indices = self.found.indices
        return frame_of(indices.factors if indices else ())

    @property
    def screening(self) -> pd.DataFrame:
        """One row of every parameter with a range."""
        return frame_of(self.found.screened)

    def publish(self) -> SensitivityResult:
        """Return a copy after disclosure control: effects and means are rounded.

        Raises
        ------
        homeward.errors.ScenarioError
            If several homes were added up.
        """
        if not self.exact:
            return self
        check_homes(self.homes, exact=False)
        indices, same = self.found.indices, self.found.same
        found = replace(
            self.found,
            screened=tuple(map(_published, self.found.screened)),
            same=None if same is None else published_count(same),
            indices=indices
            and replace(
                indices,
                mean=published_count(indices.mean),
                deviation=published_error(indices.deviation),
            ),
        )
        return replace(self, found=found, exact=False)

    def plot(self, *, axes: Axes | None = None) -> Axes:
        """Draw the total index of every factor with its 90% interval."""
        factors = self.found.indices.factors if self.found.indices else ()
        drawn = axes_for(axes, len(factors))
        total = [one.total for one in factors]
        low, high = (
            [one.total + sign * one.total_half_width for one in factors] for sign in (-1, 1)
        )
        draw_bands(drawn, [one.factor for one in factors], total, low, high)
        drawn.set_xlabel("total index, share of the variance")
        return drawn

    def save_plot(self, file: str | Path) -> Path | None:
        """Draw the indices as FILE.svg; None where the outcome does not vary.

        Raises
        ------
        homeward.errors.ScenarioError
            If the file exists, or cannot be written.
        """
        if self.found.indices is None:
            return None
        return save_picture(draw_indices(self.found.indices, self.question), file)

    def _said(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            "scenario": self.scenario.name,
            "outcome": self.outcome,
            "date": self.on,
            "homes": self.homes,
            "sentence": self.sentence,
            "cautions": self.cautions,
            **dataclasses.asdict(self.effort),
            "runs": self.found.runs,
            "screening": self.found.screened,
            "indices": None,
        }
        indices = self.found.indices
        if indices is not None:
            said["mean"] = indices.mean
            said["standard_deviation"] = indices.deviation
            said["indices"] = indices.factors
        return said


def _published(one: Screened) -> Screened:
    return replace(
        one,
        **{
            part: published_difference(getattr(one, part))
            for part in ("effect", "half_width", "mean", "spread")
        },
    )
