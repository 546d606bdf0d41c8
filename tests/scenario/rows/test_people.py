"""Groups, displaced people and arrivals."""

from pathlib import Path

from builders import edit, make_scenario


def test_friends_and_enemies_are_lists(tmp_path: Path):
    farmers, traders = make_scenario(tmp_path).groups
    assert (farmers.friendly, farmers.hostile) == (("north",), ())
    assert (traders.friendly, traders.hostile) == ((), ("south", "north"))


def test_a_home_may_have_nobody_at_home(tmp_path: Path):
    nobody = edit("places.csv", "SYR,,34.6,38.4,200", "SYR,,34.6,38.4,0")
    homes = make_scenario(tmp_path, **nobody).homes
    assert [home.place for home in homes] == ["oldtown", "hills"]


def test_arrivals_come_over_stated_days(tmp_path: Path):
    (arrival,) = make_scenario(tmp_path).arrivals
    assert ((arrival.end - arrival.start).days, arrival.people.value) == (10, 50)
