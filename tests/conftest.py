"""What every test shares: one hypothesis profile, the tiny scenario, and a quiet world to disturb."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings

from builders import header, make_scenario, with_parameters
from homeward.engine.every_kernel import OUTERMOST
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.numerics.kernel import is_compiled
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario
from windows import skipped_on_windows

settings.register_profile(
    "homeward",
    derandomize=True,  # the same examples every time: a failure on one machine is a failure on all
    deadline=None,  # the first call of a kernel compiles it
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("homeward")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the kernels of every model once, before workers are started that would each do it."""
    is_worker = hasattr(config, "workerinput")
    if is_worker or config.option.collectonly or not config.getoption("numprocesses", None):
        return
    sources = os.pathsep.join(filter(None, sys.path))
    compiling = [
        subprocess.Popen(
            [sys.executable, "-m", "homeward.engine.every_kernel", model],
            env=os.environ | {"PYTHONPATH": sources},
        )
        for model, kernel in OUTERMOST.items()
        if not is_compiled(kernel)
    ]
    for process in compiling:
        process.wait()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let workers begin with what takes long, so that none is left alone with it at the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None, None, None]:
    with skipped_on_windows():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, None, None]:
    with skipped_on_windows():
        return (yield)


MakeWorld = Callable[..., Scenario]

QUIET_START = date(2030, 1, 1)
QUIET_TABLES = {
    "places": "home,Home,town,AAA,,34,38,1000,,,,,,,,,\ncamp,Camp,camp,AAA,,34,39,,,,,,1,,,,\n",
    "routes": "way,home,camp,100,,,\n",
    "actors": "army,Army,Actor A,,,,,\n",
    "control": "home,army,,,judgement\ncamp,army,,,judgement\n",
    "groups": "people,People,Group 1,,,,,1,,,\n",
}
"""One home and one camp of the same actor, a day apart. Rows only: the fixture adds the headers."""

EMPTY_TABLES = [
    "closures",
    "presence",
    "displaced",
    "arrivals",
    "harms",
    "conditions",
    "permissions",
    "claims",
    "documents",
    "observations",
    "surveys",
]

QUIET_PARAMETERS: dict[str, float] = {
    # Everybody decides alone, fears nothing and wants to go home; no law but those a test turns on moves anybody.
    "family_size": 1, "tolerance": 10, "caution": 0.7, "memory_half_life": 1, "news_delay": 10,
    "reach_own": 0.2, "reach_kin": 0.1, "reach_general": 0.01,
    "prior_friendly": 1e-6, "prior_neither": 1e-6, "prior_hostile": 1e-6, "promise_credence": 100,
    "recapture_prior": 0, "recapture_memory": 5, "recapture_horizon": 1, "hub_protection": 0.5, "screening": 100,
    "flight_hazard": 0.2, "danger_half": 0.5, "attachment": 10, "dread_share": 0.5, "exit_refused_ease": 0.1,
    "expulsion_hazard": 0.2, "destruction_hazard": 0, "pace": 100, "distance_decay": 1, "kin_pull": 0,
    "crossing_ease": 0.1, "entry_refused_ease": 0.1, "onward_hazard": 0, "hardship_push": 5,
    "willing_camp": 1, "willing_inside": 1, "willing_abroad": 1, "return_speed": 0.05, "approved_speed": 0.1,
    "unpermitted_ease": 0.05, "weight_destroyed": 0.5, "weight_occupied": 0.5, "weight_services": 0.5,
    "weight_livelihood": 0.5, "weight_mines": 0.5, "house_needed": 0, "livelihood_needed": 0,
    "viability": 0, "garrison_relief": 0, "avoid_occupiers": 1, "redisplacement_hazard": 0,
}  # fmt: skip


@pytest.fixture(scope="session")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> MakeWorld:
    """Make the quiet world for some days, with the rows of some tables and some parameters replaced."""

    def make(
        days: int = 40, parameters: Mapping[str, float] | None = None, **rows: str
    ) -> Scenario:
        numbers = QUIET_PARAMETERS | dict(parameters or {})
        end = QUIET_START + timedelta(days=days - 1)
        given = {**dict.fromkeys(EMPTY_TABLES, ""), **QUIET_TABLES, **rows}
        scenario = make_scenario(
            tmp_path_factory.mktemp("world"),
            scenario=f"title: A quiet world\nstart: {QUIET_START}\nend: {end}\n",
            levers="{}\n",
            **{table: _headed(table, text) for table, text in given.items()},
        )
        return with_parameters(scenario, numbers)

    return make


def _headed(table: str, rows: str) -> str:
    """Put the header of a table over rows that do not bring one with more columns."""
    first = header(table)
    return rows if rows.startswith(first.strip()) else first + rows


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """The shipped scenario of three places and ten weeks."""
    return load_scenario("tiny")


@pytest.fixture(scope="session")
def tiny_run(tiny: Scenario) -> Simulated:
    """Eight members of it, every day kept."""
    return simulate(tiny, members=8, seed=1, days=range(tiny.n_day))
