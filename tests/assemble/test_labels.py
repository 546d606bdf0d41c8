"""Names along the axes."""

from datetime import date

import pytest

from homeward.assemble.labels import label, marks
from homeward.scenario.scenario import Scenario


def test_axes_follow_the_tables(tiny: Scenario):
    labels = label(tiny)
    assert labels.homes == ("oldtown", "farms")
    assert labels.groups == ("clerks", "critics", "herders")
    assert labels.places == ("oldtown", "farms", "border_camp")
    assert labels.actors == ("council", "front", "guards")
    assert labels.n_day == 70


def test_days_and_dates_are_each_others_inverse(tiny: Scenario):
    labels = label(tiny)
    assert labels.day(date(2031, 1, 1)) == 0
    assert labels.day(date(2030, 12, 31)) == -1
    assert labels.date(labels.n_day - 1) == date(2031, 3, 11)
    assert all(labels.day(labels.date(day)) == day for day in range(labels.n_day))


def test_no_name_means_all(tiny: Scenario):
    labels = label(tiny)
    assert labels.members_of((), labels.groups) == [0, 1, 2]
    assert labels.members_of(("herders", "clerks"), labels.groups) == [2, 0]
    assert marks([(), ("b",)], ("a", "b")).tolist() == [[True, True], [False, True]]
    with pytest.raises(ValueError, match="not in tuple"):
        labels.members_of(("nobody",), labels.groups)
