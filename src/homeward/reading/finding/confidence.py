"""How often candidates told by such signs were right, where keys were made by hand (decision 41)."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from homeward.reading.finding.candidate import Candidate

BASE = "all"


def confidence(candidate: Candidate) -> float:
    """Return the share of candidates told by such signs that were right: log-odds, added up."""
    known = weights()
    odds = known[BASE] + sum(known.get(part, 0.0) for part in candidate.signs.parts())
    return 1 / (1 + math.exp(-odds))


@cache
def weights() -> dict[str, float]:
    """Return what each sign adds to the log-odds."""
    text = files("homeward.reading.finding").joinpath("confidence.yaml").read_text(encoding="utf-8")
    rows: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return {name: float(weight) for name, weight in rows.items()}
