"""What `homeward score --fit-before` prints (decision 9)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from homeward.cli.output import figure, make_table, say, show, with_band

if TYPE_CHECKING:
    from homeward.api.score_hindcast import HindcastResult
    from homeward.evaluation.hindcast.hindcast import Hindcast
    from homeward.evaluation.hindcast.variant_scores import Variant
    from homeward.evaluation.scoring.headline import Headline
    from homeward.evaluation.scoring.score import Score

AIMS = (("1/3", 1 / 3), ("1/2", 1 / 2))
"""Greatest CRPS aimed at, over the error of the last figure."""
LEAST_SCORED = 10
"""Effective members below which no score is printed: it would be chance."""
MOST_MOVED = 8
STRONGEST = 3


def print_hindcast(
    shown: HindcastResult, print_scores: Callable[[list[Score], Headline], None]
) -> None:
    """Print how members that were weighed by what was known did after it."""
    from homeward.evaluation.conditioning.weighing import FEW

    found = shown.found
    weights = found.weights
    say(
        f"Hindcast from {found.before}: members are weighed by what was observed up to {found.known_until}, "
        "then run as it happened.\nIts authors knew the outcome."
    )
    say(
        f"{weights.share.size} members, effective sample size {weights.effective:.0f}; "
        f"the heaviest {weights.carried.size}, which carry {weights.carried_share:.1%}, are run on."
    )
    if weights.power < 1:
        say(
            f"The likelihood is raised to the power {weights.power:.2f}, so that enough members count; "
            '"untempered" is what it gives by itself.'
        )
    if weights.effective < FEW:
        say(few_members(FEW))
    print_scores(found.rows, shown.headline)
    _print_variants(found)
    _print_together(found)
    _print_aims(found)
    _print_moved(found)
    _print_correlations(found)
    _print_grounds(found)


def few_members(few: int) -> str:
    """Warn of a small effective sample."""
    return (
        f"Warning: the effective sample size is below {few}; raise --members before you rely on it."
    )


def _print_variants(found: Hindcast) -> None:
    columns = ("median [5%, 95%]", "CRPS", "below", "CRPS / error of last figure")
    for index, first in enumerate(found.variants[0].answers):
        title = f"{first.name} {first.date}: observed {figure(first.observed)}"
        table = make_table(title, "variant", *columns)
        for variant in found.variants:
            given = variant.answers[index]
            is_shown = is_scored(variant)
            table.add_row(
                variant.name,
                with_band(given.median, given.q05, given.q95, given.person),
                figure(given.crps) if is_shown and not math.isnan(given.crps) else "-",
                f"{given.below:.2f}",
                f"{given.ratio:.2f}" if is_shown and not math.isnan(given.ratio) else "-",
            )
        if not math.isnan(first.last_figure):
            table.add_row("last figure", figure(first.last_figure), "", "", "1.00")
        show(table)


def _print_together(found: Hindcast) -> None:
    if not found.joint:
        return
    names = " and ".join(f"{name} {date}" for name, date in found.joint)
    columns = ("energy score", "as far out or farther", "effective sample size")
    table = make_table(f"Together: {names}", "variant", *columns)
    for variant in found.variants:
        effective = f"{variant.effective:.0f} of {variant.members}"
        energy = f"{variant.energy:.2f}" if is_scored(variant) else "-"
        table.add_row(variant.name, energy, f"{variant.depth:.2f}", effective)
    table.add_row("last figure", f"{found.energy_of_last_figure:.2f}", "", "")
    show(table)
    say("Energy scores are in units of the last figures' errors; smaller is better.")


def is_scored(variant: Variant) -> bool:
    """Whether enough members count for a score to mean anything."""
    return variant.effective >= LEAST_SCORED


def _print_aims(found: Hindcast) -> None:
    for given in found.variants[0].answers:
        if (given.name, given.date) in found.joint:
            said = "; ".join(
                f"at most {text}: {'met' if given.ratio <= most else 'missed'}"
                for text, most in AIMS
            )
            say(
                f"{given.name} {given.date}: CRPS is {given.ratio:.2f} of the last figure's error ({said})."
            )


def _print_moved(found: Hindcast) -> None:
    columns = ("prior [5%, 95%]", "weighted [5%, 95%]", "difference")
    table = make_table("Moved most by the weights", "parameter", *columns)
    for moved in found.moved[:MOST_MOVED]:
        prior, weighted = (
            f"{middle:.3g} [{low:.3g}, {high:.3g}]"
            for low, middle, high in (moved.prior, moved.weighted)
        )
        table.add_row(moved.parameter, prior, weighted, f"{moved.distance:.2f}")
    show(table)
    alike = [moved.parameter for moved in found.moved if not moved.is_told_apart]
    if alike:
        say(f"Not told apart from their prior: {', '.join(alike)}.")


def _print_correlations(found: Hindcast) -> None:
    for row, correlations in found.correlations.items():
        known = {name: value for name, value in correlations.items() if not math.isnan(value)}
        strongest = sorted(known, key=lambda name: -abs(known[name]))[:STRONGEST]
        said = ", ".join(f"{name} {known[name]:+.2f}" for name in strongest)
        say(f"{row} goes most with {said} (rank correlations).")


def _print_grounds(found: Hindcast) -> None:
    grounds = found.grounds
    say(
        f"Of {grounds.total} rows and parameters in force before {found.before}, {grounds.judged} rest on judgement "
        f"and {grounds.undated} on claims without a date."
    )
    if grounds.later:
        say(f"Hindsight: these rest only on what was said on or after {found.before}:")
        for where in grounds.later:
            say(f"  {where}")
    if found.confounders:
        say("Confounders: what else changed, and this cannot tell apart:")
        for sentence in found.confounders:
            say(f"  {sentence}")
