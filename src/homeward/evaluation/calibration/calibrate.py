"""Calibration of a scenario to what was observed (model §18)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from homeward.engine.expected_time import Expected
from homeward.engine.pool import Progress, count_on
from homeward.engine.simulate import simulate
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.calibration.acting import PAIRED_MEMBERS, acting_names
from homeward.evaluation.calibration.assimilate import Assimilated, Plan, assimilate
from homeward.evaluation.calibration.by_chance import idle_scores
from homeward.evaluation.calibration.discrepancy import DISCREPANCY
from homeward.evaluation.calibration.fit import Fit, fits
from homeward.evaluation.calibration.informed import effective_members
from homeward.evaluation.calibration.logged_observations import (
    LoggedObservations,
    log_measured,
    log_observations,
)
from homeward.evaluation.calibration.saved_rounds import SavedRounds
from homeward.evaluation.calibration.unknowns import Reals, Unknowns, unknowns_of
from homeward.evaluation.conditioning.known import known_before
from homeward.evaluation.conditioning.weighing import weighable
from homeward.evaluation.scoring.measures import days_needed, last_day, person_of
from homeward.scenario.scenario import Scenario

ACTING = "Acting"
"""Name under which it is kept which unknowns can act."""
BATCH = 200
"""Members run at once: what they record is in memory together, and on disk when they are done."""


@dataclass(frozen=True)
class Calibration:
    """A scenario calibrated.

    Parameters
    ----------
    known
        The scenario as it could be said before the day; the observations are those held against it.
    cannot_act
        Parameters and inputs with a range that move none of the observations; they are left out, and stay as they were.
    fits
        Every figure beside prior and posterior.
    effective_members
        Of the posterior, by their own likelihood.
    """

    known: Scenario
    unknowns: Unknowns
    cannot_act: tuple[str, ...]
    figures: LoggedObservations
    plan: Plan
    assimilated: Assimilated
    fits: tuple[Fit, ...]
    effective_members: float

    def published(self) -> Calibration:
        """Withhold and round by disclosure control, and leave out what members gave."""
        fits = tuple(row.published() for row in self.fits)
        return replace(self, assimilated=self.assimilated.without_outputs(), fits=fits)


@dataclass(frozen=True)
class CalibrationSettings:
    """What a calibration is asked of.

    Parameters
    ----------
    before
        Nothing dated on this day or after it counts.
    model_error
        Half-width, at 90%, of what the model leaves out, as a share of what was observed.
    expected
        Told how long the members will take, seconds, before they are run.
    """

    before: dt.date
    plan: Plan
    seed: int
    threads: int | None = None
    progress: Progress | None = None
    model_error: float = DISCREPANCY
    expected: Expected | None = None

    def told(self, seconds: float) -> None:
        """Say how long all members take where one takes so long."""
        if self.expected:
            self.expected(seconds * self.plan.budget)


def calibrate(
    scenario: Scenario, asked: CalibrationSettings, kept: SavedRounds | None = None
) -> Calibration:
    """Calibrate whatever carries a range to the observations marked `fit`.

    Parameters
    ----------
    kept
        Where batches are kept as they are done, and found again; None: nowhere.
    """
    known, candidates, figures = prepare_calibration(scenario, asked)
    unknowns = acting_unknowns(known, candidates, figures, asked, kept)
    model = CalibrationRuns(known, unknowns, figures, asked, kept)
    prior = unknowns.prior(asked.seed, asked.plan.members)
    idle = idle_scores(asked.seed, asked.plan.members)
    done = assimilate(model.run, prior, figures, asked.plan, seed=asked.seed, idle=idle)
    return Calibration(
        known=known,
        unknowns=unknowns,
        cannot_act=tuple(one for one in candidates.names if one not in unknowns.names),
        figures=figures,
        plan=asked.plan,
        assimilated=done,
        fits=tuple(fits(done, figures, _person(known, figures, asked))),
        effective_members=effective_members(unknowns, done, figures),
    )


def _person(
    known: Scenario, figures: LoggedObservations, asked: CalibrationSettings
) -> tuple[float, ...]:
    """Say what one person makes of each figure, in its unit, in the first member: the order of size is enough."""
    days = days_needed(known.observations, known.start, known.end)
    first = simulate(known, days=days, members=1, seed=asked.seed, threads=1)
    return tuple(person_of(first, row) for row in figures.rows)


def acting_unknowns(
    known: Scenario,
    candidates: Unknowns,
    figures: LoggedObservations,
    asked: CalibrationSettings,
    kept: SavedRounds | None = None,
) -> Unknowns:
    """Keep the unknowns that can move an observation; all coverages can.

    Raises
    ------
    ScenarioError
        If none can.
    """
    names = list(candidates.parameters)
    found = kept.get(ACTING, len(names)) if kept else None
    if found is None:
        acting = acting_names(
            known,
            candidates.parameters,
            figures,
            seed=asked.seed,
            threads=asked.threads,
            told=asked.told,
        )
        found = np.array([[float(name in acting) for name in names]])
        if kept:
            kept.put(ACTING, found)
    unknowns = candidates.only([name for name, acts in zip(names, found[0], strict=True) if acts])
    if not unknowns.names:
        said = "nothing that carries a range moves any of the observations to fit."
        why = f"Each was tried at both ends of its range in {PAIRED_MEMBERS} members, and no count changed."
        raise ScenarioError(
            Problem("observations.csv", said, why, ("add rows that hang on what carries a range.",))
        )
    return unknowns


def prepare_calibration(
    scenario: Scenario, asked: CalibrationSettings
) -> tuple[Scenario, Unknowns, LoggedObservations]:
    """Cut a scenario at a day, and gather what is unknown and what it is held against.

    Raises
    ------
    ScenarioError
        If nothing is to be fitted, or nothing carries a range.
    """
    fitted = [
        row
        for row in scenario.observations
        if row.use == "fit" and not row.imposed and last_day(row) < asked.before
    ]
    if not fitted:
        found = f"no observation to fit is dated before {asked.before}, but for imposed ones."
        why = "observations.csv says which rows are for fitting."
        raise ScenarioError(Problem("--fit-before", found, why, ("name a later day.",)))
    known = known_before(scenario, asked.before)
    unknowns = unknowns_of(known)
    if not unknowns.names:
        found = "nothing carries a range, so that there is nothing to calibrate."
        raise ScenarioError(Problem("scenario.yaml", found, "", ("give parameters low and high.",)))
    rows = weighable(known.observations)
    return known, unknowns, log_observations(rows, asked.model_error)


@dataclass(frozen=True)
class CalibrationRuns:
    """Runs members of a scenario at given unknowns, batch by batch."""

    known: Scenario
    unknowns: Unknowns
    figures: LoggedObservations
    asked: CalibrationSettings
    kept: SavedRounds | None

    def run(self, name: str, first: int, normal: Reals) -> Reals:
        """Run members at normal scores (unknown, member) to outputs (row, member).

        Parameters
        ----------
        name
            Of the round: that of its batches on disk.
        first
            Number of the first member.
        """
        found: list[Reals] = []
        for start in range(0, normal.shape[1], BATCH):
            part = normal[:, start : start + BATCH]
            batch = f"{name} {start}"
            outputs = self.kept.get(batch, part.shape[1]) if self.kept else None
            if outputs is None:
                outputs = self._run_batch(first + start, part)
                if self.kept:
                    self.kept.put(batch, outputs)
            elif self.asked.progress:
                self.asked.progress(first + start + part.shape[1], self.asked.plan.budget)
            found.append(outputs)
        return np.concatenate(found, axis=1)

    def _run_batch(self, first: int, normal: Reals) -> Reals:
        """Run members whose numbers nobody had, so that chance is drawn anew."""
        size = normal.shape[1]
        values = self.unknowns.values(normal)
        simulated = simulate(
            self.known,
            days=days_needed(self.known.observations, self.known.start, self.known.end),
            members=first + size,
            member_numbers=range(first, first + size),
            seed=self.asked.seed,
            threads=self.asked.threads,
            parameters={
                name: np.concatenate([np.full(first, value[0]), value])
                for name, value in values.items()
            },
            progress=count_on(self.asked.progress, first, self.asked.plan.budget),
        )
        return log_measured(simulated, self.figures, self.unknowns.shares_counted(normal))
