"""What levers change: the numbers of `homeward compare`, as far as anybody has asked."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

import homeward
from explorer_requests import WantedUntil, levers_of, live_scenario
from homeward.engine.pool import Cancelled
from homeward.errors import ScenarioError
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.views.lever_effects import HARM, LABELS, Scope, lever_effects
from homeward.explorer.views.picture import ChartedLine, bands, take_picture
from homeward.results.tables.totals import MEASURES
from homeward.scenario.scenario import Scenario

MEMBERS, SEED = 5, 3
GIVEN = [{"name": "arrests_stop"}, {"name": "houses_given_back", "value": 0.1}]
BAND = ("mean", "median", "q05", "q95")


def printed(
    levers: list[str],
    homes: list[str],
    on: str | None = None,
    *,
    exact: bool = False,
) -> dict[str, Any]:
    """What `homeward compare --json` says."""
    found = homeward.compare("tiny", lever=levers, home=homes, on=on, members=MEMBERS, seed=SEED)
    return (found if exact else found.publish()).as_json()


@pytest.fixture
def dataset(tiny: Scenario) -> LiveScenario:
    return live_scenario(tiny, 8, SEED)


def same(row: dict[str, Any], known: dict[str, Any]) -> None:
    for part in ("as_is", "changed", "difference"):
        assert row[part] == {key: known[part][key] for key in BAND}
    assert row["more"] == known["more"]


def printed_too(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All but who is home, whether back or never away: it is said for the sake of the answer."""
    assert [row["name"] for row in rows].count("at_home") == (rows[0]["name"] == "at_home")
    return [row for row in rows if row["name"] != "at_home"]


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("home", [None, 0, 1])
@pytest.mark.parametrize("on", ["2031-02-25", "2031-03-04", "2031-03-11"])
def test_the_numbers_are_those_of_the_command_line(
    dataset: LiveScenario, tiny: Scenario, on: str, home: int | None, exact: bool
) -> None:
    """Of everybody, of a home, and of every group, on every day."""
    levers = levers_of(tiny, GIVEN)
    day = dt.date.fromisoformat(on)

    def said(group: int | None) -> dict[str, Any]:
        at = Scope(home=home, group=group)
        return dict(
            lever_effects(dataset, levers, MEMBERS, PendingRequest(), on=day, at=at, exact=exact)
        )

    names = [] if home is None else [tiny.homes[home].place]
    told = printed([str(applied) for applied in levers], names, on, exact=exact)
    whole = said(None)
    assert (whole["members"], whole["of"], whole["on"]) == (MEMBERS, 8, told["date"])
    for rows, known in ((whole["outcomes"], told), (whole["harm"], told["harm"])):
        for row in printed_too(rows):
            same(row, known[row["name"]])
    for group, known in enumerate(told["groups"]):
        for row in printed_too(said(group)["outcomes"]):
            same(row, known[row["name"]])
    json.dumps(whole, allow_nan=False)


@pytest.mark.parametrize("home", [None, 1])
def test_what_changes_at_places_is_what_two_runs_differ_by(
    dataset: LiveScenario, tiny: Scenario, home: int | None
) -> None:
    """The median over members of one run less the other, at every place."""
    levers = levers_of(tiny, GIVEN)
    day = dt.date(2031, 3, 4)
    at = Scope(home=home, group=0)
    said = lever_effects(dataset, levers, MEMBERS, PendingRequest(), on=day, at=at, exact=True)[
        "places"
    ]
    runs = [
        homeward.run(
            "tiny", members=MEMBERS, seed=SEED, lever=list(map(str, pulled)), until=day, every=1
        )
        for pulled in ((), levers)
    ]
    for key, names in (
        ("people", ("residents", "idps", "refugees", "returnees")),
        ("displaced", ("idps", "refugees")),
    ):
        counted = []
        for run in runs:
            people = sum(run.stocks[name].isel(time=-1) for name in names)
            if home is not None:
                people = people.where(people["home"] == tiny.homes[home].place, 0)
            counted.append(people.groupby("place").sum("community"))
        change = (counted[1] - counted[0]).median("member")
        known = [
            float(change.sel(place=one.place)) if one.place in change["place"] else 0.0
            for one in tiny.places
        ]
        assert said[key] == known
    assert any(said["people"]) is (home is None)  # the other town is far from all this


def test_kinds_of_harm_add_up_and_so_do_refuges(dataset: LiveScenario, tiny: Scenario) -> None:
    """A whole and its parts: harm is its kinds, and everybody displaced is displaced somewhere."""
    levers = levers_of(tiny, GIVEN)

    def means(at: Scope) -> dict[str, float]:
        said = lever_effects(dataset, levers, MEMBERS, PendingRequest(), at=at, exact=True)
        rows = (*said["outcomes"], *said["harm"])
        return {row["name"]: row["changed"]["mean"] for row in rows}

    whole = means(Scope())
    assert whole["harmed"] == pytest.approx(sum(whole[name] for name in HARM))
    places = [means(Scope(place=place)) for place in range(len(tiny.places))]
    for name in ("displaced", "harmed"):
        assert sum(one[name] for one in places) == pytest.approx(whole[name])
    groups = [means(Scope(group=group)) for group in range(len(tiny.group_names))]
    assert sum(one["returned"] for one in groups) == pytest.approx(whole["returned"])


def test_return_stands_beside_the_answer_it_belongs_to(
    dataset: LiveScenario, tiny: Scenario
) -> None:
    """Who is home, by another route: the band that the answer is read from."""
    levers = levers_of(tiny, GIVEN)
    day = dt.date(2031, 3, 4)
    said = lever_effects(dataset, levers, MEMBERS, PendingRequest(), on=day, at=Scope(home=0))
    (row,) = (one for one in said["outcomes"] if one["name"] == "at_home")
    at = dataset.settings.rows_before(dataset.settings.day(day) + 1) - 1
    for applied, part in (((), "as_is"), (levers, "changed")):
        result = dataset.result_so_far(applied, MEMBERS, PendingRequest()).result
        (band,) = bands(take_picture(result, exact=False), [ChartedLine("at_home", home=0)])
        assert row[part]["median"] == band["median"][at] > 0


@pytest.mark.parametrize("measure", [one.name for one in MEASURES])
@pytest.mark.parametrize("at", [{}, {"home": 0}, {"place": 2}])
def test_the_measure_of_the_answer_is_compared_as_the_screen_counts_it(
    dataset: LiveScenario, tiny: Scenario, measure: str, at: dict[str, int]
) -> None:
    """Flows are counted since the first day: of one member, the line of one picture less that of the other."""
    levers, scope = levers_of(tiny, GIVEN), Scope(**at)
    said = lever_effects(
        dataset, levers, 1, PendingRequest(), at=scope, measure=measure, exact=True
    )
    ends: list[float] = []
    for applied in (levers, ()):
        result = dataset.result_so_far(applied, 1, PendingRequest()).result
        (band,) = bands(take_picture(result, exact=True), [ChartedLine(measure, **at)])
        assert band["median"][-1] is not None
        ends.append(band["median"][-1])
    assert said["answer"] is not None
    assert said["answer"]["name"] == measure
    change = said["answer"]["difference"]
    assert change["median"] == change["mean"] == ends[0] - ends[1]


def test_harm_beside_a_refuge_is_that_of_everybody_asked_about(
    dataset: LiveScenario, tiny: Scenario
) -> None:
    """Nobody is followed home from it: harm in the refuge alone would read as if return cost nothing."""
    levers = levers_of(tiny, GIVEN)

    def said(**at: int) -> dict[str, Any]:
        where = Scope(**at)
        return dict(lever_effects(dataset, levers, MEMBERS, PendingRequest(), at=where))

    for home in ({}, {"home": 0}):
        refuge = said(place=tiny.place_names.index("border_camp"), **home)
        assert [one["name"] for one in refuge["outcomes"]] == ["set_off", "displaced", "harmed"]
        assert refuge["harm"] == said(**home)["harm"]
        assert refuge["outcomes"][2] != said(**home)["outcomes"][-1]


def test_a_day_between_two_kept_is_that_of_the_one_before(
    dataset: LiveScenario, tiny: Scenario
) -> None:
    levers = levers_of(tiny, GIVEN)
    said = lever_effects(dataset, levers, 2, PendingRequest(), on=dt.date(2031, 3, 7))
    assert said["on"] == "2031-03-04"


def test_more_members_go_on_from_those_that_are_done(dataset: LiveScenario, tiny: Scenario) -> None:
    levers = levers_of(tiny, GIVEN)
    for members in (2, 8, 5):
        said = lever_effects(dataset, levers, members, PendingRequest())
        assert said == lever_effects(
            live_scenario(tiny, 8, SEED), levers, members, PendingRequest()
        )
    assert len(dataset.runs.base.done) == 8


def test_two_levers_in_another_order_are_the_same_world(
    dataset: LiveScenario, tiny: Scenario
) -> None:
    one, other = (levers_of(tiny, given) for given in (GIVEN, GIVEN[::-1]))
    assert lever_effects(dataset, one, 2, PendingRequest()) == lever_effects(
        dataset, other, 2, PendingRequest()
    )


def test_a_question_nobody_waits_for_stops(palmyra: Scenario) -> None:
    dataset = live_scenario(palmyra, 200, 1)
    levers = levers_of(palmyra, [{"name": "mines_cleared"}])
    done = dataset.runs.base.done
    with pytest.raises(Cancelled):
        lever_effects(dataset, levers, 200, WantedUntil(lambda: len(done) > 0))
    assert 0 < len(done) < 200


def test_there_must_be_something_to_compare_with(dataset: LiveScenario) -> None:
    with pytest.raises(ScenarioError, match="nothing to compare with"):
        lever_effects(dataset, (), 1, PendingRequest())


def test_everything_has_a_name_for_readers(dataset: LiveScenario, tiny: Scenario) -> None:
    said = lever_effects(dataset, levers_of(tiny, GIVEN), 1, PendingRequest())
    assert {row["name"] for row in (*said["outcomes"], *said["harm"])} < set(LABELS)
