"""Importing an instance whole: real ones, a small one, and what is no instance."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from exchange.flee.small_instance import FILES, import_small, make_instance
from homeward.errors import ScenarioError
from homeward.exchange.flee import import_flee
from homeward.scenario.load import load_scenario

CONFLICTS = os.environ.get("HOMEWARD_CONFLICTS", "")
NAMES = (
    "burundi2015", "burundi_flee", "car2013", "car_flee", "ethiopia_flee", "mali2012",
    "mali_flee", "ssudan2013", "ssudan_flee", "syria2013", "syria_flee", "tigray2020",
)  # fmt: skip
needs_conflicts = pytest.mark.skipif(not CONFLICTS, reason="HOMEWARD_CONFLICTS is not set")


@needs_conflicts
@pytest.mark.parametrize("name", NAMES)
def test_a_published_conflict_is_a_scenario(name: str, tmp_path: Path):
    source = Path(CONFLICTS) / name
    import_flee(source / "input", source / "validation", to=tmp_path / name)
    scenario = load_scenario(tmp_path / name)
    rows = [
        line
        for line in (source / "input" / "locations.csv").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.lstrip('"').startswith("#")
    ]
    assert len(scenario.places) == len(rows)
    assert scenario.movement == "flee"
    assert scenario.fighting
    camps = {place.place for place in scenario.places if "camp" in place.kind}
    counted = {row.place for row in scenario.registrations if row.place}
    assert counted == camps


@needs_conflicts
def test_a_published_conflict_is_read_as_it_is_known(tmp_path: Path):
    import_flee(Path(CONFLICTS) / "mali_flee" / "input", to=tmp_path / "mali")
    scenario = load_scenario(tmp_path / "mali")
    assert (str(scenario.start), scenario.n_day, scenario.home_country) == (
        "2012-02-29",
        300,
        "MLI",
    )
    assert len(scenario.routes) == 35
    borders = [(row.countries, (row.end - row.start).days) for row in scenario.barriers]
    assert borders == [(("MLI", "BFA"), 22), (("MLI", "NER"), 33)]
    assert {row.series for row in scenario.registrations if row.is_total} == {"total"}
    assert max(row.part for row in scenario.registrations) == 1


def test_the_small_instance_is_a_scenario(tmp_path: Path):
    assert import_small(tmp_path) == []
    scenario = load_scenario(tmp_path / "made")
    assert scenario.place_names == ("oldtown", "hills", "market", "ford", "northcamp", "eastcamp")
    assert [place.kind for place in scenario.places] == [
        "town", "town", "town", "transit", "camp", "camp",
    ]  # fmt: skip
    assert [place.capacity for place in scenario.places[4:]] == [9000, None]
    assert (scenario.n_day, scenario.home_country) == (10, "TCD")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["instance", "made"]


def test_equal_instances_give_equal_scenarios(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        import_small(tmp_path / name)
    one, two = (load_scenario(tmp_path / name / "made") for name in ("one", "two"))
    assert one.digest == two.digest


def test_the_validation_directory_may_be_named(tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    (instance / "validation").rename(tmp_path / "elsewhere")
    import_flee(instance / "input", tmp_path / "elsewhere", to=tmp_path / "made")
    assert len(load_scenario(tmp_path / "made").registrations) == 10


def test_nobody_need_be_registered_where_fighting_brings_people(tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    (instance / "validation").rename(tmp_path / "elsewhere")
    (instance / "input" / "registration_corrections.csv").unlink()
    settings = instance / "own.yml"
    settings.write_text("spawn_rules: {conflict_driven_spawning: {spawn_mode: pop_ratio}}\n")
    assert import_flee(instance / "input", to=tmp_path / "made", settings=settings) == []
    scenario = load_scenario(tmp_path / "made")
    assert (scenario.rules.arrivals, scenario.rules.per_fighting_day) == ("share", 0.01)
    assert scenario.registrations == ()


def test_a_scenario_to_which_nobody_comes_is_refused(tmp_path: Path):
    import_small(tmp_path)
    table = tmp_path / "made" / "registrations.csv"
    table.write_text(table.read_text().splitlines()[0])
    (tmp_path / "made" / "corrections.csv").write_text("series,date,claims\n")
    with pytest.raises(ScenarioError) as refused:
        load_scenario(tmp_path / "made")
    assert str(refused.value) == (
        "registrations.csv: there are no rows.\n"
        "  As many people arrive as were registered.\n"
        "  Fix: add rows, or let fighting bring people: rules, arrivals: constant, poisson or share."
    )


def refusal_of(*arguments: Path, **options: Path) -> str:
    with pytest.raises(ScenarioError) as refused:
        import_flee(*arguments, **options)
    return str(refused.value)


def test_what_is_there_is_never_written_over(tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    (tmp_path / "made").mkdir()
    assert refusal_of(instance / "input", to=tmp_path / "made") == (
        f'"{tmp_path / "made"}" already exists.\n'
        "  An import never writes over what is there.\n"
        "  Fix: choose another name, or remove it."
    )


def test_the_folder_it_is_made_in_must_exist(tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    assert refusal_of(instance / "input", to=tmp_path / "no" / "made") == (
        f'there is no folder "{tmp_path / "no"}" to make it in.\n  Fix: make that folder first.'
    )


def test_the_input_directory_must_exist(tmp_path: Path):
    assert refusal_of(tmp_path / "no", to=tmp_path / "made") == (
        f'there is no folder "{tmp_path / "no"}".\n  Fix: correct its name.'
    )


def test_the_validation_directory_must_exist(tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    assert refusal_of(instance / "input", tmp_path / "no", to=tmp_path / "made") == (
        f'there is no folder "{tmp_path / "no"}".\n  Fix: correct its name.'
    )


def test_the_folder_above_the_input_directory_is_told_apart(tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    assert refusal_of(instance, to=tmp_path / "made") == (
        f'there is no locations.csv in "{instance}".\n'
        f'  Fix: name the folder "{instance / "input"}".'
    )


BYTES = (b'"', b",", b"\n", b"\r", b"#", b"\0", b"\xff", b"-", b"9" * 30, b"1e999", b"nan", b" ",
         b"[", b"{", b":", b"&x", b"*x", b"\xe2\x80\xa8", b"9999-12-31", b"0001-01-01", b"camp",
         b"conflict", b"-1", b'"\r"', b"\x85", b"\x1c", b"\t", b"|")  # fmt: skip


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut a text somewhere, take a piece out, or put something in."""
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.randrange(12))
    noise = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 5)))
    return chance.choice(
        [
            content[:start],
            content[start:],
            content[:start] + content[end:],
            content[:start] + chance.choice(BYTES) + content[end:],
            content[:start] + noise + content[end:],
        ]
    )


@pytest.mark.slow
def test_a_damaged_instance_is_read_or_refused_and_nothing_else(tmp_path: Path):
    chance = random.Random(5)
    outcomes: list[bool] = []
    for number in range(300):
        instance = make_instance(
            tmp_path / str(number), files={"input/location_changes.csv": "Market,camp,4\n"}
        )
        name = chance.choice([*FILES, "input/location_changes.csv"])
        (instance / name).write_bytes(damaged((instance / name).read_bytes(), chance))
        made = instance / "made"
        try:
            import_flee(instance / "input", to=made, settings=instance / "simsetting.yml")
            load_scenario(made)
            outcomes.append(True)
        except ScenarioError:
            assert not made.exists()
            outcomes.append(False)
    assert {True, False} == set(outcomes)  # negative control: the damage is felt, and not always


def moved(instance: Path, name: str, to: str) -> Path:
    (instance / to).parent.mkdir(parents=True, exist_ok=True)
    return (instance / name).rename(instance / to)


def test_registrations_are_found_under_either_name_of_their_folder(tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    moved(instance, "validation", "source_data")
    import_flee(instance / "input", to=tmp_path / "made")
    assert load_scenario(tmp_path / "made").registrations
    (instance / "validation").mkdir()  # empty: what holds the layout is meant
    import_flee(instance / "input", to=tmp_path / "again")
    assert load_scenario(tmp_path / "again").registrations


@pytest.mark.parametrize("name", ["Validation", "SOURCE_DATA", "Source_Data"])
def test_registrations_are_found_in_capitals(name: str, tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    moved(instance, "validation", name)
    import_flee(instance / "input", to=tmp_path / "made")
    assert load_scenario(tmp_path / "made").registrations


@pytest.mark.parametrize("inside", ["input_csv", "flee_inputs"])
def test_the_folder_below_or_above_is_named(inside: str, tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    meant = moved(instance, "input", inside)
    assert words_of(instance) == (
        f'there is no locations.csv in "{instance}".\n  Fix: name the folder "{meant}".'
    )
    (meant / "notes").mkdir()
    assert words_of(meant / "notes").endswith(f'Fix: name the folder "{meant}".')


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("in.tar.gz", "unpack it, and name the folder that comes out."),
        ("in.ods", "save each of its sheets as CSV UTF-8 into a folder, and name the folder."),
    ],
)
def test_a_file_is_no_input_directory(name: str, way: str, tmp_path: Path):
    (tmp_path / name).write_bytes(b"x")
    said = f'"{tmp_path / name}" is a file, not a folder.\n  Fix: {way}'
    assert words_of(tmp_path / name) == said
    instance = make_instance(tmp_path / "instance")
    assert words_of(instance / "input", tmp_path / name) == said


def words_of(*folders: Path) -> str:
    with pytest.raises(ScenarioError) as refusal:
        import_flee(*folders, to=folders[0].parent / "made")
    return str(refusal.value)


def test_letters_composed_in_two_ways_are_one_name(tmp_path: Path):
    edits = (
        ("input/locations.csv", "Hills", "Hélls"),
        ("input/routes.csv", "Hills", "He\u0301lls"),
        ("input/conflicts.csv", "Hills", "He\u0301lls"),
    )
    assert import_small(tmp_path, *edits) == []
    scenario = load_scenario(tmp_path / "made")
    assert "Hélls" in {place.label for place in scenario.places}


def test_a_text_with_a_semicolon_is_a_text(tmp_path: Path):
    edits = [
        ("input/closures.csv", "country,", "# none before; one after\n# a|b\ncountry,"),
        ("validation/north.csv", "2030-01-04", '"Source: agency; seen in May"\n2030-01-04'),
        ("validation/north.csv", "2030-01-06", "UNHCR; revised\n2030-01-06"),
    ]
    assert import_small(tmp_path, *edits) == []


def test_settings_of_an_earlier_version_are_called_so(tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    with pytest.raises(ScenarioError) as refusal:
        import_flee(instance / "input", to=tmp_path / "made", settings=instance / "simsetting.csv")
    assert str(refusal.value).startswith(
        "simsetting.csv: these are settings of an earlier version of Flee."
    )
