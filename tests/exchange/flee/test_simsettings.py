"""Settings become rules."""

from __future__ import annotations

import pytest

from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.simsettings import read_rules
from homeward.scenario.rows.camps.flee_rules import FleeRules


def rules_of(text: str) -> FleeRules:
    findings = Findings()
    rules = read_rules("simsetting.yml", text.encode(), findings)
    assert not findings.problems, findings.problems
    assert rules is not None
    return rules


def move(text: str) -> FleeRules:
    return rules_of(f"move_rules: {{{text}}}\n")


def spawn(text: str) -> FleeRules:
    return rules_of(f"spawn_rules: {{{text}}}\n")


def test_a_file_that_says_nothing_leaves_the_defaults_of_the_program():
    """They are those of the settings it ships but for one number."""
    assert rules_of("") == rules_of("move_rules:\nlog_levels:\n")
    assert rules_of("") == FleeRules(fighting_pull=0.316228)


@pytest.mark.parametrize(
    ("text", "rule", "value"),
    [
        ("max_move_speed: 200", "km_per_day", 200),
        ("max_walk_speed: 4e1", "walking_km_per_day", 40),
        ("foreign_weight: 2", "foreign_pull", 2),
        ("camp_weight: '2'", "camp_pull", 2),
        ("conflict_weight: 0.25", "fighting_pull", 0.25),
        ("conflict_movechance: 0.9", "leave_fighting", 0.9),
        ("camp_movechance: 0", "leave_camp", 0),
        ("idpcamp_movechance: 0.2", "leave_idp_camp", 0.2),
        ("default_movechance: 0.5", "leave_town", 0.5),
        ("awareness_level: 3", "awareness", 3),
        ("awareness_level: -1", "awareness", 1),
        ("capacity_buffer: 0.8", "full_from", 0.8),
        ("capacity_scaling: 1.25", "capacity_scale", 1.25),
        ("softening: 36", "softening_km", 36),
        ("weight_softening: 0.1", "pull_softening", 0.1),
        ("distance_power: 0.75", "distance_power", 0.75),
        ("weight_power: 2", "pull_power", 2),
        ("pruning_threshold: 2", "pruning", 2),
        ("pruning_threshold: 1.0005", "pruning", 1),
        ("pruning_threshold: 0.5", "pruning", 1),
        ("avoid_short_stints: True", "avoids_short_days", True),
        ("start_on_foot: yes", "starts_on_foot", True),
        ("stay_close_to_home: True", "nearness_power", 0.5),
        ("stay_close_to_home: 1, home_distance_power: 5", "nearness_power", 5),
        ("stay_close_to_home: False, home_distance_power: 5", "nearness_power", 0),
        ("use_pop_for_loc_weight: on", "population_power", 0.1),
        ("use_pop_for_loc_weight: True, pop_power_for_loc_weight: 0.3", "population_power", 0.3),
        ("pop_power_for_loc_weight: 0.3", "population_power", 0),
        ("movechance_pop_base: 5000", "leave_size_base", 5000),
        ("movechance_pop_scale_factor: 0.2", "leave_size_power", 0.2),
        ("max_crossing_speed: 5", "km_per_day", 360),
        ("fixed_routes: False, harvest_months: [], use_economic_pull: 0", "awareness", 1),
    ],
)
def test_rules_of_moving(text: str, rule: str, value: float):
    assert getattr(move(text), rule) == value


@pytest.mark.parametrize(
    ("text", "rule", "value"),
    [
        ("take_from_population: True", "takes_from_population", True),
        ("insert_day0: False", "inserts_first_day", False),
        ("insert_day0: FALSE", "inserts_first_day", False),
        ("empty_camps_on_day0: True", "starts_empty", True),
        ("sum_from_camps: False", "from_total", True),
        ("sum_from_camps: True", "from_total", False),
        ("conflict_spawn_decay: [1.0, 1, 0.5]", "flight_decay", (1.0, 1.0, 0.5)),
        ("conflict_spawn_decay: ", "flight_decay", ()),
        ("conflict_spawn_decay: None", "flight_decay", ()),
        ("conflict_spawn_decay_interval: 60", "flight_decay_days", 60),
        ("conflict_driven_spawning: {}", "per_fighting_day", 500),
        ("conflict_driven_spawning: {}", "arrivals", "constant"),
        ("conflict_driven_spawning: {spawn_mode: poisson}", "arrivals", "poisson"),
        ("conflict_driven_spawning: {spawn_mode: pop_ratio}", "arrivals", "share"),
        ("conflict_driven_spawning: {spawn_mode: pop_ratio}", "per_fighting_day", 0.01),
        ("conflict_driven_spawning: {displaced_per_conflict_day: 7}", "per_fighting_day", 7),
        ("flood_driven_spawning: , camps_are_sinks: off", "arrivals", "registered"),
    ],
)
def test_rules_of_arriving(text: str, rule: str, value: object):
    assert getattr(spawn(text), rule) == value


def test_the_first_version_of_the_rules():
    rules = move("use_v1_rules: True, start_on_foot: True, softening: 36")
    assert rules == FleeRules(km_per_day=200, camp_pull=2, fighting_pull=0.25, softening_km=36)


def test_published_rule_sets_can_be_said():
    """The authors' modern125 with two steps of awareness."""
    rules = rules_of(
        "move_rules:\n  max_move_speed: 400\n  softening: 36\n  distance_power: 0.75\n"
        "  default_movechance: 0.75\n  camp_movechance: 0.0005\n  conflict_weight: 0.316\n"
        "  start_on_foot: True\n  avoid_short_stints: True\n  capacity_scaling: 1.25\n"
        "  awareness_level: 2\nspawn_rules:\n  conflict_spawn_decay: [1, 1, 1, 0.5, 0.1]\n"
    )
    assert rules == FleeRules(
        km_per_day=400, softening_km=36, distance_power=0.75, leave_town=0.75, leave_camp=0.0005,
        fighting_pull=0.316, starts_on_foot=True, avoids_short_days=True, capacity_scale=1.25,
        awareness=2, flight_decay=(1, 1, 1, 0.5, 0.1),
    )  # fmt: skip
