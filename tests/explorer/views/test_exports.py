"""Files to take along: the same numbers as those of a saved run."""

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path

import pytest

from homeward.engine.pool import Cancelled
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRuns
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.explorer.views.exports import HEADER, file_name, report_page, table
from homeward.explorer.views.picture import PICTURED, ChartedLine, take_picture
from homeward.results.result import Result
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_result
from homeward.scenario.changes.applied_levers import AppliedLever, parse_lever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario
from run_tables import read_sums

MEMBERS, SEED = 6, 3


@pytest.fixture(scope="module")
def settings(tiny: Scenario) -> LiveSettings:
    return LiveSettings(tiny, members=MEMBERS, seed=SEED)


@pytest.fixture(scope="module")
def result(settings: LiveSettings) -> Result:
    world = ScenarioRuns(settings).base
    world.extend(MEMBERS, PendingRequest(), Scheduler())
    return world.result(MEMBERS)


@pytest.fixture(scope="module")
def saved(tiny: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "saved"
    return save_result(run_and_label(tiny, members=MEMBERS, seed=SEED), folder)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def everywhere(scenario: Scenario, measure: str) -> list[ChartedLine]:
    """Every line of a measure that the screen can show."""
    homes, groups = range(len(scenario.homes)), range(len(scenario.group_names))
    places = range(len(scenario.places))
    return [
        ChartedLine(measure),
        *(ChartedLine(measure, home=home) for home in homes),
        *(ChartedLine(measure, group=group) for group in groups),
        *(ChartedLine(measure, place=place) for place in places),
        *(ChartedLine(measure, home=h, place=p) for h, p in itertools.product(homes, places)),
        *(ChartedLine(measure, home=h, group=g) for h, g in itertools.product(homes, groups)),
    ]


def test_stocks_are_those_of_the_tables_of_the_run(
    result: Result, tiny: Scenario, saved: Path
) -> None:
    shown = take_picture(result, exact=False).published
    known = {
        (r["time"], r["variable"], r["home"], r["group"], r["place"]): r
        for r in read_sums(saved, "stocks").to_dict("records")
    }
    compared = withheld = 0
    for measure in ("residents", "idps", "refugees", "returnees"):
        for row in rows_of(table(shown, everywhere(tiny, measure))):
            told = known.get((row["date"], measure, row["home"], row["group"], row["place"]))
            if told is None:  # the tables leave out cells that are always empty
                assert {row[name] for name in ("q05", "median", "q95")} == {"0"}
                continue
            assert {name: row[name] for name in HEADER[5:]} == {
                name: told[name] for name in HEADER[5:]
            }
            compared += 1
            withheld += row["suppressed"] == "yes"
    assert compared > 500
    assert withheld > 20


def test_a_returned_person_is_counted_as_returnee(result: Result, saved: Path) -> None:
    shown = take_picture(result, exact=False).published
    one, other = (rows_of(table(shown, [ChartedLine(name)])) for name in ("returned", "returnees"))
    assert [{**row, "measure": ""} for row in one] == [{**row, "measure": ""} for row in other]


def test_small_counts_are_withheld_and_exact_ones_on_demand(result: Result, tiny: Scenario) -> None:
    lines = [line for one in PICTURED for line in everywhere(tiny, one.name)]
    controlled = rows_of(table(take_picture(result, exact=False).published, lines))
    exact = rows_of(table(take_picture(result, exact=True).published, lines))
    numbers = [row[name] for row in controlled for name in HEADER[5:10]]
    assert all(not one or float(one) % 5 == 0 for one in numbers)
    assert not [one for one in numbers if one and 0 < float(one) < 10]
    assert [row["suppressed"] for row in exact] == ["no"] * len(exact)
    assert [row for row in exact if row["median"] and 0 < float(row["median"]) < 10]


def test_it_is_a_table_that_names_what_is_in_it(result: Result) -> None:
    shown = take_picture(result, exact=False).published
    rows = rows_of(
        table(shown, [ChartedLine("displaced", home=0, group=1), ChartedLine("present", place=2)])
    )
    assert tuple(rows[0]) == HEADER
    assert len(rows) == 2 * len(result.axes.days)
    assert {(row["measure"], row["home"], row["group"], row["place"]) for row in rows} == {
        ("displaced", "oldtown", "critics", "all"),
        ("present", "all", "all", "border_camp"),
    }
    assert table(shown, []) == (",".join(HEADER) + "\n").encode()


@pytest.mark.parametrize("levers", [[], ["arrests_stop", "houses_given_back=0.1"]])
def test_the_report_is_that_of_the_command_line(
    settings: LiveSettings, tiny: Scenario, tmp_path: Path, levers: list[str]
) -> None:
    levers = [parse_lever(text) for text in levers]
    folder = save_result(
        run_and_label(apply_levers(tiny, levers), members=4, seed=SEED), tmp_path / "run"
    )
    dataset = LiveScenario("tiny", ScenarioRuns(settings), Scheduler())
    whole = dataset.whole_result(levers, 4, PendingRequest())
    assert report_page(whole, None, exact=False) == (folder / "report.html").read_bytes()


def test_a_report_nobody_waits_for_is_not_made(palmyra: Scenario) -> None:
    settings, asked = LiveSettings(palmyra, members=200, seed=1), PendingRequest()
    dataset = LiveScenario("palmyra", ScenarioRuns(settings), Scheduler())
    asked.drop()
    with pytest.raises(Cancelled):
        dataset.whole_result((), 200, asked)


@pytest.mark.parametrize(
    ("dataset", "levers", "name"),
    [
        ("tiny", (), "tiny-6-members.csv"),
        ("runs/My run (2)", (), "runs_my_run_2-6-members.csv"),
        ("tiny", (AppliedLever("houses", 0.5),), "tiny-houses_0_5-6-members.csv"),
        ("../../etc", (), "etc-6-members.csv"),
        ("日本", (), "run-6-members.csv"),
    ],
)
def test_a_file_has_a_name_that_every_disk_takes(
    dataset: str, levers: tuple[AppliedLever, ...], name: str
) -> None:
    assert file_name(dataset, levers, MEMBERS, ".csv") == name
    assert len(file_name("x" * 300, (AppliedLever("y" * 300),), MEMBERS, ".csv")) < 120
