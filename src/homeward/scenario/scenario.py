"""A scenario: everything the user says, in one object that never changes (model §2)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from pydantic import Field

from homeward.scenario.rows.actors import Actor, Control, Harm, Presence
from homeward.scenario.rows.camps.barriers import Barrier, KindChange
from homeward.scenario.rows.camps.fighting import Fighting
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.rows.camps.registrations import Correction, Registration
from homeward.scenario.rows.conditions import Condition
from homeward.scenario.rows.evidence import Claim, Document
from homeward.scenario.rows.levers import Lever, Trust
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.rows.observations import Observation
from homeward.scenario.rows.people import Arrival, Displaced, Group
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.rows.places import Closure, Place, Route
from homeward.scenario.rows.pooling import Pooling
from homeward.scenario.rows.row import Model, Said, StrictModel
from homeward.scenario.rows.storylines import PlanningFigure, Storyline
from homeward.scenario.rows.surveys import Survey
from homeward.scenario.rows.uncertain_numbers import Range

MovementLaw = Literal["flee", "camp-choice"]
Sensitivity = Literal["low", "moderate", "high", "severe"]


class Scenario(StrictModel):
    """Places, people, actors and what is known of them, over the days of one run."""

    name: str
    folder: Path
    title: str
    title_ar: Said = ""
    title_fr: Said = ""
    title_es: Said = ""
    start: dt.date
    end: dt.date
    model: Model = "communities"
    movement: MovementLaw = "camp-choice"
    home_country: str = ""
    rules: FleeRules = FleeRules()
    show_group_labels: bool = False
    sensitivity: Sensitivity = "moderate"
    willing_from_surveys: bool = False
    parameters: dict[str, Range]
    parameters_set: tuple[str, ...] = Field(
        default=(), description="Parameters given in scenario.yaml; the others are defaults."
    )
    pooling: tuple[Pooling, ...] = Field(
        default=(), description="Parameters that differ by home, group or kind of refuge."
    )
    places: tuple[Place, ...]
    routes: tuple[Route, ...]
    closures: tuple[Closure, ...]
    actors: tuple[Actor, ...]
    control: tuple[Control, ...]
    presence: tuple[Presence, ...]
    groups: tuple[Group, ...]
    displaced: tuple[Displaced, ...]
    arrivals: tuple[Arrival, ...]
    harms: tuple[Harm, ...]
    conditions: tuple[Condition, ...]
    permissions: tuple[Permission, ...]
    fighting: tuple[Fighting, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    kind_changes: tuple[KindChange, ...] = ()
    registrations: tuple[Registration, ...] = ()
    corrections: tuple[Correction, ...] = ()
    levers: tuple[Lever, ...]
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    observations: tuple[Observation, ...]
    surveys: tuple[Survey, ...] = ()
    registration_coverage: dict[str, Range] = Field(
        default={}, description="Share of the people there that a series of observations counts."
    )
    confounders: tuple[str, ...] = Field(
        default=(), description="What else changed, that an evaluation cannot tell apart."
    )
    storylines: tuple[Storyline, ...] = Field(
        default=(), description="Futures that a forecast plays; none: nothing changes."
    )
    planning_figures: tuple[PlanningFigure, ...] = Field(
        default=(), description="What somebody planned for, to compare forecasts with."
    )
    levers_pulled: tuple[str, ...] = ()
    trusted: tuple[Trust, ...] = Field(default=(), description="Actors believed at once.")
    lifted: tuple[Lift, ...] = Field(
        default=(), description="Obstacles lifted in the decision to go home."
    )
    digest: str = Field(description="SHA-256 over the names and bytes of the files.")

    @property
    def is_camp_model(self) -> bool:
        """Whether only where people go is modelled, and as many come as camps registered."""
        return self.model == "camps"

    @property
    def n_day(self) -> int:
        """Days of the run, the first and the last included."""
        return (self.end - self.start).days + 1

    @property
    def after_end(self) -> dt.date:
        """Day after the last day of the run, where rows that hold to the end end."""
        return self.end + dt.timedelta(days=1)

    @property
    def homes(self) -> tuple[Place, ...]:
        """Places that are somebody's home."""
        return tuple(place for place in self.places if place.is_home)

    @property
    def place_names(self) -> tuple[str, ...]:
        """Identifiers of the places, in the order of the file."""
        return tuple(place.place for place in self.places)

    @property
    def actor_names(self) -> tuple[str, ...]:
        """Identifiers of the actors, in the order of the file."""
        return tuple(actor.actor for actor in self.actors)

    @property
    def group_names(self) -> tuple[str, ...]:
        """Identifiers of the groups, each once, in the order of the file."""
        return tuple(dict.fromkeys(group.group for group in self.groups))

    def groups_of(self, home: str) -> tuple[Group, ...]:
        """Rows of groups.csv that hold for a home: its own, or else those of every home."""
        own = tuple(group for group in self.groups if group.home == home)
        return own or tuple(group for group in self.groups if group.home is None)
