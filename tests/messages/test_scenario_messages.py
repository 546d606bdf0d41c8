"""Every message about the files of a scenario, produced and compared whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import edit, header, make_folder
from homeward.errors import ScenarioError, word
from homeward.scenario.load import load_scenario

EXPECTED = Path(__file__).parent / "scenario_messages.txt"
"""Each message as it is printed, under the name of its case."""

VALUE = "  value: {default: 0.5, low: 0, high: 1, meaning: a share}"
DATED = """\
a:
  title: A
  what: A.
  from: 2015-06-01
  changes:
    - table: control
      {}
      set: {}
"""

CASES: dict[str, dict[str, str | bytes | None]] = {
    "a_missing_file": {"control": None},
    "an_unknown_column": edit("routes.csv", "km", "kms"),
    "an_unknown_extra_column": edit("routes.csv", "pace,both_ways", "pase,both_ways"),
    "an_unknown_key_in_scenario_yaml": edit(
        "scenario.yaml", "parameters:", "sensitivty: high\nparameters:"
    ),
    "rules_of_the_route_walk": edit(
        "scenario.yaml", "parameters:", "rules: {leave_town: 0.5}\nparameters:"
    ),
    "a_movement_law_for_registered_arrivals": edit(
        "scenario.yaml", "parameters:", "movement: flee\nparameters:"
    ),
    "a_home_country": edit("scenario.yaml", "parameters:", "home_country: SYR\nparameters:"),
    "a_column_for_registered_arrivals": {
        "places": "place,label,kind,country,latitude,longitude,population,already_here\n"
        "oldtown,Oldtown,town,SYR,34.5,38.3,1000,\nhills,Hills,town,SYR,34.5,38.3,1000,\n"
        "camp,Camp,camp,SYR,34.5,38.3,,30\n"
    },
    "confounders_that_are_not_a_list": edit(
        "scenario.yaml", "parameters:", "confounders: the siege ended\nparameters:"
    ),
    "coverage_of_what_nobody_observed": edit(
        "scenario.yaml",
        "parameters:",
        "registration_coverage: {camp_populatoin: {low: 0.7, high: 1, claims: judgement}}\nparameters:",
    ),
    "coverage_that_rests_on_nothing": edit(
        "scenario.yaml",
        "parameters:",
        "registration_coverage: {camp_population: {low: 0.7, high: 1}}\nparameters:",
    ),
    "coverage_below_nothing": edit(
        "scenario.yaml", "parameters:", "registration_coverage: {camp_population: -1}\nparameters:"
    ),
    "coverage_that_is_a_word": edit(
        "scenario.yaml", "parameters:", "registration_coverage: most\nparameters:"
    ),
    "pooling_of_what_is_one_for_all": edit(
        "scenario.yaml",
        "parameters:",
        "partial_pooling: {tolerance: {by: home, value: 1}}\nparameters:",
    ),
    "pooling_by_what_there_is_not": edit(
        "scenario.yaml",
        "parameters:",
        "partial_pooling: {return_speed: {by: place, value: 1}}\nparameters:",
    ),
    "an_unknown_place": edit("control.csv", "hills,north", "hils,north"),
    "an_unknown_actor": edit("control.csv", "camp,north", "camp,norht"),
    "an_unknown_group": edit("harms.csv", "farmers", "farmer"),
    "an_unknown_route": edit("closures.csv", "oldtown_camp", "oldtown_kamp"),
    "an_unknown_document": edit("claims.csv", "c1,report", "c1,reprt"),
    "overlapping_control": edit(
        "control.csv", "oldtown,north,,2015-05-20", "oldtown,north,,2015-05-25"
    ),
    "a_gap_in_control": edit(
        "control.csv", "oldtown,north,,2015-05-20", "oldtown,north,,2015-05-15"
    ),
    "a_place_nobody_holds": edit("control.csv", "camp,north,,,judgement\n", ""),
    "shares_that_do_not_sum_to_one": edit("groups.csv", "0.25", "0.3"),
    "a_home_without_groups": edit("groups.csv", "north,,,0.75", "north,,oldtown,0.75"),
    "groups_that_disagree": edit(
        "groups.csv",
        "traders,Traders,Group 2,,,south north,,0.25,,,",
        "farmers,Peasants,Group 1,farming,north,,oldtown,1,,,\n"
        "farmers,Farmers,Group 1,farming,north,,hills,1,,,\n"
        "traders,Traders,Group 2,,,south north,,0.25,,,",
    ),
    "a_negative_number": edit("displaced.csv", "100,80,120", "-100,,"),
    "a_word_for_a_number": edit("routes.csv", "120", "far"),
    "a_decimal_comma": edit("conditions.csv", "0.7,0.5,0.9", '"0,7",,'),
    "a_share_above_one": edit("presence.csv", "0.8,0.6,1", "80,,"),
    "nan": edit("conditions.csv", "0.7,0.5,0.9", "NaN,,"),
    "infinity": edit("places.csv", "1000,900,1100", "inf,,"),
    "a_fraction_of_a_dwelling": edit("places.csv", "250", "250.5"),
    "a_row_after_the_run": edit("closures.csv", "2015-05-10,2015-05-15", "2016-05-10,2016-05-15"),
    "a_row_before_the_run": edit("closures.csv", "2015-05-10,2015-05-15", ",2014-05-15"),
    "a_row_that_ends_before_it_begins": edit(
        "closures.csv", "2015-05-10,2015-05-15", "2015-05-15,2015-05-10"
    ),
    "an_observation_after_the_run": edit("observations.csv", "2015-06-15", "2015-07-01"),
    "a_year_that_cannot_be_meant": edit("closures.csv", "2015-05-15", "2215-05-15"),
    "a_day_of_no_calendar": edit("closures.csv", "2015-05-15", "2015-02-30"),
    "a_day_first_date": edit("closures.csv", "2015-05-15", "31/12/2015"),
    "a_date_of_two_readings": edit("closures.csv", "2015-05-15", "03/06/2015"),
    "a_word_for_a_date": edit("closures.csv", "2015-05-15", "summer"),
    "a_range_with_low_above_high": edit("conditions.csv", "0.7,0.5,0.9", "0.7,0.9,0.5"),
    "a_value_outside_its_range": edit("conditions.csv", "0.7,0.5,0.9", "0.95,0.5,0.9"),
    "half_a_range": edit("conditions.csv", "0.7,0.5,0.9", "0.7,0.5,"),
    "a_range_without_a_value": edit("conditions.csv", "0.7,0.5,0.9", ",0.5,0.9"),
    "a_range_that_rests_on_nothing": edit(
        "places.csv",
        "hub,claims\noldtown,Oldtown,town,SYR,,34.5,38.3,1000,900,1100,250,,,,,,c1",
        "hub,claims\noldtown,Oldtown,town,SYR,,34.5,38.3,1000,900,1100,250,,,,,,",
    ),
    "a_claim_that_does_not_exist": edit("control.csv", "hills,north,,,c1", "hills,north,,,c2"),
    "a_duplicated_place": edit("places.csv", "camp,Camp", "hills,Camp"),
    "a_duplicated_key_in_yaml": edit(
        "scenario.yaml", "parameters:", "start: 2015-05-02\nparameters:"
    ),
    "a_table_without_a_header": {"closures": "oldtown_camp,out,2015-05-10,2015-05-15,c1\n"},
    "an_empty_file": {"closures": ""},
    "a_table_that_needs_rows": {"actors": header("actors")},
    "a_file_that_is_not_utf_8": {
        "routes": "route,from,to,km,pace,both_ways,claims\nroute_é,oldtown,camp,120,,,\n".encode(
            "latin-1"
        )
    },
    "a_table_separated_by_semicolons": {
        "closures": "route;direction;from;to;claims\noldtown_camp;out;2015-05-10;2015-05-15;c1\n"
    },
    "a_column_given_twice": edit("closures.csv", "from,to", "from,from"),
    "a_misspelt_parameter": edit("scenario.yaml", "flight_hazard: 0.1", "flight_hazzard: 0.1"),
    "a_parameter_outside_its_bounds": edit(
        "scenario.yaml", "flight_hazard: 0.1", "return_speed: 1.4"
    ),
    "a_parameter_range_that_rests_on_nothing": edit(
        "scenario.yaml", "flight_hazard: 0.1", "flight_hazard: {low: 0.1, high: 0.2}"
    ),
    "a_parameter_range_upside_down": edit(
        "scenario.yaml", "flight_hazard: 0.1", "flight_hazard: {low: 0.2, high: 0.1, claims: [c1]}"
    ),
    "half_a_parameter_range": edit(
        "scenario.yaml", "flight_hazard: 0.1", "flight_hazard: {low: 0.2, claims: [c1]}"
    ),
    "a_log_range_from_zero": edit(
        "scenario.yaml", "flight_hazard: 0.1", "flight_hazard: {low: 0, high: 0.1, claims: [c1]}"
    ),
    "an_unknown_key_of_a_parameter": edit(
        "scenario.yaml", "flight_hazard: 0.1", "flight_hazard: {low: 0, hihg: 0.1, claims: [c1]}"
    ),
    "a_parameter_claim_that_does_not_exist": edit(
        "scenario.yaml", "flight_hazard: 0.1", "flight_hazard: {value: 0.1, claims: c9}"
    ),
    "a_word_for_a_parameter": edit("scenario.yaml", "flight_hazard: 0.1", "flight_hazard: fast"),
    "an_unsupported_movement_law": edit(
        "scenario.yaml", "parameters:", "movement: gravity\nparameters:"
    ),
    "a_run_that_ends_before_it_starts": edit("scenario.yaml", "2015-06-30", "2015-04-30"),
    "a_missing_title": edit("scenario.yaml", "title: Three places\n", ""),
    "a_scenario_yaml_that_is_not_yaml": edit(
        "scenario.yaml", "title: Three places", "title: Three: places"
    ),
    "a_yaml_alias": edit("scenario.yaml", "title: Three places", "title: *name"),
    "a_required_cell_that_is_empty": edit("actors.csv", "South army", ""),
    "a_claim_cell_that_is_empty": edit("control.csv", "hills,north,,,c1", "hills,north,,,"),
    "too_many_cells": edit(
        "routes.csv", "hills_oldtown,hills,oldtown,12,,,", "hills_oldtown,hills,oldtown,12,,,,"
    ),
    "too_few_cells": edit(
        "routes.csv", "hills_oldtown,hills,oldtown,12,,,", "hills_oldtown,hills,oldtown,12,"
    ),
    "a_quote_that_does_not_end": edit(
        "routes.csv", "hills_oldtown,hills,oldtown,12,,,", 'hills_oldtown,"hills,oldtown,12,,,'
    ),
    "people_displaced_from_a_place_without_population": edit(
        "displaced.csv", "oldtown,farmers,camp", "camp,farmers,hills"
    ),
    "people_displaced_at_home": edit(
        "displaced.csv", "oldtown,farmers,camp", "oldtown,farmers,oldtown"
    ),
    "an_unknown_measure": edit("observations.csv", "present", "presnt"),
    "an_unknown_condition": edit("conditions.csv", "hardship", "hardships"),
    "an_unknown_mode": edit("presence.csv", "assault", "asault"),
    "an_unknown_kind": edit("places.csv", "Camp,camp", "Camp,airport"),
    "a_name_that_is_not_an_identifier": edit("actors.csv", "south,South", "South Army,South"),
    "a_country_that_is_not_a_code": edit("places.csv", "Camp,camp,SYR", "Camp,camp,Syria"),
    "neither_yes_nor_no": edit("routes.csv", ",,yes,", ",,maybe,"),
    "a_list_with_commas": edit("groups.csv", "south north", '"south, north"'),
    "a_name_listed_twice": edit("groups.csv", "south north", "south south"),
    "a_month_that_does_not_exist": edit("harms.csv", "0.2,,,", "0.2,2 13,,"),
    "an_actor_both_friendly_and_hostile": edit(
        "groups.csv", "farming,north,,", "farming,north,north,"
    ),
    "a_route_to_itself": edit("routes.csv", "hills,oldtown", "hills,hills"),
    "captures_by_raiders": edit(
        "harms.csv", ",control,,0.05,0.01,0.2,,,", ",raiding,,0.05,0.01,0.2,,30,"
    ),
    "a_listed_entry": edit("permissions.csv", "home,,,listed", "enter,,,listed"),
    "a_list_without_approvals": edit("permissions.csv", "listed,50,20,80", "listed,,,"),
    "approvals_without_a_list": edit("permissions.csv", "listed,50", "open,50"),
    "overlapping_conditions": edit(
        "conditions.csv",
        "camp,hardship,0.7,0.5,0.9,,,judgement",
        "camp,hardship,0.7,0.5,0.9,,2015-06-01,judgement\ncamp,hardship,0.9,,,2015-05-20,,judgement",
    ),
    "overlapping_presence": edit(
        "presence.csv", "oldtown,south", "oldtown,south,assault,0.5,,,,,,c1\noldtown,south"
    ),
    "a_flow_without_since": edit(
        "observations.csv", "2015-05-31,2015-05-01,fled", "2015-05-31,,fled"
    ),
    "since_after_date": edit(
        "observations.csv", "2015-05-31,2015-05-01,fled", "2015-05-31,2015-06-01,fled"
    ),
    "half_a_base": edit("observations.csv", "test,no,,,", "test,no,2015-05-01,,"),
    "an_observation_out_of_order": edit("observations.csv", "300,400,500", "300,600,500"),
    "a_claim_out_of_order": edit("claims.csv", "900,1000,1100", "1100,1000,900"),
    "a_partial_date_that_is_not_one": edit("claims.csv", "2015-06,", "June 2015,"),
    "an_unknown_key_of_a_lever": edit("levers.yaml", "title: Buses", "titel: Buses"),
    "an_unknown_table_of_a_lever": edit("levers.yaml", "table: parameters", "table: params"),
    "an_unknown_column_of_a_lever": edit(
        "levers.yaml",
        "set: {value: 0.2}\n    - table: conditions",
        "set: {vallue: 0.2}\n    - table: conditions",
    ),
    "a_lever_that_sets_a_bad_cell": edit(
        "levers.yaml",
        "variable: hardship}\n      set: {value: 0.2}",
        "variable: hardship}\n      set: {value: 2}",
    ),
    "a_lever_that_breaks_the_scenario": edit(
        "levers.yaml",
        "set: {place: camp, variable: transport_support",
        "set: {place: camp, variable: hardship",
    ),
    "a_lever_with_an_unknown_parameter": edit(
        "levers.yaml", "name: flight_hazard", "name: flight_hazzard"
    ),
    "a_lever_parameter_without_a_name": edit(
        "levers.yaml", "where: {name: flight_hazard}", "where: {}"
    ),
    "a_lever_parameter_out_of_bounds": edit(
        "levers.yaml",
        "where: {name: flight_hazard}\n      set: {value: 0.2}",
        "where: {name: flight_hazard}\n      set: {value: 20}",
    ),
    "a_lever_without_changes": {
        "levers": "wait:\n  title: Wait\n  what: Nothing.\n  changes: []\n"
    },
    "a_lever_that_is_a_word": {"levers": "wait: here\n"},
    "a_lever_name_that_is_not_an_identifier": {"levers": "Wait a bit: {}\n"},
    "levers_that_are_a_list": {"levers": "- wait\n"},
    "changes_that_are_not_a_list": {
        "levers": "wait:\n  title: Wait\n  what: Nothing.\n  changes: none\n"
    },
    "parameters_that_are_a_list": edit(
        "scenario.yaml", "  flight_hazard: 0.1", "  - flight_hazard"
    ),
    "a_title_that_is_a_list": edit(
        "scenario.yaml", "title: Three places", "title: [Three, places]"
    ),
    "an_empty_scenario_yaml": {"scenario": ""},
    "yaml_with_strange_characters": edit("scenario.yaml", "Three places", "Three\x07places"),
    "a_parameter_that_is_a_list": edit("scenario.yaml", "flight_hazard: 0.1", "flight_hazard: [1]"),
    "a_number_too_large": edit("routes.csv", "120", "1e999"),
    "a_separator_of_thousands": edit("places.csv", "1000,900,1100", '"1,000",,'),
    "a_name_that_begins_with_a_digit": edit("closures.csv", "route,", "7route,"),
    "an_identifier_that_begins_with_a_digit": edit("documents.csv", "report,A", "2015,A"),
    "a_home_nobody_belongs_to": edit(
        "groups.csv",
        "north,,,0.75,,,\ntraders,Traders,Group 2,,,south north,,0.25",
        "north,,oldtown,0.75,,,\ntraders,Traders,Group 2,,,south north,oldtown,0.25",
    ),
    "people_counted_twice": edit(
        "displaced.csv", "100,80,120,c1", "100,80,120,c1\noldtown,farmers,camp,5,,,c1"
    ),
    "a_group_given_twice_for_every_home": edit(
        "groups.csv",
        "0.75,,,\n",
        "0.35,,,\nfarmers,Farmers,Group 1,farming,north,,,0.4,,,\n",
    ),
    "days_counted_before_the_run": edit("observations.csv", "2015-05-01,fled", "2015-04-29,fled"),
    "since_needed_for_a_base": edit("observations.csv", "test,no,,,", "test,no,,2015-05-10,"),
    "a_change_that_is_a_word": {"levers": "a:\n  title: A\n  what: A.\n  changes: [a]\n"},
    "a_change_whose_cells_are_a_word": edit("levers.yaml", "set: {value: 0.2}", "set: 0.2"),
    "a_change_that_sets_nothing": edit("levers.yaml", "set: {value: 0.2}", "set: {}"),
    "an_unknown_key_of_a_change": edit("levers.yaml", "where: {place", "were: {place"),
    "a_lever_claim_that_does_not_exist": edit("levers.yaml", "claims: [c1]", "claims: [c7]"),
    "a_lever_parameter_that_is_a_word": edit(
        "levers.yaml",
        "flight_hazard}\n      set: {value: 0.2}",
        "flight_hazard}\n      set: {value: fast}",
    ),
    "a_lever_cell_that_takes_a_value_of_none": edit(
        "levers.yaml",
        "hardship}\n      set: {value: 0.2}",
        'hardship}\n      set: {value: "{value}"}',
    ),
    "a_lever_value_that_no_cell_takes": edit("levers.yaml", "  claims: [c1]", VALUE),
    "a_lever_value_that_is_a_number": edit("levers.yaml", "  claims: [c1]", "  value: 0.5"),
    "a_lever_value_without_a_meaning": edit(
        "levers.yaml", "  claims: [c1]", VALUE.replace(", meaning: a share", "")
    ),
    "a_lever_value_that_is_a_word": edit(
        "levers.yaml", "  claims: [c1]", VALUE.replace("0.5", "half")
    ),
    "a_lever_value_outside_its_range": edit(
        "levers.yaml", "  claims: [c1]", VALUE.replace("0.5", "1.5")
    ),
    "an_unknown_key_of_a_lever_value": edit(
        "levers.yaml", "  claims: [c1]", VALUE.replace("low", "least")
    ),
    "a_lever_value_that_is_not_quoted": edit(
        "levers.yaml",
        "hardship}\n      set: {value: 0.2}",
        "hardship}\n      set: {value: {value}}",
    ),
    "a_lever_value_whose_end_is_no_cell": {
        "levers": edit("levers.yaml", "  claims: [c1]", VALUE.replace("high: 1", "high: 2"))[
            "levers"
        ].replace("hardship}\n      set: {value: 0.2}", 'hardship}\n      set: {value: "{value}"}')
    },
    "a_lever_from_a_word": edit("levers.yaml", "  claims: [c1]", "  from: summer"),
    "a_lever_from_a_day_outside_the_run": edit(
        "levers.yaml", "  claims: [c1]", "  from: 2016-05-01"
    ),
    "a_lever_that_sets_parameters_from_a_day_on": edit(
        "levers.yaml", "  claims: [c1]", "  from: 2015-06-01"
    ),
    "a_lever_that_begins_after_its_rows": {
        "levers": DATED.format("where: {place: oldtown, actor: north}", "{claims: judgement}")
    },
    "a_lever_with_a_day_that_sets_from": {
        "levers": DATED.format("where: {place: camp}", "{from: 2015-05-15}")
    },
    "a_lever_that_adds_a_row_without_days": {
        "levers": DATED.format(
            "claims: [c1]", "{place: camp, actor: south, to: 2015-05-15, claims: judgement}"
        ).replace("      claims: [c1]\n", "")
    },
    "a_lever_that_trusts_an_unknown_actor": edit(
        "levers.yaml", "  claims: [c1]", "  trust: north sout"
    ),
    "levers_of_an_observation_to_fit": edit("observations.csv", "fit,no,,,,", "fit,no,,,buses,"),
    "levers_of_an_observation_with_a_base": edit(
        "observations.csv", "test,no,,,,", "pattern,no,2015-05-05,2015-05-10,buses,"
    ),
    "an_unknown_lever_of_an_observation": edit(
        "observations.csv", "fit,no,,,,", "pattern,no,,,busses,"
    ),
    "a_lever_whose_believed_name_is_taken": {
        "levers": edit("levers.yaml", "  claims: [c1]", "  trust: north")["levers"]
        + DATED.format("where: {place: camp}", "{claims: judgement}").replace(
            "a:\n", "buses_believed:\n", 1
        )
    },
    "people_with_a_point_for_thousands": edit("displaced.csv", "100,80,120", "1.100,1.000,1.200"),
    "dwellings_with_a_point_for_thousands": edit("places.csv", "1100,250,", "1100,2.500,"),
    "people_observed_with_a_point_for_thousands": edit(
        "observations.csv", "300,400,500", "300,1.400,1.500"
    ),
    "a_claim_of_people_with_a_point_for_thousands": edit(
        "claims.csv", "900,1000,1100,p", "900,1.000,1100,p"
    ),
    "points_for_thousands_and_millions": edit("places.csv", "1000,900,1100", "1.234.567,,"),
    "thousands_with_a_blank": edit("places.csv", "1000,900,1100", "1\u202f000,,"),
    "thousands_with_an_apostrophe": edit("places.csv", "1000,900,1100", "1'000,,"),
    "digits_of_another_script": edit("places.csv", "1100,250,", "1100,\u06f2\u06f5\u06f0,"),
    "a_date_in_digits_of_another_script": edit(
        "closures.csv", "2015-05-10", "\u0968\u0966\u0967\u096b-05-10"
    ),
    "a_number_without_end": edit("places.csv", "1000,900,1100", f"{'7' * 100_000},,"),
    "a_number_without_end_in_yaml": edit("scenario.yaml", "0.1", "1" * 5_000),
    "a_mark_of_direction_in_a_name": edit("control.csv", "hills,north", "hills\u200e,north"),
    "a_soft_hyphen_in_a_name": edit("control.csv", "hills,north", "hills,no\u00adrth"),
    "a_blank_that_is_none_in_a_list": edit("groups.csv", "south north", "south\u00a0north"),
    "a_mark_in_a_header": edit("control.csv", "place,actor", "place,actor\u200f"),
    "a_mark_in_a_key": edit("scenario.yaml", "flight_hazard", "flight_hazard\u200b"),
    "a_mark_in_a_lever": edit("levers.yaml", "claims: [c1]", "claims: [c1\u200b]"),
    "a_mark_in_a_cell_of_a_lever": edit("levers.yaml", "{place: camp, v", "{place: camp\u200b, v"),
    "two_byte_order_marks": {"routes": "\ufeff\ufeffroute,from,to,km,claims\n"},
    "a_table_in_utf_16": {"routes": "route,from,to,km,claims\n".encode("utf-16")},
    "a_workbook_called_csv": {"routes": b"PK\x03\x04\x14\x00\x06\x00"},
    "a_nul": edit("routes.csv", "120", "1\x0020"),
    "letters_after_a_quoted_cell": edit("claims.csv", "About a thousand", '"About" a thousand'),
    "a_cell_without_end": edit("claims.csv", "About a thousand people", "a" * 140_000),
    "one_row_with_semicolons": edit(
        "routes.csv", "hills_oldtown,hills,oldtown,12,,,", "hills_oldtown;hills;oldtown;12;;;"
    ),
    "a_cell_in_a_column_without_a_name": {
        "routes": "route,from,to,km,claims,,\na,hills,camp,5,,,\noldtown_camp,oldtown,camp,5,,,x\n"
    },
    "columns_beyond_any_table": edit("routes.csv", "km,pace", f"km,{'x,' * 3_000}pace"),
    "a_parameter_with_keys_in_its_value": edit(
        "scenario.yaml", "flight_hazard: 0.1", "flight_hazard: {value: {0.1: b}}"
    ),
    "claims_with_a_list_in_their_list": edit(
        "scenario.yaml",
        "flight_hazard: 0.1",
        "flight_hazard: {low: 0.1, high: 1, claims: [c1, [c1]]}",
    ),
    "a_switch_with_keys": edit(
        "scenario.yaml", "parameters:", "show_group_labels: {yes: no}\nparameters:"
    ),
    "a_lever_with_keys_for_what_it_is": edit(
        "levers.yaml", "what: The camp is served by buses.", "what: {the camp: served}"
    ),
    "a_lever_that_trusts_lists": edit("levers.yaml", "claims: [c1]", "trust: [north, [south]]"),
    "a_lever_that_sets_a_list": edit(
        "levers.yaml", "set: {value: 0.2}", "set: {value: [0.2, 0.3]}"
    ),
    "a_lever_of_a_list_of_tables": edit("levers.yaml", "table: conditions", "table: [conditions]"),
    "a_value_of_a_lever_with_keys": {
        "levers": DATED.format("where: {place: camp}", "{claims: judgement}").replace(
            "  from:", VALUE.replace("0.5", "{a: 1}") + "\n  from:"
        )
    },
    "a_yaml_anchor": edit("scenario.yaml", "Three places", "&name Three places"),
    "a_yaml_tag": edit("levers.yaml", "Buses to the front door", "!!omap [a: b]"),
    "keys_from_elsewhere": edit(
        "scenario.yaml", "parameters:", "parameters:\n  <<: {flight_hazard: 1}"
    ),
    "yaml_nested_without_end": edit("scenario.yaml", "Three places", "[" * 10_000),
    "a_second_yaml_document": edit("scenario.yaml", "parameters:", "---\nparameters:"),
}


def read_expected() -> dict[str, str]:
    parts = EXPECTED.read_text(encoding="utf-8").split("=== ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2].rstrip("\n") for part in parts}


@pytest.mark.parametrize("case", CASES)
def test_the_message_is_word_for_word(case: str, tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(make_folder(tmp_path, **CASES[case]))
    assert word(refusal.value.problems) == read_expected()[case]


def test_every_expected_message_has_a_case():
    assert list(read_expected()) == list(CASES)


def test_a_misspelt_file_is_recognised(tmp_path: Path):
    folder = make_folder(tmp_path, closures=None)
    (folder / "closure.csv").write_text(header("closures"))
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(folder)
    assert str(refusal.value) == (
        "closures.csv: the file is missing.\n"
        "  It need not be there, and another may have been meant as it.\n"
        "  Fix: rename closure.csv to closures.csv.\n"
        "  Fix: remove the other, if it is none of the scenario."
    )


def test_all_problems_are_reported_together_and_ten_are_printed(tmp_path: Path):
    rows = "".join(f"r{number},nowhere,camp,1,,,\n" for number in range(12))
    folder = make_folder(tmp_path, routes=header("routes") + rows)
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(folder)
    assert len(refusal.value.problems) == 13
    assert str(refusal.value).endswith(f"(and 3 more; `homeward check {folder}` prints all)")


def test_problems_of_several_files_come_in_the_order_of_files_and_lines(tmp_path: Path):
    folder = make_folder(
        tmp_path,
        **edit("places.csv", "Camp,camp", "Camp,airport"),
        **edit("scenario.yaml", "flight_hazard", "flight_hazzard"),
        **edit("claims.csv", "c1,report", "c1,reprt"),
        **edit("routes.csv", "120", "far"),
    )
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(folder)
    assert [problem.where for problem in refusal.value.problems] == [
        "scenario.yaml, line 5",
        'places.csv, line 4, column "kind"',
        'routes.csv, line 2, column "km"',
        'claims.csv, line 2, column "document"',
    ]
