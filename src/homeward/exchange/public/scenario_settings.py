"""scenario.yaml of an import: dates, and the one factor of fighting with what it rests on (decision 34)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from homeward.catalogue import JUDGEMENT
from homeward.exchange.public.ask import Ask

FLIGHT_HAZARD = 0.1
"""1/day in the greatest danger: with `danger_half` it sets the unit in which fighting is measured."""
WIDE_LOW, WIDE_HIGH = 0.3, 10.0
"""The range of `danger_half` where no published movement says anything: judgement."""


@dataclass(frozen=True)
class Force:
    """The one factor: the danger at which flight reaches half its greatest hazard.

    Parameters
    ----------
    claims
        What it was worked back from; empty: nothing.
    """

    low: float = WIDE_LOW
    value: float = (WIDE_LOW * WIDE_HIGH) ** 0.5
    high: float = WIDE_HIGH
    claims: tuple[str, ...] = ()


def settings_text(ask: Ask, country: str, force: Force) -> str:
    """Write scenario.yaml."""
    why = (
        "worked back from the published movements that it names: it shows nothing of where or when"
        if force.claims
        else "no published movement of this country and time: how many flee is a guess"
    )
    claims = ", ".join(force.claims or (JUDGEMENT,))
    return "\n".join(
        [
            "# Made of public data by `homeward import public`; imported.json says of which files, and what was asked.",
            f"title: {json.dumps(f'{country}: displacement, {ask.start} to {ask.end}', ensure_ascii=False)}",
            f"start: {ask.start}",
            f"end: {ask.end}",
            "show_group_labels: false",
            "sensitivity: high",
            "parameters:",
            "  # Strengths are deaths per person. How many flee is carried by danger_half, whose unit this sets.",
            f"  flight_hazard: {{value: {FLIGHT_HAZARD}, claims: [{JUDGEMENT}]}}",
            f"  # The one factor of fighting: {why}.",
            f"  danger_half: {{value: {force.value:.4g}, low: {force.low:.4g}, high: {force.high:.4g}, scale: log, "
            f"claims: [{claims}]}}",
            "  # Room for newcomers abroad follows those who have crossed, so that the border is not counted twice.",
            f"  crossing_ease: {{low: 0.5, high: 1, scale: log, claims: [{JUDGEMENT}]}}",
            "",
        ]
    )
