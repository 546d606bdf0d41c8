"""The part of `homeward score --surveys` on what people say keeps them, the contradicted surveys first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from homeward.cli.output import band, make_table, percent, say, show

if TYPE_CHECKING:
    from rich.table import Table

    from homeward.evaluation.surveys.survey_score import ReasonScore, SurveyScore


def print_surveys(surveys: Sequence[SurveyScore]) -> None:
    """Print every survey: its verdict, whom it asked, and each reason as named and as the model has it."""
    from homeward.evaluation.surveys.survey_score import ASKED_UNKNOWN

    for one in surveys:
        asked = f"{one.asked:,} asked" if one.asked else "number asked not published"
        show(
            f"\n{one.survey}, {one.date} ({one.use}; {asked}): {one.verdict.upper()}",
            f"{one.for_whom} {one.where} Counted on {one.on}.",
            _reasons(one),
            _agreement(one),
        )
    verdicts = [one.verdict for one in surveys]
    counts = [f"{verdicts.count(word)} {word}" for word in dict.fromkeys(verdicts)]
    say(f"\nSurveys: {', '.join(counts)}.")
    say(
        "Obstacles no longer count from the day of asking on. Agreement: Kendall's tau-b, reasons that nobody named "
        f"at the bottom; its band: who was asked ({ASKED_UNKNOWN} where that is not published), and the members."
    )


def _reasons(one: SurveyScore) -> Table:
    table = make_table("", "reason", "named by", "in the model [5%, 95%]")
    for reason in one.reasons:
        table.add_row(reason.label, _named(reason), _held(reason))
    return table


def _named(one: ReasonScore) -> str:
    if one.rank is None:
        return "nobody" if one.is_asked else "not asked"
    return f"rank {one.rank}" if math.isnan(one.share) else f"{one.share:.0%} (rank {one.rank})"


def _held(one: ReasonScore) -> str:
    found = one.contribution
    if math.isnan(found.mean):
        return "not in it"
    ends = band(percent(found.q05), percent(found.q95))
    return f"{found.mean:.0%} {ends}" + ("" if one.place is None else f" (rank {one.place})")


def _agreement(one: SurveyScore) -> str:
    if math.isnan(one.agreement):
        return "Too few people are kept away in the model to compare."
    ends = band(f"{one.low:+.2f}", f"{one.high:+.2f}")
    return (
        f"Agreement {one.agreement:+.2f} {ends}; of the {one.named} reasons named that the model knows, {one.largest} "
        f"are among its {one.named} largest."
    )
