"""scenario.yaml: title, days of the run, and the parameters that differ from the catalogue (§2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from pydantic import Field, ValidationError, model_validator

from homeward.catalogue import CHOICE_PARAMETER, PARAMETER, POOLABLE, Parameter
from homeward.errors import Problem, nearest_hint
from homeward.scenario.reading.columns import RunDays, columns_of, read_row
from homeward.scenario.reading.refusals import Locate, problems_of
from homeward.scenario.reading.storyline_text import (
    PLANNING,
    STORYLINES,
    read_figures,
    read_storylines,
)
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.reading.yaml_cells import (
    as_keys,
    cells_of_outline,
    row_of_keys,
    unknown_key,
)
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.rows.pooling import By, Pooling, parameter_named, spread_name
from homeward.scenario.rows.row import Claims, Model, Row, Said, Text, refuse
from homeward.scenario.rows.storylines import PlanningFigure, Storyline
from homeward.scenario.rows.uncertain_numbers import Range, Scale, middle
from homeward.scenario.scenario import MovementLaw, Sensitivity
from homeward.scenario.text.yaml_text import Outline, Path, Tree

CONFOUNDERS = "confounders"
"""Key of what else changed, that an evaluation cannot tell apart: a list of sentences."""


COVERAGE = "registration_coverage"
"""Key of the shares of people that series of observations count."""
POOLING = "partial_pooling"
"""Key of parameters that differ by home, group or kind of refuge."""
RULES = "rules"
"""Key of the rules of the flee walk."""
PARAMETERS_GONE = {
    "journey_cost": "A journey's cost is no decay by kilometres: `means` in conditions.csv is the share who can pay it"
}
"""Parameters that scenario.yaml could name once, and what takes their place (decision 37)."""


class Settings(Row):
    """Keys of scenario.yaml beside the parameters."""

    title: Text = Field(description="Title shown to readers.")
    title_ar: Said = ""
    title_fr: Said = ""
    title_es: Said = ""
    start: dt.date = Field(description="First day of the run.")
    end: dt.date = Field(description="Last day of the run.")
    model: Model = Field(
        default="communities",
        description="Which model runs: flight and return of communities, or where those go whom camps registered.",
    )
    home_country: str = Field(
        default="",
        description="Country of those registered, three letters; in the camp models only.",
    )
    movement: MovementLaw = Field(
        default="camp-choice",
        description="Law by which people come to camps; in the camp models only.",
    )
    show_group_labels: bool = Field(
        default=False, description="Whether groups are shown under their own names."
    )
    sensitivity: Sensitivity = Field(
        default="moderate", description="Harm that publishing the results could do."
    )
    willing_from_surveys: bool = Field(
        default=False,
        description="Whether the ranges of those who want to go home are taken from rows to fit of surveys.csv.",
    )

    @model_validator(mode="after")
    def _fits_how_people_are_displaced(self) -> Self:
        if self.model == "camps":
            if not self.home_country:
                found = "the country of those registered is not given."
                why = "It says which places are abroad for them."
                raise refuse("home_country", found, why, "write its three letters.")
            return self
        if self.home_country:
            found = f'"{self.home_country}" has no effect in the community model.'
            way = "remove it: each home has its country in places.csv."
            raise refuse("home_country", found, "", way)
        if "movement" in self.model_fields_set:
            found = f'"{self.movement}" has no effect in the community model.'
            why = "People go by its one law, destination choice."
            raise refuse("movement", found, why, "remove it, or write model: camps.")
        return self


class ParameterSetting(Row):
    """A parameter as scenario.yaml gives it."""

    value: float | None = Field(default=None, description="Value.")
    low: float | None = Field(default=None, description="Low end of the range.")
    high: float | None = Field(default=None, description="High end of the range.")
    scale: Scale | None = Field(default=None, description="Scale on which the range is even.")
    claims: Claims = ()


class PoolingSetting(ParameterSetting):
    """What a parameter differs by, and how much, as scenario.yaml gives it."""

    by: By = Field(description="What the parameter differs by: home, group or refuge.")


@dataclass
class SettingsRead:
    """What scenario.yaml says, and what is wrong with it."""

    settings: Settings | None = None
    model: Model = "communities"
    parameters: dict[str, Range] = field(default_factory=dict[str, Range])
    pooling: list[Pooling] = field(default_factory=list[Pooling])
    rules: FleeRules = field(default_factory=FleeRules)
    coverage: dict[str, Range] = field(default_factory=dict[str, Range])
    confounders: tuple[str, ...] = ()
    storylines: tuple[Storyline, ...] = ()
    planning_figures: tuple[PlanningFigure, ...] = ()
    lines: dict[str, int] = field(default_factory=dict[str, int])
    problems: list[Problem] = field(default_factory=list[Problem])

    @property
    def run(self) -> RunDays | None:
        """Days of the run, if they are known."""
        if self.settings is None or self.settings.end < self.settings.start:
            return None
        return RunDays(self.settings.start, self.settings.end + dt.timedelta(days=1))


def read_settings(outline: Outline) -> SettingsRead:
    """Make sense of scenario.yaml."""
    read = SettingsRead(problems=list(outline.problems))
    if not outline.is_read:
        return read
    read.model = _model(outline)
    known = tuple(column.name for column in columns_of(Settings))
    readers = {
        "parameters": _read_parameters,
        POOLING: _read_pooling,
        RULES: _read_rules,
        COVERAGE: _read_coverage,
        CONFOUNDERS: _read_confounders,
        STORYLINES: _read_storylines,
        PLANNING: _read_figures,
    }
    for key, tree in outline.tree.items():
        if key in readers:
            read.problems.extend(readers[key](tree, outline, read))
        elif key not in known:
            keys = (*known, *readers)
            read.problems.append(unknown_key(outline.at((key,)), key, keys))
    cells, nested = cells_of_outline(outline.tree, (), outline, columns_of(Settings))
    read.problems.extend(nested)
    row = read_row(Settings, _locate(outline, ()), 1, cells, None)
    if isinstance(row, list):
        refused = [key for key, tree in outline.tree.items() if not isinstance(tree, str)]
        read.problems.extend(
            problem
            for problem in as_keys(row)
            if not any(problem.where.endswith(f'key "{key}"') for key in refused)
        )
    elif row.end < row.start:
        where = _locate(outline, ())("end")
        found = f"the run ends on {row.end}, before it starts on {row.start}."
        read.problems.append(Problem(where, found, "", ("exchange start and end.",)))
    else:
        read.settings = row
    return read


def _model(outline: Outline) -> Model:
    """Tell which model it is for, even where something else is wrong with it."""
    return "camps" if outline.tree.get("model") == "camps" else "communities"


def _read_confounders(tree: Tree, outline: Outline, read: SettingsRead) -> list[Problem]:
    if tree == "":
        return []
    if not isinstance(tree, list) or not all(isinstance(part, str) and part for part in tree):
        found = f"{CONFOUNDERS} are a list of sentences."
        way = "write each on a line of its own, after a dash, in quotes."
        return [Problem(outline.at((CONFOUNDERS,)), found, "", (way,))]
    read.confounders = tuple(part for part in tree if isinstance(part, str))
    return []


def _read_coverage(tree: Tree, outline: Outline, read: SettingsRead) -> list[Problem]:
    if tree == "":
        return []
    if read.model == "camps":
        found = "coverages have no effect in the camp models."
        return [Problem(outline.at((COVERAGE,)), found, "", ("remove them.",))]
    if not isinstance(tree, dict):
        return [Problem(outline.at((COVERAGE,)), "coverages are given as series: share.")]
    problems: list[Problem] = []
    for series, setting in tree.items():
        path: Path = (COVERAGE, series)
        share = Parameter(series, "1", 0.0, 1.0, "linear", 0.01, 10.0, "Share of people counted.")
        result = _read_parameter(share, setting, outline, path)
        if isinstance(result, Range):
            read.coverage[series] = result
            read.lines[f"{COVERAGE} {series}"] = outline.lines[path]
        else:
            problems.extend(result)
    return problems


def _read_storylines(tree: Tree, outline: Outline, read: SettingsRead) -> list[Problem]:
    problems: list[Problem] = []
    if tree:
        read.storylines = tuple(read_storylines(tree, outline, read.model, problems))
    return problems


def _read_figures(tree: Tree, outline: Outline, read: SettingsRead) -> list[Problem]:
    problems: list[Problem] = []
    if tree:
        read.planning_figures = tuple(read_figures(tree, outline, problems))
    return problems


def _read_rules(tree: Tree, outline: Outline, read: SettingsRead) -> list[Problem]:
    if tree == "":
        return []
    locate = _locate(outline, (RULES,))
    if read.model == "communities":
        found = "the rules of the flee walk have no effect in the community model."
        return [Problem(locate(""), found, "", ("remove them, or write model: camps.",))]
    if not isinstance(tree, dict):
        return [Problem(locate(""), "rules are given as name: value.")]
    rules, problems = row_of_keys(FleeRules, tree, (RULES,), outline, locate=locate, line=0)
    read.rules = rules or read.rules
    return problems


def _read_parameters(tree: Tree, outline: Outline, read: SettingsRead) -> list[Problem]:
    if tree == "":
        return []
    if not isinstance(tree, dict):
        where = outline.at(("parameters",))
        return [Problem(where, "parameters are given as name: number.")]
    variables = CHOICE_PARAMETER if read.model == "camps" else PARAMETER
    problems: list[Problem] = []
    for name, setting in tree.items():
        path: Path = ("parameters", name)
        result = (
            _read_parameter(variables[name], setting, outline, path)
            if name in variables
            else [unknown_parameter(outline.at(path), name, variables)]
        )
        if isinstance(result, Range):
            read.parameters[name] = result
            read.lines[name] = outline.lines[path]
        else:
            problems.extend(result)
    return problems


def _read_pooling(tree: Tree, outline: Outline, read: SettingsRead) -> list[Problem]:
    if tree == "":
        return []
    at = outline.at((POOLING,))
    if read.model == "camps":
        return [Problem(at, f"{POOLING} has no effect in the camp models.", "", ("remove it.",))]
    if not isinstance(tree, dict):
        return [Problem(at, f"{POOLING} is given as parameter: by, and low and high.")]
    problems: list[Problem] = []
    for name, setting in tree.items():
        problems.extend(_read_pooled(name, setting, outline, read))
    return problems


def _read_pooled(name: str, tree: Tree, outline: Outline, read: SettingsRead) -> list[Problem]:
    path: Path = (POOLING, name)
    if name not in POOLABLE:
        return [_not_poolable(outline.at(path), name)]
    if not isinstance(tree, dict):
        return [Problem(outline.at(path), "expected by, and value, or low and high.")]
    locate = _locate(outline, path)
    row, problems = row_of_keys(PoolingSetting, tree, path, outline, locate=locate)
    spread = parameter_named(spread_name(name))
    if problems or row is None or spread is None:
        return problems
    result = make_range(spread, row, locate)
    if not isinstance(result, Range):
        return result
    read.pooling.append(Pooling(parameter=name, by=row.by))
    read.parameters[spread.name] = result
    read.lines[spread.name] = outline.lines[path]
    return []


def _not_poolable(where: str, name: str) -> Problem:
    if name not in PARAMETER:
        return unknown_parameter(where, name)
    found = f'"{name}" is one for all.'
    why = "Only parameters of the decision to go home may differ."
    return Problem(where, found, why, (f"remove it; those that may are {', '.join(POOLABLE)}.",))


def unknown_parameter(
    where: str, name: str, variables: Mapping[str, Parameter] = PARAMETER
) -> Problem:
    """Word a parameter that the variable catalogue does not have, or has no more."""
    if name in PARAMETERS_GONE:
        ways = ("remove it, and say what you know of the journey there.",)
        return Problem(where, f'parameter "{name}" is gone.', f"{PARAMETERS_GONE[name]}.", ways)
    why = nearest_hint(name, variables, "parameter")
    ways = ("correct the name; `homeward variables` lists all parameters.",)
    return Problem(where, f'unknown parameter "{name}".', why, ways)


def _read_parameter(
    parameter: Parameter, tree: Tree, outline: Outline, path: Path
) -> Range | list[Problem]:
    locate = _locate(outline, path)
    if isinstance(tree, str):
        tree = {"value": tree}
    if not isinstance(tree, dict):
        return [Problem(locate(""), "expected a number, or value, or low and high.")]
    row, problems = row_of_keys(ParameterSetting, tree, path, outline, locate=locate)
    return problems if problems or row is None else make_range(parameter, row, locate)


def make_range(
    parameter: Parameter, row: ParameterSetting, locate: Locate
) -> Range | list[Problem]:
    """Make the range of a parameter of what was set, or say what is wrong with it."""
    low = row.value if row.low is None else row.low
    high = row.value if row.high is None else row.high
    if low is None or high is None or (row.low is None) != (row.high is None):
        found = f'"{parameter.name}" needs a value, or both low and high.'
        return [Problem(locate(""), found, "", ("write low and high, or a value.",))]
    if low < high and not row.claims:
        found = f'the range of "{parameter.name}" rests on nothing.'
        why = "A range says how sure one is; a reader must be able to ask why."
        way = "add claims: with the claims it rests on, or claims: judgement."
        return [Problem(locate(""), found, why, (way,))]
    problems: list[Problem] = []
    for key in ("value", "low", "high"):
        number = getattr(row, key)
        if number is not None and not parameter.least <= number <= parameter.most:
            problems.append(_out_of_bounds(locate(key), parameter, number))
    if problems:
        return problems
    scale = row.scale or parameter.scale
    value = middle(low, high, scale) if row.value is None else row.value
    try:
        return Range.model_validate(
            {"value": value, "low": low, "high": high, "scale": scale, "claims": row.claims}
        )
    except ValidationError as error:
        return problems_of(error, locate, columns_of(ParameterSetting))


def _out_of_bounds(where: str, parameter: Parameter, number: float) -> Problem:
    unit = "" if parameter.unit == "1" else f" {parameter.unit}".replace(" 1/", " per ")
    bounds = f"{parameter.least:g} to {parameter.most:g}"
    found = f"{parameter.name} = {number:g}{unit} is outside {bounds}."
    return Problem(where, found, parameter.meaning, (f"write a number within {bounds}.",))


def _locate(outline: Outline, path: Path) -> Locate:
    def locate(key: str) -> str:
        if not key:
            return outline.at(path)
        if (*path, key) in outline.lines:
            return f'{outline.at((*path, key))}, key "{key}"'
        return outline.at(path) if path else f'{SETTINGS_FILE}, key "{key}"'

    return locate
