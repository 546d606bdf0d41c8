"""Surveys scored (model §19.3): whose cells, which reasons, which verdict."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from homeward.evaluation.explanation.explain import Explanation, explain
from homeward.evaluation.surveys.survey_score import (
    explanations_needed,
    score_survey,
    score_surveys,
    surveys_scored,
)
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.surveys import Survey
from homeward.scenario.scenario import Scenario

DAY, END = date(2031, 2, 28), date(2031, 3, 11)


@pytest.fixture(scope="module")
def surveyed() -> Scenario:
    """Of the tiny scenario without its expulsion: two obstacles would be nearly as large."""
    tiny = load_scenario("tiny")
    rules = tuple(row for row in tiny.permissions if row.movement != "stay")
    return tiny.model_copy(update={"permissions": rules})


@pytest.fixture(scope="module")
def found(surveyed: Scenario) -> Explanation:
    return explain(surveyed, since=date(2031, 2, 1), on=END, members=12, seed=1, threads=1)


def rows(*reasons: str, groups: tuple[str, ...] = (), share: bool = False) -> list[Survey]:
    return [
        Survey.model_validate(
            {"survey": "asked", "date": DAY, "groups": groups, "answer": reason, "use": "test",
             "claims": ("judgement",), "asked": 1000}
            | ({"share": {"value": 0.9 - 0.2 * place, "low": 0.9 - 0.2 * place, "high": 0.9 - 0.2 * place}}
               if share else {"rank": place + 1})
        )
        for place, reason in enumerate(reasons)
    ]  # fmt: skip


def test_the_reasons_of_the_model_add_up_to_the_whole(found: Explanation):
    score = score_survey(rows("safety", "assistance"), found)
    parts = [
        one.contribution.mean for one in score.reasons if not math.isnan(one.contribution.mean)
    ]
    assert sum(parts) == pytest.approx(1)
    places = sorted(one.place for one in score.reasons if one.place)
    assert places == list(range(1, len(places) + 1))


def test_the_contribution_of_a_reason_is_that_of_its_obstacles(found: Explanation):
    score = score_survey(rows("safety", groups=("herders",)), found)
    labels = found.labels
    herders = labels.groups.index("herders")
    names = [one.name for one in found.obstacles]
    safety = [
        i for i, name in enumerate(names) if name.startswith("fear_of_") or name == "fighting"
    ]
    whole = (found.all_lifted - found.as_is)[:, 0, :, herders].sum()
    part = found.contribution[safety][:, :, 0, :, herders].sum()
    assert score.reasons[0].contribution.mean == pytest.approx(part / whole)
    assert score.for_whom == "Herders of every home."


def test_at_a_refuge_it_is_how_many_fewer_are_still_there(found: Explanation):
    asked = [row.model_copy(update={"places": ("border_camp",)}) for row in rows("housing")]
    score = score_survey(asked, found)
    camp = len(found.labels.groups) + found.labels.places.index("border_camp")
    housing = [one.name for one in found.obstacles].index("dwelling_destroyed")
    fewer = -(found.all_lifted - found.as_is)[:, 1, :, camp].sum()
    part = -found.contribution[housing][:, 1, :, camp].sum()
    assert score.reasons[0].contribution.mean == pytest.approx(part / fewer)
    assert score.where == "At their refuge, Border Camp; counted: people are displaced here."


def in_order(found: Explanation) -> list[str]:
    """Reasons of the model, the largest first."""
    score = score_survey(rows("assistance"), found)
    return [
        one.reason for one in sorted(score.reasons, key=lambda one: one.place or 99) if one.place
    ]


def test_the_models_own_order_is_borne_out_and_its_reverse_contradicted(found: Explanation):
    order = in_order(found)
    same = score_survey(rows(*order), found)
    assert (same.verdict, same.agreement) == ("borne out", pytest.approx(1))
    assert (same.largest, same.named) == (len(order), len(order))
    reverse = score_survey(rows(*order[::-1]), found)
    assert (reverse.verdict, reverse.agreement) == ("contradicted", pytest.approx(-1))


def test_what_weighs_most_and_nobody_names_contradicts(found: Explanation):
    order = in_order(found)
    assert score_survey(rows(*order[1:]), found).verdict == "contradicted"
    assert score_survey(rows(order[0]), found).verdict == "borne out"


def test_who_is_asked_about_home_alone_cannot_name_the_way(found: Explanation):
    """No way home weighs most in the model and nobody names it, which contradicts only those who could have."""
    names = [one.name for one in found.obstacles]
    swapped = np.arange(len(names))
    pair = [names.index("way_home"), names.index("dwelling_destroyed")]
    swapped[pair] = pair[::-1]
    ways = replace(found, contribution=found.contribution[swapped])
    first, *order = in_order(ways)
    assert first == "movement"
    assert score_survey(rows(*order), ways).verdict == "contradicted"
    at_home = [row.model_copy(update={"about": "home"}) for row in rows(*order)]
    score = score_survey(at_home, ways)
    assert (score.verdict, score.agreement) == ("borne out", pytest.approx(1))
    told = {one.reason: one for one in score.reasons}
    assert (told["movement"].is_asked, told["movement"].place) == (False, None)
    assert told["movement"].contribution.mean > told[order[0]].contribution.mean
    assert all(one.is_asked for name, one in told.items() if name != "movement")


def test_a_reason_the_model_knows_nothing_of_is_told_and_not_compared(found: Explanation):
    order = in_order(found)
    score = score_survey(rows("assistance", *order), found)
    assert score.agreement == pytest.approx(1)
    assert (score.reasons[0].reason, score.reasons[0].place) == ("assistance", None)
    assert math.isnan(score.reasons[0].contribution.mean)
    assert score.named == len(order)


def test_shares_are_told_as_shares_and_ranks_as_ranks(found: Explanation):
    shares = score_survey(rows("safety", "housing", share=True), found).reasons
    assert [(one.share, one.rank) for one in shares[:2]] == [
        (pytest.approx(0.9), 1),
        (pytest.approx(0.7), 2),
    ]
    ranks = score_survey(rows("housing", "safety"), found).reasons
    assert [(one.reason, one.rank) for one in ranks[:2]] == [("housing", 1), ("safety", 2)]
    assert math.isnan(ranks[0].share)
    assert all(one.rank is None for one in ranks[2:])


def test_where_few_are_kept_away_nothing_is_said(found: Explanation):
    few = replace(found, all_lifted=found.as_is + 0.1)
    score = score_survey(rows("safety"), few)
    assert score.verdict == "withheld"
    assert math.isnan(score.agreement)
    assert all(math.isnan(one.contribution.mean) for one in score.reasons)


def test_every_survey_is_explained_once_a_day_asked_and_the_contradicted_come_first(
    surveyed: Scenario, found: Explanation
):
    order = in_order(found)
    good = [row.model_copy(update={"survey": "good"}) for row in rows(*order)]
    intention = Survey.model_validate(
        {"survey": "plans", "date": DAY, "answer": "never", "use": "fit", "claims": ("judgement",),
         "share": {"value": 0.1, "low": 0.1, "high": 0.1}}
    )  # fmt: skip
    bad = rows(*order[::-1])
    several = surveyed.model_copy(update={"surveys": (intention, *good, *bad)})
    assert list(surveys_scored(several)) == ["good", "asked"]
    asked: list[tuple[date, date, tuple[int, ...] | None]] = []

    def explained(since: date, on: date, groups: tuple[int, ...] | None) -> Explanation:
        asked.append((since, on, groups))
        return replace(found, scenario=several)

    scores = score_surveys(several, explained)
    assert [one.survey for one in scores] == ["asked", "good"]
    assert asked == [(DAY, END, None)]
    assert explanations_needed(several) == 1


def test_people_of_a_group_at_a_refuge_are_counted_there_alone(surveyed: Scenario):
    """By refuge, those who set off: of one group they are fewer than of all, and together all of them."""
    numbers = range(len(surveyed.group_names))
    asked = {"since": date(2031, 2, 1), "on": END, "members": 2, "seed": 1, "threads": 1}
    refuges = len(surveyed.group_names)
    every = explain(surveyed, **asked)
    parts = [explain(surveyed, groups=(group,), **asked) for group in numbers]
    for name in ("as_is", "all_lifted"):
        whole = getattr(every, name)
        assert np.array_equal(
            whole[..., refuges:], sum(getattr(one, name)[..., refuges:] for one in parts)
        )
        assert all(
            np.array_equal(whole[..., :refuges], getattr(one, name)[..., :refuges]) for one in parts
        )


def test_published_shares_are_rounded(found: Explanation):
    shown = score_survey(rows("safety"), found).published()
    assert shown.agreement == round(shown.agreement, 2)
    assert all(
        math.isnan(one.contribution.mean)
        or one.contribution.mean == round(one.contribution.mean, 2)
        for one in shown.reasons
    )
