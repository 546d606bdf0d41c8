"""One small result of every verb, made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

import homeward
from builders import make_registered
from homeward.api.verb_result import VerbResult

Found = Callable[[str], VerbResult]


Questions = dict[str, Callable[[], VerbResult]]


@pytest.fixture(scope="session")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Questions:
    """What a verb is asked, by its name; of camps with ``_camps``."""
    camps = make_registered(tmp_path_factory.mktemp("camps"))
    lever = "houses_given_back=0.1@2031-02-01"
    return {
        "run": lambda: homeward.run("tiny", members=4),
        "score": lambda: homeward.score("tiny", members=4),
        "hindcast": lambda: homeward.score("tiny", members=6, fit_before="2031-02-12"),
        "score_camps": lambda: homeward.score(camps, members=4),
        "explain": lambda: homeward.explain("tiny", members=2, since="2031-02-01", by="refuge"),
        "compare": lambda: homeward.compare("tiny", members=4, lever=lever, lift="exit", each=True),
        "sensitivity": lambda: homeward.sensitivity("tiny", trajectories=2, keep=2, base=16),
        "forecast": lambda: homeward.forecast("tiny", start="2031-02-16", lead=20, members=6),
        "forecast_camps": lambda: homeward.forecast(
            camps, start="2015-05-12", lead=14, members=9, origins=2, every=5
        ),
        "calibrate": lambda: homeward.calibrate("tiny", budget=240, seed=3),
    }


@pytest.fixture(scope="session")
def found(questions: Questions) -> Found:
    """What a verb found, by its name."""
    return cache(lambda name: questions[name]())
