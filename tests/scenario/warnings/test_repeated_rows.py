"""Rows given twice: refused where they say the same, doubted where they are about the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import FILES, REGISTERED, make_folder, make_registered, make_scenario
from homeward.errors import ScenarioError
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import TABLES
from homeward.scenario.scenario import Scenario
from homeward.scenario.warnings.repeated_rows import alike_rows

HARM = "south,killing,farmers,,control,,0.05,0.01,0.2,,,,,c1"
CLOSURE = "oldtown_camp,out,2015-05-10,2015-05-15,c1"
ARRIVAL = "hills,traders,camp,50,,,2015-05-10,2015-05-20,judgement"
PERMISSION = "south,,home,,,listed,50,20,80,0.5,2015-05-20,,c1"
BORDER = "border,,SYR JOR,2015-05-01,2015-05-05,c1"
COUNT = "near,,near,,2015-05-11,400,c1"

AGAIN = {
    # each as it was, or resting on something else: what it says is the same
    "harms": (FILES, HARM, HARM),
    "harms_of_another_claim": (FILES, HARM, HARM.replace("c1", "judgement")),
    "harms_spelt_otherwise": (FILES, HARM, HARM.replace("0.05", "0.050")),
    "barriers_of_countries_in_another_order": (
        REGISTERED,
        BORDER,
        BORDER.replace("SYR JOR", "JOR SYR"),
    ),
    "closures": (FILES, CLOSURE, CLOSURE),
    "arrivals": (FILES, ARRIVAL, ARRIVAL.replace("judgement", "c1")),
    "permissions": (FILES, PERMISSION, PERMISSION),
    "barriers": (REGISTERED, BORDER, BORDER),
    "kind_changes": (REGISTERED, "near,idp_camp,2015-05-25,c1", "near,idp_camp,2015-05-25,c1"),
    "registrations": (REGISTERED, COUNT, COUNT.replace("near,,near", "near,1,near")),
    "corrections": (REGISTERED, "near,2015-05-11,c1", "near,2015-05-11,judgement"),
}


def with_row(files: dict[str, str], table: str, row: str) -> dict[str, str | bytes | None]:
    return {table: files[f"{table}.csv"] + row + "\n"}


@pytest.mark.parametrize("case", AGAIN)
def test_a_row_that_says_what_another_says_is_refused(tmp_path: Path, case: str):
    files, row, again = AGAIN[case]
    table = case.partition("_of_")[0].partition("_spelt")[0]
    assert row in files[f"{table}.csv"]
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(make_folder(tmp_path, files, **with_row(files, table, again)))
    (problem,) = refusal.value.problems
    line = files[f"{table}.csv"].splitlines().index(row) + 1
    assert problem.where.startswith(f"{table}.csv, line ")
    assert problem.found == f"the row says what line {line} says."


def test_every_table_says_what_no_two_rows_share():
    for table in TABLES:
        assert (
            table.key
            or table.daily
            or set(table.once)
            >= set(table.row.model_fields)
            - {
                "line",
                "claims",
                "note",
            }
        )


ALIKE = {
    "harms": (FILES, HARM.replace("0.05,", "0.06,"), "Their rates add up."),
    "closures": (FILES, CLOSURE.replace("-15", "-16"), "Once is enough to close it."),
    "arrivals": (FILES, ARRIVAL.replace(",50", ",60"), "Their people add up."),
    "permissions": (
        FILES,
        PERMISSION.replace("0.5", "0"),
        "The stricter rule counts, and lists add up.",
    ),
    "routes": (FILES, "again,camp,oldtown,121,,,", "They join the same two places."),
    "observations": (
        FILES,
        "camp_again,2015-06-15,,present,,,camp,300,410,500,test,no,,,,c1,",
        "A fit would count what was observed twice.",
    ),
    "barriers": (REGISTERED, BORDER.replace("05-05", "05-06"), "Once is enough to close it."),
    "kind_changes": (REGISTERED, "near,town,2015-05-25,c1", "The last in the file counts."),
    "registrations": (REGISTERED, COUNT.replace("400", "390"), "They are two counts of one day."),
}


@pytest.mark.parametrize("table", ALIKE)
def test_a_row_about_the_same_is_doubted(tmp_path: Path, table: str):
    files, row, meaning = ALIKE[table]
    scenario = load_scenario(make_folder(tmp_path, files, **with_row(files, table, row)))
    (doubt,) = alike_rows(scenario)
    assert doubt.where.startswith(f"{table}.csv, line ")
    assert doubt.found.startswith("it is about the same as line ")
    assert doubt.why == meaning


def test_rows_about_the_same_on_other_days_are_not(tmp_path: Path):
    later = ARRIVAL.replace("2015-05-10,2015-05-20", "2015-05-20,2015-05-25").replace(",50", ",60")
    scenario = make_scenario(tmp_path, **with_row(FILES, "arrivals", later))
    assert not list(alike_rows(scenario))


def test_nothing_is_doubted_of_what_comes_with_homeward(tiny: Scenario, tmp_path: Path):
    assert not list(alike_rows(tiny))
    assert not list(alike_rows(make_registered(tmp_path)))


LEVER = """\
b:
  title: B
  what: B.
  changes:
    - table: harms
      {}set: {}
"""


def test_a_lever_adds_no_row_that_is_there(tmp_path: Path):
    cells = "{actor: south, kind: killing, groups: farmers, mode: control, rate: 0.05, rate_low: 0.01, rate_high: 0.2, claims: c1}"
    with pytest.raises(ScenarioError, match="the added row: the row says what line 2 says"):
        make_scenario(tmp_path, levers=LEVER.format("", cells))


def test_a_lever_may_make_two_rows_alike(tmp_path: Path):
    other = HARM.replace("0.05,", "0.06,")
    scenario = make_scenario(
        tmp_path,
        harms=FILES["harms.csv"] + other + "\n",
        levers=LEVER.format("where: {}\n      ", "{rate: 0}"),
    )
    assert len(scenario.harms) == 2


def test_lists_of_a_harm_in_another_order_say_the_same(tmp_path: Path):
    row = HARM.replace("farmers", "farmers traders")
    again = HARM.replace("farmers", "traders farmers")
    harms = FILES["harms.csv"].replace(HARM, row) + again + "\n"
    with pytest.raises(ScenarioError, match="the row says what line 2 says"):
        load_scenario(make_folder(tmp_path, harms=harms))


def test_lists_in_another_order_are_about_the_same(tmp_path: Path):
    row = HARM.replace("farmers", "farmers traders")
    again = row.replace("farmers traders", "traders farmers").replace("0.05,", "0.04,")
    harms = FILES["harms.csv"].replace(HARM, row) + again + "\n"
    scenario = load_scenario(make_folder(tmp_path, harms=harms))
    assert [problem.where for problem in alike_rows(scenario)] == [
        f"harms.csv, line {len(harms.splitlines())}"
    ]
