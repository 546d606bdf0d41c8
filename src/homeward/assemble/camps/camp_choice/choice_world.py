"""Camps, origins and what is known of them, as the kernels of camp choice read them (model §13.1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from homeward.assemble.camps.camp_choice.camp_distances import all_distances
from homeward.assemble.camps.camp_choice.choice_parameters import OF_ALL_MEMBERS
from homeward.assemble.labels import Labels, codes, keys, label
from homeward.model.camps.camp_choice.choice_arrays import ChoiceInputs
from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.scenario.camps.daily_counts import place_of, registered_daily, series_names
from homeward.scenario.rows.places import CAMPS
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class ChoiceWorld:
    """A scenario as the kernels read it.

    Parameters
    ----------
    camps
        (camp): names of all camps; people come only to those of which something is registered.
    chosen
        (choice): indices along `camps` of those people come to.
    origins
        (origin): indices of places.
    """

    labels: Labels
    camps: tuple[str, ...]
    chosen: Codes
    origins: Codes
    is_abroad: Marks
    ground: ChoiceInputs


def assemble_choice(scenario: Scenario, *, with_capacity: bool = True) -> ChoiceWorld:
    """Make arrays of a scenario of camp registrations.

    Parameters
    ----------
    with_capacity
        Whether the capacities of camps are known.
    """
    places = scenario.places
    camps = tuple(place.place for place in places if place.kind in CAMPS)
    known = {place_of(scenario, name) for name in series_names(scenario)}
    # In the order of the alphabet: whom one camp draws the next no longer can, so the order is part of the chance.
    names = tuple(sorted(camp for camp in camps if camp in known))
    chosen = codes(camps.index(name) for name in names)
    at = codes(scenario.place_names.index(name) for name in names)
    origins, is_active = origins_of(scenario)
    country = origin_country(scenario, origins)
    share = scenario.parameters[OF_ALL_MEMBERS].value
    km_open, km_all, era = all_distances(scenario, country, share, origins, at)
    counts = registered_daily(scenario, names)
    is_open = open_camps(scenario, names)
    countries = sorted({places[index].country for index in at})
    capacity = codes((places[index].capacity or 0) if with_capacity else 0 for index in at)
    return ChoiceWorld(
        labels=label(scenario),
        camps=camps,
        chosen=chosen,
        origins=origins,
        is_abroad=np.array([place.country != scenario.home_country for place in places]),
        ground=ChoiceInputs(
            km_open=km_open,
            km_all=km_all,
            era=era,
            is_active=is_active,
            population=_populations(scenario, origins),
            is_open=is_open,
            opened=_opening_days(is_open),
            capacity=capacity,
            country=codes(countries.index(places[index].country) for index in at),
            n_country=len(countries),
            # Where camps start empty, fewer than nobody can be registered.
            registered=np.maximum(counts.sum(axis=1), 0),
            start=counts[0],
            camp_key=keys(names),
            origin_key=keys(places[index].place for index in origins),
        ),
    )


def origins_of(scenario: Scenario) -> tuple[Codes, Marks]:
    """Find where people flee from (origin), and on which days (day, origin).

    On a day without fighting people still come from where it was last; before any, from wherever it will be; where
    there never is any, from every place that is no camp.
    """
    is_fought = np.zeros((scenario.n_day, len(scenario.places)), dtype=np.bool_)
    for row in scenario.fighting:
        first, after = ((day - scenario.start).days for day in (row.start, row.end))
        place = scenario.place_names.index(row.place)
        is_fought[max(first, 0) : max(after, 0), place] = True
    is_camp = np.array([place.kind in CAMPS for place in scenario.places])
    origins = _by_name(scenario, is_fought.any(axis=0) & ~is_camp)
    if origins.size == 0:
        origins = _by_name(scenario, ~is_camp)
        is_fought[:, origins] = True
    is_active = is_fought[:, origins]
    last = np.ones(origins.size, dtype=np.bool_)
    for day in range(scenario.n_day):
        last = is_active[day] if is_active[day].any() else last
        is_active[day] = last
    return origins, is_active


def _by_name(scenario: Scenario, is_meant: Marks) -> Codes:
    """Return the indices of the places that are meant, in the order of the alphabet."""
    meant = [name for name, is_one in zip(scenario.place_names, is_meant, strict=True) if is_one]
    return codes(scenario.place_names.index(name) for name in sorted(meant))


def origin_country(scenario: Scenario, origins: Codes) -> str:
    """Return the country that most origins are in; of those with as many the home country, or the first by name."""
    counted = Counter(scenario.places[origin].country for origin in origins)
    most = sorted(country for country in counted if counted[country] == max(counted.values()))
    home = scenario.home_country
    return home if home in most or not most else most[0]


def open_camps(scenario: Scenario, names: tuple[str, ...]) -> Marks:
    """Find the days on which each of some camps is open (day, camp)."""
    is_open = np.ones((scenario.n_day, len(names)), dtype=np.bool_)
    for row in scenario.barriers:
        if row.kind in {*CAMPS, "place"} and row.places[0] in names:
            first, after = ((day - scenario.start).days for day in (row.start, row.end))
            is_open[max(first, 0) : max(after, 0), names.index(row.places[0])] = False
    return is_open


def _opening_days(is_open: Marks) -> Codes:
    """Day up to each on which each camp last opened (day, camp); 0 if it never has."""
    opens = np.zeros(is_open.shape, dtype=np.bool_)
    opens[1:] = is_open[1:] & ~is_open[:-1]
    days = np.arange(is_open.shape[0])[:, None]
    return np.maximum.accumulate(np.where(opens, days, 0), axis=0).astype(np.int64)


def _populations(scenario: Scenario, origins: Codes) -> Reals:
    """People at each origin (origin); where that is not known, the median of the others."""
    people = np.array(
        [
            place.population.value if (place := scenario.places[origin]).population else 0.0
            for origin in origins
        ]
    )
    is_known = people > 0
    return np.where(is_known, people, np.median(people[is_known]) if is_known.any() else 1.0)
