"""In any scenario: nobody is made or lost, no stock is negative, and flows are what changes stocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.assemble.labels import label
from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.simulate import simulate
from homeward.engine.simulated import CommunitySeries, Simulated
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe, recipes

SCENARIOS = 250
MEMBERS = 2


class Account:
    """Every stock and flow of one run as (member, day, home, group, place)."""

    def __init__(self, scenario: Scenario, simulated: Simulated) -> None:
        labels = label(scenario)
        self.shape = (len(labels.homes), len(labels.groups), len(labels.places))
        self.at = {name: self._whole(series) for name, series in simulated.stocks.items()}
        self.of = {name: self._whole(series) for name, series in simulated.flows.items()}
        self.at_home = np.zeros(self.shape, dtype=bool)
        for home, name in enumerate(labels.homes):
            self.at_home[home, :, labels.places.index(name)] = True
        self.displaced = self.at["idps"] + self.at["refugees"]
        self.harm = self.of["deaths"] + self.of["detentions"] + self.of["recruitments"]

    def _whole(self, series: CommunitySeries) -> np.ndarray:
        members, days, _ = series.values.shape
        whole = np.zeros((members, days, *self.shape), dtype=np.int64)
        home, group, place = series.cells.T
        whole[:, :, home, group, place] = series.values
        return whole


Check = Callable[[Account], None]


def daily(values: np.ndarray) -> np.ndarray:
    """Change of a stock from one evening to the next."""
    return np.diff(values, axis=1)


def check_people(account: Account) -> None:
    """Everybody counted on the first evening is there on the last, with those who entered since."""
    for stock in STOCKS:
        assert (account.at[stock.name] >= 0).all(), stock.name
    for flow in FLOWS:
        assert (account.of[flow.name] >= 0).all(), flow.name
    everyone = sum(account.at[stock.name] for stock in STOCKS).sum(axis=4)
    entered = account.of["external_arrivals"].sum(axis=4)
    assert (daily(everyone) == entered[:, 1:]).all()


def check_places(account: Account) -> None:
    """Residents and returnees are at home, the displaced are not."""
    assert not account.at["residents"][..., ~account.at_home].any()
    assert not account.at["returnees"][..., ~account.at_home].any()
    assert not account.displaced[..., account.at_home].any()
    assert not (account.at["idps"] * account.at["refugees"]).any()


def check_harm(account: Account) -> None:
    """The dead, held and conscripted are those whom harm has befallen so far, where it did."""
    for stock, flow in (
        ("dead", "deaths"),
        ("detained", "detentions"),
        ("recruited", "recruitments"),
    ):
        assert (account.at[stock] == account.of[flow].cumsum(axis=1)).all()


def check_flows(account: Account) -> None:
    """What a stock loses beyond its flows is what harm took from it: all of it together, and of nobody less than none."""
    of, at = account.of, account.at
    away = ~account.at_home
    came = of["arrivals"] + of["external_arrivals"]
    left = of["onward_movements"] + of["return_departures"]
    lost_in_refuge = (came - left)[:, 1:] - daily(account.displaced)
    assert (lost_in_refuge[..., away] >= 0).all()
    assert (lost_in_refuge <= account.harm[:, 1:])[..., away].all()

    def of_community(values: np.ndarray) -> np.ndarray:
        return values.sum(axis=4)

    def on_the_way(home: bool) -> np.ndarray:
        return of_community(at["travelling"] * (account.at_home if home else away))

    fled = of_community(of["displacements"])
    again = of_community(of["redisplacements"])
    onward = of_community(of["onward_movements"])
    homeward = of_community(of["return_departures"])
    arrived = of_community(of["arrivals"])
    lost_at_home = -fled[:, 1:] - daily(of_community(at["residents"]))
    lost_back_home = (homeward - again)[:, 1:] - daily(
        of_community(at["returnees"]) + on_the_way(home=True)
    )
    lost_on_the_way = (fled + again + onward - arrived)[:, 1:] - daily(on_the_way(home=False))
    assert (lost_at_home >= 0).all()
    assert (lost_back_home >= 0).all()
    assert (lost_on_the_way >= 0).all()
    lost = of_community(lost_in_refuge) + lost_at_home + lost_back_home + lost_on_the_way
    assert (lost == of_community(account.harm)[:, 1:]).all()
    assert (of_community(of["returns"])[:, 1:] >= daily(of_community(at["returnees"]))).all()


def run(recipe: Recipe, seed: int) -> tuple[Scenario, Simulated]:
    scenario = recipe.load()
    return scenario, simulate(
        scenario, members=MEMBERS, seed=seed, days=range(scenario.n_day), threads=1
    )


@pytest.mark.slow
def test_nobody_is_made_or_lost_and_flows_are_what_changes_stocks():
    seen: Counter[str] = Counter()

    @settings(max_examples=SCENARIOS)
    @given(recipes(), st.integers(0, 2**62))
    def check(recipe: Recipe, seed: int) -> None:
        scenario, simulated = run(recipe, seed)
        account = Account(scenario, simulated)
        check_people(account)
        check_places(account)
        check_harm(account)
        check_flows(account)
        seen["scenarios"] += 1
        seen.update(name for name, values in account.of.items() if values.any())

    check()
    # None of this means anything if nothing happens: every flow is seen, and the common ones often.
    assert seen["scenarios"] >= SCENARIOS
    common = ("displacements", "arrivals", "onward_movements", "return_departures", "returns")
    assert min(seen[name] for name in common) > SCENARIOS // 5, seen
    assert min(seen[flow.name] for flow in FLOWS) > SCENARIOS // 50, seen


@pytest.mark.parametrize(
    ("what", "check"),
    [
        ("idps", check_people),
        ("residents", check_people),
        ("dead", check_harm),
        ("arrivals", check_flows),
        ("displacements", check_flows),
        ("returns", check_flows),
    ],
)
def test_the_checks_see_one_person_too_many(
    tiny: Scenario, tiny_run: Simulated, what: str, check: Check
):
    """Negative control."""
    account = Account(tiny, tiny_run)
    check(account)
    values = (account.at | account.of)[what]
    day = int(values.sum(axis=(0, 2, 3, 4)).argmax())
    values[(0, day, *np.unravel_index(values[0, day].argmax(), account.shape))] += (
        -1_000_000 if what == "returns" else 1
    )
    with pytest.raises(AssertionError):
        check(account)


def test_without_threat_nobody_leaves_home():
    """No fighting, no harm, no orders to leave, and beliefs of one harm in a million person-years."""
    people = 0

    @settings(max_examples=60)
    @given(recipes(is_calm=True), st.integers(0, 2**62))
    def check(recipe: Recipe, seed: int) -> None:
        nonlocal people
        _, simulated = run(recipe, seed)
        residents = simulated.stocks["residents"].values
        assert (residents == residents[:, :1]).all()
        for flow in FLOWS:
            assert not simulated.flows[flow.name].values.any(), flow.name
        people += int(residents[:, 0].sum())

    check()
    assert people > 10_000
