"""The small scenarios of the suite, modelled and registered, for the explorer to show."""

from __future__ import annotations

import pytest

from builders import make_registered, make_scenario
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """Three places whose groups and actors are not named."""
    return make_scenario(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """Two towns and two camps of camp registrations."""
    return make_registered(tmp_path_factory.mktemp("registered"))


@pytest.fixture(scope="session")
def palmyra() -> Scenario:
    return load_scenario("palmyra")
