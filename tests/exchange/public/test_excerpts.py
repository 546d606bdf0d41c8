"""Excerpts of real files that may be passed on: each is what it is, and its figures are those that pandas reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from homeward.exchange.public.recognise import Found, LeftOut, Taken, recognised
from homeward.exchange.public.tables import Met, Table
from homeward.exchange.public.ucdp import read_ucdp
from homeward.exchange.public.unhcr import read_situation, read_solutions, read_totals

EXCERPTS = Path(__file__).parent / "excerpts"
TAKEN = {
    "GEDEvent_v26_0_4.csv": ("ucdp", 46),
    "ucdp_ged191.csv": ("ucdp", 6),
    "ucdp_hdx_country.csv": ("ucdp", 6),
    "unhcr_population_with_preamble.csv": ("unhcr_totals", 12),
    "unhcr_persons_of_concern.csv": ("unhcr_totals", 12),
    "unhcr_hdx_EndYearPopulationTotals.csv": ("unhcr_totals", 8),
    "unhcr_hdx_Solutions.csv": ("unhcr_solutions", 8),
    "unhcr_situations.csv": ("unhcr_situation", 12),
    "unhcr_portal_origin.json": ("unhcr_situation", 9),
    "pcodes.csv": ("pcodes", 12),
    "pcode_lengths.csv": ("pcode_lengths", 158),
}
LEFT = {
    "ucdp_resaved_by_a_spreadsheet.csv": "every date is lost",
    "unhcr_hdx_AsylumDecisions.csv": "counts decisions",
    "unhcr_hdx_Demographics.csv": "parts of the totals",
    "unhcr_portal_idps_by_state.csv": "names are never joined by",
    "hpc_hno.csv": "overlap",
    "inform.csv": "no table of a scenario rests on it",
}


@pytest.fixture(scope="module")
def found() -> Iterator[dict[str, Found]]:
    files = [path for path in EXCERPTS.iterdir() if path.suffix in {".csv", ".json"}]
    with recognised(files) as several:
        yield {one.name: one for one in several}


def table(found: dict[str, Found], name: str) -> Table:
    one = found[name]
    assert isinstance(one, Taken)
    assert one.table is not None
    return one.table


def test_every_file_is_recognised_or_left_out_for_its_reason(found: dict[str, Found]):
    taken = {
        one.name: (one.layout.name, one.seen.rows)
        for one in found.values()
        if isinstance(one, Taken)
    }
    assert taken == TAKEN
    left = {one.name: one.why for one in found.values() if isinstance(one, LeftOut)}
    assert left.keys() == LEFT.keys()
    assert all(LEFT[name] in why for name, why in left.items())


def test_every_file_has_its_licence_beside_it():
    said = (EXCERPTS / "LICENCES.md").read_text("utf-8")
    for path in EXCERPTS.glob("*.[cj]s*"):
        stem = path.name.partition("_")[0]
        assert path.name in said or f"{stem}_" in said, path.name


@pytest.mark.parametrize(
    ("name", "iso3", "tags"),
    [
        ("GEDEvent_v26_0_4.csv", "SDN", []),
        ("ucdp_ged191.csv", "BGD", []),
        ("ucdp_hdx_country.csv", "BGD", [1]),
    ],
)
def test_events_of_three_layouts_have_the_deaths_that_pandas_reads(
    found: dict[str, Found], name: str, iso3: str, tags: list[int]
):
    rows = pd.read_csv(EXCERPTS / name, skiprows=tags)
    rows = rows[rows["country"].isin({"SDN": ["Sudan"], "BGD": ["Bangladesh"]}[iso3])]
    events = list(read_ucdp(table(found, name), iso3, Met()))
    assert {event.key for event in events} == set(rows["id"].astype(str))
    assert sum(event.high for event in events) == rows[["low", "best", "high"]].max(axis=1).sum()
    assert [event.first.isoformat() for event in events] == list(
        rows["date_start"].astype(str).str[:10]
    )


def test_of_46_events_of_sudan_two_are_known_of_the_country_alone(found: dict[str, Found]):
    """So that 44 is the most that can be in a state by what the file itself says."""
    events = list(read_ucdp(table(found, "GEDEvent_v26_0_4.csv"), "SDN", Met()))
    assert len(events) == 46
    assert sum(event.precision >= 6 for event in events) == 2


def test_refugees_of_two_downloads_are_counted_by_country_and_not_as_their_sum(
    found: dict[str, Found],
):
    rows = pd.read_csv(EXCERPTS / "unhcr_population_with_preamble.csv", skiprows=14)
    rows = rows[
        (rows["Country of origin (ISO)"] == "SYR") & (rows["Country of asylum (ISO)"] != "-")
    ]
    people = pd.to_numeric(rows["Refugees under UNHCR's mandate"], errors="coerce").sum()
    counts = list(read_totals(table(found, "unhcr_population_with_preamble.csv"), "SYR", Met()))
    assert sum(count.people for count in counts) == people > 0
    assert not list(read_totals(table(found, "unhcr_persons_of_concern.csv"), "IRQ", Met())), (
        "sums alone"
    )


def test_returns_and_stocks_of_the_portal(found: dict[str, Found]):
    rows = pd.read_csv(EXCERPTS / "unhcr_hdx_Solutions.csv")
    home = rows["ISO3CoO"].iloc[0]
    returned = [one for one in read_solutions(table(found, "unhcr_hdx_Solutions.csv"), home, Met())
                if one.kind == "returned refugees"]  # fmt: skip
    assert sum(one.people for one in returned) == rows[rows["ISO3CoO"] == home]["RET"].sum()
    rows = pd.read_csv(EXCERPTS / "unhcr_situations.csv")
    counts = list(read_situation(table(found, "unhcr_situations.csv"), "TGO", Met()))
    assert (
        sum(one.people for one in counts)
        == rows[rows["ISO3 of Origin"] == "TGO"]["Individuals"].sum()
        > 0
    )
    items = json.loads((EXCERPTS / "unhcr_portal_origin.json").read_text("utf-8"))["data"]
    asked = [
        one
        for one in items
        if one["pop_origin_name"] == "Sudan" and one["admin_level"] == "Country"
    ]
    counts = list(read_situation(table(found, "unhcr_portal_origin.json"), "SDN", Met()))
    assert sum(one.people for one in counts) == sum(int(one["individuals"]) for one in asked)
