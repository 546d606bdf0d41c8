"""Moving a member's people to where they have been counted, and none of them out of being (model §14.1).

Of all ways to meet the counts the one that changes the shares of a home and group least (Kullback's divergence): people
who are counted together are multiplied by one factor, and those of their home and group who are elsewhere by another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from homeward.engine.communities.onward import People
from homeward.evaluation.conditioning.counts_of_days import N_AT_HOME, RESIDENTS, RETURNEES

Reals = NDArray[np.float64]
Counts = NDArray[np.int64]
MIXED = 1e-3
"""Share of the ensemble's people in those of a member, so that somebody can be where it has nobody."""
ANYWHERE = 1e-6
"""The same of all that are counted somewhere, whether any member has them there or not."""


def cells_of(people: People) -> Counts:
    """Lay a member's people out (home, group, cell)."""
    at_home = np.stack([people.residents, people.returnees.sum(axis=0)], axis=-1)
    return np.concatenate([at_home, people.displaced.sum(axis=0)], axis=-1)


def move_people(
    several: Sequence[People], covers: NDArray[np.bool_], figures: Reals, error: Reals
) -> list[People]:
    """Move the people of members to where they have been counted; as many of each home and group stay.

    Parameters
    ----------
    covers
        (count, home, group, cell)
    figures
        (member, count), persons.
    error
        (count): standard deviation; where counts contradict each other, the greater gives way.

    References
    ----------
    Ireland and Kullback 1968, doi:10.1093/biomet/55.1.179; Csiszár 1975, doi:10.1214/aop/1176996454.
    """
    cells = [cells_of(one) for one in several]
    n_count = covers.shape[0]
    by_community = covers.reshape(n_count, -1, covers.shape[-1])
    everybody = sum(cells, np.zeros_like(cells[0])).reshape(by_community.shape[1:])
    spread = _shares(everybody.astype(np.float64)) + ANYWHERE / MIXED * by_community.any(axis=0)
    of_all = People(
        residents=np.sum([one.residents for one in several], axis=0),
        returnees=np.sum([one.returnees for one in several], axis=0),
        displaced=np.sum([one.displaced for one in several], axis=0),
    )
    return [
        _placed(
            _moved(own.reshape(everybody.shape), spread, by_community, wanted, error).reshape(
                own.shape
            ),
            one,
            of_all,
        )
        for one, own, wanted in zip(several, cells, figures, strict=True)
    ]


def _placed(cells: Counts, before: People, of_all: People) -> People:
    """Give those who are moved (home, group, cell) the permits and standings of whom they join, or of all members."""
    return People(
        residents=cells[..., RESIDENTS],
        returnees=split(cells[..., RETURNEES], before.returnees, of_all.returnees),
        displaced=split(
            cells[..., N_AT_HOME:], before.displaced, of_all.displaced.sum(axis=-1, keepdims=True)
        ),
    )


def split(people: Counts, like: Counts, otherwise: Counts) -> Counts:
    """Divide people (...) into parts (part, ...) like some who are there; like others where there is nobody.

    Where there is nobody anywhere they are all of the first part.
    """
    weights = like.astype(np.float64)
    of_all = otherwise.sum(axis=tuple(range(1, otherwise.ndim)), keepdims=True)
    first = np.arange(of_all.size).reshape(of_all.shape) == 0
    for other in (otherwise, of_all, first):
        weights = np.where(weights.sum(axis=0) > 0, weights, other)
    parts = people * (weights / weights.sum(axis=0))
    return np.moveaxis(whole(np.moveaxis(parts, 0, -1)), -1, 0)


def _shares(people: Reals) -> Reals:
    """Shares of each home and group (community, cell); nobody has none."""
    total = people.sum(axis=-1, keepdims=True)
    return np.divide(people, total, out=np.zeros_like(people), where=total > 0)


def _moved(
    people: Counts, spread: Reals, covers: NDArray[np.bool_], wanted: Reals, error: Reals
) -> Counts:
    """Move the people of one member (community, cell)."""
    total = people.sum(axis=1).astype(np.float64)
    concerned = covers.any(axis=(0, 2)) & (total > 0)
    if not concerned.any():
        return people
    own, counted = total[concerned], covers[:, concerned].astype(np.float64)
    shares = _shares(
        (1.0 - MIXED) * _shares(people[concerned].astype(float)) + MIXED * spread[concerned]
    )
    scale = max(float(wanted.max()), 1.0)
    tilt = _tilt(own / scale, shares, counted, wanted / scale, error / scale)
    found = people.copy()
    found[concerned] = whole(own[:, None] * softmax(_tilted(shares, tilt, counted), axis=1))
    return found


def _tilt(total: Reals, shares: Reals, covers: Reals, wanted: Reals, error: Reals) -> Reals:
    """Find the log of the factor of each count (count): the minimum of a convex function, by Newton's method.

    The people's own part in it is such that a count with an error of 100% of the greatest would weigh as much.
    """

    def value_and_slope(tilt: Reals) -> tuple[float, Reals]:
        tilted = _tilted(shares, tilt, covers)
        expected = np.einsum("k,kc,rkc->r", total, softmax(tilted, axis=1), covers)
        value = (
            total @ logsumexp(tilted, axis=1) - tilt @ wanted + 0.5 * ((error * tilt) ** 2).sum()
        )
        return float(value), expected - wanted + error**2 * tilt

    def curvature(tilt: Reals) -> Reals:
        weighed = softmax(_tilted(shares, tilt, covers), axis=1)
        each = np.einsum("kc,rkc->rk", weighed, covers)
        both = np.einsum("k,kc,rkc,skc->rs", total, weighed, covers, covers, optimize=True)
        return both - np.einsum("k,rk,sk->rs", total, each, each) + np.diag(error**2)

    start = np.zeros(wanted.size)
    found = minimize(value_and_slope, start, jac=True, hess=curvature, method="trust-exact")
    return found.x


def _tilted(shares: Reals, tilt: Reals, covers: Reals) -> Reals:
    """Return the log of shares times the factors of the counts that cover them (community, cell), not yet of sum 1."""
    return np.log(shares, out=np.full_like(shares, -np.inf), where=shares > 0) + np.einsum(
        "r,rkc->kc", tilt, covers
    )


def whole(people: Reals) -> Counts:
    """Round people (..., cell) so that their sum over cells, which is whole, stays: by the largest remainders."""
    flat = people.reshape(-1, people.shape[-1])
    found = np.floor(flat)
    missing = np.rint(flat.sum(axis=1) - found.sum(axis=1)).astype(np.int64)
    order = np.argsort(found - flat, axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    found += rank < missing[:, None]
    return found.astype(np.int64).reshape(people.shape)
