"""The part of `homeward.score` on what people say keeps them."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.api.phases import Phases
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.explanation.explain import Explanation
from homeward.evaluation.explanation.explain import explain as explain_members
from homeward.evaluation.surveys.survey_score import (
    SurveyScore,
    explanations_needed,
    score_surveys,
    surveys_scored,
)
from homeward.scenario.scenario import Scenario


def make_survey_scores(
    read: Scenario,
    members: int,
    seed: int,
    threads: int | None,
    values: dict[str, NDArray[np.float64]] | None,
    phases: Phases,
) -> tuple[SurveyScore, ...]:
    """Explain every day on which people were asked, and score what they said."""
    needed = explanations_needed(read)

    def explain(since: date, on: date, groups: tuple[int, ...] | None) -> Explanation:
        with phases.phase(f"Survey of {since}") as advance:
            return explain_members(
                read,
                on=on,
                since=since,
                members=members,
                seed=seed,
                groups=groups,
                threads=threads,
                parameters=values,
                progress=advance,
                expected=phases.expecting(f"Explaining one of {needed} days of asking"),
                keep=True,
            )

    return tuple(score_surveys(read, explain))


def check_surveyed(scenario: Scenario) -> None:
    """Refuse a scenario in which no survey names reasons.

    Raises
    ------
    ScenarioError
        If none does.
    """
    if not surveys_scored(scenario):
        found = f"no survey of {scenario.name} names reasons on a day before {scenario.end}."
        ways = ("add what people said to surveys.csv, or leave --surveys out.",)
        raise ScenarioError(Problem("--surveys", found, "", ways))
