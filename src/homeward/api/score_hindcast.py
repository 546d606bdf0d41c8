"""What `homeward.score` returns of a hindcast (decision 9)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.arguments import check_members
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases
from homeward.api.pictures import save_ranks
from homeward.api.plots import axes_for, draw_bands
from homeward.api.verb_result import VerbResult, frame_of
from homeward.api.workers import at_work
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.weighing import Weights
from homeward.evaluation.hindcast.hindcast import Hindcast, check_before, hindcast
from homeward.evaluation.scoring.headline import Headline, headline
from homeward.results.publish.small_counts import published_share
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def make_hindcast(
    scenario: Scenario,
    before: dt.date,
    *,
    members: int,
    seed: int,
    threads: int | None,
    cluster: str | None,
    phases: Phases,
) -> HindcastResult:
    """Weigh members by what was observed before a day, run them past it, and score what they give."""
    check_modelled(scenario)
    check_before(scenario, before)
    tell_compiling(phases)
    settings = ConditioningSettings(members, seed, threads, phases.phase)
    with at_work(cluster, threads, phases):
        found = hindcast(scenario, before, settings)
    return HindcastResult(scenario.name, members, found)


@dataclass(frozen=True, repr=False)
class HindcastResult(VerbResult):
    """A hindcast: members weighed by what was known before a day, scored on what came after.

    `table`
        One row of every observation, as in `ScoreResult.table`; `informed`: whether members were weighed by it.
    `variants`
        One row of every variant and test row: what the model gives with and without some of what happened.
    `moved`
        One row of every parameter: its prior and weighted quantiles, those that moved most first.
    """

    scenario: str
    members: int
    found: Hindcast
    exact: bool = True

    @property
    def title(self) -> str:
        """From which day it is."""
        weights = self.found.weights
        return (
            f"Hindcast of {self.scenario} from {self.found.before}: {self.members} members, "
            f"effective sample size {weights.effective:.0f}"
        )

    @property
    def headline(self) -> Headline:
        """What the predicted rows say together: those to fit, which members were weighed by, and those for testing."""
        members = self.found.weights.effective_carried
        return headline(self.found.rows, members if self.exact else round(members))

    @property
    def table(self) -> pd.DataFrame:
        """One row of every observation."""
        return frame_of(self.found.rows)

    @property
    def variants(self) -> pd.DataFrame:
        """One row of every variant and test row."""
        return frame_of(
            {"variant": one.name, "effective": one.effective, **dataclasses.asdict(answer)}
            for one in self.found.variants
            for answer in one.answers
        )

    @property
    def moved(self) -> pd.DataFrame:
        """One row of every parameter, those that the weights moved most first."""
        return frame_of(self.found.moved)

    def publish(self) -> HindcastResult:
        """Return a copy after disclosure control: small counts withheld (NaN), all others rounded."""
        check_members(self.members, exact=False)
        return replace(self, found=self.found.published(), exact=False) if self.exact else self

    def plot(self, *, axes: Axes | None = None) -> Axes:
        """Draw what each variant gives for every test row, as a multiple of what was observed."""
        rows = [
            (f"{answer.name} {answer.date}: {one.name}", answer)
            for one in self.found.variants
            for answer in one.answers
            if answer.observed
        ]
        drawn = axes_for(axes, len(rows))
        middle, low, high = (
            [getattr(answer, part) / answer.observed for _, answer in rows]
            for part in ("median", "q05", "q95")
        )
        draw_bands(drawn, [label for label, _ in rows], middle, low, high)
        drawn.axvline(1.0, color="0.5", linewidth=1)
        drawn.set_xlabel("members / observed")
        return drawn

    def save_plot(self, file: str | Path) -> Path:
        """Draw where the figures fall among the weighted members as FILE.svg (PIT histogram).

        Raises
        ------
        homeward.errors.ScenarioError
            If the file exists, or cannot be written.
        """
        asked = f"{self.scenario}, hindcast from {self.found.before}"
        return save_ranks(self.found.rows, asked, file)

    def _said(self) -> dict[str, Any]:
        found = self.found
        weights = {
            **weights_shown(found.weights, exact=self.exact),
            "members": self.members,
            "carried": int(found.weights.carried.size),
        }
        parts = {
            part.name: getattr(found, part.name)
            for part in dataclasses.fields(found)
            if part.name not in {"before", "weights", "rows"}
        }
        return {
            "scenario": self.scenario,
            "members": self.members,
            "fit_before": found.before,
            "weights": weights,
            "headline": self.headline,
            "rows": found.rows,
            "hindcast": parts,
        }


def weights_shown(weights: Weights, *, exact: bool) -> dict[str, float]:
    """Say how much members weigh: shares of weights are made of counts, and are rounded like them."""
    said = {
        "effective": weights.effective,
        "power": weights.power,
        "carried_share": weights.carried_share,
    }
    if exact:
        return said
    return {
        **{name: published_share(value) for name, value in said.items()},
        "effective": round(weights.effective),
    }
