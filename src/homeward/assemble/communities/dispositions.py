"""Dispositions: how people decide about going home, alike or apart by home, group and kind of refuge (model §5.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import expit, logit

from homeward.catalogue import DISPOSITIONS, PARAMETER, WILLING_BY_REFUGE
from homeward.numerics.array_types import Reals
from homeward.scenario.rows.pooling import Pooling, pooled_units

AXIS = {"home": 1, "group": 2, "refuge": 3}
"""Axes of one disposition (member, home, group, refuge kind)."""


def dispositions(
    values: Mapping[str, Reals],
    pooling: Sequence[Pooling],
    homes: Sequence[str],
    groups: Sequence[str],
) -> Reals:
    """Lay the parameters of going home out over those who have them.

    Parameters
    ----------
    values
        Parameters by name, those of partial pooling among them: (member) each.

    Returns
    -------
    Reals
        (member, disposition, home, group, refuge kind), in the parameters' units.
    """
    kinds = tuple(WILLING_BY_REFUGE)
    n_member = next(iter(values.values())).size
    out = np.empty((n_member, len(DISPOSITIONS), len(homes), len(groups), len(kinds)))
    pooled = {one.parameter: one for one in pooling}
    for code, disposition in enumerate(DISPOSITIONS):
        for kind, refuge in enumerate(kinds):
            name = WILLING_BY_REFUGE[refuge] if disposition == "willing" else disposition
            apart = _apart(name, values, pooled.get(name), homes, groups)
            out[:, code, :, :, kind] = apart[..., kind if apart.shape[3] > 1 else 0]
    return out


def _apart(
    name: str,
    values: Mapping[str, Reals],
    pooling: Pooling | None,
    homes: Sequence[str],
    groups: Sequence[str],
) -> Reals:
    """Values of a parameter (member, home, group, refuge kind), axes along which it does not differ being 1 long."""
    common = values[name][:, None, None, None]
    if pooling is None:
        return common
    units = pooled_units(pooling.by, homes, groups)
    shape = [common.shape[0], 1, 1, 1]
    shape[AXIS[pooling.by]] = len(units)
    deviation = np.stack([values[pooling.deviation(unit)] for unit in units], axis=1).reshape(shape)
    shift = values[pooling.spread][:, None, None, None] * deviation
    if PARAMETER[name].scale == "log":
        return np.minimum(common * np.exp(shift), PARAMETER[name].most)
    return expit(logit(common) + shift)
