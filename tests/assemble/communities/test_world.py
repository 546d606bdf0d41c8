"""The world as arrays (model §4)."""

import math
from datetime import timedelta

import numpy as np
import pytest

from conftest import QUIET_START, MakeWorld
from homeward.assemble.communities.world import (
    EXPOSURES,
    MODES,
    OUTCOMES,
    assemble,
)
from homeward.catalogue import CONDITIONS
from homeward.model.communities.codes import (
    ABROAD,
    CAMP,
    FRIENDLY,
    HOSTILE,
    INSIDE,
    N_EXPOSURE,
    N_MODE,
    N_OUTCOME,
    NEITHER,
    NOWHERE,
)
from homeward.numerics.globe import great_circle_km
from homeward.scenario.scenario import Scenario


def test_every_word_of_the_tables_has_its_number():
    assert sorted(EXPOSURES.values()) == list(range(N_EXPOSURE))
    assert sorted(MODES.values()) == list(range(N_MODE))
    assert sorted(set(OUTCOMES.values())) == list(range(N_OUTCOME))


def test_where_no_row_says_otherwise_conditions_have_their_defaults(quiet: MakeWorld):
    conditions = assemble(quiet()).drivers.conditions
    for code, condition in enumerate(CONDITIONS):
        for values in conditions:
            assert (values[:, code] == condition.default).all(), condition.name


def test_places_holders_and_stances_are_as_written(tiny: Scenario):
    world = assemble(tiny)
    places, eras = world.drivers.places, world.drivers.era_of_day
    assert places.home_place.tolist() == [0, 1]
    assert places.hub.tolist() == [NOWHERE, 0, NOWHERE]
    assert places.capacity.tolist() == [math.inf, 1500, 3000]
    assert places.stance.tolist() == [
        [FRIENDLY, HOSTILE, NEITHER],
        [HOSTILE, NEITHER, NEITHER],
        [NEITHER, NEITHER, NEITHER],
    ]
    assert places.refuge_kind.tolist() == [[INSIDE, INSIDE, ABROAD]] * 2
    held = places.holder[eras, 0]
    assert (held[:19] == 0).all()
    assert (held[19:40] == 1).all()
    assert (held[40:] == 0).all()


def test_a_camp_abroad_is_abroad_and_a_camp_inside_is_a_camp(quiet: MakeWorld):
    assert assemble(quiet()).drivers.places.refuge_kind.tolist() == [[INSIDE, CAMP]]


def test_raiding_fades_with_distance_and_the_rest_is_only_there(quiet: MakeWorld):
    presence = "camp,army,raiding,0.8,0.6,1,50,2030-01-11,,judgement\ncamp,army,garrison,0.5,,,,,,judgement\n"
    world = assemble(quiet(presence=presence))
    stations, eras = world.drivers.stations, world.drivers.era_of_day
    km = great_circle_km(34, 38, 34, 39)
    assert world.series == (("camp", "army", "raiding"), ("camp", "army", "garrison"))
    assert stations.reach[0].tolist() == [pytest.approx(math.exp(-km / 50)), 1.0]
    assert stations.reach[1].tolist() == [0.0, 1.0]
    assert stations.mid[eras, 0].tolist() == [0.0] * 10 + [0.8] * 30
    assert (stations.low[eras[-1], 0], stations.high[eras[-1], 0]) == (0.6, 1.0)
    near = assemble(quiet(presence=presence.replace(",50,", ",10,")))
    assert near.drivers.stations.reach[0].tolist() == [0.0, 1.0]  # below a hundredth


def test_a_degree_is_a_hundred_and_eleven_km():
    assert great_circle_km(0, 10, 1, 10) == pytest.approx(111.19, abs=0.01)
    assert great_circle_km(60, 10, 60, 11) == pytest.approx(55.6, abs=0.1)
    assert great_circle_km(34, 38, 34, 38) == 0
    assert great_circle_km(0, 179.5, 0, -179.5) == pytest.approx(111.19, abs=0.01)


def test_arrivals_and_the_displaced_keep_their_rows(tiny: Scenario):
    drivers = assemble(tiny).drivers
    assert [int(column[0]) for column in drivers.entries] == [1, 2, 2, 4, 24]
    assert [int(column[0]) for column in drivers.starts] == [0, 1, 2]


def test_assembling_draws_nothing(tiny: Scenario):
    one, other = assemble(tiny), assemble(tiny)
    for left, right in zip(one.drivers[1:], other.drivers[1:], strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(left, right, strict=True))


def test_a_rule_keeps_its_key_when_its_row_is_split(quiet: MakeWorld):
    """Chance is addressed by what a rule says, not by the day on which a part of it begins (§5.0)."""
    whole = "army,arrest,,,control,,0.2,,,,,{},{},judgement\n"
    row = whole.format("2030-01-05", "2030-01-20")
    scenario = quiet(harms=row + whole.format("", "") + whole.format("2030-01-20", ""))
    first, second, third = assemble(scenario).drivers.rules.key.tolist()
    assert first == third, "they share no day"
    assert first != second
    rule = scenario.harms[1]
    day = QUIET_START + timedelta(days=19)
    # From that day on no earlier row overlaps it: alone, its later part would get another number.
    parts = (rule.model_copy(update={"end": day}), rule.model_copy(update={"start": day}))
    harms = (scenario.harms[0], *parts, scenario.harms[2])
    split = scenario.model_copy(update={"harms": harms})
    assert assemble(split).drivers.rules.key.tolist() == [first, second, second, third]


def test_rules_that_differ_in_their_months_have_their_own_chance(quiet: MakeWorld):
    row = "army,arrest,,,control,,0.2,,,{},{},,,judgement\n"
    rows = (row.format("1", ""), row.format("2", ""), row.format("", 20))
    keys = assemble(quiet(harms="".join(rows))).drivers.rules.key.tolist()
    assert len(set(keys)) == 3
    assert assemble(quiet(harms="".join(rows[1:]))).drivers.rules.key.tolist() == keys[1:]


def test_ways_may_be_left_out(tiny: Scenario) -> None:
    whole, without = assemble(tiny).drivers, assemble(tiny, with_ways=False).drivers
    assert without.ways.km.shape == (0, *whole.ways.km.shape[1:])
    np.testing.assert_array_equal(whole.places.holder, without.places.holder)
