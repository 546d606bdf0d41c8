"""What the observations said of each unknown (model §18.6)."""

from dataclasses import replace

import numpy as np
import pytest

from evaluation.calibration.test_assimilate import figures
from homeward.evaluation.calibration.assimilate import Assimilated
from homeward.evaluation.calibration.by_chance import ByChance
from homeward.evaluation.calibration.informed import correlations, effective_members, informed
from homeward.evaluation.calibration.smoothing import normals
from homeward.evaluation.calibration.unknowns import Unknowns
from homeward.scenario.rows.uncertain_numbers import Range

SHARE = Range(value=0.5, low=0.0, high=1.0)
UNKNOWNS = Unknowns({"told": SHARE, "moved": SHARE, "untold": SHARE}, {})


def made(scale: float = 0.3, members: int = 4000) -> Assimilated:
    """Tell of the first unknown, move the second, and leave the third."""
    prior = normals(1, 0, (3, members))
    posterior = prior.copy()
    posterior[0] = 0.8 + scale * prior[0]
    posterior[1] = 0.5 + prior[1]
    output = np.log(1050.0) + 0.1 * normals(1, 1, (1, members))
    return Assimilated(prior, posterior, output, output, ())


def test_what_contracted_or_moved_is_informed_and_the_rest_is_not():
    found = informed(UNKNOWNS, made())
    assert found[0].name == "told"
    assert {one.name: one.is_informed for one in found} == {"told": True, "moved": True, "untold": False}  # fmt: skip
    told = found[0]
    assert told.contraction == pytest.approx(0.91, abs=0.01)
    assert told.shift == pytest.approx(0.8, abs=0.05)
    assert told.prior == (0.05, 0.5, 0.95)
    assert told.posterior[1] == pytest.approx(told.on_prior[1])  # even from 0 to 1
    assert told.ends == (0.0, 1.0)


def test_what_chance_makes_is_not_called_informed():
    done = replace(made(), by_chance=ByChance(np.full(100, 0.95), np.full(100, 0.6)))
    found = {one.name: one.is_informed for one in informed(UNKNOWNS, done)}
    assert found == {"told": True, "moved": False, "untold": False}
    more = replace(made(), by_chance=ByChance(np.full(100, 0.95), np.full(100, -0.9)))
    assert not any(one.is_informed for one in informed(UNKNOWNS, more))


def test_unknowns_that_are_known_together_are_correlated():
    done = made()
    done.posterior[2] = 0.6 * done.posterior[1] + 0.8 * done.posterior[2]
    together = correlations(done)
    assert together[1, 2] == pytest.approx(0.6, abs=0.03)
    assert together[0, 1] == pytest.approx(0, abs=0.05)


def test_effective_members_are_all_where_the_smoother_is_exact_and_few_where_it_is_not():
    """One unknown, one exact figure: its posterior is normal, and the weights are then equal."""
    held = figures(1000)
    slope, error = 0.5, float(held.covariance[0, 0])
    spread = 1 / (1 + slope**2 / error)
    normal = spread**0.5 * normals(3, 0, (1, 4000))
    unknowns = Unknowns({"told": SHARE}, {})

    def weighed(posterior):
        output = held.said[0] + slope * posterior
        done = Assimilated(normals(3, 9, (1, 4000)), posterior, output, output, ())
        return effective_members(unknowns, done, held)

    assert weighed(normal) > 3900
    assert weighed(0.1 * normal + 1.0) < 2000
