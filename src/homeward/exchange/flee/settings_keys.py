"""The keys of Flee's settings: which become rules, which change no result, which are not simulated."""

from __future__ import annotations

SPAWN, MOVE, OPTIMISE, LOG, FLOOD = (
    "spawn_rules",
    "move_rules",
    "optimisations",
    "log_levels",
    "flood_rules",
)
TOP = ""
"""Section of keys that stand at the top."""

NUMBERS: dict[tuple[str, str], tuple[str, float]] = {
    (MOVE, "max_move_speed"): ("km_per_day", 360.0),
    (MOVE, "max_walk_speed"): ("walking_km_per_day", 35.0),
    (MOVE, "foreign_weight"): ("foreign_pull", 1.0),
    (MOVE, "camp_weight"): ("camp_pull", 1.0),
    (MOVE, "conflict_weight"): ("fighting_pull", 0.316228),
    (MOVE, "conflict_movechance"): ("leave_fighting", 1.0),
    (MOVE, "camp_movechance"): ("leave_camp", 0.001),
    (MOVE, "idpcamp_movechance"): ("leave_idp_camp", 0.1),
    (MOVE, "default_movechance"): ("leave_town", 0.3),
    (MOVE, "capacity_buffer"): ("full_from", 0.9),
    (MOVE, "capacity_scaling"): ("capacity_scale", 1.0),
    (MOVE, "softening"): ("softening_km", 10.0),
    (MOVE, "weight_softening"): ("pull_softening", 0.0),
    (MOVE, "distance_power"): ("distance_power", 1.0),
    (MOVE, "weight_power"): ("pull_power", 1.0),
    (MOVE, "movechance_pop_base"): ("leave_size_base", 10000.0),
    (MOVE, "movechance_pop_scale_factor"): ("leave_size_power", 0.0),
}
"""Numbers that a rule takes over: section and key, the rule, and what Flee takes where none is given."""

SWITCHES: dict[tuple[str, str], tuple[str, bool]] = {
    (MOVE, "avoid_short_stints"): ("avoids_short_days", False),
    (MOVE, "start_on_foot"): ("starts_on_foot", False),
    (SPAWN, "take_from_population"): ("takes_from_population", False),
    (SPAWN, "insert_day0"): ("inserts_first_day", True),
    (SPAWN, "empty_camps_on_day0"): ("starts_empty", False),
}
"""Switches that a rule takes over, and Flee's own position of them."""

POWERS: dict[tuple[str, str], tuple[str, str, float]] = {
    (MOVE, "stay_close_to_home"): ("home_distance_power", "nearness_power", 0.5),
    (MOVE, "use_pop_for_loc_weight"): ("pop_power_for_loc_weight", "population_power", 0.1),
}
"""Switches of a power: the key of the power, the rule, and Flee's own power."""

VERSION_1: dict[str, tuple[str, float | bool]] = {
    "max_move_speed": ("km_per_day", 200.0),
    "camp_weight": ("camp_pull", 2.0),
    "conflict_weight": ("fighting_pull", 0.25),
    "start_on_foot": ("starts_on_foot", False),
    "avoid_short_stints": ("avoids_short_days", False),
}
"""What the switch use_v1_rules sets, whatever else is given."""

MUST_BE_OFF: frozenset[tuple[str, str]] = frozenset(
    {
        (SPAWN, "flood_zone_spawning_only"),
        (SPAWN, "flood_driven_spawning"),
        (SPAWN, "starvation_driven_spawning"),
        (SPAWN, "camps_are_sinks"),
        (SPAWN, "read_from_agents_csv_file"),
        (MOVE, "fixed_routes"),
        (MOVE, "two_system_decision_making"),
        (MOVE, "use_economic_pull"),
        (MOVE, "flee_when_starving"),
        (MOVE, "avoid_food_deprived_locations"),
        (MOVE, "harvest_months"),
        (MOVE, "ChildrenAvoidHazards"),
        (MOVE, "WomenAvoidHazards"),
        (MOVE, "ElderlyAvoidHazards"),
        (MOVE, "BoysTakeRisk"),
        (MOVE, "MatchCampEthnicity"),
        (MOVE, "MatchTownEthnicity"),
        (MOVE, "MatchConflictEthnicity"),
        (MOVE, "MatchCampReligion"),
        (MOVE, FLOOD),
        (TOP, FLOOD),
    }
)
"""What is not simulated."""

SPAWN_WHERE = (SPAWN, "conflict_zone_spawning_only")
"""What is not simulated where it is off."""

WITHOUT_EFFECT: frozenset[tuple[str, str]] = frozenset(
    {
        (TOP, "number_of_steps"),
        (TOP, "conflict_input_file"),
        (TOP, "flood_level_input_file"),
        (SPAWN, "average_social_connectivity"),
        (MOVE, "max_crossing_speed"),
        (MOVE, "avg_religion_fraction"),
        *((LOG, key) for key in ("agent", "link", "camp", "conflict", "init", "idp_totals")),
        (LOG, "granularity"),
    }
)
"""What changes no result."""

AWARENESS = (MOVE, "awareness_level")
PRUNING = (MOVE, "pruning_threshold")
V1 = (MOVE, "use_v1_rules")
FROM_CAMPS = (SPAWN, "sum_from_camps")
DECAY = (SPAWN, "conflict_spawn_decay")
DECAY_DAYS = (SPAWN, "conflict_spawn_decay_interval")
DRIVEN = (SPAWN, "conflict_driven_spawning")
THINNING = (OPTIMISE, "hasten")
MODE, PER_DAY = "spawn_mode", "displaced_per_conflict_day"

COUNTS = frozenset({DRIVEN, (MOVE, "movechance_pop_base")})
"""Keys that count people, who are whole."""

KNOWN: frozenset[tuple[str, str]] = frozenset(
    {
        *NUMBERS,
        *SWITCHES,
        *POWERS,
        *((section, power) for (section, _), (power, _, _) in POWERS.items()),
        *MUST_BE_OFF,
        *WITHOUT_EFFECT,
        SPAWN_WHERE,
        AWARENESS,
        PRUNING,
        V1,
        FROM_CAMPS,
        DECAY,
        DECAY_DAYS,
        DRIVEN,
        THINNING,
    }
)
"""Every key that Flee documents, with its section."""

SECTIONS = (SPAWN, MOVE, OPTIMISE, LOG)
