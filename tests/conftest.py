"""What every test shares: one hypothesis profile, the tiny scenario, and one ensemble of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from homeward.engine.run import simulate
from homeward.engine.simulated import Simulated
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

settings.register_profile(
    "homeward",
    derandomize=True,  # the same examples every time: a failure on one machine is a failure on all
    deadline=None,  # the first call of a kernel compiles it
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("homeward")


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """The shipped scenario of three places and ten weeks."""
    return load_scenario("tiny")


@pytest.fixture(scope="session")
def tiny_run(tiny: Scenario) -> Simulated:
    """Eight members of it, every day kept."""
    return simulate(tiny, members=8, seed=1, days=range(tiny.n_day))
