"""Where the law would have sent those who came, from the numbers there really were (model §15.3)."""

import numpy as np
from numpy.typing import NDArray

from homeward.model.camps.camp_choice.choice_arrays import ChoiceInputs, ChoiceParameters, Chooser
from homeward.model.camps.camp_choice.pull import (
    share_alike,
    share_out,
    weigh_camps,
    weigh_open_ways,
)
from homeward.numerics.array_types import Codes, Reals
from homeward.numerics.kernel import kernel


@kernel
def expect(
    ground: ChoiceInputs,
    tastes: ChoiceParameters,
    chooser: Chooser,
    counted: NDArray[np.int64],
    newcomers: Codes,
    weight: Reals,
    out: Reals,
) -> None:
    """Share those who came on each day out by the numbers of the day before, and add them up by camp.

    Parameters
    ----------
    counted
        (day, camp): people there.
    newcomers
        (day): those who came, in all camps.
    weight
        (day): what a day counts.
    out
        (camp), persons; filled in.
    """
    out[:] = 0.0
    weigh_open_ways(ground, tastes, chooser)
    for day in range(1, newcomers.size):
        if newcomers[day] == 0:
            continue
        for camp in range(out.size):
            chooser.people[camp] = max(counted[day - 1, camp], 0)
        weigh_camps(day, ground, tastes, chooser)
        total = share_out(day, ground, tastes, chooser)
        if total <= 0.0:
            total = share_alike(day, ground, chooser)
        for camp in range(out.size):
            out[camp] += weight[day] * newcomers[day] * chooser.share[camp] / total
