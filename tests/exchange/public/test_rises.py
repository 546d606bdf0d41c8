"""People who came between two counts: divided over the days, entered where no events are known, beside what is drafted."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import shutil
from pathlib import Path

import pandas as pd
import pytest

from exchange.public.small_downloads import ask, event, make_downloads, write_csv, write_events
from homeward.api.check import check
from homeward.exchange.public.import_public import import_public
from homeward.exchange.public.rises import overlap, part_of
from homeward.exchange.public.work_back import journey_days
from homeward.scenario.load import load_scenario

JUNE = (dt.date(2024, 6, 1), dt.date(2024, 6, 30))


def test_a_flow_is_divided_over_its_days():
    assert overlap((dt.date(2024, 5, 1), dt.date(2024, 6, 15)), JUNE) == (
        (JUNE[0], dt.date(2024, 6, 15)),
        15 / 46,
    )
    assert overlap((dt.date(2024, 5, 1), dt.date(2024, 5, 31)), JUNE) is None
    assert part_of(100, 1.0) == (90, 100, pytest.approx(110))
    assert part_of(100, 0.25) == (pytest.approx(7.5), 25, pytest.approx(82.5)), (
        "a part of the days is surer of less"
    )
    assert part_of(100, 0.5)[2] <= 110, "never more than all, and what it may be off"


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Events are known of January 2023 alone; refugees were counted until November 2024."""
    place = tmp_path_factory.mktemp("rises")
    folder = make_downloads(place / "downloads")
    days = [event(1, "2023-01-05", "SD01", 40), event(2, "2023-01-29", "SD03", 30)]
    days += [
        event(
            number,
            f"2023-01-{number:02d}",
            "SD03",
            1,
            type_of_violence=3,
            side_a="Front",
            side_b="Civilians",
        )
        for number in (10, 11, 12)
    ]
    days.append(
        event(13, "2023-01-13", "SD03", 1, type_of_violence=3, side_a="Government of Exampleland")
    )
    write_events(folder / "GEDEvent_v25_1.csv", days)
    stocks = (folder / "situations.csv").read_text("utf-8")
    (folder / "situations.csv").write_text(
        stocks.replace(",Refugees,", ",New arrivals,"), encoding="utf-8"
    )
    import_public([folder], ask(), to=place / "made", works_back=False)
    return place / "made"


def test_new_arrivals_are_entered_on_days_of_which_no_events_are_known(quiet: Path):
    """By pandas, from the files: what came after January 2023, evenly over the days."""
    stocks = pd.read_csv(quiet.parent / "downloads" / "situations.csv", parse_dates=["Date"])
    new = stocks[stocks["Population type"].str.contains("New", case=False)].sort_values("Date")
    expected = 0.0
    for _, of in new.groupby("ISO3"):
        for (_, before), (_, after) in zip(
            of.iloc[:-1].iterrows(), of.iloc[1:].iterrows(), strict=True
        ):
            days = pd.date_range(before["Date"] + pd.Timedelta(days=1), after["Date"])
            unknown = days[(days >= "2023-01-01") & ((days < "2023-01-05") | (days > "2023-01-29"))]
            expected += (after["Individuals"] - before["Individuals"]) * len(unknown) / len(days)
    rows = pd.read_csv(quiet / "arrivals.csv")
    assert rows["people"].sum() == pytest.approx(expected, rel=1e-3)
    assert expected > 1_000
    assert (rows["people_low"] < rows["people"]).all()
    assert (rows["people"] < rows["people_high"]).all()
    seen = pd.read_csv(quiet / "observations.csv").set_index("name")
    assert set(seen.loc[["unhcr_tcd"], "use"]) == {"fit"}, "what was entered tests nothing"
    assert set(seen.loc[["dtm_sd02"], "use"]) == {"test"}


def test_who_is_entered_is_not_at_home_on_the_first_day(quiet: Path, tmp_path: Path):
    stocks = quiet.parent / "downloads" / "situations.csv"
    folder = shutil.copytree(quiet.parent / "downloads", tmp_path / "downloads")
    kept = pd.read_csv(stocks)
    kept[kept["Date"] < "2023-01-01"].to_csv(folder / "situations.csv", index=False)
    import_public([folder], ask(), to=tmp_path / "made", works_back=False)
    with_, without = (
        pd.read_csv(one / "places.csv")["population"].sum() for one in (quiet, tmp_path / "made")
    )
    entered = pd.read_csv(quiet / "arrivals.csv")["people"].sum()
    assert without - with_ == pytest.approx(entered, abs=10)
    assert entered > 1_000


def test_a_draft_of_control_and_actors_can_take_their_place(quiet: Path, tmp_path: Path):
    drafted = pd.read_csv(quiet / "proposed" / "control.csv").set_index("place")
    assert drafted.loc["sd03", "actor"] == "front", "three events tell for it, one for the state"
    assert drafted.loc["sd01", "actor"] == "state", "a battle says who fought, not who holds"
    assert set(pd.read_csv(quiet / "control.csv")["actor"]) == {"state", "host_states"}, (
        "nothing is changed"
    )
    made = shutil.copytree(quiet, tmp_path / "made")
    for name in ("control.csv", "actors.csv"):
        shutil.copy(quiet / "proposed" / name, made / name)
    assert not check(made).errors
    assert {row.actor for row in load_scenario(made).control} == {"state", "host_states", "front"}


def test_territory_of_acled_is_drafted_by_month_and_no_row_is_kept(tmp_path: Path):
    header = ["event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "inter1", "actor2", "inter2", "iso",
              "country", "latitude", "longitude", "geo_precision", "fatalities"]  # fmt: skip
    rows = [
        [
            "SDN1",
            "2023-03-17",
            "Battles",
            "Non-state actor overtakes territory",
            "Front",
            "Rebel group",
            "Army",
            "State forces",
        ],
        [
            "SDN2",
            "2023-08-09",
            "Battles",
            "Government regains territory",
            "Army",
            "State forces",
            "Front",
            "Rebel group",
        ],
    ]
    folder = make_downloads(tmp_path / "downloads")
    (folder / "GEDEvent_v25_1.csv").unlink()
    write_csv(
        folder / "acled.csv", header, [[*row, 736, "Sudan", 15.1, 26.9, 1, 12] for row in rows]
    )
    import_public([folder], ask(), to=tmp_path / "made", works_back=False)
    drafted = (
        pd.read_csv(tmp_path / "made" / "proposed" / "control.csv", dtype=str)
        .set_index("place")
        .fillna("")
    )
    assert drafted.loc["sd01", ["actor", "from", "to"]].values.tolist() == [
        ["state", "", "2023-03-01"], ["front", "2023-03-01", "2023-08-01"], ["state", "2023-08-01", ""],
    ]  # fmt: skip
    held = "".join(
        path.read_text("utf-8") for path in (tmp_path / "made").rglob("*") if path.is_file()
    )
    assert "2023-03-17" not in held
    assert "overtakes" not in held


def test_the_days_of_a_journey_are_its_length_over_the_pace(quiet: Path):
    """By Floyd's algorithm in plain Python: SD01 and SD03 are fought over, by strength squared times people."""
    scenario = load_scenario(quiet)
    km = {(row.origin, row.destination): row.km for row in scenario.routes}
    km |= {(end, start): length for (start, end), length in km.items()}
    places = [place.place for place in scenario.places]
    for through, start, end in itertools.product(places, places, places):
        way = km.get((start, through), math.inf) + km.get((through, end), math.inf)
        km[start, end] = 0.0 if start == end else min(km.get((start, end), math.inf), way)
    people = {place.place: place.population.value for place in scenario.places if place.population}
    weight: dict[str, float] = dict.fromkeys(("sd01", "sd03"), 0.0)
    for row in scenario.presence:
        weight[row.place] += row.strength.value**2 * people[row.place]
    pace = scenario.parameters["pace"].value
    found = journey_days(scenario)
    for place in places:
        mean = sum(weight[home] * km[home, place] for home in weight) / sum(weight.values())
        assert found[place] == math.ceil(mean / pace)
    assert found["abroad_tcd"] > 3
