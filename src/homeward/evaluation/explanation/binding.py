"""Which obstacle binds, for whom, and how surely (model §10.2)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from homeward.evaluation.explanation.explain import Explanation
from homeward.evaluation.outcomes import HARMED, OUTCOMES, Outcome
from homeward.evaluation.scoring.spread import Spread, spread, spreads, whole, word_difference
from homeward.results.publish.small_counts import THRESHOLD
from homeward.results.tables.names import Names, obstacle_label

CERTAINTIES = ((0.9, "very likely"), (0.66, "likely"))
"""Share of members in which an obstacle binds at least, and how sure that is called (the scale of the IPCC)."""
MORE_LIKELY, NOT_SETTLED = "more likely than not", "not settled"
"""In more than half the members; in half of them or fewer, or in too few members to say."""
ERROR = 0.05
"""Chance with which the share in all members there could be lies below that in which a word is said."""

LEAST_PEOPLE = 0.5
"""Persons: where all obstacles together make less, none binds."""
TIE_PEOPLE = 1e-6
"""Persons: contributions that differ by less are equal; the rest is rounding of sums."""


@dataclass(frozen=True)
class ObstacleEffect:
    """What one obstacle does, persons.

    Parameters
    ----------
    contribution
        Its share in the difference between all lifted and none (Shapley value).
    alone, without
        What it makes, beside what is, to lift it alone, and to lift all but it.
    harmed_alone
        People harmed in addition where it is lifted alone.
    binds
        Share of members (0-1) in which its contribution is the largest of all; NaN: withheld.
    """

    name: str
    criterion: str
    contribution: Spread
    alone: Spread
    without: Spread
    harmed_alone: Spread
    binds: float


@dataclass(frozen=True)
class ObstacleAccount:
    """The obstacles of everybody, of one group or of one refuge.

    Parameters
    ----------
    members
        On which all of it rests.
    """

    name: str
    members: int
    as_is: Spread
    all_lifted: Spread
    total: Spread
    harmed_total: Spread
    effects: tuple[ObstacleEffect, ...]

    @property
    def binding(self) -> ObstacleEffect | None:
        """The obstacle that binds in most members; None where nothing keeps anyone away, or it is withheld."""
        return max(self.effects, key=lambda effect: effect.binds) if self.is_obstructed else None

    @property
    def is_withheld(self) -> bool:
        """Whether too few people are kept away to say by what."""
        return any(math.isnan(effect.binds) for effect in self.effects)

    @property
    def is_obstructed(self) -> bool:
        """Whether any obstacle binds in any member."""
        return any(effect.binds > 0 for effect in self.effects)

    @property
    def certainty(self) -> str:
        """How sure it is that the binding obstacle binds: no surer than so many members can make it."""
        share = share_at_least(self.binding.binds if self.binding else 0.0, self.members)
        otherwise = MORE_LIKELY if share > 0.5 else NOT_SETTLED
        return next((words for least, words in CERTAINTIES if share >= least), otherwise)


def share_at_least(share: float, members: int) -> float:
    """Return the share that a share of some members bears out: its lower end at 95% (Clopper and Pearson 1934)."""
    count = share * members
    return float(betaincinv(count, members - count + 1, ERROR)) if count > 0 else 0.0


def account(
    explanation: Explanation,
    outcome: Outcome,
    name: str,
    cells: tuple[list[int], list[int]],
) -> ObstacleAccount:
    """Sum an explanation over some homes and some groups or refuges.

    Parameters
    ----------
    cells
        Indices of homes, and along the last axis of `outcomes.outcomes_of`.
    """
    kind = OUTCOMES.index(outcome)

    def pick(values: NDArray[np.float64], which: int = kind) -> NDArray[np.float64]:
        """Return persons (..., member)."""
        homes, last = cells
        return values[..., which, :, :][..., homes, :][..., last].sum(axis=(-2, -1))

    as_is, all_lifted = pick(explanation.as_is), pick(explanation.all_lifted)
    contribution = pick(explanation.contribution)
    binds = binding_shares(contribution, all_lifted - as_is)
    described = zip(
        explanation.obstacles,
        spreads(contribution),
        spreads(pick(explanation.alone)),
        spreads(pick(explanation.without)),
        spreads(pick(explanation.alone, HARMED)),
        binds.tolist(),
        strict=True,
    )
    effects = [
        ObstacleEffect(obstacle.name, obstacle.criterion, *effect)
        for obstacle, *effect in described
    ]
    harmed = pick(explanation.all_lifted, HARMED) - pick(explanation.as_is, HARMED)
    total = spread(all_lifted - as_is)
    shown = (spread(as_is), spread(all_lifted), total, spread(harmed))
    return ObstacleAccount(name, explanation.members, *shown, tuple(effects))


def binding_shares(
    contribution: NDArray[np.float64], total: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Share of members in which each obstacle contributes most to their total (obstacle).

    Parameters
    ----------
    contribution
        (obstacle, member), persons.
    total
        (member), persons; a member in which it is nothing has no binding obstacle.
    """
    towards = contribution * np.sign(total)
    is_there = (np.abs(total) >= LEAST_PEOPLE) & (towards.max(axis=0) > 0)
    is_most = (towards > towards.max(axis=0) - TIE_PEOPLE) & is_there
    shared = is_most / np.maximum(is_most.sum(axis=0), 1)
    return shared.mean(axis=1)


def published_accounts(account: ObstacleAccount) -> ObstacleAccount:
    """Withhold and round an account by disclosure control: where few people are kept away, what binds, too."""
    withholds = account.total.is_small and account.is_obstructed
    effects = tuple(
        replace(
            effect,
            contribution=effect.contribution.published_differences(),
            alone=effect.alone.published_differences(),
            without=effect.without.published_differences(),
            harmed_alone=effect.harmed_alone.published_differences(),
            binds=math.nan if withholds else effect.binds,
        )
        for effect in account.effects
    )
    return ObstacleAccount(
        account.name,
        account.members,
        account.as_is.published_counts(),
        account.all_lifted.published_counts(),
        account.total.published_differences(),
        account.harmed_total.published_differences(),
        effects,
    )


def renamed(account: ObstacleAccount, explanation: Explanation, names: Names) -> ObstacleAccount:
    """Call fears by the names under which actors are shown."""
    shown = {
        f"fear_of_{actor}": f"fear_of_{name}"
        for actor, name in zip(explanation.labels.actors, names.identifiers["actor"], strict=True)
    }
    effects = tuple(
        replace(effect, name=shown.get(effect.name, effect.name)) for effect in account.effects
    )
    return replace(account, effects=effects)


def binding_sentence(
    account: ObstacleAccount, label: str, words: str, on: date, names: Names
) -> str:
    """Say in two sentences which obstacle binds, how surely, and what it accounts for.

    Parameters
    ----------
    words
        What the outcome counts, e.g. "people are back home".
    """
    if account.is_withheld:
        few = f"lifting every obstacle changes it for fewer than {THRESHOLD} people by {on}"
        return f"{label}: {few}; which of them binds is withheld."
    binding = account.binding
    if binding is None:
        return f"{label}: nothing binds; lifting every obstacle changes nothing by {on}."
    name = _named(binding.name, names)
    verdict = f"{name} {account.certainty} binds"
    if account.certainty == NOT_SETTLED:
        by = f" by {_counted(account.members)}" if binding.binds > 0.5 else ""
        verdict = f"which obstacle binds is {NOT_SETTLED}{by}; most often it is {name}"
    others = sorted(account.effects, key=lambda effect: -effect.binds)[1:3]
    shares = [f"{_named(one.name, names)} in {one.binds:.0%}" for one in others if one.binds > 0]
    also = f"; {', '.join(shares)}" if shares else ""
    towards = binding.contribution.mean * (-1.0 if account.total.mean < 0 else 1.0)
    # What binds in most members may, in the few where it does not, weigh the other way: then it accounts for none.
    part = f"; {name} accounts for {whole(towards)} of them" if towards > 0 else ""
    return (
        f"{label}: {verdict} ({binding.binds:.0%} of members{also}). "
        f"With every obstacle lifted {word_difference(account.total)} {words} by {on}{part}."
    )


def _named(name: str, names: Names) -> str:
    """Name an obstacle within a sentence."""
    label = obstacle_label(name, names)
    return label[0].lower() + label[1:]


def _counted(members: int) -> str:
    """Word a number of members."""
    return "one member" if members == 1 else f"{members} members"
