"""What `homeward.compare` returns."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from homeward.api.arguments import check_homes, check_members
from homeward.api.plots import axes_for, check_plotted, draw_bands
from homeward.api.verb_result import VerbResult, frame_of, only_exact
from homeward.evaluation.comparison.compare import KINDS_OF_HARM, ComparedRun, Comparison
from homeward.evaluation.comparison.differences import (
    CountDifference,
    FearDifference,
    all_fears_between,
    fears_between,
    harm_between,
    outcomes_between,
)
from homeward.evaluation.comparison.variance_sources import VarianceSources, variance_sources
from homeward.evaluation.outcomes import OUTCOMES
from homeward.results.tables.names import Names, obstacle_label
from homeward.scenario.changes.applied_levers import word_lever
from homeward.scenario.changes.lifting import word_lift

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.axes import Axes

REMOVED = "the lever removes the cause itself: this is the projected effect"
LIFTED = "an obstacle is lifted in the decision to go home; the danger stays as it is"
EVERYBODY = "all"
BASELINE = "baseline"
ALL_FEARS = "all of them"

Differences = dict[str, CountDifference]


@dataclass(frozen=True)
class ComparisonRuns:
    """Members of every world, and, where the width is asked for, with other chance and without judgement."""

    found: Comparison
    beside: tuple[Comparison, Comparison] | None


@dataclass(frozen=True)
class ChangeResult:
    """One change beside the baseline: the scenario without it.

    Parameters
    ----------
    levers, lifted
        What was changed, as it was asked for.
    title
        The same in words.
    outcomes, harm
        Differences over everybody, persons.
    groups
        Differences in the outcomes, by group.
    fears, all_fears
        Share (1) of the hazard of going home that each fear leaves, and that all leave together.
    variance_shares
        By outcome, shares of the variance of the difference; None unless asked for.
    """

    levers: tuple[str, ...]
    lifted: tuple[str, ...]
    title: str
    outcomes: Differences
    harm: Differences
    groups: dict[str, Differences]
    fears: tuple[FearDifference, ...]
    all_fears: FearDifference
    variance_shares: dict[str, VarianceSources] | None

    @property
    def shows(self) -> str:
        """Say which of the two is shown: a cause removed, or an obstacle lifted in the decision."""
        kinds = [REMOVED] * bool(self.levers) + [LIFTED] * bool(self.lifted)
        return "; ".join(kinds)

    @property
    def name(self) -> str:
        """What was changed, as it was asked for."""
        return "; ".join([*self.levers, *(f"lifted: {one}" for one in self.lifted)])

    def published(self) -> ChangeResult:
        """Withhold and round by disclosure control."""
        sources = self.variance_shares
        return replace(
            self,
            outcomes=_published(self.outcomes),
            harm=_published(self.harm),
            groups={name: _published(found) for name, found in self.groups.items()},
            fears=tuple(one.published() for one in self.fears),
            all_fears=self.all_fears.published(),
            variance_shares=sources and {name: one.published() for name, one in sources.items()},
        )

    def as_json(self) -> dict[str, Any]:
        """Return everything `ComparisonResult.as_json` says of it."""
        found: dict[str, Any] = {
            "levers": self.levers,
            "lifted": self.lifted,
            "shows": self.shows,
            **_plain(self.outcomes),
            "harm": _plain(self.harm),
            "groups": [{"group": name, **_plain(one)} for name, one in self.groups.items()],
            "safety": [dataclasses.asdict(fear) for fear in (*self.fears, self.all_fears)],
        }
        if self.variance_shares is not None:
            found["origins"] = _plain(self.variance_shares)
        return found


@dataclass(frozen=True, repr=False)
class ComparisonResult(VerbResult):
    """A scenario beside what levers make of it.

    `table`
        One row of every change, group ("all": everybody) and outcome or kind of harm: as_is (baseline), changed and
        difference, each with mean, error, median, q05, q25, q75, q95 in persons, and more: the share of members (0-1)
        in which it is more.
    `fears`
        One row of every change and fear: share (1) of the hazard of going home that it leaves.
    `dataset`
        outcomes (world, member, outcome, home, group) and harm (world, member, kind, home, group), persons; exact only.
    """

    scenario: str
    on: dt.date
    members: int
    names: Names
    homes: tuple[str, ...]
    changes: tuple[ChangeResult, ...]
    each: bool
    source: Comparison | None = field(default=None, compare=False)
    exact: bool = True
    has_differences = True

    @property
    def title(self) -> str:
        """What is compared."""
        said = "; ".join(one.title for one in self.changes)
        return f"{self.scenario}, {self.on}, {self.members} members: {said}"

    @property
    def table(self) -> pd.DataFrame:
        """One row of every change, group and outcome or kind of harm."""
        return frame_of(
            {"change": change.name, "group": group, "outcome": name, **dataclasses.asdict(one)}
            for change in self.changes
            for group, found in {
                EVERYBODY: change.outcomes | change.harm,
                **change.groups,
            }.items()
            for name, one in found.items()
        )

    @property
    def fears(self) -> pd.DataFrame:
        """One row of every change and fear."""
        return frame_of(
            {"change": change.name, **dataclasses.asdict(fear)}
            for change in self.changes
            for fear in (*change.fears, change.all_fears)
        )

    @property
    def dataset(self) -> xr.Dataset:
        """What every member comes to in every world, persons; the first world is the baseline.

        Raises
        ------
        ValueError
            If this is a published copy: members are exact.
        """
        import xarray as xr  # noqa: PLC0415  heavy: wanted only where it is asked for

        found = only_exact(self.source)
        worlds = (found.baseline, *found.changed)
        labels = found.labels
        outcomes = np.stack([world.outcomes for world in worlds])
        harm = np.stack([world.harm for world in worlds])
        units = {"units": "persons"}
        return xr.Dataset(
            {
                "outcomes": (("world", "member", "outcome", "home", "group"), outcomes, units),
                "harm": (("world", "member", "kind", "home", "group"), harm, units),
            },
            coords={
                "world": [BASELINE, *(one.name for one in self.changes)],
                "outcome": list(OUTCOMES),
                "kind": list(KINDS_OF_HARM),
                "home": list(labels.homes),
                "group": list(labels.groups),
            },
        )

    def fear_label(self, name: str) -> str:
        """Name a fear for readers, an actor under the name by which it is shown."""
        return name if name == ALL_FEARS else obstacle_label(name, self.names)

    def publish(self) -> ComparisonResult:
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
        changes = tuple(one.published() for one in self.changes)
        return replace(self, changes=changes, source=None, exact=False)

    def plot(self, outcome: str = "returned", *, axes: Axes | None = None) -> Axes:
        """Draw the difference in an outcome, for each change: median and 90% band, persons."""
        check_plotted(outcome, OUTCOMES, "outcome")
        rows = [(one.name, one.outcomes[outcome].difference) for one in self.changes]
        drawn = axes_for(axes, len(rows))
        middle, low, high = (
            [getattr(one, part) for _, one in rows] for part in ("median", "q05", "q95")
        )
        draw_bands(drawn, [name for name, _ in rows], middle, low, high)
        drawn.axvline(0.0, color="0.5", linewidth=1)
        drawn.set_xlabel(f"{outcome}, difference to the baseline, people")
        return drawn

    def _said(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "scenario": self.scenario,
            "date": self.on,
            "members": self.members,
        }
        if self.each:
            return {**found, "worlds": [one.as_json() for one in self.changes]}
        return {**found, **self.changes[0].as_json()}


def subtract_worlds(
    runs: ComparisonRuns, names: Names, at: list[int], homes: tuple[str, ...], *, each: bool
) -> ComparisonResult:
    """Subtract the worlds of a comparison, for some homes."""
    found = runs.found
    changes = tuple(_change(runs, number, at, names) for number in range(len(found.changed)))
    return ComparisonResult(
        scenario=found.baseline.scenario.name,
        on=found.on,
        members=found.baseline.members,
        names=names,
        homes=homes,
        changes=changes,
        each=each,
        source=found,
    )


def _change(runs: ComparisonRuns, number: int, at: list[int], names: Names) -> ChangeResult:
    as_is, changed = runs.found.baseline, runs.found.changed[number]
    scenario = changed.scenario
    words = [word_lever(scenario, text) for text in scenario.levers_pulled]
    lifted = [word_lift(lift) for lift in scenario.lifted]
    groups = names.identifiers["group"]
    everybody = list(range(len(groups)))
    return ChangeResult(
        levers=tuple(scenario.levers_pulled),
        lifted=tuple(lifted),
        title="; ".join([*words, *(f"lifted: {one}" for one in lifted)]),
        outcomes=outcomes_between(as_is, changed, at, everybody),
        harm=harm_between(as_is, changed, at),
        groups={name: outcomes_between(as_is, changed, at, [g]) for g, name in enumerate(groups)},
        fears=tuple(fears_between(as_is, changed, at, names.identifiers["actor"])),
        all_fears=all_fears_between(as_is, changed, at),
        variance_shares=_variance_shares(runs, number, at),
    )


def _variance_shares(
    runs: ComparisonRuns, number: int, at: list[int]
) -> dict[str, VarianceSources] | None:
    if runs.beside is None:
        return None
    several = (runs.found, *runs.beside)
    return {
        name: variance_sources(
            *(_difference(one.baseline, one.changed[number], index, at) for one in several)
        )
        for index, name in enumerate(OUTCOMES)
    }


def _difference(
    baseline: ComparedRun, changed: ComparedRun, outcome: int, at: list[int]
) -> NDArray[np.float64]:
    """CountDifference in an outcome over some homes and all groups (member), persons."""
    after, before = (
        run.outcomes[:, outcome][:, at].sum(axis=(1, 2)) for run in (changed, baseline)
    )
    return after - before


def _published(found: Differences) -> Differences:
    return {name: one.published() for name, one in found.items()}


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    return {name: dataclasses.asdict(one) for name, one in found.items()}
