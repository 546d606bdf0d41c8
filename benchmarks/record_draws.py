"""Run some days as plain Python and write down every draw: `python record_draws.py DAYS DRAWS`, uncompiled.

DAYS is a pickle of arguments of `RUN`, by name; DRAWS becomes an archive of what was drawn, in its order. A draw is a
uniform, many at once, or the quantile of a binomial distribution at a uniform that was drawn before.
"""

from __future__ import annotations

import math
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np

from homeward.model.camps.flee_walk.run_walk import run_walk
from homeward.model.communities.step import run_member
from homeward.numerics import draws, tabulated, together

UNIFORM, PAIR, FILLED, FILLED_BY_INDEX, QUANTILE, LOOKED_UP = range(6)

RUN = {"run_member": run_member, "run_walk": run_walk}


class Recorder:
    """Takes the place of what draws, and notes what it is asked for."""

    def __init__(self) -> None:
        self.original: dict[str, Any] = {}
        self.noted: list[tuple[int, int, float, float]] = []  # kind, n or row, p, u
        for name in (
            "uniform",
            "uniforms",
            "fill_uniforms",
            "fill_uniforms_in_order",
            "fill_uniforms_by_index",
        ):
            self._replace(draws, name)
        self._replace(draws, "binomial_at")
        self._replace(together, "quantile_if_told")
        self._replace(tabulated, "looked_up")

    def uniform(self, *address: int) -> float:
        """Note a uniform."""
        self.noted.append((UNIFORM, 1, 0.0, 0.0))
        return self.original["uniform"](*address)

    def uniforms(self, *address: int) -> tuple[float, float]:
        """Note a pair, of which one may be all that is used."""
        self.noted.append((PAIR, 1, 0.0, 0.0))
        return self.original["uniforms"](*address)

    def fill_uniforms(self, *given: Any) -> None:
        """Note uniforms of many communities."""
        self.noted.append((FILLED, int(given[-1]), 0.0, 0.0))
        self.original["fill_uniforms"](*given)

    def fill_uniforms_in_order(self, *given: Any) -> None:
        """Note uniforms of all homes."""
        self.noted.append((FILLED, int(given[-1].size), 0.0, 0.0))
        self.original["fill_uniforms_in_order"](*given)

    def fill_uniforms_by_index(self, *given: Any) -> None:
        """Note uniforms of many places."""
        self.noted.append((FILLED_BY_INDEX, int(given[-1]), 0.0, 0.0))
        self.original["fill_uniforms_by_index"](*given)

    def binomial_at(self, n: int, p: float, u: float) -> int:
        """Note a quantile, where it is not settled without."""
        if n > 0 and 0.0 < p < 1.0:
            self.noted.append((QUANTILE, int(n), float(p), float(u)))
        return self.original["binomial_at"](n, p, u)

    def quantile_if_told(self, n: int, p: float, z: float) -> int:
        """Note a quantile that an expansion told, side by side with others; one that it did not is drawn alone."""
        told = self.original["quantile_if_told"](n, p, z)
        if told != together.ALONE:
            self.noted.append((QUANTILE, int(n), float(p), 0.5 * math.erfc(-z / math.sqrt(2.0))))
        return told

    def looked_up(self, row: int, u: float, *tables: Any) -> int:
        """Note a quantile that is looked up."""
        self.noted.append((LOOKED_UP, int(row), 0.0, float(u)))
        return self.original["looked_up"](row, u, *tables)

    def _replace(self, home: Any, name: str) -> None:
        """Put a method of this name wherever the original is known by it."""
        self.original[name] = getattr(home, name)
        for module in list(sys.modules.values()):
            if getattr(module, name, None) is self.original[name]:
                setattr(module, name, getattr(self, name))


def main() -> None:
    """Run and write."""
    days, out = map(Path, sys.argv[1:])
    recorder = Recorder()
    with np.errstate(all="ignore"):
        for run, arguments in pickle.loads(days.read_bytes()):
            RUN[run](*arguments)
    kind, n, p, u = zip(*recorder.noted, strict=True)
    np.savez(out, kind=np.array(kind), n=np.array(n), p=np.array(p), u=np.array(u))


if __name__ == "__main__":
    main()
