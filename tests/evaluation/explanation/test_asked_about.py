"""Of whom, where and when: cells and sentences (model §10.1)."""

from datetime import date

from homeward.evaluation.explanation.asked_about import AskedAbout, since_when, when
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.scenario import Scenario


def test_nothing_named_is_everybody_anywhere(tiny: Scenario):
    names, about = names_of_scenario(tiny), AskedAbout()
    assert about.cells(names) == ([0, 1], [0, 1, 2])
    assert about.for_whom(names) == "People of every home."
    assert about.where(names) == "Wherever they are; counted: people are back home."
    assert about.counted_groups is None


def test_refuges_are_counted_after_the_groups_and_of_their_people_alone(tiny: Scenario):
    names, about = names_of_scenario(tiny), AskedAbout((1,), (0, 2), (2,))
    assert about.cells(names) == ([1], [5])
    assert about.counted_groups == (0, 2)
    assert about.for_whom(names) == "Clerks of the council and Herders of Farms."
    assert (
        about.where(names)
        == "At their refuge, Border Camp; counted: people have set off home from here."
    )
    assert about.where(names, "displaced").endswith("counted: people are displaced here.")


def test_obstacles_are_lifted_for_a_year_or_as_long_as_the_run_is():
    assert since_when(date(2015, 1, 1), date(2020, 12, 31)) == date(2020, 1, 1)
    assert since_when(date(2015, 1, 1), date(2015, 6, 1)) == date(2015, 1, 1)


def test_the_days_are_named():
    assert when(date(2031, 2, 1), date(2031, 3, 11)) == (
        "Obstacles no longer count from 2031-02-01 on; people are counted on 2031-03-11."
    )
