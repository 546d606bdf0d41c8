"""A scenario of answers: valid whatever they are, every range a default with its reason; or refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from homeward.catalogue import JUDGEMENT
from homeward.errors import ScenarioError
from homeward.evaluation.explanation.known_of import by_default, unsaid
from homeward.exchange.public.write_public import read_rows
from homeward.scenario.blank.answers import ANSWERS_FILE
from homeward.scenario.blank.defaults import AFTER_CAPTURE_DAYS, DEFAULTS, PREFIX, is_default
from homeward.scenario.blank.new_blank import new_blank
from homeward.scenario.blank.ways import ways
from homeward.scenario.checks.distances import doubtful_coordinates
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import NEEDED, tables_of
from homeward.scenario.rows.places import Place
from homeward.scenario.rows.uncertain_numbers import Range
from scenario.blank.some_answers import some_answers

SMALL = """\
title: Somewhere
country: SDN
start: 2020-01-01
end: 2020-12-31
units:
  - {name: El Geneina, latitude: 13.45, longitude: 22.45, population: 1000, held_by: Army}
refuges:
  - {name: Adré, latitude: 13.47, longitude: 22.2, country: TCD}
captures:
  - {unit: el geneina, by: Rebels, on: 2020-03-01}
groups:
  - {name: Some, share: 0.4, in_danger_from: Rebels}
  - {name: Others}
counted:
  - {people: 300, on: 2020-06-01, where: Adré, source: Agency}
"""


@pytest.mark.parametrize("seed", range(50))
def test_whatever_is_answered_the_folder_is_valid(seed: int, tmp_path: Path):
    scenario = load_scenario(new_blank(tmp_path / "made", some_answers(seed).encode()))
    claims = {claim.claim: claim.statement for claim in scenario.claims}
    n_range = 0
    for table in tables_of("communities"):
        for row in getattr(scenario, table.name):
            ranges = [getattr(row, name) for name in type(row).model_fields]
            if any(isinstance(one, Range) and one.low < one.high for one in ranges):
                n_range += 1
                reasons = [claims[claim] for claim in row.claims if claim.startswith(PREFIX)]
                assert reasons, (table.name, row.line)
                assert JUDGEMENT in row.claims or any(
                    not claim.startswith(PREFIX) for claim in row.claims
                )
                assert all("Replace" in reason for reason in reasons)
    assert n_range > 3


def test_only_what_is_needed_and_what_has_rows_is_written(tmp_path: Path):
    folder = new_blank(tmp_path / "made", SMALL.encode())
    names = {path.name for path in folder.iterdir()}
    assert {f"{name}.csv" for name in NEEDED["communities"]} <= names
    assert "levers.yaml" not in names
    assert "closures.csv" not in names
    assert (folder / ANSWERS_FILE).read_text() == SMALL


def test_imports_into_it_find_the_tables_that_are_not_there_empty(tmp_path: Path):
    rows = read_rows(new_blank(tmp_path / "made", SMALL.encode()))
    assert rows["closures"] == []
    assert len(rows["places"]) == 2


def test_answers_become_rows(tmp_path: Path):
    scenario = load_scenario(new_blank(tmp_path / "made", SMALL.encode()))
    assert scenario.place_names == ("el_geneina", "adre")
    assert [(row.place, row.actor, str(row.end)) for row in scenario.control] == [
        ("el_geneina", "army", "2020-03-01"),
        ("el_geneina", "rebels", "2021-01-01"),
        ("adre", "host_states", "2021-01-01"),
    ]
    assert [(row.mode, str(row.start), str(row.end)) for row in scenario.presence] == [
        ("assault", "2020-02-20", "2020-03-01")
    ]
    assert [(row.group, row.share.value, row.hostile) for row in scenario.groups] == [
        ("some", 0.4, ("rebels",)),
        ("others", 0.6, ()),
    ]
    home = scenario.places[0].population
    assert home is not None
    assert (home.low, home.value, home.high) == (800, 1000, 1200)
    (seen,) = scenario.observations
    assert (seen.measure, seen.places, seen.value, seen.claims[0]) == (
        "displaced",
        ("adre",),
        300,
        "counted_1",
    )


def with_lines(lines: str, tmp_path: Path):
    """The scenario of two units and the taker of one, with these lists beside."""
    text = TWO_UNITS.split("counted:\n")[0] + lines
    return load_scenario(new_blank(tmp_path / "made", text.encode()))


def test_who_may_go_home_is_ruled_by_each_who_holds_the_place_meanwhile(tmp_path: Path):
    scenario = with_lines(
        "permissions:\n"
        "  - {where: [El Geneina, Nyala], until: 2020-08-01, source: Agency}\n"
        "  - {where: El Geneina, rule: open, since: 2020-08-01}\n"
        "  - {where: Nyala, movement: leave, whom: [Some], since: 2020-04-01}\n",
        tmp_path,
    )
    found = {
        (row.actor, row.place, row.movement, row.rule, row.groups, str(row.start), str(row.end))
        for row in scenario.permissions
    }
    assert found == {
        ("army", "el_geneina", "home", "refused", (), "2020-01-01", "2020-08-01"),
        ("rebels", "el_geneina", "home", "refused", (), "2020-01-01", "2020-08-01"),
        ("army", "nyala", "home", "refused", (), "2020-01-01", "2020-08-01"),
        ("rebels", "el_geneina", "home", "open", (), "2020-08-01", "2021-01-01"),
        ("army", "nyala", "leave", "refused", ("some",), "2020-04-01", "2021-01-01"),
    }
    (said,) = {row.claims for row in scenario.permissions if str(row.end) == "2020-08-01"}
    assert said == ("permissions_1",)
    assert "permission" not in set(unsaid(scenario))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("{where: Niala}", '"Niala" is none of the places'),
        ("{where: Nyala, whom: Sum}", '"Sum" is none of the groups.\n  Nearest name: "Some".'),
        ("{where: Nyala, since: 2019-01-01}", "permissions, line 16: 2019-01-01 is outside"),
        ("{where: Nyala, since: 2020-03-01, until: 2020-02-01}", "it ends on 2020-02-01"),
        ("{where: Nyala, rule: listed}", 'unknown rule "listed"'),
        (
            "{where: Nyala}\n  - {where: [El Geneina, Nyala], whom: Some}",
            "permissions, line 17: home is already ruled for some of these days, on line 16.",
        ),
        (
            "{where: Nyala, rule: open, since: 2020-06-01}",
            "home is open at Nyala from 2020-06-01, and nothing refuses it before.",
        ),
    ],
)
def test_rules_that_cannot_be_are_refused(lines: str, said: str, tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        with_lines(f"permissions:\n  - {lines}\n", tmp_path)
    assert said in str(refusal.value)


def test_a_refuge_may_be_captured(tmp_path: Path):
    lines = "{unit: Adré, by: Rebels, on: 2020-06-01}\n  - {unit: adre, by: Army, on: 2020-08-01}"
    text = SMALL.replace("groups:\n", f"  - {lines}\ngroups:\n")
    scenario = load_scenario(new_blank(tmp_path / "made", text.encode()))
    held = [(row.actor, str(row.end)) for row in scenario.control if row.place == "adre"]
    assert held == [("host_states", "2020-06-01"), ("rebels", "2020-08-01"), ("army", "2021-01-01")]
    fought = [(row.actor, str(row.start)) for row in scenario.presence if row.place == "adre"]
    assert fought == [("rebels", "2020-05-22"), ("army", "2020-07-22")]


def test_exchanged_coordinates_are_doubted_though_routes_are_made_of_them(tmp_path: Path):
    text = TWO_UNITS.replace(
        "latitude: 12.05, longitude: 24.88", "latitude: 24.88, longitude: 12.05"
    )
    scenario = load_scenario(new_blank(tmp_path / "made", text.encode()))
    assert [one.found for one in doubtful_coordinates(scenario)] == [
        'the latitude and longitude of "nyala" look exchanged.'
    ]
    fine = load_scenario(new_blank(tmp_path / "fine", TWO_UNITS.encode()))
    assert not list(doubtful_coordinates(fine))


def test_three_thirds_are_made_whole(tmp_path: Path):
    scenario = made_of("".join(f"  - {{name: {a}, share: 0.33}}\n" for a in "ABC"), tmp_path)
    assert sum(row.share.value for row in scenario.groups) == pytest.approx(1)


def test_no_way_leads_from_a_place_to_itself_though_two_are_on_one_spot():
    where = {"a": (1.0, 1.0), "b": (1.0, 1.0), "c": (1.1, 1.0), "d": (2.0, 2.0)}
    places = [
        Place(
            place=name,
            label=name,
            kind="town",
            country="SYR",
            latitude=at[0],
            longitude=at[1],
            claims=("judgement",),
        )
        for name, at in where.items()
    ]
    assert all(one is not other for one, other, _ in ways(places))


def test_a_region_that_is_cut_off_keeps_its_own_ways(tmp_path: Path):
    scenario = with_lines(
        "cut_off:\n  - {where: [El Geneina, Adré], until: 2020-09-01}\n", tmp_path
    )
    ends = {row.route: {row.origin, row.destination} for row in scenario.routes}
    assert [ends[row.route] for row in scenario.closures] == [
        {"el_geneina", "nyala"},
        {"nyala", "adre"},
    ]
    assert {(str(row.start), str(row.end)) for row in scenario.closures} == {
        ("2020-01-01", "2020-09-01")
    }


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("{where: Niala}", '"Niala" is none of the places'),
        ("{where: [Nyala, El Geneina, Adré]}", "no way leads out of it: every place is named."),
        (
            "{where: Nyala}\n  - {where: Adré}",
            "nyala_adre is already closed for some of these days",
        ),
        ("{where: Nyala, since: 2019-01-01}", "2019-01-01 is outside the days"),
    ],
)
def test_a_region_that_cannot_be_cut_off_is_refused(lines: str, said: str, tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        with_lines(f"cut_off:\n  - {lines}\n", tmp_path)
    assert said in str(refusal.value)


def test_a_siege_is_fought_from_its_first_day(tmp_path: Path):
    text = SMALL.replace("on: 2020-03-01", "on: 2020-03-01, fought_since: 2020-01-15")
    scenario = load_scenario(new_blank(tmp_path / "made", text.encode()))
    assert [(str(row.start), str(row.end)) for row in scenario.presence] == [
        ("2020-01-15", "2020-03-01")
    ]
    assert {str(row.start) for row in scenario.conditions if row.place == "el_geneina"} == {
        "2020-01-15"
    }


@pytest.mark.parametrize(
    ("captures", "said"),
    [
        (
            "{unit: Nyala, by: Rebels, on: 2020-05-01, fought_since: 2020-05-01}",
            "it is fought for from 2020-05-01, and taken on 2020-05-01.",
        ),
        (
            "{unit: El Geneina, by: Army, on: 2020-05-01, fought_since: 2020-02-01}",
            "captures, line 12: Army fights for El Geneina from 2020-02-01, before 2020-03-01.",
        ),
    ],
)
def test_a_siege_that_cannot_be_is_refused(captures: str, said: str, tmp_path: Path):
    text = TWO_UNITS.replace("groups:\n", f"  - {captures}\ngroups:\n")
    with pytest.raises(ScenarioError) as refusal:
        new_blank(tmp_path / "made", text.encode())
    assert said in str(refusal.value)


def test_what_has_a_source_rests_on_it_and_is_no_judgement(tmp_path: Path):
    text = SMALL.replace("held_by: Army}", "held_by: Army, destroyed: 0.6, source: Census}")
    text = text.replace("on: 2020-03-01", "on: 2020-03-01, source: News")
    scenario = load_scenario(new_blank(tmp_path / "made", text.encode()))
    claims = {claim.claim: (claim.document, claim.statement) for claim in scenario.claims}
    assert claims["units_1"] == (
        "source_census",
        "As answered: name El Geneina, latitude 13.45, longitude 22.45, population 1000.0, "
        "held by Army, destroyed 0.6.",
    )
    assert "units_1" in scenario.places[0].claims
    assert [row.claims for row in scenario.control[:2]] == [("units_1",), ("captures_1",)]
    assert scenario.presence[0].claims == ("captures_1", "default_assault")
    # Its range is a default, the number is not.
    assert "dwellings" not in set(by_default(scenario))
    (houses,) = [row for row in scenario.conditions if row.variable == "dwellings_usable"]
    assert houses.claims == ("units_1", "default_destroyed")
    assert not is_default(houses.claims)
    assert is_default(scenario.presence[0].claims)


def test_somebody_misspelt_is_no_actor_more(tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        made_of("  - {name: Some, in_danger_from: Free Rebles}\n", tmp_path, "Free Rebels")
    assert str(refusal.value) == (
        'groups, line 13: in_danger_from: nobody called "Free Rebles" holds, takes or is at a place.\n'
        '  Fix: write "Free Rebels", if that is meant; or say where "Free Rebles" is under present.'
    )


HARMS = ["killing", "abduction"]
TWO_UNITS = SMALL.replace(
    "refuges:",
    "  - {name: Nyala, latitude: 12.05, longitude: 24.88, population: 500, held_by: Army}\nrefuges:",
)


def made_of(groups: str, tmp_path: Path, taker: str = "Rebels"):
    """The scenario of two units and these groups."""
    before, after = TWO_UNITS.split("groups:\n")
    _, counted = after.split("counted:\n")
    text = f"{before.replace('Rebels', taker)}groups:\n{groups}counted:\n{counted}"
    return load_scenario(new_blank(tmp_path / "made", text.encode()))


@pytest.mark.parametrize("threats", ["[Rebels, Army]", "Rebels; Army", "[Rebels, Army, Rebels]"])
def test_a_group_may_be_in_danger_from_several(threats: str, tmp_path: Path):
    scenario = made_of(f"  - {{name: Some, in_danger_from: {threats}}}\n", tmp_path)
    assert scenario.groups[0].hostile == ("rebels", "army")
    harmed = {(row.actor, row.after_capture_days) for row in scenario.harms if row.groups}
    assert harmed == {("army", None), ("rebels", None), ("rebels", AFTER_CAPTURE_DAYS)}


def test_two_names_with_a_comma_are_no_third_actor(tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        made_of('  - {name: Some, in_danger_from: "Rebels, Army"}\n', tmp_path)
    assert str(refusal.value) == (
        'groups, line 13: in_danger_from: nobody called "Rebels, Army" holds, takes or is at a place.\n'
        "  Fix: write several as a list, in_danger_from: [Rebels, Army]; or say where it is under present."
    )


def test_an_actor_may_have_a_comma_in_its_name(tmp_path: Path):
    text = SMALL.replace("by: Rebels", 'by: "Rebels, North"').replace(
        "in_danger_from: Rebels", 'in_danger_from: "Rebels, North"'
    )
    scenario = load_scenario(new_blank(tmp_path / "made", text.encode()))
    assert scenario.groups[0].hostile == ("rebels_north",)


def test_shares_may_differ_by_unit(tmp_path: Path):
    scenario = made_of(
        "  - {name: Some, shares: {El Geneina: 0.9, Nyala: 0.1}}\n"
        "  - {name: Few, shares: {Nyala: 0.3}}\n"
        "  - {name: Others}\n",
        tmp_path,
    )
    found = {(row.group, row.home): round(row.share.value, 6) for row in scenario.groups}
    assert found == {
        ("some", "el_geneina"): 0.9,
        ("some", "nyala"): 0.1,
        ("few", "nyala"): 0.3,
        ("others", "el_geneina"): 0.1,
        ("others", "nyala"): 0.6,
    }


def test_a_unit_that_no_group_names_has_the_shares_of_everywhere(tmp_path: Path):
    scenario = made_of(
        "  - {name: Some, share: 0.4, shares: {Nyala: 0.1}}\n  - {name: Others}\n", tmp_path
    )
    found = {(row.group, row.home): round(row.share.value, 6) for row in scenario.groups}
    assert found == {
        ("some", None): 0.4,
        ("some", "nyala"): 0.1,
        ("others", None): 0.6,
        ("others", "nyala"): 0.9,
    }


def with_present(answers: str, tmp_path: Path, groups: str = "  - {name: Some}\n"):
    """The scenario of two units, and of these who are armed there."""
    text = TWO_UNITS.split("groups:\n")[0] + f"present:\n{answers}groups:\n{groups}"
    return load_scenario(new_blank(tmp_path / "made", text.encode()))


def test_a_place_may_be_held_in_part_and_an_attack_may_fail(tmp_path: Path):
    scenario = with_present(
        "  - {by: Rebels, where: Nyala, share: 0.4, since: 2020-02-01}\n"
        "  - {by: Rebels, where: [Nyala, Adré], how: assault, since: 2020-05-01}\n"
        "  - {by: Bandits, where: Nyala; El Geneina, how: raiding, until: 2020-07-01}\n",
        tmp_path,
        "  - {name: Some, in_danger_from: [Rebels, Bandits]}\n",
    )
    found = {
        (row.actor, row.place, row.mode, row.strength.value, str(row.start), str(row.end))
        for row in scenario.presence
    }
    assert found == {
        ("rebels", "el_geneina", "assault", 0.6, "2020-02-20", "2020-03-01"),
        ("rebels", "nyala", "garrison", 0.4, "2020-02-01", "2021-01-01"),
        ("rebels", "nyala", "assault", 0.6, "2020-05-01", "2020-05-11"),
        ("rebels", "adre", "assault", 0.6, "2020-05-01", "2020-05-11"),
        ("bandits", "nyala", "raiding", 0.2, "2020-01-01", "2020-07-01"),
        ("bandits", "el_geneina", "raiding", 0.2, "2020-01-01", "2020-07-01"),
    }
    assert [(row.place, row.actor) for row in scenario.control if row.place == "nyala"] == [
        ("nyala", "army")
    ]
    modes = {(row.actor, row.mode) for row in scenario.harms}
    assert {("rebels", "garrison"), ("rebels", "assault"), ("bandits", "raiding")} <= modes
    fought = {str(row.start) for row in scenario.conditions if row.place == "nyala"}
    assert fought == {"2020-05-01"}


def test_who_says_when_an_attack_began_knows_better_than_the_default(tmp_path: Path):
    scenario = with_present(
        "  - {by: Rebels, where: El Geneina, how: assault, since: 2020-02-01, until: 2020-03-01}\n",
        tmp_path,
    )
    assert [(str(row.start), str(row.end)) for row in scenario.presence] == [
        ("2020-02-01", "2020-03-01")
    ]


def test_who_is_only_feared_raids_where_those_live_who_are_in_danger(tmp_path: Path):
    scenario = made_of(
        "  - {name: Some, shares: {Nyala: 1}, in_danger_from: Bandits}\n"
        "  - {name: Others, shares: {El Geneina: 1}}\n",
        tmp_path,
    )
    feared = [row for row in scenario.presence if row.actor == "bandits"]
    assert [(row.place, row.mode) for row in feared] == [("nyala", "raiding")]
    assert "default_feared" in feared[0].claims
    assert [row.kind for row in scenario.harms if row.actor == "bandits"] == HARMS


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            "  - {by: Rebels, where: Nyala, how: raiding, share: 0.5}\n",
            "share is given with raiding.",
        ),
        ("  - {by: Rebels, where: Niala}\n", '"Niala" is none of the places'),
        ("  - {by: Rebels, where: Nyala, since: 2019-05-01}\n", "2019-05-01 is outside the days"),
        (
            "  - {by: Rebels, where: Nyala, since: 2020-05-02, until: 2020-05-01}\n",
            "it ends on 2020-05-01, and begins on 2020-05-02.",
        ),
        (
            "  - {by: Rebels, where: Nyala}\n  - {by: Rebels, where: [Adré, Nyala]}\n",
            "garrison of Rebels is already given for some of these days, on line 13.",
        ),
        ("  - {by: Rebels, where: Nyala, how: sieging}\n", "sieging"),
    ],
)
def test_who_cannot_be_there_is_refused(answers: str, said: str, tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        with_present(answers, tmp_path)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("since", "is_refused"), [("fought_since: 2020-02-01", True), ("source: Agency", False)]
)
def test_an_attack_is_given_once(since: str, is_refused: bool, tmp_path: Path):
    """Days that `captures` has by default give way to those under `present`."""
    said = "present:\n  - {by: rebels, where: El Geneina, how: assault, since: 2020-02-20}\n"
    text = SMALL.replace("2020-03-01}\n", f"2020-03-01, {since}}}\n{said}")
    if not is_refused:
        scenario = load_scenario(new_blank(tmp_path / "made", text.encode()))
        assert [str(row.start) for row in scenario.presence] == ["2020-02-20"]
        return
    with pytest.raises(ScenarioError, match=r"from 2020-02-01, and under present, line 12, too"):
        new_blank(tmp_path / "made", text.encode())


def test_nobody_is_kept_away_by_ruins_and_mines_that_nobody_spoke_of(tmp_path: Path):
    scenario = load_scenario(new_blank(tmp_path / "made", SMALL.encode()))
    said = {row.variable for row in scenario.conditions}
    assert said == {"services", "livelihood", "hardship"}
    assert scenario.parameters["destruction_hazard"].high == 0


def test_houses_are_those_said_to_be_destroyed(tmp_path: Path):
    text = SMALL.replace("held_by: Army}", "held_by: Army, destroyed: 0.6}")
    scenario = load_scenario(new_blank(tmp_path / "made", text.encode()))
    (row,) = [row for row in scenario.conditions if row.variable == "dwellings_usable"]
    assert (row.value.low, row.value.value, row.value.high) == pytest.approx((0.16, 0.4, 0.64))
    assert str(row.start) == "2020-03-01"


def test_people_may_be_counted_at_several_places(tmp_path: Path):
    text = TWO_UNITS.replace("where: Adré", "where: [Adré, Nyala], home: [El Geneina]")
    (seen,) = load_scenario(new_blank(tmp_path / "made", text.encode())).observations
    assert (seen.name, seen.places, seen.homes) == (
        "displaced_el_geneina_adre_and_others",
        ("adre", "nyala"),
        ("el_geneina",),
    )


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ("  - {name: Some, shares: {Niala: 0.1}}\n", 'shares: "Niala" is none of the units.'),
        ("  - {name: Some, shares: {Nyala: 10}}\n", '"Nyala 10" is not a unit and the share'),
        ("  - {name: Some, shares: 0.9}\n", '"0.9" is not a unit and the share'),
        ("  - {name: Some, shares: [Nyala]}\n", "shares: {Nyala: 0.9}"),
        (
            "  - {name: A, shares: {Nyala: 0.7}}\n  - {name: B, shares: {Nyala: 0.7}}\n",
            "in Nyala the shares sum to 1.4, more than 1.",
        ),
        (
            "  - {name: A, shares: {Nyala: 1, El Geneina: 1}}\n  - {name: B}\n",
            "nobody is left to be of B",
        ),
        ("  - {name: A, in_danger_from: Army, close_to: [Army]}\n", "whom it is close to"),
        ("  - {name: A, share: 0.9}\n", "the shares sum to 0.9, and nobody is the rest."),
        (
            "  - {name: A, share: 1, shares: {Nyala: 0.85}}\n",
            "in Nyala the shares sum to 0.85, and nobody is the rest.",
        ),
    ],
)
def test_shares_and_sides_that_cannot_be_are_refused(groups: str, said: str, tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        made_of(groups, tmp_path)
    assert said in str(refusal.value)


def test_harm_by_who_holds_a_place_is_highest_after_it_took_it(tmp_path: Path):
    """Else it kills as many in the fourth year as in the first, of whoever is back."""
    scenario = load_scenario(new_blank(tmp_path / "made", SMALL.encode()))
    always = [row for row in scenario.harms if row.groups and row.after_capture_days is None]
    at_first = [row for row in scenario.harms if row.after_capture_days is not None]
    assert [row.kind for row in always] == [row.kind for row in at_first] == HARMS
    for later, first in zip(always, at_first, strict=True):
        assert first.rate.value >= 5 * later.rate.value
        assert first.rate.low < first.rate.high


def test_every_default_is_broad_and_says_how_to_replace_it():
    assert len({default.name for default in DEFAULTS}) == len(DEFAULTS) > 10
    for default in DEFAULTS:
        assert default.low <= default.value <= default.high
        assert "Replace" in default.reason


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "unit: el geneina",
            "unit: El Genina",
            'captures, line 10: "El Genina" is none of the places that are named.',
        ),
        (
            "on: 2020-03-01",
            "on: 2019-03-01",
            "captures, line 10: 2019-03-01 is not after the first day",
        ),
        ("share: 0.4", "share: 40", 'line 12, key "share": 40 is above the most allowed, 1.'),
        (
            "population: 1000",
            "population: 1,600,000",
            'line 6, key "population": "1,600,000" is not a number.',
        ),
        ("country: SDN", "country: Sudan", 'key "country": "Sudan" is not a country code.'),
        ("end: 2020-12-31", "end: 2019-12-31", "it ends on 2019-12-31, and begins on 2020-01-01."),
        ("held_by: Army", "held: Army", 'unknown key "held".'),
        ("title: Somewhere", "titel: Somewhere", 'unknown key "titel".'),
        ("where: Adré", "where: Abéché", '"Abéché" is none of the places'),
        ("units:\n  - {name: El Geneina, ", "units:\n  - {name: Adré, ", "two have the same name"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line_and_nothing_is_made(
    old: str, new: str, said: str, tmp_path: Path
):
    assert old in SMALL
    with pytest.raises(ScenarioError) as refusal:
        new_blank(tmp_path / "made", SMALL.replace(old, new).encode())
    assert said in str(refusal.value)
    assert not list(tmp_path.iterdir())


def test_figures_of_the_same_people_are_one_series_and_others_another(tmp_path: Path):
    two = "home: [El Geneina, Nyala], source: Agency}\n"
    text = TWO_UNITS.split("counted:")[0] + (
        "counted:\n"
        f"  - {{people: 300, on: 2020-06-01, {two}"
        f"  - {{people: 200, on: 2020-07-01, {two}"
        "  - {people: 100, on: 2020-07-01, home: El Geneina, source: Agency}\n"
        "  - {people: 90, on: 2020-07-01, where: [Adré, Nyala], source: Agency}\n"
        "  - {people: 80, on: 2020-07-01, where: [Adré, El Geneina], source: Agency}\n"
    )
    scenario = load_scenario(new_blank(tmp_path / "made", text.encode()))
    assert [row.name for row in scenario.observations] == [
        "displaced_el_geneina_and_others",
        "displaced_el_geneina_and_others",
        "displaced_el_geneina",
        "displaced_adre_and_others",
        "displaced_adre_and_others_2",
    ]
