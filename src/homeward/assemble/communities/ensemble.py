"""The ensemble: what is uncertain, drawn for every member (model §5.3)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import numpy as np

from homeward.assemble.communities.answers import listed_homes
from homeward.assemble.communities.dispositions import dispositions
from homeward.assemble.communities.world import World, particular_rows
from homeward.catalogue import CONDITIONS, PARAMETERS
from homeward.model.communities.codes import FRIENDLY, HOSTILE
from homeward.model.communities.drivers import (
    Ensemble,
    LawParameters,
    Params,
    RandomKey,
    SampledInputs,
)
from homeward.numerics.array_types import Counts, Reals
from homeward.numerics.draws import uniforms
from homeward.numerics.kernel import kernel
from homeward.numerics.rates import DAYS_PER_YEAR
from homeward.numerics.streams import RANGES
from homeward.scenario.rows.conditions import Condition
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario

LAWS = np.array(
    [i for i, parameter in enumerate(PARAMETERS) if parameter.name in LawParameters._fields]
)
"""Places in the register of parameters that are no dispositions."""

Fixed = Mapping[str, Reals]
"""Values of parameters given for every member, and quantiles of inputs, e.g. a posterior: (member) each."""

BETWEEN = "/"
"""Between the parts of the name of an input; no parameter has it in its name."""
PARAMETER_DRAW = "parameter"
"""First part of the name under which a parameter is drawn."""


@kernel
def quantiles(seed: int, cell: int, first: int, out: Reals) -> None:
    """Fill in one quantile a member from a first one on, addressed by what it is for."""
    for index in range(out.size):
        out[index] = uniforms(seed, RANGES, first + index, 0, cell, 0)[0]


class Draws:
    """Quantiles of members from a first one on, by name: a row keeps its own when other rows come or go.

    Parameters
    ----------
    given
        Quantiles that are given instead, (member) each, by name.
    """

    def __init__(
        self, seed: int, n_member: int, first: int = 0, given: Fixed | None = None
    ) -> None:
        self.seed = seed
        self.n_member = n_member
        self.first = first
        self.given = given or {}

    def quantile(self, *name: str) -> Reals:
        """Return one quantile a member (member) for something with a name."""
        given = self.given.get(BETWEEN.join(name))
        if given is not None:
            return given
        out = np.empty(self.n_member)
        quantiles(self.seed, zlib.crc32("|".join(name).encode()), self.first, out)
        return out

    def value(self, known: Range, *name: str) -> Reals:
        """Draw from a range (member), half of it on each side of its central value."""
        if known.low == known.high:
            return np.full(self.n_member, known.value)
        return value_at(known, self.quantile(*name))


def value_at(known: Range, quantile: Reals) -> Reals:
    """Value at quantiles (0-1) of a range: 0 its low end, 1/2 its central value, 1 its high end; even on its scale."""
    if known.low == known.high:
        return np.full(np.shape(quantile), known.value)
    ends = np.array([known.low, known.value, known.high])
    if known.scale == "log":
        return np.exp(np.interp(quantile, [0.0, 0.5, 1.0], np.log(ends)))
    return np.interp(quantile, [0.0, 0.5, 1.0], ends)


def draw_ensemble(
    scenario: Scenario,
    world: World,
    *,
    seed: int,
    n_member: int,
    first: int = 0,
    without_news: bool = False,
    fixed: Fixed | None = None,
) -> Ensemble:
    """Draw what is uncertain for `n_member` members.

    Parameters
    ----------
    seed
        Any whole number from 0 to 2**63 - 1.
    first
        Number of the first of them.
    fixed
        Parameters whose values are given instead of drawn, and inputs whose quantiles are, (member) each.
    """
    draws = Draws(seed, n_member, first, fixed)
    labels = world.labels
    values = {
        name: draws.value(known, PARAMETER_DRAW, name)
        for name, known in scenario.parameters.items()
    }
    values.update(fixed or {})
    values["family_size"] = np.rint(values["family_size"])
    prior, shape = _priors(scenario, world, values)
    return Ensemble(
        seed=seed,
        without_news=without_news,
        parameters=tuple(scenario.parameters),
        value=np.stack([values[name] for name in scenario.parameters], axis=1),
        residents=_residents(scenario, draws, labels.groups),
        start=_people(
            [(row.people, f"{row.home} {row.group} {row.place}") for row in scenario.displaced],
            draws,
            "displaced",
        ),
        arrivals=_people(
            [
                (row.people, f"{row.home} {row.group} {row.place} {row.start}")
                for row in scenario.arrivals
            ],
            draws,
            "arrivals",
        ),
        approvals=_approvals(scenario, draws),
        hosting=_stack(
            [draws.value(place.hosting, "hosting", place.place) for place in scenario.places],
            n_member,
        ),
        presence=_stack([draws.quantile("presence", *key) for key in world.series], n_member),
        harm=_stack(
            [
                draws.value(
                    rule.rate,
                    "harm",
                    rule.actor,
                    rule.kind,
                    rule.mode,
                    *rule.groups,
                    *rule.exposure,
                )
                / DAYS_PER_YEAR
                for rule in scenario.harms
            ],
            n_member,
        ),
        condition=_condition_quantiles(labels.places, draws),
        way_condition=_stack(
            [draws.quantile(*condition_address(row)) for row in particular_rows(scenario)],
            n_member,
        ),
        prior=prior,
        prior_shape=shape,
        disposition=dispositions(values, scenario.pooling, labels.homes, labels.groups),
    )


def values_of(ensemble: Ensemble) -> dict[str, Reals]:
    """Return the parameters of an ensemble by name, (member) each."""
    return {name: ensemble.value[:, index] for index, name in enumerate(ensemble.parameters)}


def params_of(ensemble: Ensemble, member: int) -> Params:
    """Return what is drawn for one member."""
    return Params(
        chance=RandomKey(ensemble.seed, member, ensemble.without_news),
        laws=LawParameters(*ensemble.value[member, LAWS].tolist()),
        drawn=SampledInputs(
            residents=ensemble.residents[member],
            start=ensemble.start[member],
            arrivals=ensemble.arrivals[member],
            approvals=ensemble.approvals[member],
            hosting=ensemble.hosting[member],
            presence=ensemble.presence[member],
            harm=ensemble.harm[member],
            condition=ensemble.condition[member],
            way_condition=ensemble.way_condition[member],
            prior=ensemble.prior[member],
            prior_shape=ensemble.prior_shape[member],
            disposition=ensemble.disposition[member],
        ),
    )


def with_parameters(
    ensemble: Ensemble, scenario: Scenario, world: World, rows: Counts, fixed: Fixed
) -> Ensemble:
    """Take members of an ensemble, again and again if asked, and set parameters in them; all else stays as drawn.

    Parameters
    ----------
    rows
        (member): which members to take.
    fixed
        Parameters whose values are set, (member) each.
    """
    taken = {
        name: drawn[rows]
        for name, drawn in ensemble._asdict().items()
        if isinstance(drawn, np.ndarray)
    }
    values = {
        name: taken["value"][:, index] for index, name in enumerate(ensemble.parameters)
    } | dict(fixed)
    values["family_size"] = np.rint(values["family_size"])
    taken["value"] = np.stack([values[name] for name in ensemble.parameters], axis=1)
    taken["disposition"] = dispositions(
        values, scenario.pooling, world.labels.homes, world.labels.groups
    )
    taken["prior"], taken["prior_shape"] = _priors(scenario, world, values)
    return ensemble._replace(**taken)


def _stack(columns: list[Reals], n_member: int) -> Reals:
    return np.stack(columns, axis=1) if columns else np.zeros((n_member, 0))


def _people(rows: Sequence[tuple[Range, str]], draws: Draws, table: str) -> Counts:
    columns = [np.rint(draws.value(known, table, name)).astype(np.int64) for known, name in rows]
    return np.stack(columns, axis=1) if columns else np.zeros((draws.n_member, 0), dtype=np.int64)


def _approvals(scenario: Scenario, draws: Draws) -> Counts:
    rows = [
        (approvals, f"{home} {row.actor} {' '.join(row.groups)} {row.start}")
        for row, approvals, home in listed_homes(scenario)
    ]
    return _people(rows, draws, "approvals")


def condition_address(row: Condition) -> tuple[str, ...]:
    """Return what the quantile of a condition is drawn under: all rows of it at a place, or for a home and group."""
    of_whom = (row.home or "", row.group or "") if row.is_particular else ()
    return ("condition", row.variable, row.place, *of_whom)


def _condition_quantiles(places: tuple[str, ...], draws: Draws) -> Reals:
    """Draw one quantile for each condition of each place, so that a place is high or low throughout."""
    out = np.empty((draws.n_member, len(CONDITIONS), len(places)))
    for code, condition in enumerate(CONDITIONS):
        for index, place in enumerate(places):
            out[:, code, index] = draws.quantile("condition", condition.name, place)
    return out


def _residents(scenario: Scenario, draws: Draws, groups: tuple[str, ...]) -> Counts:
    """Draw the population of every home and divide it among its groups, to the person."""
    residents = np.zeros((draws.n_member, len(scenario.homes), len(groups)), dtype=np.int64)
    for index, home in enumerate(scenario.homes):
        if home.population is None:
            continue
        people = np.rint(draws.value(home.population, "population", home.place)).astype(np.int64)
        shares = np.zeros((draws.n_member, len(groups)))
        for row in scenario.groups_of(home.place):
            shares[:, groups.index(row.group)] = draws.value(
                row.share, "share", home.place, row.group
            )
        residents[:, index] = apportion(people, shares)
    return residents


def apportion(people: Counts, shares: Reals) -> Counts:
    """Divide people (member) by shares (member, group), which need not sum to 1, by largest remainders."""
    exact = people[:, None] * shares / shares.sum(axis=1, keepdims=True)
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), axis=1, kind="stable")
    missing = people - whole.sum(axis=1)
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(shares.shape[1])[None, :], axis=1)
    return whole + (rank < missing[:, None])


def _priors(scenario: Scenario, world: World, values: Fixed) -> tuple[Reals, Reals]:
    """Return the rate (1/person-year) and shape that every group expects of every actor at the start."""
    n_member = values["prior_shape"].size
    stance = world.drivers.places.stance
    prior = np.empty((n_member, *stance.shape))
    shape = np.empty_like(prior)
    for index, actor in enumerate(scenario.actors):
        for group in range(stance.shape[0]):
            towards = stance[group, index]
            if towards == FRIENDLY:
                known, unknown = actor.believed_friendly, values["prior_friendly"]
            elif towards == HOSTILE:
                known, unknown = actor.believed_hostile, values["prior_hostile"]
            else:
                known, unknown = actor.believed_neither, values["prior_neither"]
            prior[:, group, index] = known or unknown
            shape[:, group, index] = values["prior_shape"]
            if known and actor.believed_years:
                shape[:, group, index] = np.maximum(
                    values["prior_shape"], known * actor.believed_years
                )
    return prior, shape
