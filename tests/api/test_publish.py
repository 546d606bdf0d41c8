"""Exact inside Python, published by `publish`: what it rounds, leaves out and refuses."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel

import homeward
from api.conftest import Found
from api.test_verb_result import VERBS
from homeward.api.forecast_result import ForecastResult
from homeward.api.verb_result import VerbResult
from homeward.engine.packed import Packed
from homeward.errors import ScenarioError
from homeward.results.publish.small_counts import BASE, THRESHOLD

PEOPLE = {
    "run": ("median", "q05", "q95"),
    "score_camps": ("mean", "last", "last_q05", "last_q95"),
    "explain": ("contribution.mean", "contribution.q95", "alone.mean", "without.mean"),
    "compare": ("as_is.mean", "changed.q05", "difference.mean", "difference.q95"),
    "forecast": ("median", "q05", "q95"),
    "forecast_camps": ("median", "q25", "q975"),
}
"""Columns that count people, by verb."""
LEAST = 100
"""Persons: smaller numbers in a pickle may be days, members or lines of a file."""


@pytest.mark.parametrize("verb", PEOPLE)
def test_no_figure_of_people_is_finer_than_five(found: Found, verb: str):
    exact, shown = found(verb).table, found(verb).publish().table
    for name in PEOPLE[verb]:
        known = shown[name].dropna()
        assert (known % BASE == 0).all(), name
        assert not ((known != 0) & (known.abs() < THRESHOLD)).any(), name
    assert any((exact[name].dropna() % BASE != 0).any() for name in PEOPLE[verb]), (
        "negative control"
    )


class NumbersPickled(pickle.Pickler):
    """Collects every number that a pickle of an object holds, but for those of rows of the scenario, which were given."""

    def __init__(self, of: object):
        super().__init__(io.BytesIO())
        self.found: set[float] = set()
        self.dump(of)

    def persistent_id(self, obj: Any) -> str | None:
        if isinstance(obj, BaseModel):
            return "given"
        if isinstance(obj, Packed):
            obj = obj.opened()
        if isinstance(obj, (int, float, np.number, np.ndarray)):
            numbers = np.asarray(obj).ravel()
            self.found.update(numbers.tolist() if numbers.dtype.kind in "iuf" else ())
        return None


def exact_numbers(one: Any, verb: str) -> set[float]:
    """Numbers of people as members give them, and statistics over members where they are not kept."""
    if verb == "calibrate":  # on a log scale; some give just what was observed
        found, done = one.found, one.found.assimilated
        return {*done.before.ravel(), *done.after.ravel()} - {*found.figures.said}
    if verb == "run":
        several = [one.stocks.to_array(), one.flows.to_array()]
    elif verb == "sensitivity":
        several = [one.screening[["effect", "mean", "spread"]], one.as_json()["mean"]]
    elif hasattr(one, "dataset"):
        several = [one.dataset[name] for name in one.dataset if "weight" not in name]
    else:
        several = [one.table[list(PEOPLE.get(verb, ("median", "q05", "q95")))]]
    flat = np.concatenate([np.asarray(values, dtype=float).ravel() for values in several])
    return set(flat[(flat > LEAST) & (flat % BASE != 0)])


@pytest.mark.parametrize("verb", VERBS)
def test_a_pickle_of_a_published_copy_holds_no_exact_number_of_people(found: Found, verb: str):
    one = found(verb)
    exact = exact_numbers(one, verb)
    assert len(exact & NumbersPickled(one).found) > 5, "negative control"
    assert not exact & NumbersPickled(one.publish()).found


@pytest.mark.parametrize("verb", ["explain", "compare", "forecast", "forecast_camps"])
def test_members_stay_here(found: Found, verb: str):
    one = found(verb)
    assert "member" in one.dataset.dims  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(ValueError, match="a published copy has none"):
        _ = one.publish().dataset  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("verb", ["forecast", "calibrate"])
def test_a_folder_is_saved_before_publishing(found: Found, verb: str, tmp_path: Path):
    for exact in (False, True):
        with pytest.raises(ValueError, match="Take or save them before publishing"):
            found(verb).publish().save(tmp_path / "out", exact=exact)  # pyright: ignore[reportAttributeAccessIssue]
    assert list(tmp_path.iterdir()) == []


def test_members_add_up_to_the_table(found: Found):
    compared, explained = found("compare"), found("explain")
    outcomes = compared.dataset.outcomes.sum(["home", "group"])
    means = (outcomes.isel(world=1) - outcomes.isel(world=0)).mean("member")
    table = compared.table.set_index(["change", "group", "outcome"])["difference.mean"]
    change = str(outcomes.world[1].item())
    for outcome in ("returned", "displaced", "harmed"):
        assert float(means.sel(outcome=outcome)) == pytest.approx(table[change, "all", outcome])
    parts = explained.dataset.contribution.sum(["home", "group"]).mean("member")
    rows = explained.table.set_index("name")["contribution.mean"]
    for name in rows.index:
        assert float(parts.sel(obstacle=name)) == pytest.approx(rows[name])


@pytest.mark.parametrize(
    "asked",
    [
        lambda: homeward.run("tiny", members=1),
        lambda: homeward.score("tiny", members=1),
        lambda: homeward.compare("tiny", lift="exit", members=1),
    ],
)
def test_one_member_may_be_looked_at_and_not_published(asked: Callable[[], VerbResult]):
    one = asked()
    assert len(one.table) > 0
    with pytest.raises(ScenarioError, match="one member is one history"):
        one.publish()


def test_one_member_is_not_saved_but_exact(tmp_path: Path):
    forecast = homeward.forecast("tiny", start="2031-02-16", lead=3, members=1)
    assert isinstance(forecast, ForecastResult)
    for number, one in enumerate((homeward.run("tiny", members=1), forecast)):
        with pytest.raises(ScenarioError, match="one member is one history"):
            one.save(tmp_path / str(number))
        assert not any(tmp_path.glob(f"*{number}*"))
        one.save(tmp_path / str(number), exact=True)


def test_several_homes_may_be_added_up_and_not_published():
    both = homeward.compare("tiny", lift="exit", members=2, home=["oldtown", "farms"])
    with pytest.raises(ScenarioError, match="2 homes are named"):
        both.publish()
    homeward.compare("tiny", lift="exit", members=2, home="farms").publish()


def test_readers_names_stand_beside_those_of_the_catalogue(found: Found):
    rows = found("explain").table.set_index("name")
    assert rows.loc["dwelling_destroyed", "label"] == "Houses destroyed"
    assert rows.loc["dwelling_occupied", "criterion"] == "housing, land and property"
    assert rows.loc["fear_of_council", "label"] == "Fear of Town council"


def test_a_posterior_is_taken_as_values_of_parameters(found: Found):
    values = found("calibrate").posterior  # pyright: ignore[reportAttributeAccessIssue]
    result = homeward.run("tiny", members=3, parameters=values)
    assert result.parameters["return_speed"].values.tolist() == (
        values["return_speed"].iloc[:3].tolist()
    )
