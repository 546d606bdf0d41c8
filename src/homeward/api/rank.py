"""Ranking of inputs, and what `homeward.check(rank=MEMBERS)` returns of it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from homeward.api.arguments import check_word
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases
from homeward.api.verb_result import VerbResult, frame_of
from homeward.assemble.communities.ranged_inputs import RangedInput
from homeward.catalogue import CONDITIONS, PARAMETER
from homeward.evaluation.outcomes import MEANINGS, OUTCOMES, Outcome
from homeward.evaluation.ranking.rank_inputs import Ranking
from homeward.evaluation.ranking.rank_inputs import rank as rank_inputs
from homeward.results.publish.small_counts import published_count, published_error
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.reading.columns import columns_of
from homeward.scenario.rows.actors import Harm, Presence
from homeward.scenario.rows.people import Arrival, Displaced, Group
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.rows.places import Place
from homeward.scenario.rows.row import Row
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


def rank(
    scenario: Scenario,
    outcome: Outcome,
    members: int,
    seed: int,
    threads: int | None,
    phases: Phases,
) -> RankResult:
    """Rank everything that carries a range by the part of an outcome's variance that goes with it."""
    check_word("--outcome", outcome, OUTCOMES)
    check_modelled(scenario)
    tell_compiling(phases)
    with phases.phase("Ranking") as advance:
        found = rank_inputs(
            scenario,
            outcome=outcome,
            on=scenario.end,
            members=members,
            seed=seed,
            threads=threads,
            progress=advance,
        )
    return RankResult(scenario.name, outcome, str(scenario.end), found)


@dataclass(frozen=True, repr=False)
class RankResult(VerbResult):
    """What to replace first.

    `table`
        A row of every input with a range, the largest part of the variance first: where it stands, what it is and
        means, its range, share of the variance with its standard error, and the claims it rests on.
    """

    scenario: str
    outcome: Outcome
    on: str
    found: Ranking
    exact: bool = True

    @property
    def title(self) -> str:
        """What was asked."""
        return f"What decides how many {MEANINGS[self.outcome]} on {self.on}: replace first"

    @property
    def sentence(self) -> str:
        """How much of the answer the first rows decide."""
        first = sum(one.share for one in self.found.ranked[:5])
        # Each share has an error of its own, so that they may sum to more than there is.
        part = f"{first:.0%}" if first < 1 else "all, within the error,"
        return (
            f"The first five make {part} of the variance of {self.found.mean:,.0f} people, standard deviation "
            f"{self.found.deviation:,.0f}; what inputs do together and chance make the rest."
        )

    @property
    def table(self) -> pd.DataFrame:
        """One row of every input with a range."""
        return frame_of(self._rows())

    def publish(self) -> RankResult:
        """Return a copy whose mean and deviation are rounded; shares of the variance are no counts."""
        if not self.exact:
            return self
        found = replace(
            self.found,
            mean=published_count(self.found.mean),
            deviation=published_error(self.found.deviation),
        )
        return replace(self, found=found, exact=False)

    def _rows(self) -> list[dict[str, Any]]:
        return [
            {
                "where": one.what.where,
                "what": one.what.what,
                "meaning": meaning_of(one.what),
                "low": one.what.known.low,
                "value": one.what.known.value,
                "high": one.what.known.high,
                "share": one.share,
                "error": one.error,
                "claims": " ".join(one.what.claims),
            }
            for one in self.found.ranked
        ]

    def _said(self) -> dict[str, Any]:
        known = {
            field.name: getattr(self.found, field.name) for field in dataclasses.fields(Ranking)
        }
        known.pop("ranked")
        return {
            "scenario": self.scenario,
            "outcome": self.outcome,
            "date": self.on,
            **known,
            "rows": self._rows(),
        }


_COLUMNS: dict[str, tuple[type[Row], str]] = {
    "population": (Place, "population"),
    "hosting": (Place, "hosting"),
    "share": (Group, "share"),
    "displaced": (Displaced, "people"),
    "arrivals": (Arrival, "people"),
    "presence": (Presence, "strength"),
    "harm": (Harm, "rate"),
    "approvals": (Permission, "approvals"),
}
"""Rows and columns of ranges, by the first part of the address they are drawn under."""


def meaning_of(one: RangedInput) -> str:
    """Say what an input means: of a parameter and a condition the catalogue, of a cell its column."""
    if one.is_parameter:
        return PARAMETER[one.what].meaning
    if one.address[0] == "condition":
        return next(known.meaning for known in CONDITIONS if known.name == one.address[1])
    row, name = _COLUMNS[one.address[0]]
    return next(column.meaning for column in columns_of(row) if column.name == name)
