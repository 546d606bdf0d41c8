"""Skill of a forecast over simple rules, as `homeward forecast` prints it for both families of models (model §15.5)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from homeward.cli.output import make_table, say, show, word_skill

if TYPE_CHECKING:
    from homeward.evaluation.scoring.leads import LeadScore


def print_skill(scores: Mapping[str, Sequence[LeadScore]]) -> None:
    """Print skill by series and lead over every simple rule that says anything, and over the one known to be best."""
    from homeward.evaluation.scoring.best_baseline import BEST

    rules = dict.fromkeys(name for rows in scores.values() for row in rows for name in row.crps_of)
    table = make_table("Skill over simple rules", "series", "days on", *rules)
    for series, rows in scores.items():
        for row in rows:
            skills = (word_skill(row.skill.get(name, math.nan)) for name in rules)
            table.add_row(series, f"{row.lead}+", *skills)
        table.add_section()
    show(table)
    say(
        f"{BEST.capitalize()}: the rule that had done best on what was counted by the day forecast from."
    )
