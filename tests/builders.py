"""Small scenarios to test with: the only helpers of the suite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.ensemble import draw_ensemble, params_of
from homeward.assemble.communities.world import assemble
from homeward.engine.communities.ready import Ready
from homeward.engine.packed import pack_simulated
from homeward.engine.simulated import Simulated
from homeward.model.camps.camp_choice.choice_arrays import ChoiceInputs, ChoiceParameters
from homeward.model.communities.account import WELL
from homeward.model.communities.drivers import Drivers, Params
from homeward.model.communities.member import Record, State, axis_sizes
from homeward.model.communities.step import run_member
from homeward.numerics.allocate import allocate
from homeward.results.result import Result, from_packed
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import TABLES
from homeward.scenario.rows.camps.barriers import Barrier, KindChange
from homeward.scenario.rows.camps.fighting import Fighting
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.rows.camps.registrations import Correction, Registration
from homeward.scenario.rows.places import Place, Route
from homeward.scenario.rows.uncertain_numbers import DEFAULTS, Amount, Range
from homeward.scenario.scenario import Scenario

FILES = {
    "scenario.yaml": """\
title: Three places
start: 2015-05-01
end: 2015-06-30
parameters:
  flight_hazard: 0.1
""",
    "places.csv": """\
place,label,kind,country,pcode,latitude,longitude,population,population_low,population_high,dwellings,capacity,hosting,hosting_low,hosting_high,hub,claims
oldtown,Oldtown,town,SYR,,34.5,38.3,1000,900,1100,250,,,,,,c1
hills,Hills,village,SYR,,34.6,38.4,200,,,,,,,,oldtown,
camp,Camp,camp,SYR,,33.5,38.7,,,,,5000,0.5,,,,
""",
    "routes.csv": """\
route,from,to,km,pace,both_ways,claims
oldtown_camp,oldtown,camp,120,,yes,
hills_oldtown,hills,oldtown,12,,,
""",
    "closures.csv": """\
route,direction,from,to,claims
oldtown_camp,out,2015-05-10,2015-05-15,c1
""",
    "actors.csv": """\
actor,label,neutral_label,believed_friendly,believed_neither,believed_hostile,believed_years,claims
north,North army,Actor A,0.001,0.01,0.1,2000,c1
south,South army,Actor B,,,,,
""",
    "control.csv": """\
place,actor,from,to,claims
oldtown,north,,2015-05-20,c1
oldtown,south,2015-05-20,,c1
hills,north,,,c1
camp,north,,,judgement
""",
    "presence.csv": """\
place,actor,mode,strength,strength_low,strength_high,radius_km,from,to,claims
oldtown,south,assault,0.8,0.6,1,,2015-05-13,2015-05-20,c1
""",
    "groups.csv": """\
group,label,neutral_label,livelihood,friendly,hostile,home,share,share_low,share_high,claims
farmers,Farmers,Group 1,farming,north,,,0.75,,,
traders,Traders,Group 2,,,south north,,0.25,,,
""",
    "displaced.csv": """\
home,group,place,people,people_low,people_high,claims
oldtown,farmers,camp,100,80,120,c1
""",
    "arrivals.csv": """\
home,group,place,people,people_low,people_high,from,to,claims
hills,traders,camp,50,,,2015-05-10,2015-05-20,judgement
""",
    "harms.csv": """\
actor,kind,groups,exposure,mode,places,rate,rate_low,rate_high,months,after_capture_days,from,to,claims
south,killing,farmers,,control,,0.05,0.01,0.2,,,,,c1
""",
    "conditions.csv": """\
place,variable,value,value_low,value_high,from,to,claims
camp,hardship,0.7,0.5,0.9,,,judgement
""",
    "permissions.csv": """\
actor,place,movement,groups,coming_from,rule,approvals,approvals_low,approvals_high,promise,from,to,claims
south,,home,,,listed,50,20,80,0.5,2015-05-20,,c1
""",
    "levers.yaml": """\
buses:
  title: Buses to the front door
  what: The camp is served by buses.
  claims: [c1]
  changes:
    - table: conditions
      where: {place: camp, variable: hardship}
      set: {value: 0.2}
    - table: conditions
      set: {place: camp, variable: transport_support, value: 1, claims: judgement}
    - table: parameters
      where: {name: flight_hazard}
      set: {value: 0.2}
""",
    "claims.csv": """\
claim,document,paragraph,said_by,said_on,statement,low,value,high,unit,source_grade,information_grade,contradicts
c1,report,12,aid worker,2015-06,About a thousand people lived there.,900,1000,1100,persons,B,2,
""",
    "documents.csv": """\
document,title,publisher,published,url,kind
report,A report,An agency,2015,,report
""",
    "observations.csv": """\
name,date,since,measure,homes,groups,places,low,value,high,use,imposed,base_since,base_date,levers,claims,note
camp_june,2015-06-15,,present,,,camp,300,400,500,fit,no,,,,c1,
fled_may,2015-05-31,2015-05-01,fled,oldtown,,,500,800,1000,test,no,,,,c1,
""",
    "surveys.csv": "survey,date,asked,homes,groups,places,answer,share,share_low,share_high,rank,use,claims,note\n",
}
"""A valid scenario of three places and two months, file by file."""


REGISTERED = {
    "scenario.yaml": """\
title: Registered at two camps
start: 2015-05-01
end: 2015-05-30
model: camps
home_country: SYR
movement: flee
rules:
  leave_town: 0.5
  flight_decay: 1 0.5
""",
    "places.csv": """\
place,label,kind,country,pcode,latitude,longitude,population,population_low,population_high,dwellings,capacity,hosting,hosting_low,hosting_high,hub,capacity_per_day,already_here,claims
oldtown,Oldtown,town,SYR,,34.5,38.3,1000,,,,,,,,,,,c1
market,Market,town,SYR,,34.4,38.6,500,,,,,,,,,,,c1
near,Near camp,camp,SYR,,34.0,38.7,,,,,800,,,,,,,c1
far,Far camp,camp,JOR,,32.5,38.7,,,,,5000,,,,,10,20,c1
""",
    "routes.csv": """\
route,from,to,km,pace,both_ways,claims
oldtown_market,oldtown,market,40,,yes,c1
market_near,market,near,60,,yes,c1
market_far,market,far,300,,yes,c1
""",
    "fighting.csv": """\
place,intensity,from,to,claims
oldtown,1,,2015-05-20,c1
market,0.5,2015-05-10,2015-05-15,c1
market,1,2015-05-15,,c1
""",
    "barriers.csv": """\
kind,places,countries,from,to,claims
border,,SYR JOR,2015-05-01,2015-05-05,c1
camp,near,,,2015-05-03,c1
""",
    "kind_changes.csv": """\
place,kind,from,claims
near,idp_camp,2015-05-25,c1
""",
    "registrations.csv": """\
series,part,place,total,date,people,claims
total,,,yes,2015-05-01,100,c1
total,,,yes,2015-05-30,1300,c1
near,,near,,2015-05-01,0,c1
near,,near,,2015-05-11,400,c1
near,,near,,2015-05-30,700,c1
far,1,far,,2015-05-01,100,c1
far,1,far,,2015-05-30,500,c1
far,2,far,,2015-05-11,50,c1
elsewhere,,,,2015-05-30,60,c1
""",
    "corrections.csv": """\
series,date,claims
near,2015-05-11,c1
""",
    "claims.csv": """\
claim,document,paragraph,said_by,said_on,statement,low,value,high,unit,source_grade,information_grade,contradicts
c1,report,12,aid worker,2015-06,What was registered.,,,,,B,2,
""",
    "documents.csv": """\
document,title,publisher,published,url,kind
report,A report,An agency,2015,,report
""",
}
"""A valid scenario of camp registrations: two towns, two camps, a month."""


TASTES = ChoiceParameters(
    softening=50.0,
    distance_power=0.8,
    closed_leak=0.02,
    kin_power=0.5,
    kin_floor=0.3,
    country_split=0.5,
    opening_surge=1.8,
    surge_days=60.0,
    origin_power=0.25,
)
"""Numbers of camp choice, for one member."""


def header(table: str) -> str:
    """Return the header of one of the tables."""
    return FILES[f"{table}.csv"].splitlines(keepends=True)[0]


def make_folder(
    folder: Path, files: dict[str, str] = FILES, **overrides: str | bytes | None
) -> Path:
    """Write a scenario folder; `places="…"` replaces places.csv, `places=None` leaves it out."""
    folder = folder / ("three_places" if files is FILES else "two_camps")
    folder.mkdir()
    for file, text in files.items():
        given = overrides.pop(file.partition(".")[0], text)
        if given is not None:
            content = given if isinstance(given, bytes) else given.encode()
            (folder / file).write_bytes(content)
    if overrides:
        message = f"no such files: {overrides}"
        raise ValueError(message)
    return folder


def make_scenario(folder: Path, **overrides: str | bytes | None) -> Scenario:
    """Load the scenario of `make_folder`."""
    return load_scenario(make_folder(folder, **overrides))


def with_parameters(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """Give parameters as scenario.yaml would, whose reading takes longer than that of all tables."""
    given = {
        name: Range(value=value, low=value, high=value, scale=DEFAULTS[name].scale)
        for name, value in values.items()
    }
    return scenario.model_copy(
        update={
            "parameters": scenario.parameters | given,
            "parameters_set": (*scenario.parameters_set, *given),
        }
    )


def make_registered(folder: Path, **overrides: str | bytes | None) -> Scenario:
    """Load the scenario of camp registrations."""
    return load_scenario(make_folder(folder, REGISTERED, **overrides))


def edit(file: str, old: str, new: str, files: dict[str, str] = FILES) -> dict[str, str]:
    """Return the override of one file of a valid scenario with `old` replaced, once."""
    if old not in files[file]:
        message = f"{file} does not hold {old!r}"
        raise ValueError(message)
    return {file.partition(".")[0]: files[file].replace(old, new, 1)}


def make_member(scenario: Scenario) -> tuple[Drivers, Params, State]:
    """Return what one member of a scenario is given, and its state before the first morning: all 0."""
    world = assemble(scenario)
    params = params_of(draw_ensemble(scenario, world, seed=1, n_member=1), 0)
    return world.drivers, params, allocate(State, axis_sizes(world.drivers, 20))


def live(ready: Ready, days: int, state: State, record: Record, *, first: int = 0) -> None:
    """Let the first member live from the morning of day `first` to the evening before day `days`; all are kept."""
    params = params_of(ready.ensemble, 0)
    run_member(ready.world.drivers, params, state, record, np.array([0]), first, days)
    assert record.status[0] == WELL


def everyone(simulated: Simulated, name: str) -> NDArray[np.int64]:
    """People of one stock or flow in all communities (member, time)."""
    return (simulated.stocks | simulated.flows)[name].values.sum(axis=2, dtype=np.int64)


def make_ground(
    km_open: list[list[float]],
    *,
    country: list[int] | None = None,
    capacity: list[int] | None = None,
    population: list[float] | None = None,
    km_all: list[list[float]] | None = None,
) -> ChoiceInputs:
    """Ten days of one era; everything open, everybody registered on no day."""
    n_origin, n_camp = np.shape(km_open)
    countries = country or [0] * n_camp

    def whole(values: list[int]) -> np.ndarray:
        return np.array(values, dtype=np.int64)

    return ChoiceInputs(
        km_open=np.array([km_open], dtype=np.float64),
        km_all=np.array(km_all or km_open, dtype=np.float64),
        era=np.zeros(10, dtype=np.int64),
        is_active=np.ones((10, n_origin), dtype=np.bool_),
        population=np.array(population or [1.0] * n_origin),
        is_open=np.ones((10, n_camp), dtype=np.bool_),
        opened=np.zeros((10, n_camp), dtype=np.int64),
        capacity=whole(capacity or [0] * n_camp),
        country=whole(countries),
        n_country=max(countries) + 1,
        registered=np.zeros(10, dtype=np.int64),
        start=np.zeros(n_camp, dtype=np.int64),
        camp_key=whole(list(range(n_camp))),
        origin_key=whole(list(range(n_origin))),
    )


WALK_START = dt.date(2030, 1, 1)


def walk_day(day: int) -> dt.date:
    """Return the date of a day of `make_walk`."""
    return WALK_START + dt.timedelta(days=day)


def make_walk(
    places: Mapping[str, Mapping[str, object]],
    roads: Sequence[tuple[str, str, float]] = (),
    *,
    days: int = 10,
    registered: Mapping[str, Sequence[tuple[int, int]]] | None = None,
    fighting: Sequence[tuple[str, int, int, float]] = (),
    barriers: Sequence[Mapping[str, object]] = (),
    kinds: Sequence[tuple[str, str, int]] = (),
    corrections: Sequence[tuple[str, int]] = (),
    movement: str = "flee",
    **rules: object,
) -> Scenario:
    """Make a scenario of camp registrations without files; places are towns of AAA unless they say otherwise.

    Series are registered at the place of their name; `total` is the agency's own, and `NAME.2` the second part of NAME.
    """
    judged = {"claims": ("judgement",)}
    empty = dict.fromkeys((*(table.name for table in TABLES), "levers"), ())
    return Scenario.model_validate(
        {
            **empty,
            "name": "walk",
            "folder": Path(),
            "title": "A walk",
            "start": WALK_START,
            "end": walk_day(days - 1),
            "model": "camps",
            "movement": movement,
            "home_country": "AAA",
            "rules": FleeRules(**rules),  # type: ignore[arg-type]
            "parameters": DEFAULTS,
            "digest": "0",
            "places": tuple(_walk_place(name, said) for name, said in places.items()),
            "routes": tuple(
                Route(route=f"road{number}", origin=one, destination=other, km=km, **judged)
                for number, (one, other, km) in enumerate(roads)
            ),
            "fighting": tuple(
                Fighting(
                    place=place, start=walk_day(start), end=walk_day(end), intensity=how, **judged
                )
                for place, start, end, how in fighting
            ),
            "barriers": tuple(
                Barrier(
                    **{
                        **row,
                        "start": walk_day(row["start"]),
                        "end": walk_day(row["end"]),
                        **judged,
                    }
                )
                for row in barriers
            ),
            "kind_changes": tuple(
                KindChange(place=place, kind=kind, start=walk_day(day), **judged)
                for place, kind, day in kinds
            ),
            "registrations": tuple(
                Registration(
                    series=name.partition(".")[0],
                    part=int(name.partition(".")[2] or 1),
                    place=name.partition(".")[0] if name.partition(".")[0] in places else None,
                    is_total=name == "total",
                    date=walk_day(day),
                    people=people,
                    **judged,
                )
                for name, counts in (registered or {}).items()
                for day, people in counts
            ),
            "corrections": tuple(
                Correction(series=name, date=walk_day(day), **judged) for name, day in corrections
            ),
        }
    )


def _walk_place(name: str, said: Mapping[str, object]) -> Place:
    given: dict[str, object] = {
        "place": name, "label": name, "kind": "town", "country": "AAA", "latitude": 0.0, "longitude": 0.0,
    } | dict(said)  # fmt: skip
    people = given.get("population")
    if isinstance(people, int):
        given["population"] = Amount(value=people, low=people, high=people)
    return Place(**given)  # type: ignore[arg-type]


def as_result(simulated: Simulated, info: Mapping[str, Any] | None = None) -> Result:
    """Label an ensemble that is there whole."""
    rows = np.arange(simulated.days.size)
    return from_packed(pack_simulated(simulated, rows), info or {})
