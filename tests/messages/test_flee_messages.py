"""Every message about an instance of Flee, produced and compared whole; what is refused leaves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from exchange.flee.small_instance import FILES, Edit, import_small
from homeward.errors import ScenarioError, word

HERE = Path(__file__).parent
REFUSALS = HERE / "flee_refusals.txt"
WARNINGS = HERE / "flee_warnings.txt"
"""Each message as it is printed, under the name of its case."""

LOCATIONS, ROUTES = "input/locations.csv", "input/routes.csv"
CLOSURES, CONFLICTS = "input/closures.csv", "input/conflicts.csv"
PERIOD, CORRECTIONS = "input/sim_period.csv", "input/registration_corrections.csv"
LAYOUT, NORTH = "validation/data_layout.csv", "validation/north.csv"
SETTINGS, CHANGES = "simsetting.yml", "input/location_changes.csv"
TOWN, NEW_CLOSURE = "Market,North,Chad,13.2,15.6,town,,3000", "country,Chad,Niger,2,5"


def with_column(name: str, *values: object, file: str = LOCATIONS) -> str:
    """The file with another column."""
    header, *rows = FILES[file].splitlines()
    cells = zip(rows, values, strict=True)
    return "\n".join([f"{header},{name}", *(f"{row},{value}" for row, value in cells)]) + "\n"


def closed(row: str) -> Edit:
    return (CLOSURES, NEW_CLOSURE, row)


def rule(text: str) -> Edit:
    return (SETTINGS, "  awareness_level: 1\n", f"  {text}\n")


def spawn(text: str) -> Edit:
    return (SETTINGS, "  insert_day0: True\n", f"  {text}\n")


Case = Edit | list[Edit] | Mapping[str, str | None]
"""One edit, several, or files that are replaced."""

REFUSED: dict[str, Case] = {
    # the dialect
    "no_locations": {LOCATIONS: None},
    "no_routes": {ROUTES: None},
    "no_closures": {CLOSURES: None},
    "no_conflicts": {CONFLICTS: None},
    "no_period": {PERIOD: None},
    "a_file_in_another_encoding": {PERIOD: "StartDate,2030-01-01\nLength,10\n# \udce9t\udce9\n"},
    "a_quote_that_does_not_end": (LOCATIONS, "Market,", '"Market,'),
    "letters_after_a_quoted_cell": (LOCATIONS, "Market,", '"Mar"ket,'),
    "two_byte_order_marks": (LOCATIONS, "#name", "\ufeff\ufeff#name"),
    "locations_with_semicolons": {LOCATIONS: FILES[LOCATIONS].replace(",", ";")},
    "a_count_cut_by_a_comma_for_thousands": (NORTH, "2030-01-04,200", "2030-01-04,1,200"),
    "a_long_count_cut_by_commas": (NORTH, "2030-01-04,200", "2030-01-04,1,200,050"),
    "a_length_cut_by_a_comma": (PERIOD, "Length,10", "Length,1,095"),
    "a_day_of_closure_cut_by_a_comma": closed("country,Chad,Niger,2,1,095"),
    "a_change_cut_by_a_comma": {CHANGES: "Market,camp,1,095\n"},
    "a_key_of_the_period_with_a_mark": (PERIOD, "Length", "Len\u200bgth"),
    "routes_with_tabs_below_their_header": (ROUTES, "Oldtown,Market,80,0", "Oldtown\tMarket\t80\t0"),
    "conflicts_with_semicolons_and_decimal_commas": {CONFLICTS: "#Day;Oldtown;Hills\n0;0,5;1\n"},
    "conflicts_with_bars_below_their_header": {CONFLICTS: "#Day,Oldtown,Hills\n0|1|1\n1|1|1\n"},
    "a_period_with_tabs": {PERIOD: "StartDate\t2030-01-01\nLength\t10\n"},
    "a_layout_with_bars": {LAYOUT: FILES[LAYOUT].replace(",", "|")},
    "one_row_of_a_series_with_a_semicolon": (NORTH, "2030-01-04,200", "2030-01-04;200"),
    "a_series_with_semicolons_and_decimal_commas": (NORTH, "2030-01-04,200", "2030-01-04;200,0"),
    "a_mark_in_a_name_of_a_road": (ROUTES, "Hills,Market", "Hills,Mar\u00adket"),
    "a_mark_in_a_name_of_a_conflict": (CONFLICTS, "Hills", "Hills\u200f"),
    "a_blank_that_is_none_in_the_layout": (LAYOUT, "Eastcamp", "Eastcamp\u00a0"),
    "a_capacity_with_a_point_for_thousands": (LOCATIONS, "camp,,9000", "camp,,9.000"),
    "a_population_with_a_blank_for_thousands": (LOCATIONS, ",3000", ",3 000"),
    "a_count_with_a_point_for_thousands": (NORTH, ",200", ",1.200"),
    "a_setting_of_people_with_a_point_for_thousands": rule("movechance_pop_base: 10.000"),
    "the_older_name_of_the_period": {PERIOD: None, "input/conflict_period.csv": FILES[PERIOD]},
    "the_older_name_of_the_layout": {LAYOUT: None, "validation/data_layout_refugee.csv": FILES[LAYOUT]},
    "a_workbook_for_routes": {ROUTES: None, "input/routes.xlsx": "x"},
    "a_series_as_a_workbook": {NORTH: None, "validation/north.ods": "x"},
    "a_name_of_capitals": {CLOSURES: None, "input/Closures.CSV": FILES[CLOSURES]},
    "a_short_row": (LOCATIONS, TOWN, "Market,North,Chad,13.2"),
    "a_row_of_one_cell": (ROUTES, "Hills,Market,50,", "Hills"),
    "an_empty_first_cell": (LOCATIONS, TOWN, ",North,Chad,13.2,15.6,town,,3000"),
    "a_blank_first_cell": (ROUTES, "Hills,Market,50,", " ,Market,50,"),
    "a_cell_without_a_column": (LOCATIONS, TOWN, f"{TOWN},5"),
    # locations
    "no_places": {LOCATIONS: "#name\n"},
    "a_place_given_twice": (LOCATIONS, TOWN, f"{TOWN}\n{TOWN}"),
    "a_population_with_a_decimal_point": (LOCATIONS, ",3000", ",3000.0"),
    "a_population_that_is_no_number": (LOCATIONS, ",3000", ",many"),
    "a_population_of_a_galaxy": (LOCATIONS, ",3000", ",99999999999"),
    "a_population_below_0": (LOCATIONS, ",3000", ",-1"),
    "a_place_off_the_globe": (LOCATIONS, "13.2,15.6", "13.2,195.6"),
    "a_place_off_the_globe_if_not_exchanged": (LOCATIONS, "13.2,15.6", "115.6,13.2"),
    "a_latitude_that_is_no_number": (LOCATIONS, "13.2,15.6", "13°,15.6"),
    "a_place_of_floods": (LOCATIONS, ",town,", ",flood_zone,"),
    "a_conflict_without_a_date": (LOCATIONS, "conflict_zone,3", "conflict_zone,"),
    "a_conflict_date_that_is_no_day": (LOCATIONS, "conflict_zone,3", "conflict_zone,May"),
    "an_intensity_of_0": {LOCATIONS: with_column("conflict_intensity", 0, 1, 1, 1, 1, 1)},
    "a_growth_that_is_no_number": {
        LOCATIONS: with_column("capacity_per_day", "", "", "", "", "ten", ""),
    },
    "people_already_there_below_0": {LOCATIONS: with_column("initial_idps", 0, 0, 0, 0, -5, 0)},
    # routes
    "a_road_to_an_unknown_place": (ROUTES, "Hills,Market", "Hils,Market"),
    "a_name_with_a_blank": (ROUTES, "Hills,Market", "Hills ,Market"),
    "a_road_without_a_length": (ROUTES, "Hills,Market,50,", "Hills,Market,,"),
    "a_road_of_0_km": (ROUTES, "Hills,Market,50,", "Hills,Market,0,"),
    "a_road_with_a_decimal_comma": (ROUTES, "Ford,Eastcamp,120.5,0", 'Ford,Eastcamp,"120,5",0'),
    "a_road_to_itself": (ROUTES, "Hills,Market,50,", "Hills,Hills,50,"),
    "an_unknown_redirection": (ROUTES, "Hills,Market,50,", "Hills,Market,50,3"),
    "a_pace_that_is_missing": {ROUTES: with_column("max_move_speed", 200, 9, 100, "", 90, file=ROUTES)},
    "a_pace_of_0": {ROUTES: with_column("max_move_speed", 200, 9, 100, 0, 90, file=ROUTES)},
    "a_road_that_some_walk": {ROUTES: with_column("walk_probability", 0, 0.5, 0, 0, "", file=ROUTES)},
    # closures
    "an_unknown_closure": closed("contry,Chad,Niger,2,5"),
    "a_closure_without_an_end": closed("country,Chad,Niger,2"),
    "a_closure_from_a_date": closed("country,Chad,Niger,2030-01-03,5"),
    "a_border_of_an_unknown_country": closed("country,Tchad,Niger,2,5"),
    "a_border_within_a_country": closed("country,Chad,Chad,2,5"),
    "a_sealed_place_that_is_unknown": closed("location,Hill,,2,5"),
    "a_closed_camp_that_is_unknown": closed("camp,Northcmp,,2,5"),
    "a_link_that_is_no_road": closed("link,Oldtown,Northcamp,2,5"),
    # conflicts
    "no_rows_of_conflicts": {CONFLICTS: ""},
    "too_few_days_of_conflicts": (CONFLICTS, "9,1,1,0\n", ""),
    "conflicts_without_a_header": (CONFLICTS, "#Day,Oldtown,Hills, Market\n", ""),
    "a_column_given_twice": (CONFLICTS, "Hills, Market", "Hills, Hills"),
    "an_intensity_below_0": (CONFLICTS, "4,1,1,0", "4,1,-1,0"),
    "an_intensity_that_is_no_number": (CONFLICTS, "4,1,1,0", "4,1,yes,0"),
    "an_intensity_that_is_missing": (CONFLICTS, "4,1,1,0", "4,1,,0"),
    "an_intensity_of_no_place": (CONFLICTS, "4,1,1,0", "4,1,1,0,1"),
    "an_intensity_below_no_name": [
        (CONFLICTS, "#Day,Oldtown,Hills, Market", "#Day,Oldtown,Hills, "),
        (CONFLICTS, "4,1,1,0", "4,1,1,"),
        (CONFLICTS, "5,1,1,0", "5,1,1"),
    ],
    # period
    "no_start": (PERIOD, "StartDate,2030-01-01\n", ""),
    "no_length": (PERIOD, "Length,10\n", ""),
    "a_start_that_is_no_date": (PERIOD, "2030-01-01", "2030-1-1"),
    "a_day_first_start": (PERIOD, "2030-01-01", "01/02/2030"),
    "a_length_with_a_decimal_point": (PERIOD, "Length,10", "Length,10.0"),
    "a_length_of_0": (PERIOD, "Length,10", "Length,0"),
    "a_length_of_centuries": (PERIOD, "Length,10", "Length,100000"),
    "a_start_given_twice": (PERIOD, "Length,10", "StartDate,2031-01-01\nLength,10"),
    # changes
    "a_change_of_an_unknown_place": {CHANGES: "Marked,camp,4\n"},
    "a_change_to_floods": {CHANGES: "Market,flood_zone,4\n"},
    "a_change_to_nothing": {CHANGES: "Market,,4\n"},
    "a_change_on_no_day": {CHANGES: "Market,camp,May\n"},
    # registrations
    "no_validation": {name: None for name in FILES if name.startswith("validation/")},
    "no_layout": {LAYOUT: None},
    "no_series": {LAYOUT: "# label,file\n"},
    "a_series_without_a_file": (LAYOUT, "Northcamp,north.csv", "Northcamp,"),
    "a_file_that_is_not_there": (LAYOUT, "north.csv", "nroth.csv"),
    "a_file_that_no_folder_has": (LAYOUT, "north.csv", f"{'north' * 60}"),
    "a_camp_before_the_total": (LAYOUT, "total,refugees.csv\n", ""),
    "a_camp_given_twice": (LAYOUT, "Eastcamp", "Northcamp"),
    "a_count_with_a_decimal_point": (NORTH, ",200", ",200.0"),
    "a_count_with_a_separator": (NORTH, ",200", ',"1,200"'),
    "a_count_below_0": (NORTH, ",200", ",-3"),
    "a_count_on_no_date": (NORTH, "2030-01-04", "4 Jan 2030"),
    "a_count_without_a_date": (NORTH, "2030-01-04", ""),
    "a_series_without_numbers": {NORTH: "Date,Number\n2030-01-04\n2030-01-05,\n"},
    # corrections
    "a_correction_of_an_unknown_camp": (CORRECTIONS, "Northcamp", "Nrthcamp"),
    "a_correction_on_no_date": (CORRECTIONS, "2030-01-06", "6.1.2030"),
    "a_correction_between_counts": (CORRECTIONS, "2030-01-06", "2030-01-05"),
    "a_correction_on_the_first_count": (CORRECTIONS, "2030-01-06", "2030-01-01"),
    "a_correction_of_nobody": [(NORTH, "2030-01-04,200", "2030-01-04,0")],
    "a_correction_of_nobody_left": [
        (NORTH, "2030-01-04,200", "2030-01-04,0"),
        (CORRECTIONS, "2030-01-06", "2030-01-04\nNorthcamp,2030-01-06"),
    ],
    # settings
    "settings_that_are_no_yaml": (SETTINGS, "move_rules:", "move_rules: ["),
    "a_misspelt_key": rule("camps_are_sicks: True"),
    "a_misspelt_section": (SETTINGS, "move_rules:", "move_rule:"),
    "a_key_in_the_wrong_section": rule("hasten: 10"),
    "a_key_that_belongs_at_the_top": rule("number_of_steps: 10"),
    "a_section_without_keys": (SETTINGS, "optimisations:\n  hasten: 1\n", "optimisations: 1\n"),
    "a_switch_in_quotes": spawn('insert_day0: "False"'),
    "a_switch_that_is_a_word": spawn("insert_day0: maybe"),
    "a_switch_that_is_a_list": spawn("insert_day0: [True]"),
    "a_number_that_is_a_word": rule("softening: much"),
    "a_number_that_is_a_list": rule("softening: [10]"),
    "a_chance_above_1": rule("camp_movechance: 1.5"),
    "towns_that_flee_makes_camps": rule("default_movechance: 0.001"),
    "fighting_that_flee_makes_a_camp": rule("conflict_movechance: 0.0"),
    "awareness_of_4": rule("awareness_level: 4"),
    "awareness_of_a_half": rule("awareness_level: 0.5"),
    "decay_that_is_no_list": spawn("conflict_spawn_decay: 0.5"),
    "decay_over_half_days": spawn("conflict_spawn_decay_interval: 30.5"),
    "newcomers_from_anywhere": spawn("conflict_zone_spawning_only: False"),
    "camps_that_are_sinks": spawn("camps_are_sinks: True"),
    "floods": (SETTINGS, "number_of_steps", "flood_rules:\n  max_flood_level: 1\nnumber_of_steps"),
    "months_of_harvest": rule("harvest_months: [5, 6]"),
    "several_things_not_simulated": rule(
        "fixed_routes: True\n  two_system_decision_making: 0.5\n  ChildrenAvoidHazards: yes"
    ),
    "driven_by_conflict_without_saying_how": spawn("conflict_driven_spawning: True"),
    "driven_in_an_unknown_way": spawn("conflict_driven_spawning: {spawn_mode: constnt}"),
    "driven_by_an_unknown_key": spawn("conflict_driven_spawning: {spawn_mod: constant}"),
    "a_total_by_another_name": [
        (LAYOUT, "total,", "Total,"),
        spawn("sum_from_camps: False"),
    ],
    # numbers that nothing has
    "a_road_round_the_earth": (ROUTES, "Market,Ford,100,0", "Market,Ford,100000,0"),
    "a_road_of_no_length_one_can_see": (ROUTES, "Market,Ford,100,0", "Market,Ford,1e-300,0"),
    "a_speed_of_light": {ROUTES: with_column("max_move_speed", 1e9, 1, 1, 1, 1, file=ROUTES)},
    "fighting_fiercer_than_any": (CONFLICTS, "\n3,1,1,0", "\n3,1e300,1,0"),
    "a_conflict_fiercer_than_any": {LOCATIONS: with_column("conflict_intensity", 1e18, 1, 1, 1, 1, 1)},
    "more_registered_than_can_be_counted": {
        NORTH: "2030-01-01,1500000000\n2030-01-04,1\n2030-01-06,1500000000\n"
    },
    # all at once
    "several_mistakes": [
        (LOCATIONS, ",3000", ",3000.0"),
        (ROUTES, "Hills,Market", "Hils,Market"),
        closed("contry,Chad,Niger,2,5"),
        (PERIOD, "2030-01-01", "2030-1-1"),
        (NORTH, ",200", ",-3"),
        rule("sofening: 10"),
    ],
}  # fmt: skip

WARNED: dict[str, Case] = {
    "a_second_header": (
        LOCATIONS,
        "Hills,S",
        "#name,a,b,c,d,e,f,g,hdi\n#name,a,b,c,d,e,f,g,hdi\nHills,S",
    ),
    "attributes_without_effect": {
        LOCATIONS: with_column("deactivation_probability", 0, 0, 0, 0, 0.5, 0),
        ROUTES: with_column("scenic", 1, 0, 0, 0, 0, file=ROUTES),
    },
    "attributes_of_camps_alone": {LOCATIONS: with_column("initial_idps", 0, 0, 70, 0, 5, 0)},
    "an_unknown_type": (LOCATIONS, ",town,", ",crossroads,"),
    "a_country_nobody_knows": (LOCATIONS, "Market,North,Chad", "Market,North,Utopia"),
    "a_place_in_no_country": (LOCATIONS, "Market,North,Chad", "Market,North,"),
    "a_country_spelt_twice": (LOCATIONS, "Market,North,Chad", "Market,North,Republic_of_Chad"),
    "a_place_without_coordinates": (LOCATIONS, "13.2,15.6", ","),
    "coordinates_that_look_exchanged": (LOCATIONS, "13.2,15.6", "15.6,13.2"),
    "a_header_that_names_the_longitude_first": (LOCATIONS, "latitude,longitude", "lon,lat"),
    "a_capacity_below_0": (LOCATIONS, ",9000", ",-1"),
    "a_camp_in_the_first_row": (LOCATIONS, "Oldtown", "Firstcamp,,Niger,14,14,camp,,5\nOldtown"),
    "redirections": [
        (ROUTES, "Oldtown,Market,80,0", "Oldtown,Market,80,1"),
        (ROUTES, "Market,Ford,100,0", "Market,Ford,100,2"),
    ],
    "a_sealed_place_with_a_second_name": closed("location,Market,Ford,2,5"),
    "a_closed_link": closed("link,Ford,Market,2,5"),
    "a_redirection_removed": closed("remove_forced_redirection,Ford,Nowhere,2,5"),
    "a_closure_before_the_run": closed("country,Chad,Niger,-4,5"),
    "a_closure_after_the_run": closed("country,Chad,Niger,10,15"),
    "a_closure_of_no_day": closed("country,Chad,Niger,5,5"),
    "a_closure_that_ends_before_it_begins": closed("country,Chad,Niger,5,0"),
    "an_unknown_name_in_conflicts": (CONFLICTS, "Hills, Market", "Hils, Nowhere"),
    "a_day_that_is_not_its_position": (CONFLICTS, "\n4,1,1,0\n5,1,1,0", "\n5,1,1,0\n6,1,1,0"),
    "a_conflict_from_before": (CONFLICTS, "\n0,1,0,0", "\n0,0,0,0"),
    "an_unknown_key_of_the_period": (PERIOD, "Length,10", "Length,10\nComment,hello"),
    "changes_that_never_come": {CHANGES: "Market,camp,10\nMarket,camp,-1\n"},
    "a_change_to_an_unknown_type": {CHANGES: "Market,resort,4\n"},
    "a_series_of_no_camp": (LAYOUT, "Eastcamp", "Elsewhere"),
    "a_series_of_a_town": (LAYOUT, "Eastcamp", "Market"),
    "a_part_that_begins_later": ("validation/east-outside.csv", "2030-01-01", "2030-01-02"),
    "a_correction_before_the_run": (CORRECTIONS, "2030-01-06", "2029-12-31"),
    "files_without_effect": {
        f"input/{name}": "x\n"
        for name in (
            "major_routes.csv",
            "region_attributes_IPC.csv",
            "demographics_religion.csv",
            "agents.csv",
            "flood_level.csv",
        )
    },
    "corrections_of_nothing": {
        **{name: None for name in FILES if name.startswith("validation/")},
        SETTINGS: FILES[SETTINGS].replace(
            "  insert_day0", "  conflict_driven_spawning:\n    spawn_mode: poisson\n  insert_day0"
        ),
    },
    "a_place_called_as_a_sum": {
        LOCATIONS: FILES[LOCATIONS].replace("Ford,", "All,"),
        ROUTES: FILES[ROUTES].replace("Ford", "All"),
    },
    "places_that_readers_take_for_nothing": {
        LOCATIONS: FILES[LOCATIONS].replace("Ford,", "N/a,").replace("Market,", "NaN,"),
        ROUTES: FILES[ROUTES].replace("Ford", "N/a").replace("Market", "NaN"),
        CONFLICTS: FILES[CONFLICTS].replace("Market", "NaN"),
    },
    "a_series_that_is_called_null": [(LAYOUT, "Eastcamp", "Null")],
    "a_file_that_no_disk_of_windows_takes": {
        LAYOUT: FILES[LAYOUT].replace("north.csv", "con.csv"),
        "validation/con.csv": FILES[NORTH],
        NORTH: None,
    },
    "a_road_given_twice": (ROUTES, "Market,Ford,100,0", "Market,Ford,100,0\nFord,Market,100,0"),
    "a_road_of_two_lengths": (ROUTES, "Market,Ford,100,0", "Market,Ford,100,0\nMarket,Ford,110,0"),
    "a_road_in_metres": (ROUTES, "Market,Ford,100,0", "Market,Ford,20000,0"),
    "a_road_shorter_than_a_bird_flies": (ROUTES, "Market,Ford,100,0", "Market,Ford,10,0"),
    "a_closure_given_twice": closed(f"{NEW_CLOSURE}\ncountry,Niger,Chad,2,5"),
    "a_change_given_twice": {CHANGES: "Market,camp,4\nMarket,camp,4\n"},
    "two_changes_of_one_day": {CHANGES: "Market,camp,4\nMarket,idpcamp,4\n"},
    "a_new_count_given_twice": {CORRECTIONS: FILES[CORRECTIONS] * 2},
    "a_count_given_twice": (NORTH, "2030-01-04,200", "2030-01-04,200\n2030-01-04,200"),
    "two_counts_of_one_day": (NORTH, "2030-01-04,200", "2030-01-04,200\n2030-01-04,210"),
    "a_second_count_at_the_end": (NORTH, "06,150\n", "06,150\n2030-01-04,210\n"),
    "counts_that_go_back": (NORTH, "06,150\n", "06,150\n2030-01-05,210\n"),
    "counts_outside_the_run": {
        "validation/east.csv": "2029-01-01,20\n2029-03-08,500\n",
        "validation/east-outside.csv": "2028-12-01,5\n",
    },
    "days_after_the_end_of_the_run": {CONFLICTS: FILES[CONFLICTS] + "10,1,1,0\n"},
    "people_thinned": (SETTINGS, "hasten: 1", "hasten: 10"),
    "awareness_of_0": rule("awareness_level: 0"),
    "the_first_version_of_the_rules": rule("use_v1_rules: True\n  conflict_weight: 0.5"),
    "changes_in_another_form": {"input/location_changes.xlsx": "x"},
    "two_places_of_one_name_to_the_eye": (
        LOCATIONS,
        TOWN,
        f"{TOWN}\nMarket\u200b,North,Chad,13.2,15.6,town,,3000",
    ),
}


def split(case: Case) -> tuple[list[Edit], dict[str, str | None]]:
    if isinstance(case, Mapping):
        return [], dict(case)
    return (case if isinstance(case, list) else [case]), {}


def needs_settings(case: Case) -> bool:
    edits, files = split(case)
    return any(name == SETTINGS for name, _, _ in edits) or SETTINGS in files


def run(case: Case, folder: Path) -> list[str]:
    edits, files = split(case)
    return import_small(folder, *edits, files=files, with_settings=needs_settings(case))


def refusal(case: str, folder: Path) -> str:
    with pytest.raises(ScenarioError) as refused:
        run(REFUSED[case], folder)
    assert [path.name for path in folder.iterdir()] == ["instance"]
    return word(refused.value.problems).replace(str(folder), "FOLDER")


def warnings(case: str, folder: Path) -> str:
    return "\n".join(run(WARNED[case], folder)).replace(str(folder), "FOLDER")


def read_expected(file: Path) -> dict[str, str]:
    parts = file.read_text(encoding="utf-8").split("=== ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2].rstrip("\n") for part in parts}


@pytest.mark.parametrize("case", REFUSED)
def test_the_refusal_is_word_for_word_and_nothing_is_left(case: str, tmp_path: Path):
    assert refusal(case, tmp_path) == read_expected(REFUSALS)[case]


@pytest.mark.parametrize("case", WARNED)
def test_the_warnings_are_word_for_word(case: str, tmp_path: Path):
    assert warnings(case, tmp_path) == read_expected(WARNINGS)[case]


def test_every_expected_message_has_a_case():
    assert list(read_expected(REFUSALS)) == list(REFUSED)
    assert list(read_expected(WARNINGS)) == list(WARNED)


def test_the_instance_itself_gives_no_warning(tmp_path: Path):
    assert import_small(tmp_path, with_settings=True) == []
