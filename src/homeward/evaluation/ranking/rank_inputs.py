"""Ranking inputs by the part of an outcome's variance that each makes, from one ensemble (model §16.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from homeward.assemble.communities.ensemble import Draws
from homeward.assemble.communities.ranged_inputs import RangedInput, ranged_inputs
from homeward.engine.communities.ready import Ready, Workspace, prepare, run_whole_member
from homeward.engine.pool import Progress, run_jobs
from homeward.evaluation.outcomes import OUTCOMES, Outcome, outcomes_by_group
from homeward.numerics.array_types import Reals
from homeward.scenario.scenario import Scenario

MOST_KEPT = 25
"""Inputs that are fitted one after the other; what is left of the variance is then mostly chance."""


@dataclass(frozen=True)
class Ranked:
    """What one input makes of the variance.

    Parameters
    ----------
    share
        Part of the variance that goes with it, others averaged out: 0 to 1.
    error
        Standard error of that.
    """

    what: RangedInput
    share: float
    error: float


@dataclass(frozen=True)
class Ranking:
    """All inputs with a range, the largest part of the variance first.

    Parameters
    ----------
    mean, deviation
        Of the outcome over members, persons.
    """

    ranked: tuple[Ranked, ...]
    mean: float
    deviation: float
    members: int


def rank(
    scenario: Scenario,
    *,
    outcome: Outcome,
    on: date,
    members: int,
    seed: int,
    threads: int | None,
    progress: Progress | None = None,
) -> Ranking:
    """Run an ensemble, and find which of the inputs that its members drew go with the outcome."""
    inputs = ranged_inputs(scenario)
    ready = prepare(scenario, days=[(on - scenario.start).days], members=members, seed=seed)

    count = partial(_count, ready, OUTCOMES.index(outcome))
    jobs = list(range(members))
    values = np.array(run_jobs(ready, jobs, count, threads=threads, progress=progress))
    draws = Draws(seed, members)
    quantiles = np.stack([one.quantiles(draws) for one in inputs], axis=1)
    shares, errors = shares_of_variance(quantiles, values)
    order = np.argsort(-shares, kind="stable")
    ranked = tuple(Ranked(inputs[at], float(shares[at]), float(errors[at])) for at in order)
    return Ranking(ranked, float(values.mean()), float(values.std()), members)


def _count(ready: Ready, outcome: int, member: int, workspace: Workspace) -> float:
    return float(outcomes_by_group(run_whole_member(ready, member, workspace))[outcome].sum())


def shares_of_variance(quantiles: Reals, values: Reals) -> tuple[Reals, Reals]:
    """Find the part of the variance of values that goes with each input (input), and its standard error.

    Forward selection of quadratics: that of the input which explains most of what is left is fitted beside those
    chosen before, so that what they explain is no noise for the next. Corrected for what chance fits.

    Parameters
    ----------
    quantiles
        (member, input), 0-1.
    values
        (member).
    """
    n_member, n_input = quantiles.shape
    total = float(values.var())
    shares = np.zeros(n_input)
    if total == 0.0 or n_input == 0:
        return shares, np.zeros(n_input)
    scaled = 2.0 * quantiles - 1.0
    terms = np.stack([scaled, 1.5 * scaled**2 - 0.5], axis=2)
    terms -= terms.mean(axis=0)
    left, chosen = values - values.mean(), list[int]()
    for _ in range(min(MOST_KEPT, n_input, n_member // 8)):
        gains = _explained(terms, left)
        gains[chosen] = -1.0
        at = int(np.argmax(gains))
        if gains[at] <= _by_chance(left, n_input):
            break
        chosen.append(at)
        left = _residual(terms, chosen, values - values.mean())
    noise = 2.0 * left.var() / n_member
    for at in range(n_input):
        others = [one for one in chosen if one != at]
        without = _residual(terms, others, values - values.mean()) if at in chosen else left
        shares[at] = (_explained(terms[:, [at]], without)[0] - noise) / total
    errors = np.sqrt(4.0 * np.maximum(shares, 0.0) * left.var() / total / n_member) + noise / total
    return np.maximum(shares, 0.0), errors


def _explained(terms: Reals, left: Reals) -> Reals:
    """Variance that the two terms of each input explain (input)."""
    gram = np.einsum("mik,mil->ikl", terms, terms)
    seen = np.einsum("mik,m->ik", terms, left)
    weights = np.linalg.solve(gram, seen[..., None])[..., 0]
    return (weights * seen).sum(axis=1) / left.size


def _residual(terms: Reals, chosen: Sequence[int], values: Reals) -> Reals:
    if not chosen:
        return values
    design = terms[:, list(chosen)].reshape(values.size, -1)
    return values - design @ np.linalg.lstsq(design, values, rcond=None)[0]


def _by_chance(left: Reals, n_input: int) -> float:
    """Variance that the luckiest of so many inputs without effect would seem to explain."""
    return 2.0 * float(np.log(20.0 * n_input)) * float(left.var()) / left.size
