"""What `homeward.explain` returns: what keeps people away, for whom, where and when."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from homeward.api.arguments import check_homes, check_members
from homeward.api.plots import axes_for, draw_bands
from homeward.api.verb_result import VerbResult, frame_of, only_exact
from homeward.evaluation.explanation.asked_about import AskedAbout, when
from homeward.evaluation.explanation.binding import (
    ObstacleAccount,
    ObstacleEffect,
    binding_sentence,
    published_accounts,
)
from homeward.evaluation.explanation.explain import Explanation
from homeward.evaluation.outcomes import MEANINGS, MEANINGS_BY_REFUGE, OUTCOMES, Outcome
from homeward.evaluation.scoring.spread import Spread, whole
from homeward.results.tables.names import Names, obstacle_label

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.axes import Axes

By = Literal["group", "refuge"]
LEAST_SHARE = 0.05
"""A part that works against the whole by less is taken for chance."""
SHOWS = (
    "Obstacles are lifted in the decision to go home, and whom it lets home it lets stay; no other cause is removed. "
    "Who goes is exposed to the danger as it is: read the harm beside the return."
)


@dataclass(frozen=True, repr=False)
class ExplanationResult(VerbResult):
    """What keeps people away.

    `table`
        One row of every obstacle, the largest contribution first: name, label, criterion (IASC), contribution (its part
        of the difference between all obstacles lifted and none: Shapley value), alone, without, harmed_alone, each with
        mean, error, median, q05, q25, q75, q95 in persons, and binds (share of members, 0-1).
    `accounts`
        The same, by group or by refuge.
    `sentences`
        What binds, for each group or refuge.
    `asked`, `criteria`
        For whom, where and when it is asked, a sentence each; and the share of the whole of each criterion (IASC).
    `away`
        People displaced on that day as things are, persons; with refuges named, those displaced there.
    `elsewhere`
        Fears of actors that never hold a home and are present at none: they can keep nobody from going home.
    `unsaid`
        Obstacles of which no row says anything: that they keep nobody away is not known.
    `by_default`
        Obstacles that rest on defaults of a blank scenario alone.
    `fought_over`
        Homes, of those asked about, to which nobody can come back on most of these days, whatever is lifted.
    `dataset`
        contribution (obstacle, member, home, group), as_is and all_lifted (member, home, group), persons; exact only.
    """

    scenario: str
    levers: tuple[str, ...]
    outcome: Outcome
    on: dt.date
    since: dt.date
    members: int
    runs: int
    shapley: Literal["exact", "estimated"]
    by: By
    names: Names
    about: AskedAbout
    total: ObstacleAccount
    away: Spread
    groups: tuple[ObstacleAccount, ...]
    refuges: tuple[ObstacleAccount, ...]
    source: Explanation | None = field(default=None, compare=False)
    exact: bool = True
    elsewhere: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    by_default: frozenset[str] = frozenset()
    fought_over: tuple[str, ...] = ()
    has_differences = True

    @property
    def title(self) -> str:
        """What is explained."""
        changed = f", with {', '.join(self.levers)}" if self.levers else ""
        words = MEANINGS_BY_REFUGE if self.about.refuges else MEANINGS
        return f"What keeps people away{changed}, {self.on}: {words[self.outcome]}"

    @property
    def asked(self) -> dict[str, str]:
        """For whom, where and when it is asked: a sentence each."""
        return {
            "for_whom": self.about.for_whom(self.names),
            "where": self.about.where(self.names, self.outcome),
            "when": when(self.since, self.on),
        }

    @property
    def how_many_away(self) -> str:
        """Say how many are away, and that not everybody waits for an obstacle; nothing of other outcomes."""
        if self.outcome != "returned":
            return ""
        away = f"{whole(self.away.median)} [{whole(self.away.q05)}, {whole(self.away.q95)}]"
        words = (MEANINGS_BY_REFUGE if self.about.refuges else MEANINGS)["displaced"]
        return f"By then {away} {words}. Whom no obstacle keeps sets off slowly, or does not want to return."

    @property
    def criteria(self) -> dict[str, float]:
        """Share of the whole that obstacles of each criterion (IASC) contribute, the largest first.

        None of nothing, nor where some keep people away and others work against them: parts are then no shares.
        """
        found: dict[str, float] = {}
        for one in self.total.effects:
            part = one.contribution.mean / self.total.total.mean if self.total.total.mean else 0.0
            found[one.criterion] = found.get(one.criterion, 0.0) + part
        if any(share < -LEAST_SHARE for share in found.values()):
            return {}
        largest_first = sorted(found.items(), key=lambda item: -item[1])
        return {criterion: share for criterion, share in largest_first if share}

    @property
    def table(self) -> pd.DataFrame:
        """One row of every obstacle, the largest contribution first."""
        return frame_of(map(self._row, by_contribution(self.total)))

    @property
    def accounts(self) -> pd.DataFrame:
        """One row of every group or refuge, and obstacle."""
        return frame_of(
            {self.by: one.name, **self._row(effect)}
            for one in self.shown
            for effect in by_contribution(one)
        )

    @property
    def shown(self) -> tuple[ObstacleAccount, ...]:
        """Accounts of the groups, or of the refuges."""
        return self.groups if self.by == "group" else self.refuges

    @property
    def sentences(self) -> list[str]:
        """What binds, for each group or refuge."""
        return self._sentences(self.by, self.shown)

    @property
    def dataset(self) -> xr.Dataset:
        """What each obstacle contributes in every member, persons.

        Raises
        ------
        ValueError
            If this is a published copy: members are exact.
        """
        import xarray as xr  # noqa: PLC0415  heavy: wanted only where it is asked for

        found = only_exact(self.source)
        kind = OUTCOMES.index(self.outcome)
        labels, n_group = found.labels, len(found.labels.groups)
        parts = {
            "contribution": (("obstacle", "member", "home", "group"), found.contribution),
            "as_is": (("member", "home", "group"), found.as_is),
            "all_lifted": (("member", "home", "group"), found.all_lifted),
        }
        return xr.Dataset(
            {
                name: (dims, values[..., kind, :, :n_group], {"units": "persons"})
                for name, (dims, values) in parts.items()
            },
            coords={
                "obstacle": [one.name for one in found.obstacles],
                "home": list(labels.homes),
                "group": list(labels.groups),
            },
        )

    def label(self, name: str) -> str:
        """Name an obstacle for readers; fears of actors under the names by which these are shown."""
        return obstacle_label(name, self.names)

    def publish(self) -> ExplanationResult:
        """Return a copy after disclosure control: members are left out, counts rounded.

        Raises
        ------
        homeward.errors.ScenarioError
            If there is one member only, or several homes, groups or refuges were added up.
        """
        if not self.exact:
            return self
        check_members(self.members, exact=False)
        for noun, several in (
            ("home", self.about.homes),
            ("group", self.about.groups),
            ("refuge", self.about.refuges),
        ):
            check_homes([str(one) for one in several], exact=False, noun=noun)
        total, groups, refuges = (
            tuple(map(published_accounts, accounts))
            for accounts in ((self.total,), self.groups, self.refuges)
        )
        return replace(
            self,
            total=total[0],
            away=self.away.published_counts(),
            groups=groups,
            refuges=refuges,
            source=None,
            exact=False,
        )

    def plot(self, *, axes: Axes | None = None) -> Axes:
        """Draw what each obstacle contributes: mean and 90% band, persons."""
        effects = [one for one in by_contribution(self.total) if not is_nothing(one)]
        drawn = axes_for(axes, len(effects))
        middle, low, high = (
            [getattr(one.contribution, part) for one in effects] for part in ("mean", "q05", "q95")
        )
        draw_bands(drawn, [self.label(one.name) for one in effects], middle, low, high)
        drawn.axvline(0.0, color="0.5", linewidth=1)
        drawn.set_xlabel("people")
        drawn.set_title(self.title)
        return drawn

    def _said(self) -> dict[str, Any]:
        said = {
            "scenario": self.scenario,
            "levers": self.levers,
            "outcome": self.outcome,
            "date": self.on,
            "since": self.since,
            **self.asked,
            "away": dataclasses.asdict(self.away),
            "criteria": self.criteria,
            "shows": SHOWS,
            "unsaid": sorted(self.unsaid),
            "by_default": sorted(self.by_default),
            "fought_over": self.fought_over,
            "members": self.members,
            "runs_per_member": self.runs,
            "shapley": self.shapley,
            **self._account(self.total),
            "groups": self._rows("group", self.groups),
        }
        if self.by == "refuge":
            said["refuge_counts"] = MEANINGS_BY_REFUGE[self.outcome]
            said["refuges"] = self._rows("refuge", self.refuges)
        return said

    def _rows(self, by: By, accounts: tuple[ObstacleAccount, ...]) -> list[dict[str, Any]]:
        return [
            {by: one.name, **self._account(one), "sentence": sentence}
            for one, sentence in zip(accounts, self._sentences(by, accounts), strict=True)
        ]

    def _sentences(self, by: By, accounts: tuple[ObstacleAccount, ...]) -> list[str]:
        axis = "group" if by == "group" else "place"
        labels = dict(zip(self.names.identifiers[axis], self.names.labels[axis], strict=True))
        words = (MEANINGS if by == "group" else MEANINGS_BY_REFUGE)[self.outcome]
        return [
            binding_sentence(one, labels[one.name], words, self.on, self.names) for one in accounts
        ]

    def _account(self, one: ObstacleAccount) -> dict[str, Any]:
        binding = None if one.is_withheld else one.binding
        return {
            "total": dataclasses.asdict(one.total),
            "as_is": dataclasses.asdict(one.as_is),
            "all_lifted": dataclasses.asdict(one.all_lifted),
            "harmed": dataclasses.asdict(one.harmed_total),
            "obstacles": [self._row(effect) for effect in one.effects],
            "binding": binding.name if binding else None,
            "binds": binding.binds if binding else math.nan if one.is_withheld else 0.0,
            "certainty": one.certainty if binding else None,
        }

    def _row(self, effect: ObstacleEffect) -> dict[str, Any]:
        return {**dataclasses.asdict(effect), "label": self.label(effect.name)}


def by_contribution(one: ObstacleAccount) -> list[ObstacleEffect]:
    """Order obstacles by what they contribute, the largest first."""
    return sorted(one.effects, key=lambda effect: -effect.contribution.mean)


def is_nothing(one: ObstacleEffect) -> bool:
    """Tell whether an obstacle contributes nothing in any member; where that is withheld, it does."""
    found = one.contribution
    return not any((found.mean, found.median)) and found.error == 0
