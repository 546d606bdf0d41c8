"""A small result to test with: three places, two months, invented counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
import pytest

from builders import as_result, make_scenario
from homeward.assemble.labels import label
from homeward.catalogue import FLOWS, PARAMETERS, STOCKS
from homeward.engine.simulated import CommunitySeries, Simulated
from homeward.model.communities.codes import N_BELIEF
from homeward.results.files.provenance import describe_run
from homeward.results.result import Result
from homeward.results.tables.axes import name_axes
from homeward.scenario.scenario import Scenario

MakeSimulated = Callable[..., Simulated]


def _series(
    random: np.random.Generator, cells: list[list[int]], shape: tuple[int, int]
) -> CommunitySeries:
    """Counts from none to many, so that every rule of disclosure control has something to do."""
    sizes = random.choice([0.5, 4.0, 12.0, 400.0], size=len(cells))
    values = random.poisson(sizes, size=(*shape, len(cells)))
    return CommunitySeries(np.array(cells, dtype=np.int64), values.astype(np.int32))


@pytest.fixture
def make_simulated() -> MakeSimulated:
    def make(scenario: Scenario, members: int = 12, seed: int = 1, n_record: int = 6) -> Simulated:
        random = np.random.default_rng(seed)
        labels = label(scenario)
        homes, groups, places = len(labels.homes), len(labels.groups), len(labels.places)
        cells = [[h, g, p] for h in range(homes) for g in range(groups) for p in range(places)]
        shape = (members, n_record)
        size = (*shape, homes, groups, len(labels.actors), N_BELIEF)
        return Simulated(
            scenario=scenario,
            labels=labels,
            seed=seed,
            members=members,
            days=np.linspace(6, labels.n_day - 1, n_record).astype(np.int64),
            stocks={v.name: _series(random, cells, shape) for v in STOCKS},
            flows={v.name: _series(random, cells[::2], shape) for v in FLOWS},
            belief=random.gamma(1.0, 0.01, size=size).astype(np.float32),
            parameters={p.name: random.uniform(p.low, p.high, members) for p in PARAMETERS},
        )

    return make


@pytest.fixture
def make_result(make_simulated: MakeSimulated, small_scenario: Scenario) -> Callable[..., Result]:
    def make(change: Callable[[Simulated], None] = lambda _: None, **options: int) -> Result:
        """Make it of other counts or beliefs, should they be changed before they are labelled."""
        simulated = make_simulated(small_scenario, **options)
        change(simulated)
        said = describe_run(
            simulated.scenario,
            name_axes(simulated.labels, simulated.days, simulated.members),
            seed=simulated.seed,
            started=dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC),
            seconds=1.5,
        )
        return as_result(simulated, said)

    return make


@pytest.fixture
def result(make_result: Callable[..., Result]) -> Result:
    return make_result()


@pytest.fixture
def small_scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return make_scenario(tmp_path_factory.mktemp("scenario"))
