"""Levers that contradict each other."""

from pathlib import Path

from builders import make_scenario
from homeward.scenario.changes.applied_levers import AppliedLever, find_levers
from homeward.scenario.changes.contradictions import contradictions
from homeward.scenario.scenario import Scenario

LEVER = """\
{name}:
  title: A
  what: A.
  changes:
    - table: {table}
      where: {where}
      set: {cells}
"""


def lever(name: str, cells: str, table: str = "conditions", where: str = "{}") -> str:
    return LEVER.format(name=name, cells=cells, table=table, where=where)


def found(scenario: Scenario) -> list[str]:
    resolved = find_levers(scenario, [AppliedLever(lever.name) for lever in scenario.levers])
    return [problem.where for problem in contradictions(scenario, resolved)]


def test_equal_cells_do_not_contradict(tmp_path: Path):
    levers = lever("a", "{value: 0.5}") + lever("b", "{value: 0.50}") + lever("c", "{from: ''}")
    assert found(make_scenario(tmp_path, levers=levers)) == []


def test_two_levers_contradict_each_other_once(tmp_path: Path):
    levers = lever("a", "{value: 0.5, from: ''}") + lever("b", "{value: 0.6, from: 2015-05-02}")
    assert found(make_scenario(tmp_path, levers=levers)) == [
        'conditions.csv, line 2, column "value"'
    ]


def test_a_range_on_one_side_only_is_a_contradiction(tmp_path: Path):
    levers = lever("a", "{value: 0.5}")
    levers += lever("b", "{value: 0.5, value_low: 0.4, value_high: 0.6}")
    (where,) = found(make_scenario(tmp_path, levers=levers))
    assert where == 'conditions.csv, line 2, column "value_low"'


def test_parameters_can_contradict(tmp_path: Path):
    one = lever("a", "{value: 0.2}", "parameters", "{name: flight_hazard}")
    other = lever("b", "{value: 0.3}", "parameters", "{name: flight_hazard}")
    (where,) = found(make_scenario(tmp_path, levers=one + other))
    assert where == 'scenario.yaml, parameter "flight_hazard", column "value"'


def test_within_one_lever_the_later_change_counts(tmp_path: Path):
    twice = lever("a", "{value: 0.5}") + (
        "    - table: conditions\n      where: {place: camp}\n      set: {value: 0.6}\n"
    )
    assert found(make_scenario(tmp_path, levers=twice + lever("b", "{value: 0.6}"))) == []
