"""What SALib is told of factors and seeds."""

from __future__ import annotations

import numpy as np
from SALib.analyze import sobol

from homeward.evaluation.sensitivity.points import salib_problem, salib_seed


def test_every_factor_runs_from_0_to_1():
    said = salib_problem(("a", "b"))
    assert said == {"num_vars": 2, "names": ["a", "b"], "bounds": [[0.0, 1.0], [0.0, 1.0]]}


def test_every_seed_is_heeded():
    """SALib takes seed 0 for none, and would then give other intervals every time."""
    problem = salib_problem(("a",))
    values = np.arange(48.0) ** 2 % 7

    def widths(seed: int) -> list[float]:
        found = sobol.analyze(problem, values, calc_second_order=False, seed=seed)
        return found["S1_conf"].tolist()

    assert widths(salib_seed(0)) == widths(salib_seed(0))
    assert widths(0) != widths(0)  # negative control
    assert salib_seed(2**63 - 1) > 0
