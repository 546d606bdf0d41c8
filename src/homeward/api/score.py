"""`homeward.score`, and what it returns in the community model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.arguments import (
    Day,
    Parameters,
    ScenarioLike,
    as_day,
    as_movement,
    as_scenario,
    as_values,
    check_members,
    check_numbers,
    refuse_given,
    refuse_together,
)
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.pictures import save_ranks
from homeward.api.plots import axes_for, draw_bands
from homeward.api.score_camps import CampScoreResult, make_camp_score
from homeward.api.score_hindcast import HindcastResult, make_hindcast
from homeward.api.score_surveys import check_surveyed, make_survey_scores
from homeward.api.verb_result import VerbResult, frame_of
from homeward.api.workers import at_work
from homeward.evaluation.scoring.headline import Headline, headline, predicted
from homeward.evaluation.scoring.score import ScenarioScore, Score, score_scenario
from homeward.evaluation.scoring.what_moves import RowMovers
from homeward.evaluation.surveys.survey_score import SurveyScore

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MEMBERS, HINDCAST_MEMBERS = 200, 2000
"""Members run unless another number is asked for, and members weighed in a hindcast."""


def score(
    scenario: ScenarioLike,
    *,
    members: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    cluster: str | None = None,
    parameters: Parameters | None = None,
    fit_before: Day | None = None,
    movement: str | None = None,
    no_capacity: bool = False,
    surveys: bool = False,
    progress: Progress | Phases | None = None,
) -> ScoreResult | CampScoreResult | HindcastResult:
    """Compare a scenario with every number observed; with `fit_before`, make a hindcast.

    Parameters
    ----------
    scenario
        A scenario, its folder, or the name of one that comes with homeward.
    members
        Ensemble members: 200 by default, 2000 in a hindcast.
    seed
        Random seed, 0 to 2**63 - 1.
    threads
        Threads; all processors by default. Changes no number.
    cluster
        Who does the work instead of threads here: ``local``, ``tcp://ADDRESS`` or ``slurm``. Changes no number.
    parameters
        Values of parameters instead of draws, (member) each: a mapping, a table, or the name of a CSV file.
    fit_before
        Hindcast: members are weighed by what was observed before this day, and scored on what came after.
    movement
        In a scenario of camp registrations: the law of movement, ``flee`` or ``camp-choice``; its own by default.
    no_capacity
        The law does not know the capacities of camps.
    surveys
        Score intention surveys, too: an explanation of every day of asking, up to 26 runs a member each.
    progress
        Called with members done and members asked for, in every phase.

    Returns
    -------
    ScoreResult, CampScoreResult or HindcastResult
        In the community model; in the camp models; with `fit_before`. `table` holds a row of every
        observation, or camp.

    Raises
    ------
    homeward.errors.ScenarioError
        If something that was asked cannot be understood, or cannot act in this scenario.

    Examples
    --------
    >>> import homeward
    >>> scored = homeward.score("tiny", members=4, seed=1)
    >>> scored.table[["name", "use"]].iloc[0].tolist()
    ['fled', 'fit']
    >>> scored.headline.fit.rows, scored.headline.test.rows
    (3, 1)
    >>> scored.as_json()["exact"], scored.publish().as_json()["exact"]
    (True, False)
    """
    if fit_before is not None:
        _check_alone(parameters, movement, no_capacity=no_capacity, surveys=surveys)
    check_numbers(members=members, seed=seed, threads=threads)
    read, law, phases = as_scenario(scenario), as_movement(movement), as_phases(progress)
    before = as_day(fit_before, "--fit-before")
    if before is not None:
        size = HINDCAST_MEMBERS if members is None else members
        return make_hindcast(
            read, before, members=size, seed=seed, threads=threads, cluster=cluster, phases=phases
        )
    size = MEMBERS if members is None else members
    if read.is_camp_model:
        refuse_given("--parameters", parameters, "camps")
        refuse_given("--surveys", surveys, "camps")
        return make_camp_score(
            read,
            law,
            with_capacity=not no_capacity,
            members=size,
            seed=seed,
            threads=threads,
            cluster=cluster,
            phases=phases,
        )
    refuse_given("--movement", law, "communities")
    refuse_given("--no-capacity", no_capacity, "communities")
    if surveys:
        check_surveyed(read)
    values = as_values(parameters, size, read)
    tell_compiling(phases)
    with at_work(cluster, threads, phases):
        with phases.phase("Members") as advance:
            found = score_scenario(
                read, members=size, seed=seed, threads=threads, parameters=values, progress=advance
            )
        if not surveys:
            return ScoreResult(found)
        scored = make_survey_scores(read, size, seed, threads, values, phases)
    return ScoreResult(found, scored)


@dataclass(frozen=True, repr=False)
class ScoreResult(VerbResult):
    """Every observation beside the ensemble.

    `table`
        One row of every observation: name, date, use, imposed, observed_low, observed, observed_high, median, q05, q25,
        q75, q95, crps (in the unit of the measure), inside_50 and inside: whether the figure observed lies in the band
        of 50%, and in that of 90%; log_crps, rank and z: CRPS of logarithms, and where the figure falls among the
        members, from 0 to 1 and in standard deviations; last_figure: what was published before.
    `headline`
        What the predicted rows say together.
    `surveys`
        Every intention survey beside the obstacles of the model, the contradicted ones first; None if not asked for.
    """

    found: ScenarioScore
    surveys: tuple[SurveyScore, ...] | None = None
    exact: bool = True

    @property
    def rows(self) -> list[Score]:
        """The rows of the table."""
        return self.found.rows

    @property
    def headline(self) -> Headline:
        """What the predicted rows say together; of a published copy, from what is published of them."""
        return headline(self.rows, self.found.members)

    @property
    def title(self) -> str:
        """How many predicted figures the ensemble holds."""
        rows = predicted(self.rows)
        inside = sum(row.inside for row in rows)
        return (
            f"{self.found.scenario}, {self.found.members} members: {inside} of {len(rows)} figures predicted "
            "inside the band of 90%"
        )

    @property
    def doubts(self) -> tuple[str, ...]:
        """What in the run itself is hardly so: groups of which a tenth shelters under actors it is hostile to."""
        return self.found.doubts

    @property
    def moved_by(self) -> tuple[RowMovers, ...]:
        """The inputs that go most with the first five predicted figures outside of their bands."""
        return self.found.moved_by

    @property
    def table(self) -> pd.DataFrame:
        """One row of every observation."""
        return frame_of(self.rows)

    def publish(self) -> ScoreResult:
        """Return a copy after disclosure control: small counts withheld (NaN), all others rounded."""
        check_members(self.found.members, exact=False)
        if not self.exact:
            return self
        surveys = self.surveys and tuple(one.published() for one in self.surveys)
        return replace(self, found=self.found.published(), surveys=surveys, exact=False)

    def plot(self, *, axes: Axes | None = None) -> Axes:
        """Draw the 90% band of the ensemble beside each number observed, as a multiple of it."""
        return plot_rows(self.rows, axes)

    def save_plot(self, file: str | Path) -> Path:
        """Draw where the figures fall among the members as FILE.svg (PIT histogram): even if bands are right.

        Raises
        ------
        homeward.errors.ScenarioError
            If the file exists, or cannot be written.
        """
        return save_ranks(self.rows, f"{self.found.scenario}, {self.found.members} members", file)

    def _said(self) -> dict[str, Any]:
        found = self.found
        return {
            "scenario": found.scenario,
            "members": found.members,
            "headline": self.headline,
            "rows": found.rows,
            **({} if self.surveys is None else {"surveys": self.surveys}),
            "doubts": found.doubts,
            "moved_by": found.moved_by,
        }


def plot_rows(rows: list[Score], axes: Axes | None) -> Axes:
    """Draw observations as multiples of what was observed; those of 0 have none."""
    shown = [row for row in rows if row.observed]
    drawn = axes_for(axes, len(shown))
    middle, low, high = (
        [getattr(row, name) / row.observed for row in shown] for name in ("median", "q05", "q95")
    )
    draw_bands(drawn, [f"{row.name} {row.date}" for row in shown], middle, low, high)
    drawn.axvline(1.0, color="0.5", linewidth=1)
    drawn.set_xlabel("ensemble / observed")
    return drawn


def _check_alone(
    parameters: Parameters | None, movement: str | None, *, no_capacity: bool, surveys: bool
) -> None:
    """Refuse options that a hindcast does not heed."""
    modelled = "A hindcast is made in the community model."
    refuse_together("--movement", "--fit-before", modelled, given=movement is not None)
    refuse_together("--no-capacity", "--fit-before", modelled, given=no_capacity)
    both = "A hindcast scores counts; surveys are scored with the ranges as they are."
    refuse_together("--surveys", "--fit-before", both, given=surveys)
    drawn = "A hindcast weighs draws from the ranges; given values may have been fitted to what came later."
    refuse_together("--parameters", "--fit-before", drawn, given=parameters is not None)
