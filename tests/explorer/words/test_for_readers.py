"""Names of obstacles for readers."""

from __future__ import annotations

import numpy as np

from homeward.evaluation.scoring.spread import spread
from homeward.explorer.words.for_readers import spread_json


def test_a_number_is_said_with_its_band() -> None:
    assert spread_json(spread(np.arange(101.0))) == {
        "mean": 50.0,
        "median": 50.0,
        "q05": 5.0,
        "q95": 95.0,
    }
