"""`homeward.explain`, and what it returns."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from homeward.api.arguments import (
    Day,
    Parameters,
    ScenarioLike,
    Texts,
    as_scenario,
    as_texts,
    as_values,
    check_homes,
    check_members,
    day_of_run,
    homes_named,
)
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.plots import axes_for, draw_bands
from homeward.api.verb_result import VerbResult, frame_of, only_exact
from homeward.api.workers import at_work
from homeward.evaluation.explanation.binding import (
    ObstacleAccount,
    ObstacleEffect,
    account,
    binding_sentence,
    published_accounts,
    renamed,
)
from homeward.evaluation.explanation.explain import Explanation
from homeward.evaluation.explanation.explain import explain as explain_members
from homeward.evaluation.outcomes import MEANINGS, MEANINGS_BY_REFUGE, OUTCOMES, Outcome
from homeward.results.tables.names import Names, names_of_scenario, obstacle_label
from homeward.scenario.checks.camp_checks import check_modelled

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.axes import Axes

By = Literal["group", "refuge"]
SHOWS = (
    "Obstacles are lifted in the decision to go home; no cause is removed. Who goes is exposed to the danger as it is: "
    "read the harm beside the return."
)


def explain(
    scenario: ScenarioLike,
    *,
    outcome: Outcome = "returned",
    on: Day | None = None,
    since: Day | None = None,
    by: By = "group",
    home: Texts = (),
    members: int = 200,
    seed: int = 1,
    exact_shapley: bool = False,
    threads: int | None = None,
    cluster: str | None = None,
    parameters: Parameters | None = None,
    lever: Texts = (),
    labels: bool = False,
    progress: Progress | Phases | None = None,
) -> ExplanationResult:
    """Say what keeps people away: what each obstacle contributes, and which one binds for whom.

    Parameters
    ----------
    scenario
        A scenario, its folder, or the name of one that comes with homeward.
    outcome
        What is explained: ``returned``, ``displaced`` or ``harmed``.
    on
        Day on which people are counted; the last of the run by default.
    since
        First day on which obstacles are lifted; the first of the run by default.
    by
        Whom the sentences are about: each ``group``, or each place of ``refuge``.
    home
        Only people of this home, or of several.
    members
        Ensemble members.
    seed
        Random seed, 0 to 2**63 - 1.
    exact_shapley
        Run all combinations of obstacles: 2 to their number runs a member, where an estimate takes 26 at most.
    threads
        Threads; all processors by default. Changes no number.
    cluster
        Who does the work instead of threads here: ``local``, ``tcp://ADDRESS`` or ``slurm``. Changes no number.
    parameters
        Values of parameters instead of draws, (member) each: a mapping, a table, or the name of a CSV file.
    lever
        Levers to apply first: ``NAME[=VALUE][@DATE]``, one or several.
    labels
        Show real group and actor names even if the scenario anonymises them.
    progress
        Called with members done and members asked for.

    Returns
    -------
    ExplanationResult
        `table` holds a row of every obstacle, `dataset` what each contributes in every member.

    Raises
    ------
    homeward.errors.ScenarioError
        If something that was asked cannot be understood, or the scenario is one of camp registrations.
    homeward.errors.Interrupted
        If interrupted; what is done is kept, and the same call goes on from there.

    Examples
    --------
    >>> import homeward
    >>> found = homeward.explain("tiny", since="2031-02-01", members=2, seed=1)
    >>> sorted(found.dataset.contribution.sizes)
    ['group', 'home', 'member', 'obstacle']
    >>> bool(abs(found.table["contribution.mean"].sum() - found.total.total.mean) < 1e-6)
    True
    """
    read = as_scenario(scenario, lever)
    check_modelled(read)
    last = day_of_run(read, on, "--on") or read.end
    first = day_of_run(read, since, "--since", until=last)
    at = homes_named(read, home)
    values = as_values(parameters, members, read)
    phases = as_phases(progress)
    tell_compiling(phases)
    with at_work(cluster, threads, phases), phases.phase("Members") as advance:
        found = explain_members(
            read,
            on=last,
            since=first,
            members=members,
            seed=seed,
            is_exact=exact_shapley,
            threads=threads,
            parameters=values,
            progress=advance,
            expected=phases.expecting(f"{members} members"),
            keep=True,
        )
    names = names_of_scenario(read, labels=labels)
    return _result(found, names, outcome, by, at, as_texts(home))


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
    homes: tuple[str, ...]
    total: ObstacleAccount
    groups: tuple[ObstacleAccount, ...]
    refuges: tuple[ObstacleAccount, ...]
    source: Explanation | None = field(default=None, compare=False)
    exact: bool = True
    has_differences = True

    @property
    def title(self) -> str:
        """What is explained."""
        changed = f", with {', '.join(self.levers)}" if self.levers else ""
        return f"What keeps people away{changed}, {self.on}: {MEANINGS[self.outcome]}"

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
            If there is one member only, or several homes were added up.
        """
        if not self.exact:
            return self
        check_members(self.members, exact=False)
        check_homes(self.homes, exact=False)
        total, groups, refuges = (
            tuple(map(published_accounts, accounts))
            for accounts in ((self.total,), self.groups, self.refuges)
        )
        return replace(
            self, total=total[0], groups=groups, refuges=refuges, source=None, exact=False
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
            "shows": SHOWS,
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
        labels = self.names.labels["group" if by == "group" else "place"]
        words = (MEANINGS if by == "group" else MEANINGS_BY_REFUGE)[self.outcome]
        return [
            binding_sentence(one, label, words, self.on, self.names)
            for one, label in zip(accounts, labels, strict=True)
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


def _result(
    found: Explanation, names: Names, outcome: Outcome, by: By, at: list[int], homes: list[str]
) -> ExplanationResult:
    n_group, n_place = len(names.labels["group"]), len(names.labels["place"])

    def of(name: str, last: list[int]) -> ObstacleAccount:
        return renamed(account(found, outcome, name, (at, last)), found, names)

    groups = tuple(of(names.identifiers["group"][g], [g]) for g in range(n_group))
    places = range(n_place if by == "refuge" else 0)
    return ExplanationResult(
        scenario=found.scenario.name,
        levers=tuple(found.scenario.levers_pulled),
        outcome=outcome,
        on=found.on,
        since=found.since,
        members=found.members,
        runs=found.runs,
        shapley="exact" if found.is_exact else "estimated",
        by=by,
        names=names,
        homes=tuple(homes),
        total=of("all", list(range(n_group))),
        groups=groups,
        refuges=tuple(of(names.identifiers["place"][p], [n_group + p]) for p in places),
        source=found,
    )
