"""Rules of the flee walk, in a scenario of camp registrations (model §12)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from homeward.catalogue import MOST_PEOPLE
from homeward.scenario.rows.row import MOST_DAYS, MOST_KM, Counts, Row

Origins = Literal["registered", "constant", "poisson", "share"]


Factor = Annotated[float, Field(ge=0, le=1e9)]
Power = Annotated[float, Field(ge=-10, le=10)]


class FleeRules(Row):
    """Numbers and switches of the flee walk; the defaults are Flee's stock settings."""

    # who comes
    arrivals: Origins = Field(
        default="registered",
        description="Newcomers: as registered; or from every place of fighting a constant number a day, "
        "one drawn about it, or a share of its population.",
    )
    per_fighting_day: Annotated[float, Counts("arrivals", ("constant", "poisson"))] = Field(
        default=500.0,
        ge=0,
        le=MOST_PEOPLE,
        description="Newcomers a day and unit of intensity, or their share of the population.",
    )
    from_total: bool = Field(
        default=False, description="Newcomers from the agency's total, not from the sum of camps."
    )
    starts_empty: bool = Field(
        default=False, description="Camps begin empty, and the first day's numbers are subtracted."
    )
    inserts_first_day: bool = Field(
        default=True, description="Camps begin with the people registered on the first day."
    )
    takes_from_population: bool = Field(
        default=False, description="Each newcomer lowers the population of the origin."
    )
    flight_decay: tuple[Factor, ...] = Field(
        default=(), description="Factor of an origin by the age of its fighting."
    )
    flight_decay_days: int = Field(
        default=30, ge=1, le=MOST_DAYS, description="Days each factor holds."
    )
    # how far
    km_per_day: float = Field(default=360.0, ge=1, le=10_000, description="Daily distance, km.")
    walking_km_per_day: float = Field(
        default=35.0, ge=1, le=1000, description="Daily distance on foot, km."
    )
    starts_on_foot: bool = Field(default=False, description="The first road is walked.")
    avoids_short_days: bool = Field(
        default=False, description="Who has travelled little goes on from a town the same day."
    )
    # who leaves
    leave_fighting: float = Field(default=1.0, ge=0, le=1, description="Share leaving a day.")
    leave_camp: float = Field(default=0.001, ge=0, le=1, description="Share leaving a day.")
    leave_idp_camp: float = Field(default=0.1, ge=0, le=1, description="Share leaving a day.")
    leave_town: float = Field(default=0.3, ge=0, le=1, description="Share leaving a day.")
    leave_size_base: Annotated[float, Counts()] = Field(
        default=10000.0,
        ge=1,
        le=MOST_PEOPLE,
        description="Size of a place that leaves its share unchanged.",
    )
    leave_size_power: Power = Field(default=0.0, description="Power of size in the share leaving.")
    # where to
    awareness: int = Field(default=1, ge=0, le=3, description="Roads people look ahead.")
    softening_km: float = Field(
        default=10.0, ge=0, le=MOST_KM, description="Added to every distance, km."
    )
    distance_power: Power = Field(default=1.0, description="Power of the distance.")
    pull_softening: Factor = Field(default=0.0, description="Added to every pull.")
    pull_power: Power = Field(default=1.0, description="Power of the whole pull.")
    camp_pull: Factor = Field(default=1.0, description="Pull of a camp, a town being 1.")
    foreign_pull: Factor = Field(default=1.0, description="Factor of places abroad.")
    fighting_pull: Factor = Field(
        default=0.25, description="Factor of a place of fighting of intensity 1."
    )
    population_power: Power = Field(
        default=0.0, description="Power of population in the pull of places that are no camps."
    )
    nearness_power: float = Field(
        default=0.0, ge=0, le=10, description="Power of the distance as the crow flies; 0: none."
    )
    pruning: float = Field(
        default=1.0,
        ge=1,
        le=1e6,
        description="Ways that pull less than the best over this are dropped.",
    )
    full_from: float = Field(
        default=0.9, ge=0, le=1, description="Share of its capacity from which a camp fills up."
    )
    capacity_scale: float = Field(
        default=1.0, ge=1e-6, le=1e6, description="Factor of every capacity."
    )
    doubled_routes: tuple[str, ...] = Field(
        default=(), description="Routes that Flee counts twice (forced_redirection 1)."
    )
