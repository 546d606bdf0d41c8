"""`homeward.calibrate`, and what it returns."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.arguments import Day, ScenarioLike, as_day, as_scenario, check_numbers
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.plots import axes_for, draw_bands
from homeward.api.verb_result import VerbResult, frame_of, only_exact
from homeward.api.workers import at_work
from homeward.atomic.target import hold
from homeward.errors import Interrupted, Problem, ScenarioError
from homeward.evaluation.calibration.assimilate import USEFUL_BUDGET, Plan, least_budget, plan
from homeward.evaluation.calibration.calibrate import (
    Calibration,
    CalibrationSettings,
    prepare_calibration,
)
from homeward.evaluation.calibration.calibrate import calibrate as calibrate_members
from homeward.evaluation.calibration.discrepancy import DISCREPANCY
from homeward.evaluation.calibration.posterior import QUANTILES, posterior_json, write_posterior
from homeward.evaluation.calibration.saved_rounds import (
    INSTEAD,
    SavedRounds,
    check_out,
    open_rounds,
    was_finished,
)
from homeward.evaluation.calibration.unknowns import is_input
from homeward.results.files.provenance import program_digest, versions
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def calibrate(
    scenario: ScenarioLike,
    *,
    fit_before: Day | None = None,
    budget: int = 5000,
    model_error: float = DISCREPANCY,
    seed: int = 1,
    threads: int | None = None,
    cluster: str | None = None,
    out: str | Path | None = None,
    resume: bool = False,
    exact: bool = False,
    progress: Progress | Phases | None = None,
) -> CalibrationResult:
    """Calibrate uncertain parameters to observations, and report which the data do not constrain.

    Parameters
    ----------
    scenario
        A scenario, its folder, or the name of one that comes with homeward.
    fit_before
        Nothing dated on this day or later counts; all rows to fit by default.
    budget
        Members to run in all, beside those that find which parameters can act. Below about 1,000, chance contracts
        what cannot act by a tenth and more, and little can be told from it.
    model_error
        Model discrepancy: 90% half-width as a fraction of the observed value.
    seed
        Random seed, 0 to 2**63 - 1.
    threads
        Threads; all processors by default. Changes no number.
    cluster
        Who does the work instead of threads here: ``local``, ``tcp://ADDRESS`` or ``slurm``. Changes no number.
    out
        Folder to write. Rounds are then kept on the way, so that a calibration that was stopped can be resumed.
    resume
        Go on with a calibration that was stopped; needs `out`.
    exact
        Turn disclosure control off in `out`.
    progress
        Called with members done and members asked for.

    Returns
    -------
    CalibrationResult
        `table` holds a row of every unknown, `posterior` the values for ``run(parameters=...)``.

    Raises
    ------
    homeward.errors.ScenarioError
        If something that was asked cannot be understood, or nothing is to be fitted.
    homeward.errors.Interrupted
        If interrupted while rounds are kept.

    Examples
    --------
    >>> import homeward
    >>> found = homeward.calibrate("tiny", budget=240, seed=3)
    >>> found.posterior.index.name, len(found.observations)
    ('member', 3)
    >>> int(found.table["contraction"].idxmax())
    0
    """
    check_numbers(seed=seed, threads=threads)
    read = as_scenario(scenario)
    check_modelled(read)
    asked = CalibrationSettings(
        before=as_day(fit_before, "--fit-before") or read.after_end,
        plan=_plan(budget),
        seed=seed,
        threads=threads,
        model_error=model_error,
    )
    phases = as_phases(progress)
    if out is None:
        tell_compiling(phases)
        return CalibrationResult(read, asked, _run(read, asked, None, phases, cluster))
    prepare_calibration(read, asked)
    folder = Path(out)
    with hold(folder, check_out, INSTEAD) as place:
        kept = open_rounds(folder, depends_on(read, asked), resume=resume)
        tell_compiling(phases)
        try:
            result = CalibrationResult(read, asked, _run(read, asked, kept, phases, cluster))
        except KeyboardInterrupt as error:
            said = f"what is done is kept in {kept.folder}; the same command with --resume goes on from there."
            raise Interrupted(said) from error
        shown = result if exact else result.publish()
        write_posterior(place, shown.about, shown.found)
    return result


def was_calibrated(
    scenario: Scenario,
    out: Path,
    *,
    fit_before: Day | None,
    budget: int,
    model_error: float,
    seed: int,
) -> bool:
    """Tell whether a calibration was stopped after its last write, and clear what it left on the way."""
    before = as_day(fit_before, "--fit-before") or scenario.after_end
    asked = CalibrationSettings(before, _plan(budget), seed, model_error=model_error)
    return was_finished(out, depends_on(scenario, asked))


def depends_on(scenario: Scenario, asked: CalibrationSettings) -> dict[str, Any]:
    """List everything the numbers of a calibration depend on."""
    return {
        "scenario": scenario.name,
        "files": scenario.digest,
        "levers": list(scenario.levers_pulled),
        "fit_before": asked.before.isoformat(),
        "budget": asked.plan.budget,
        "seed": asked.seed,
        "model_error": asked.model_error,
        "program": program_digest(),
        "versions": versions(),
    }


@dataclass(frozen=True, repr=False)
class CalibrationResult(VerbResult):
    """What observations say of the parameters.

    `table`
        One row of every unknown, those of which most was learned first: quantiles of prior and posterior, contraction
        and shift, is_informed.
    `observations`
        One row of every observation fitted: prior and posterior quantiles of what the ensemble gives, inside, is_used.
    `posterior`
        Values of parameters and quantiles of inputs, a row a member: for ``homeward.run(parameters=...)``.
    `not_informed`
        Unknowns of which the observations said nothing, or no more than chance does at this budget.
    `cannot_act`
        Parameters and inputs with a range that move none of the observations: left out, and not in `posterior`.
    """

    scenario: Scenario
    asked: CalibrationSettings
    found: Calibration
    exact: bool = True

    @property
    def about(self) -> dict[str, Any]:
        """Everything that is said of it, as in ``posterior.json``."""
        return posterior_json(self.scenario, self.asked, self.found, exact=self.exact)

    @property
    def title(self) -> str:
        """To what it was calibrated."""
        plan = self.found.plan
        return (
            f"Calibration of {self.scenario.name} to {len(self.found.figures.rows)} observations: "
            f"{plan.steps} rounds of {plan.members} members"
        )

    @property
    def table(self) -> pd.DataFrame:
        """One row of every unknown."""
        return frame_of(map(_spread_out, self.about["unknowns"]))

    @property
    def observations(self) -> pd.DataFrame:
        """One row of every observation fitted."""
        return frame_of(map(_spread_out, self.about["rows"]))

    @property
    def posterior(self) -> pd.DataFrame:
        """Values of parameters (member), in the units of `homeward variables`, and quantiles of inputs."""
        import pandas as pd  # noqa: PLC0415  heavy: wanted only where a table is

        values = self.found.unknowns.values(self.found.assimilated.posterior)
        return pd.DataFrame(values).rename_axis(index="member")

    @property
    def not_informed(self) -> list[str]:
        """Unknowns of which the observations said nothing, or no more than chance."""
        return self.about["not_informed"]

    @property
    def cannot_act(self) -> list[str]:
        """Parameters and inputs with a range that move none of the observations."""
        return list(self.found.cannot_act)

    def publish(self) -> CalibrationResult:
        """Return a copy after disclosure control: members are left out, what they gave is rounded."""
        if not self.exact:
            return self
        return dataclasses.replace(self, found=self.found.published(), exact=False)

    def plot(self, *, axes: Axes | None = None) -> Axes:
        """Draw the posterior of every parameter and of what else was learned of, within the 90% band of its prior."""
        whole = self.table
        rows = whole.loc[whole["is_informed"] | ~whole["name"].map(is_input)]
        drawn = axes_for(axes, len(rows))
        low, width = rows["prior_q05"], rows["prior_q95"] - rows["prior_q05"]
        parts = [
            ((rows[f"posterior_{name}"] - low) / width.where(width > 0)).to_numpy()
            for name in ("q50", "q05", "q95")
        ]
        draw_bands(drawn, rows["name"].tolist(), *parts)
        drawn.axvspan(0.0, 1.0, color="0.92", zorder=0)
        drawn.set_xlabel("posterior, from the 5% (0) to the 95% quantile (1) of the prior")
        return drawn

    def save(self, folder: str | Path, *, exact: bool = False) -> Path:
        """Write posterior.csv, posterior.json, its tables and picture: all of it or nothing.

        Parameters
        ----------
        exact
            Turn disclosure control off.

        Raises
        ------
        homeward.errors.ScenarioError
            If the folder exists, or cannot be written to.
        ValueError
            If this is a published copy.
        """
        found = only_exact(self if self.exact else None)
        shown = found if exact else found.publish()
        with hold(Path(folder), check_out, INSTEAD) as place:
            write_posterior(place, shown.about, shown.found)
        return Path(folder)

    def _said(self) -> dict[str, Any]:
        return self.about


def _run(
    scenario: Scenario,
    asked: CalibrationSettings,
    kept: SavedRounds | None,
    phases: Phases,
    cluster: str | None,
) -> Calibration:
    with at_work(cluster, asked.threads, phases), phases.phase("Members") as advance:
        told = phases.expecting(f"{asked.plan.budget} members")
        return calibrate_members(
            scenario, dataclasses.replace(asked, progress=advance, expected=told), kept
        )


def _plan(budget: int) -> Plan:
    if budget < least_budget():
        found = f"{budget} members are too few to calibrate with."
        way = f"ask for at least {least_budget()}; below {USEFUL_BUDGET} little can be told from chance."
        raise ScenarioError(Problem("--budget", found, "", (way,)))
    return plan(budget)


def _spread_out(row: dict[str, Any]) -> dict[str, Any]:
    """Give each of three quantiles a column."""
    parts = {
        f"{which}_{name}": value
        for which in ("prior", "posterior")
        for name, value in zip(QUANTILES, row[which], strict=True)
    }
    rest = {name: value for name, value in row.items() if name not in {"prior", "posterior"}}
    return {**rest, **parts}
