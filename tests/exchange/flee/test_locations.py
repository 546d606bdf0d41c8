"""Places."""

from __future__ import annotations

from homeward.exchange.flee.dialect import rows_by_position
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.locations import InstancePlaces, read_places

HEADER = (
    "#name,region,country,x,y,type,date,people,initial_idps,capacity_per_day,conflict_intensity"
)


def read(text: str) -> tuple[InstancePlaces, Findings]:
    findings = Findings()
    rows = rows_by_position("locations.csv", f"{HEADER}\n{text}".encode(), findings)
    assert rows is not None
    return read_places(rows, findings), findings


def test_people_are_a_capacity_or_a_population_by_type():
    places, findings = read("Foo,,Chad,13,15,idpcamp,,70,5,-2,\nBar,,Chad,,,conflict,-3,80,,,0.5\n")
    foo, bar = places.by_name["Foo"], places.by_name["Bar"]
    assert (foo.kind, foo.people, foo.already_here, foo.capacity_per_day) == ("idp_camp", 70, 5, -2)
    assert (bar.kind, bar.people, bar.intensity, bar.conflict_day) == ("town", 80, 0.5, -3)
    assert bar.fights_from_before
    assert not findings.problems


def test_a_conflict_after_the_start_is_a_town_until_conflicts_say_so():
    places, _ = read("Foo,,Chad,13,15,conflict_zone,1,70,,,\n")
    assert not places.by_name["Foo"].fights_from_before


def test_the_conflict_date_of_a_town_is_not_read():
    places, findings = read("Foo,,Chad,13,15,town,some day,70,,,\n")
    assert places.by_name["Foo"].conflict_day is None
    assert not findings.problems


def test_names_are_compared_letter_by_letter():
    places, findings = read("Foo ,,Chad,13,15,town,,1,,,\nFoo,,Chad,13,15,town,,2,,,\n")
    assert {name: place.identifier for name, place in places.by_name.items()} == {
        "Foo ": "foo",
        "Foo": "foo_2",
    }
    assert places.find("foo", "a.csv", findings) is None
    assert [problem.why for problem in findings.problems] == ['Nearest name: "Foo".']


def test_a_row_that_cannot_be_read_is_no_unknown_name():
    places, findings = read("Foo,,Chad\n")
    already = len(findings.problems)
    assert places.find("Foo", "a.csv", findings) is None
    assert len(findings.problems) == already
    assert not places.are_whole
