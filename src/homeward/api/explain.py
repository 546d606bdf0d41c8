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
    as_values,
    check_homes,
    check_members,
    day_of_run,
    groups_named,
    homes_named,
    refuges_named,
)
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.plots import axes_for, draw_bands
from homeward.api.verb_result import VerbResult, frame_of, only_exact
from homeward.api.workers import at_work
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.explanation.asked_about import AskedAbout, when
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
    by: By | None = None,
    home: Texts = (),
    group: Texts = (),
    refuge: Texts = (),
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
        Whom the sentences are about: each ``group``, or each place of ``refuge``; groups by default, and refuges where
        some are named.
    home
        Only people of this home, or of several.
    group
        Only people of this group, or of several.
    refuge
        Only people at this place of refuge, or at several: *returned* are then those who set off home from there.
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
    about = AskedAbout(
        tuple(homes_named(read, home) if home else ()),
        tuple(groups_named(read, group)),
        tuple(refuges_named(read, refuge)),
    )
    _check_by(by, about)
    values = as_values(parameters, members, read.parameters)
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
            groups=about.counted_groups,
            threads=threads,
            parameters=values,
            progress=advance,
            expected=phases.expecting(f"{members} members"),
            keep=True,
        )
    names = names_of_scenario(read, labels=labels)
    shown_by: By = by or ("refuge" if about.refuges else "group")
    return _result(found, names, outcome, shown_by, about)


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
    groups: tuple[ObstacleAccount, ...]
    refuges: tuple[ObstacleAccount, ...]
    source: Explanation | None = field(default=None, compare=False)
    exact: bool = True
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
    def criteria(self) -> dict[str, float]:
        """Share of the whole that obstacles of each criterion (IASC) contribute, the largest first; none of nothing."""
        found: dict[str, float] = {}
        for one in self.total.effects:
            part = one.contribution.mean / self.total.total.mean if self.total.total.mean else 0.0
            found[one.criterion] = found.get(one.criterion, 0.0) + part
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
            **self.asked,
            "criteria": self.criteria,
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


def _check_by(by: By | None, about: AskedAbout) -> None:
    if by == "group" and about.refuges:
        found = "--by group and --refuge are given together."
        why = "Who set off from a refuge is not followed home group by group."
        ways = ("leave --by out, and name one group by --group.",)
        raise ScenarioError(Problem("--refuge", found, why, ways))


def _result(
    found: Explanation, names: Names, outcome: Outcome, by: By, about: AskedAbout
) -> ExplanationResult:
    n_group, n_place = len(names.labels["group"]), len(names.labels["place"])
    homes, last = about.cells(names)

    def of(name: str, last: list[int]) -> ObstacleAccount:
        return renamed(account(found, outcome, name, (homes, last)), found, names)

    places = (about.refuges or range(n_place)) if by == "refuge" else ()
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
        about=about,
        total=of("all", last),
        groups=tuple(
            of(names.identifiers["group"][g], [g]) for g in about.groups or range(n_group)
        ),
        refuges=tuple(of(names.identifiers["place"][p], [n_group + p]) for p in places),
        source=found,
    )
