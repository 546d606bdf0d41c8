"""The variable catalogue: every stock, flow, parameter, condition and obstacle, with its meaning (model §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

MOST_PEOPLE = 2**31 - 1
"""People that can be counted together: counts are kept as whole numbers of 32 bits."""

JUDGEMENT = "judgement"
"""Source of a range nobody has measured; `homeward check` counts these."""


@dataclass(frozen=True)
class Variable:
    """A stock (people at the end of a day) or a flow (people during the days since the last record)."""

    name: str
    kind: Literal["stock", "flow"]
    unit: str
    meaning: str

    @property
    def cell_methods(self) -> str:
        """CF cell methods: a stock holds at a point in time, a flow is summed over time."""
        return "time: point" if self.kind == "stock" else "time: sum"


@dataclass(frozen=True)
class Parameter:
    """A number of a law: its default range, the bounds nothing may leave, its unit and its source."""

    name: str
    unit: str
    low: float
    high: float
    scale: Literal["linear", "log"]
    least: float
    most: float
    meaning: str
    source: str = JUDGEMENT


@dataclass(frozen=True)
class ConditionVariable:
    """A dated condition of a place: most of them from 0, none, to 1, full.

    Parameters
    ----------
    label
        For readers.
    default
        What holds where no row says otherwise.
    meaning
        As the words of a row begin.
    is_of_way_home
        Whether it is about going home from the place, so that it may differ by home and group.
    """

    name: str
    label: str
    default: float
    meaning: str
    unit: str = "1"
    least: float = 0.0
    most: float = 1.0
    is_of_way_home: bool = False


@dataclass(frozen=True)
class Obstacle:
    """One factor of the hazard of going home, and its criterion of the IASC framework for durable solutions.

    Parameters
    ----------
    label
        For readers.
    conditions, parameters
        Names of the conditions and of the parameters behind it.
    is_made_by_conditions
        Whether it stands in nobody's way while its conditions are the default at every home.
    """

    name: str
    label: str
    criterion: str
    meaning: str
    conditions: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    is_made_by_conditions: bool = False


VARIABLES: tuple[Variable, ...] = (
    Variable("residents", "stock", "persons", "People at home who have not been displaced (§2)."),
    Variable("idps", "stock", "persons", "People displaced inside the country of their home (§2)."),
    Variable("refugees", "stock", "persons", "People displaced across a border (§2)."),
    Variable("returnees", "stock", "persons", "People back home after displacement (§2)."),
    Variable("travelling", "stock", "persons", "People on the way to `place` (§2)."),
    Variable(
        "detained",
        "stock",
        "persons",
        "People detained or abducted at `place`, since the first day (§2).",
    ),
    Variable(
        "recruited",
        "stock",
        "persons",
        "People conscripted or recruited at `place`, since the first day (§2).",
    ),
    Variable("dead", "stock", "persons", "People killed at `place`, since the first day (§2)."),
    Variable("displacements", "flow", "persons", "People who fled their home (§6.1)."),
    Variable("redisplacements", "flow", "persons", "Returnees who left home again (§7.4)."),
    Variable("arrivals", "flow", "persons", "Displaced people who arrived at `place` (§6.4)."),
    Variable(
        "onward_movements", "flow", "persons", "People who left `place` for another refuge (§6.3)."
    ),
    Variable("return_departures", "flow", "persons", "People who left `place` for home (§7)."),
    Variable("returns", "flow", "persons", "People who arrived home and stayed the night (§7.4)."),
    Variable("entry_refusals", "flow", "persons", "People refused at the gate of `place` (§6.4)."),
    Variable(
        "external_arrivals", "flow", "persons", "People who entered from outside the model (§2)."
    ),
    Variable("deaths", "flow", "persons", "People killed at `place`, in the days counted (§8)."),
    Variable(
        "detentions",
        "flow",
        "persons",
        "People detained or abducted at `place`, in the days counted (§8).",
    ),
    Variable(
        "recruitments",
        "flow",
        "persons",
        "Conscripted or recruited at `place`, in the days counted (§8).",
    ),
)

STOCKS: tuple[Variable, ...] = tuple(v for v in VARIABLES if v.kind == "stock")
FLOWS: tuple[Variable, ...] = tuple(v for v in VARIABLES if v.kind == "flow")

OLD_NAMES: dict[str, str] = {
    "held": "detained",
    "conscripted": "recruited",
    "turned_back": "entry_refusals",
    "entries": "external_arrivals",
    "killed": "deaths",
    "taken": "detentions",
    "enlisted": "recruitments",
}
"""What version 0.1.0 called stocks, flows and measures of observations, and what they are called now."""

PARAMETERS: tuple[Parameter, ...] = (
    # families
    Parameter("family_size", "persons", 5, 5, "linear", 1, 12,
              "People who move and return together; drawn values are rounded (§5.1).",
              "Rukban May 2018: 15,231 families, 71,398 people; Palmyra council: 825 families, 4,150 people"),
    # belief
    Parameter("tolerance", "1/person-year", 0.005, 0.1, "log", 1e-4, 10,
              "Felt danger at which half of those concerned act on it (§4.3)."),
    Parameter("caution", "1", 0.7, 0.95, "linear", 0.65, 0.999,
              "Quantile of their belief that people act on (§4.3)."),
    Parameter("memory_half_life", "years", 0.7, 6, "log", 0.05, 50,
              "Time in which evidence loses half its force (§4.2)."),
    Parameter("news_delay", "days", 5, 90, "log", 1, 1000,
              "Mean time before what happened is heard of (§4.2)."),
    Parameter("reach_own", "1", 0.05, 0.5, "log", 0, 1,
              "Share of what happens to one's own group of one's home that is heard (§4.2)."),
    Parameter("reach_kin", "1", 0.02, 0.2, "log", 0, 1,
              "Share of what happens to other groups of one's home that is heard (§4.2)."),
    Parameter("reach_general", "1", 0.002, 0.05, "log", 0, 1,
              "Share of what happens to people of other homes that is heard (§4.2)."),
    Parameter("prior_friendly", "1/person-year", 0.0005, 0.005, "log", 1e-6, 10,
              "Harm expected from an unknown actor by those it is close to (§4.1)."),
    Parameter("prior_neither", "1/person-year", 0.001, 0.02, "log", 1e-6, 10,
              "Harm expected from an unknown actor by those it is neither close nor hostile to (§4.1)."),
    Parameter("prior_hostile", "1/person-year", 0.01, 0.2, "log", 1e-6, 10,
              "Harm expected from an unknown actor by those it is hostile to (§4.1)."),
    Parameter("prior_shape", "1", 1, 1, "linear", 1, 100,
              "Shape of what is believed before any news (§4.1)."),
    Parameter("promise_credence", "person-years", 20, 3000, "log", 0, 1e6,
              "Safe experience that a promise of full weight is worth when it is made (§4.2)."),
    Parameter("recapture_prior", "1/year", 0.03, 0.2, "log", 0, 10,
              "Captures a year expected of a raiding actor before any is known (§4.4)."),
    Parameter("recapture_memory", "years", 2, 8, "log", 0.1, 50,
              "Time in which a past capture loses half its force (§4.4)."),
    Parameter("recapture_horizon", "years", 0.5, 5, "log", 0, 50,
              "Years of living under the capturer that one capture is felt to be worth (§4.4)."),
    # threat
    Parameter("hub_protection", "1", 0.2, 0.8, "linear", 0, 1,
              "Share of raiding kept off a place whose hub the raider does not hold (§3.2)."),
    Parameter("screening", "days", 60, 360, "log", 1, 3650,
              "Mean time for which people who crossed into an actor's territory are screened (§3.3)."),
    # flight
    Parameter("flight_hazard", "1/day", 0.04, 0.4, "log", 0, 5,
              "Flight hazard in the greatest danger (§6.1)."),
    Parameter("danger_half", "1", 0.2, 1.2, "log", 0.01, 10,
              "Danger at which flight reaches half its greatest hazard (§6.1)."),
    Parameter("attachment", "1", 5, 50, "log", 1, 1000,
              "How many times the danger that would keep people away they bear before they leave (§6.1).",
              "anchoring to home: Ghosn et al. 2021, doi:10.1017/S0003055421000344"),
    Parameter("dread_share", "1", 0.1, 0.8, "linear", 0, 1,
              "Weight of dread of those who hold a home beside fighting in it (§6.1)."),
    Parameter("exit_refused_ease", "1", 0.05, 0.5, "log", 0, 1,
              "Share of leavers who still get out where leaving is refused (§6.1)."),
    Parameter("expulsion_hazard", "1/day", 0.1, 0.4, "log", 0, 5,
              "Hazard of leaving where people are ordered out (§6.1)."),
    Parameter("destruction_hazard", "1/day", 0.001, 0.01, "log", 0, 1,
              "Hazard of a dwelling being destroyed under full assault (§7.3)."),
    # movement
    Parameter("pace", "km/day", 40, 120, "log", 1, 2000,
              "Daily distance on routes that state none (§6.2)."),
    Parameter("distance_decay", "1", 0.6, 2, "linear", 0, 6,
              "Power with which distance lowers the pull of a place (§6.2)."),
    Parameter("kin_pull", "1", 0, 0.8, "linear", 0, 3,
              "Power with which people of one's home already there raise its pull (§6.2)."),
    Parameter("crossing_ease", "1", 0.02, 0.4, "log", 0, 1,
              "Pull left to a place in another actor's territory (§6.2)."),
    Parameter("entry_refused_ease", "1", 0.01, 0.2, "log", 0, 1,
              "Pull left to a place that refuses entry (§6.2)."),
    Parameter("onward_hazard", "1/day", 0.0001, 0.0015, "log", 0, 1,
              "Hazard of considering another refuge (§6.3)."),
    Parameter("hardship_push", "1", 1, 25, "log", 0, 1000,
              "How many times the hazard of leaving a refuge grows at full hardship (§6.3)."),
    Parameter("word_needed", "1", 0, 0, "linear", 0, 1,
              "Share of families who leave a refuge only on the word of those who went before (§6.3)."),
    Parameter("word_share", "1", 0.03, 0.03, "log", 0.0001, 1,
              "Share gone of late at which two in three of them have that word (§6.3)."),
    Parameter("word_half_life", "days", 75, 75, "log", 1, 10000,
              "Time in which the word of those who went loses half its weight (§6.3)."),
    # going home
    Parameter("willing_camp", "1", 0.85, 0.99, "linear", 0, 1,
              "Share of those displaced in camps who want to go home (§7.1).",
              "UN/SARC survey in Rukban, February 2019: over nine in ten"),
    Parameter("willing_inside", "1", 0.6, 0.95, "linear", 0, 1,
              "Share of those displaced inside the country who want to go home (§7.1).",
              "SACD 2020: IDPs 92%; UNHCR north-west camps 2025: 51% within a year"),
    Parameter("willing_abroad", "1", 0.2, 0.7, "linear", 0, 1,
              "Share of those displaced abroad who want to go home (§7.1).",
              "SACD 2020: refugees 62%; UNHCR 2025: 27% within a year, 80% one day"),
    Parameter("return_speed", "1/day", 0.0007, 0.033, "log", 0, 1,
              "Hazard of setting off home when nothing stands in the way (§7.2)."),
    Parameter("recent_return_speed", "1/day", 0.02, 0.02, "log", 0, 1,
              "The same for those who came to their refuge of late (§7.1)."),
    Parameter("recent_days", "days", 0, 0, "linear", 0, 3650,
              "Mean time for which people who came to a refuge count as come of late; 0: not at all (§7.1)."),
    Parameter("approved_speed", "1/day", 0.02, 0.3, "log", 0, 1,
              "The same for people whose return has been approved by name (§7.2)."),
    Parameter("unpermitted_ease", "1", 0.005, 0.1, "log", 0, 1,
              "Share of the hazard left to those who go home without permission (§7.2)."),
    Parameter("weight_destroyed", "1", 0.1, 0.7, "linear", 0, 1,
              "How much worse housing at home than in refuge slows return (§7.3)."),
    Parameter("house_needed", "1", 0, 0.6, "linear", 0, 1,
              "Share of families who go home only to a house that stands; 1 makes ruined houses a veto (§7.3).",
              "camps of the north-west, 2025: four in five of those going home said it was destroyed or badly damaged"),
    Parameter("weight_occupied", "1", 0.2, 1, "linear", 0, 1,
              "How much an occupied dwelling slows return (§7.3)."),
    Parameter("weight_services", "1", 0.1, 0.7, "linear", 0, 1,
              "How much worse services at home than in refuge slow return (§7.3)."),
    Parameter("weight_livelihood", "1", 0.1, 0.7, "linear", 0, 1,
              "How much worse livelihoods at home than in refuge slow return (§7.3)."),
    Parameter("livelihood_needed", "1", 0, 0.6, "linear", 0, 1,
              "Share of families who go home only where they can make a living, whatever they live on now (§7.3).",
              "Syrian refugees, 2019 and 2022, and displaced Ukrainians, 2023: work is named beside the house"),
    Parameter("weight_mines", "1", 0.05, 0.5, "linear", 0, 1,
              "How much mines at home slow return (§7.3)."),
    Parameter("viability", "1", 0, 0.6, "linear", 0, 5,
              "Services and livelihood that a full return of the population would add (§7.3)."),
    Parameter("garrison_relief", "1", 0, 0.6, "linear", 0, 1,
              "Share of occupied dwellings given up if all the holder's friends were back (§7.3)."),
    Parameter("avoid_occupiers", "1", 0.5, 1, "linear", 0, 1,
              "Share of families who leave again when strangers live in their house (§7.4).",
              "Kalam 2019: owners avoided confrontation and left"),
    Parameter("redisplacement_hazard", "1/day", 0.0001, 0.002, "log", 0, 1,
              "Hazard that a returnee leaves again where life has nothing to offer (§7.4).",
              "SACD: nearly 60% of those in government areas would consider leaving again"),
)  # fmt: skip

WILLING_BY_REFUGE: dict[str, str] = {
    "camp": "willing_camp",
    "inside": "willing_inside",
    "abroad": "willing_abroad",
}
"""Kinds of refuge in the order of their codes, and the share of those there who want to go home."""

DISPOSITIONS: tuple[str, ...] = (
    "willing",
    "return_speed",
    "recent_return_speed",
    "weight_destroyed",
    "house_needed",
    "weight_occupied",
    "weight_services",
    "weight_livelihood",
    "livelihood_needed",
    "weight_mines",
)
"""How people decide about going home, in the order of codes: may differ by home, group and kind of refuge (§5.4)."""

POOLABLE: tuple[str, ...] = (*WILLING_BY_REFUGE.values(), *DISPOSITIONS[1:])
"""Parameters behind them."""

FITTED = "fitted to six conflicts of 2012 to 2021 (docs/flee.md)"

CHOICE_PARAMETERS: tuple[Parameter, ...] = (
    Parameter("distance_power", "1", 0.7, 0.99, "log", 0, 5,
              "Power with which distance lowers the pull of a camp (§13.2).", FITTED),
    Parameter("softening_km", "km", 50, 50, "linear", 1, 1000,
              "Added to every distance (§13.2).", FITTED),
    Parameter("abroad_km_share", "1", 0.25, 0.25, "linear", 0.01, 1,
              "What a kilometre wholly abroad counts, beside one at home (§13.1).", FITTED),
    Parameter("closed_leak", "1", 0.02, 0.02, "linear", 0, 1,
              "Pull left to a camp, or to a way, that is closed (§13.2)."),
    Parameter("kin_power", "1", 0.41, 0.59, "linear", 0, 2,
              "Power with which those already there raise the pull of a camp (§13.2).", FITTED),
    Parameter("kin_floor", "1", 0.15, 0.6, "log", 1e-3, 10,
              "Pull of a camp where nobody is yet, in equal shares (§13.2).", FITTED),
    Parameter("country_split", "1", 0.5, 0.67, "linear", 0.05, 1,
              "How far camps of one country share its pull: 1 not at all; near 0 it pulls as its best (§13.2).",
              FITTED),
    Parameter("opening_surge", "1", 1.48, 2.24, "log", 0, 6,
              "Log of how much more a camp pulls on the day it opens (§13.2).", FITTED),
    Parameter("surge_days", "days", 60, 60, "linear", 1, 1000,
              "Time in which that fades to a third (§13.2)."),
    Parameter("origin_power", "1", 0.04, 0.46, "linear", 0, 2,
              "Power of the population of an origin (§13.2)."),
    Parameter("law_error", "1", 0.6, 0.6, "linear", 0, 3,
              "Scale of what the law gets wrong of a camp, on a log scale (§13.4).", FITTED),
    Parameter("law_error_with_capacity", "1", 0.4, 0.4, "linear", 0, 3,
              "The same where capacities are known (§13.4).", FITTED),
)  # fmt: skip
"""Parameters of camp choice (§13)."""

CONDITIONS: tuple[ConditionVariable, ...] = (
    ConditionVariable("dwellings_usable", "Usable dwellings", 1.0,
                      "dwellings that can be lived in"),
    ConditionVariable("dwellings_occupied", "Occupied dwellings", 0.0,
                      "dwellings in which strangers live"),
    ConditionVariable("services", "Services", 1.0,
                      "services, from none (0) to full (1)"),
    ConditionVariable("livelihood", "Livelihood", 1.0,
                      "livelihood, from none (0) to full (1)"),
    ConditionVariable("hardship", "Hardship", 0.0,
                      "hardship, from none (0) to full (1)"),
    ConditionVariable("mines", "Mines", 0.0,
                      "mines and remnants of war, from none (0) to everywhere (1)"),
    ConditionVariable("exit_opening", "Freedom to leave", 1.0,
                      "how far people can leave, from not at all (0) to freely (1)"),
    ConditionVariable("exit_capacity", "Room on the way out", MOST_PEOPLE,
                      "people who can leave in a day", "people/day", 0.0, MOST_PEOPLE),
    ConditionVariable("confinement", "Confinement", 0.0,
                      "how far people are confined to their houses, from not (0) to wholly (1)"),
    ConditionVariable("intake", "Intake", 1.0,
                      "how far a place takes people in beside what it hosts: 0 before a camp opens", most=100.0),
    ConditionVariable("transport_support", "Transport support", 0.0,
                      "share of the way home that somebody else pays", is_of_way_home=True),
    ConditionVariable("means", "Means to go home", 1.0,
                      "share of families who can pay for the way home", is_of_way_home=True),
    ConditionVariable("way_dared", "Way home dared", 1.0,
                      "share of families who dare to take the way home", is_of_way_home=True),
    ConditionVariable("organised_return", "Organised return", 0.0,
                      "people whom somebody takes home in a day", "people/day", 0.0, MOST_PEOPLE, True),
    ConditionVariable("sent_home", "Sent home", 0.0,
                      "of those who are ordered out, the share who are sent home", is_of_way_home=True),
)  # fmt: skip
"""In the order of their codes."""

SAFETY = "long-term safety, security and freedom of movement"
STANDARD_OF_LIVING = "adequate standard of living"
EMPLOYMENT = "employment and livelihoods"
PROPERTY = "housing, land and property"
"""Criteria 1 to 4 of the framework (IASC 2010); the model has nothing on 5 to 8."""

BEHIND_FEAR = ("tolerance", "caution", "memory_half_life", "promise_credence")
"""Parameters behind every fear."""

OBSTACLES: tuple[Obstacle, ...] = (
    Obstacle("fear_of_recapture", "Fear of recapture", SAFETY,
             "Fear that an armed actor takes the home again (§4.4).",
             parameters=("recapture_prior", "recapture_memory", "recapture_horizon", *BEHIND_FEAR)),
    Obstacle("permission", "Permission to return", SAFETY,
             "Return is refused, or allowed by list (§7.2).",
             parameters=("unpermitted_ease", "approved_speed")),
    Obstacle("exit", "Leaving the refuge", SAFETY,
             "The refuge lets few people out (§7.2).",
             ("exit_opening", "exit_capacity"), ("exit_refused_ease",)),
    Obstacle("fighting", "Fighting at home", SAFETY,
             "Home is under assault (§7.2)."),
    Obstacle("way_home", "No open way home", SAFETY,
             "No way home is open (§6.2), or few dare to take it (§7.3).",
             ("way_dared",)),
    Obstacle("dwelling_destroyed", "Houses destroyed", STANDARD_OF_LIVING,
             "Houses at home are in ruins (§7.3).",
             ("dwellings_usable",), ("weight_destroyed", "house_needed", "destruction_hazard"), True),
    Obstacle("dwelling_occupied", "Houses occupied", PROPERTY,
             "Strangers live in the houses (§7.3).",
             ("dwellings_occupied",), ("weight_occupied", "garrison_relief"), True),
    Obstacle("services", "Fewer services at home", STANDARD_OF_LIVING,
             "Fewer services at home than in refuge (§7.3).",
             ("services",), ("weight_services", "viability"), True),
    Obstacle("livelihood", "Less to live on at home", EMPLOYMENT,
             "Too little to live on at home, or less than in refuge (§7.3).",
             ("livelihood",), ("weight_livelihood", "livelihood_needed", "viability"), True),
    Obstacle("mines", "Mines at home", SAFETY,
             "Mines and remnants of war at home (§7.3).",
             ("mines",), ("weight_mines",), True),
    Obstacle("journey_cost", "Cost of the journey", SAFETY,
             "What the way home costs (§7.3).",
             ("means", "transport_support")),
)  # fmt: skip
"""In the order of their codes; the fear of each actor follows them."""


def obstacles(actors: Sequence[str]) -> tuple[Obstacle, ...]:
    """List the obstacles to going home where there are some actors, in the order of their codes."""
    fears = tuple(
        Obstacle(
            f"fear_of_{actor}",
            f"Fear of {actor}",
            SAFETY,
            f"Fear of {actor} at home (§4.3).",
            parameters=BEHIND_FEAR,
        )
        for actor in actors
    )
    return OBSTACLES + fears


def code_of(name: str, rows: Sequence[ConditionVariable] | Sequence[Obstacle]) -> int:
    """Return the code of a condition or an obstacle: its number in the catalogue, which is its index in arrays."""
    return [row.name for row in rows].index(name)


PARAMETER: dict[str, Parameter] = {parameter.name: parameter for parameter in PARAMETERS}
CHOICE_PARAMETER: dict[str, Parameter] = {one.name: one for one in CHOICE_PARAMETERS}
VARIABLE: dict[str, Variable] = {variable.name: variable for variable in VARIABLES}
