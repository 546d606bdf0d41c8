"""Dispositions (model §5.4): alike by default, apart where the scenario says so, on the parameter's own scale."""

from __future__ import annotations

import math
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from builders import edit, make_scenario
from homeward.assemble.communities.dispositions import dispositions
from homeward.assemble.communities.ensemble import draw_ensemble, values_of
from homeward.assemble.communities.world import assemble
from homeward.catalogue import DISPOSITIONS, PARAMETERS, POOLABLE, WILLING_BY_REFUGE
from homeward.scenario.rows.pooling import EVEN, Pooling
from homeward.scenario.scenario import Scenario

HOMES, GROUPS, KINDS = (
    ("oldtown", "village"),
    ("farmers", "traders", "clerks"),
    tuple(WILLING_BY_REFUGE),
)
MEMBERS = 3


def values(**given: list[float]) -> dict[str, np.ndarray]:
    middle = {one.name: np.full(MEMBERS, (one.low + one.high) / 2) for one in PARAMETERS}
    return middle | {name.replace("__", " "): np.array(column) for name, column in given.items()}


def test_by_default_all_decide_alike():
    known = values(willing_camp=[0.9, 0.8, 0.7], return_speed=[0.001, 0.002, 0.003])
    found = dispositions(known, (), HOMES, GROUPS)
    assert found.shape == (MEMBERS, len(DISPOSITIONS), len(HOMES), len(GROUPS), len(KINDS))
    for code, name in enumerate(DISPOSITIONS):
        for kind, refuge in enumerate(KINDS):
            common = known[WILLING_BY_REFUGE[refuge] if name == "willing" else name]
            assert (found[:, code, :, :, kind] == common[:, None, None]).all()


@pytest.mark.parametrize(("name", "by"), list(product(POOLABLE, ("home", "group", "refuge"))))
def test_a_parameter_differs_by_what_it_is_said_to_and_by_nothing_else(name: str, by: str):
    """Against the closed form, one number at a time."""
    pooling = Pooling.model_validate({"parameter": name, "by": by})
    units = {"home": HOMES, "group": GROUPS, "refuge": KINDS}[by]
    drawn = {
        pooling.deviation(unit): np.array([-1.0, 0.0, 1.5]) * (at + 1) / 2
        for at, unit in enumerate(units)
    }
    known = (
        values()
        | drawn
        | {name: np.array([0.1, 0.4, 0.9]), pooling.spread: np.array([0.0, 0.5, 1.0])}
    )
    found = dispositions(known, (pooling,), HOMES, GROUPS)
    apart = dispositions(known, (), HOMES, GROUPS)
    scale = next(one.scale for one in PARAMETERS if one.name == name)
    code = DISPOSITIONS.index("willing" if name.startswith("willing") else name)
    kinds = [
        KINDS.index(kind) for kind, share in WILLING_BY_REFUGE.items() if share == name
    ] or range(3)
    for member, home, group, kind in product(
        range(MEMBERS), range(len(HOMES)), range(len(GROUPS)), kinds
    ):
        unit = {"home": HOMES[home], "group": GROUPS[group], "refuge": KINDS[kind]}[by]
        common = known[name][member]
        shift = known[pooling.spread][member] * known[pooling.deviation(unit)][member]
        if scale == "log":
            expected = min(common * math.exp(shift), 1.0)
        else:
            odds = common / (1 - common) * math.exp(shift)
            expected = odds / (1 + odds)
        assert found[member, code, home, group, kind] == pytest.approx(expected, rel=1e-12)
        apart[member, code, home, group, kind] = found[member, code, home, group, kind]
    assert (apart == found).all()


def test_shares_of_none_and_of_all_stay_so():
    pooling = Pooling(parameter="house_needed", by="home")
    known = values() | {pooling.spread: np.full(MEMBERS, 2.0)}
    known |= {pooling.deviation(unit): np.full(MEMBERS, 1.7) for unit in HOMES}
    for certain in (0.0, 1.0):
        given = known | {"house_needed": np.full(MEMBERS, certain)}
        found = dispositions(given, (pooling,), HOMES, GROUPS)
        assert (found[:, DISPOSITIONS.index("house_needed")] == certain).all()


def pooled(folder: Path, spread: float) -> Scenario:
    said = f"partial_pooling: {{return_speed: {{by: home, value: {spread}}}}}\nparameters:"
    return make_scenario(folder, **edit("scenario.yaml", "parameters:", said))


def test_deviations_are_drawn_under_names_of_their_own(tmp_path: Path):
    scenario = pooled(tmp_path, 0.7)
    world = assemble(scenario)
    ensemble = draw_ensemble(scenario, world, seed=3, n_member=400)
    drawn = values_of(ensemble)
    homes = world.labels.homes
    deviations = np.stack([drawn[f"return_speed of {home}"] for home in homes])
    assert (np.abs(deviations) <= EVEN).all()
    assert float(deviations.std()) == pytest.approx(1.0, abs=0.1)
    expected = drawn["return_speed"] * np.exp(0.7 * deviations)
    found = ensemble.disposition[:, DISPOSITIONS.index("return_speed"), :, 0, 0].T
    np.testing.assert_allclose(found, np.minimum(expected, 1.0), rtol=1e-12)


def test_a_spread_of_none_changes_nothing(tmp_path: Path):
    for folder in ("plain", "alike"):
        (tmp_path / folder).mkdir()
    plain = make_scenario(tmp_path / "plain")
    alike = pooled(tmp_path / "alike", 0.0)
    one, other = (
        draw_ensemble(scenario, assemble(scenario), seed=5, n_member=20)
        for scenario in (plain, alike)
    )
    np.testing.assert_array_equal(one.disposition, other.disposition)
    np.testing.assert_array_equal(one.value, other.value[:, : one.value.shape[1]])
