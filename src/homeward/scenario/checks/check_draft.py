"""All checks across the parts of a scenario (model §2)."""

from __future__ import annotations

from homeward.errors import Problem
from homeward.scenario.checks.agreement import check_groups, check_shares
from homeward.scenario.checks.camp_checks import (
    check_barriers,
    check_corrections,
    check_fights,
    check_home_country,
    check_not_registered,
    check_somebody_arrives,
)
from homeward.scenario.checks.coverage import (
    check_control,
    check_days,
    check_observation_days,
    check_overlaps,
    check_registration_coverage,
)
from homeward.scenario.checks.distances import check_roads
from homeward.scenario.checks.headcount import check_people, check_registered_people
from homeward.scenario.checks.memory import check_extent
from homeward.scenario.checks.references import check_names_once, check_references
from homeward.scenario.checks.survey_checks import check_surveys
from homeward.scenario.reading.draft import Draft

FITS = {
    "communities": (
        check_days,
        check_control,
        check_overlaps,
        check_groups,
        check_shares,
        check_people,
        check_extent,
        check_roads,
        check_observation_days,
        check_surveys,
        check_registration_coverage,
        check_not_registered,
    ),
    "camps": (
        check_days,
        check_home_country,
        check_fights,
        check_barriers,
        check_corrections,
        check_registered_people,
        check_roads,
        check_somebody_arrives,
    ),
}


def check_draft(draft: Draft) -> list[Problem]:
    """Find everything that does not fit together."""
    problems = [*check_names_once(draft), *check_references(draft)]
    # A misspelt name is one mistake: the gap it leaves elsewhere is not a second one.
    draft.faulty.update(problem.where.partition(".csv")[0] for problem in problems)
    problems.extend(problem for check in FITS[draft.model] for problem in check(draft))
    return problems
