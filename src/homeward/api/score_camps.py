"""What `homeward.score` returns in the camp models (model §12)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.arguments import check_members
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases
from homeward.api.pictures import save_ranks
from homeward.api.plots import axes_for, draw_bands
from homeward.api.verb_result import VerbResult, as_json_holds, frame_of
from homeward.api.workers import at_work
from homeward.evaluation.camps.scoring.camp_score import MovementScore, score_movement
from homeward.scenario.scenario import MovementLaw, Scenario

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def make_camp_score(
    scenario: Scenario,
    movement: MovementLaw | None,
    *,
    with_capacity: bool,
    members: int,
    seed: int,
    threads: int | None,
    cluster: str | None,
    phases: Phases,
) -> CampScoreResult:
    """Run a law of movement, and set it beside what was registered."""
    law = movement or scenario.movement
    tell_compiling(phases, law)
    with at_work(cluster, threads, phases), phases.phase("Members") as advance:
        found = score_movement(
            scenario,
            law,
            with_capacity=with_capacity,
            members=members,
            seed=seed,
            threads=threads,
            progress=advance,
        )
    return CampScoreResult(scenario.name, members, found)


@dataclass(frozen=True, repr=False)
class CampScoreResult(VerbResult):
    """A law of movement beside the numbers registered in every camp.

    `table`
        One row of every camp: ard (its part of the averaged relative difference), mean and registered_mean (persons),
        last with its band and registered_last (persons, on the last day).
    `baselines`
        ARD of each naive baseline, the smallest first.
    `observations`
        One row of every number registered, as in `ScoreResult.table`.
    """

    scenario: str
    members: int
    found: MovementScore
    exact: bool = True

    @property
    def title(self) -> str:
        """The law, and its ARD."""
        found = self.found
        known = "known" if found.with_capacity else "not known"
        return f"{self.scenario}, {found.movement}, {self.members} members, capacities {known}: ARD {found.ard:.3f}"

    @property
    def ard(self) -> float:
        """Averaged relative difference: people in the wrong camp over all registered, mean over days and members."""
        return self.found.ard

    @property
    def crps(self) -> float:
        """Continuous ranked probability score, in the unit of the ARD."""
        return self.found.crps

    @property
    def table(self) -> pd.DataFrame:
        """One row of every camp."""
        return frame_of(self.found.camps)

    @property
    def baselines(self) -> pd.Series:
        """ARD of each naive baseline, the smallest first."""
        import pandas as pd  # noqa: PLC0415  heavy: wanted only where a table is

        return pd.Series(self.found.baselines, name="ard", dtype=float).sort_values()

    @property
    def observations(self) -> pd.DataFrame:
        """One row of every number registered."""
        return frame_of(self.found.rows)

    def publish(self) -> CampScoreResult:
        """Return a copy after disclosure control: small counts withheld (NaN), all others rounded."""
        check_members(self.members, exact=False)
        return replace(self, found=self.found.published(), exact=False) if self.exact else self

    def plot(self, *, axes: Axes | None = None) -> Axes:
        """Draw the people in every camp on the last day: median, 90% band, and what was registered."""
        camps = self.found.camps
        parts = ("last", "last_q05", "last_q95", "registered_last")
        middle, low, high, seen = ([getattr(camp, part) for camp in camps] for part in parts)
        drawn = axes_for(axes, len(camps))
        draw_bands(drawn, [camp.label for camp in camps], middle, low, high, seen)
        drawn.set_xlabel("people on the last day")
        return drawn

    def save_plot(self, file: str | Path) -> Path:
        """Draw where the numbers registered fall among the members as FILE.svg (PIT histogram).

        Raises
        ------
        homeward.errors.ScenarioError
            If the file exists, or cannot be written.
        """
        asked = f"{self.scenario}, {self.found.movement}, {self.members} members"
        return save_ranks(self.found.rows, asked, file)

    def _said(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario,
            "members": self.members,
            **as_json_holds(self.found),
        }
