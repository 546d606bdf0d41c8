"""From downloads to a folder that can be checked and run, and a year later."""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from exchange.public.small_downloads import (
    CODES,
    PEOPLE,
    ask,
    event,
    events,
    make_downloads,
    write_csv,
    write_events,
)
from homeward.api.check import check
from homeward.errors import ScenarioError
from homeward.exchange.public.import_public import Imported, import_public
from homeward.exchange.public.recognise import LeftOut
from homeward.scenario.load import load_scenario


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_has_no_errors_and_every_row_rests_on_something(made: Imported):
    found = check(made.folder)
    assert not found.errors
    scenario = load_scenario(made.folder)
    known = {claim.claim for claim in scenario.claims} | {"judgement"}
    for table in ("places", "routes", "presence", "displaced", "observations", "control"):
        for row in getattr(scenario, table):
            assert row.claims, (table, row)
            assert set(row.claims) <= known
    digests = {one.download.digest for one in made.taken}
    assert all(
        any(digest in document.title for digest in digests) for document in scenario.documents
    )


def test_people_at_home_are_those_of_the_area_without_those_who_left(made: Imported):
    """By pandas, from the files."""
    dtm = pd.read_csv(made.folder.parent / "downloads" / "dtm.csv")
    first = dtm[dtm["reportingDate"] == "2022-12-01T00:00:00"]
    left = first.groupby("idpOriginAdmin1Pcode")["numPresentIdpInd"].sum()
    places = {row["place"]: row for row in rows(made.folder, "places")}
    for code in CODES:
        expected = PEOPLE[code] - left.get(code, 0)
        assert float(places[code.lower()]["population"]) == pytest.approx(expected, abs=1)


def test_who_is_displaced_is_where_the_round_says(made: Imported):
    displaced = {
        (row["home"], row["place"]): int(row["people"]) for row in rows(made.folder, "displaced")
    }
    assert displaced["sd01", "sd02"] == 60_000
    assert displaced["sd02", "sd02_within"] == 20_000
    assert displaced["sd03", "sd04"] == 40_000
    assert ("sd01", "sd04") not in displaced, "seven people are fewer than ten"
    abroad = sum(people for (_, place), people in displaced.items() if place == "abroad_tcd")
    assert abroad == pytest.approx(40_000, abs=4)


def test_observations_are_of_one_level_and_have_ranges(made: Imported):
    found = {(row["name"], row["date"]): row for row in rows(made.folder, "observations")}
    assert found["dtm_sd02", "2023-12-01"]["value"] == "90000"
    assert found["dtm_sd02", "2023-12-01"]["places"] == "sd02 sd02_within"
    assert found["unhcr_tcd", "2024-11-30"]["value"] == "90000"
    flow = found["idmc_movements", "2023-12-31"]
    assert (flow["measure"], flow["since"], flow["value"]) == ("fled", "2022-12-31", "150000")
    assert {row["use"] for row in found.values()} == {"test"}
    for row in found.values():
        assert int(row["low"]) < int(row["value"]) < int(row["high"])


def test_figures_before_the_day_are_for_fitting(downloads: Path, tmp_path: Path):
    import_public([downloads], ask(fit_before=END_OF_2023), to=tmp_path / "made", works_back=False)
    used = {
        (row["name"], row["date"]): row["use"] for row in rows(tmp_path / "made", "observations")
    }
    assert used["dtm_sd02", "2023-12-01"] == "fit"
    assert used["idmc_movements", "2024-12-31"] == "test"


END_OF_2023 = dt.date(2023, 12, 15)


def test_the_force_that_was_worked_back_gives_what_was_counted_and_what_was_held_back_stands_beside(
    made: Imported,
):
    worked = made.worked_back
    fitted = [one for one in worked.compared if one.flow.is_fitted]
    held = [one for one in worked.compared if not one.flow.is_fitted]
    assert [one.flow.name for one in fitted] == ["IDMC 2023"]
    assert [one.flow.name for one in held] == ["IDMC 2024"]
    for one in fitted:
        assert 0.5 < one.times < 2
    assert worked.force.low < worked.force.value < worked.force.high
    assert worked.force.claims == ("idmc_movements_2023",)
    assert "danger_half" in (made.folder / "scenario.yaml").read_text("utf-8")


def test_without_published_movements_the_range_is_wide_and_check_doubts_it(
    downloads: Path, tmp_path: Path
):
    given = [
        path for path in downloads.iterdir() if path.name not in {"gidd.csv", "situations.csv"}
    ]
    made = import_public(given, ask(), to=tmp_path / "made")
    assert not made.worked_back.force.claims
    doubts = [str(one) for one in check(tmp_path / "made").warnings]
    assert any("hardly known" in doubt for doubt in doubts)


def test_what_is_missing_is_named_and_nothing_is_made(downloads: Path, tmp_path: Path):
    without = [path for path in downloads.iterdir() if path.name != "areas.geojson"]
    with pytest.raises(ScenarioError, match="no file has areas of SDN at level 1"):
        import_public(without, ask(), to=tmp_path / "made")
    without = [path for path in downloads.iterdir() if path.name != "people.csv"]
    with pytest.raises(ScenarioError, match="no file has people of areas of SDN"):
        import_public(without, ask(), to=tmp_path / "made")
    assert not (tmp_path / "made").exists()


def test_strict_refuses_all_and_names_the_file_at_fault(downloads: Path, tmp_path: Path):
    (tmp_path / "odd.csv").write_bytes(b"a,b\n1,\xff\n")
    with pytest.raises(ScenarioError, match=r"odd.csv: it is not UTF-8"):
        import_public([downloads, tmp_path / "odd.csv"], ask(), to=tmp_path / "made", strict=True)
    made = import_public(
        [downloads, tmp_path / "odd.csv"], ask(), to=tmp_path / "made", works_back=False
    )
    assert ("odd.csv", True) in {
        (one.name, one.is_fault) for one in made.left if isinstance(one, LeftOut)
    }


def test_a_folder_that_is_there_is_never_written_over(made: Imported, downloads: Path):
    with pytest.raises(ScenarioError, match="already exists"):
        import_public([downloads], ask(), to=made.folder)


def acled_rows() -> list[list[object]]:
    return [
        [f"SDN{number}", f"2023-0{1 + number % 9}-05", 2023, "Battles", "Armed clash", 736, "Sudan", 15.1, 26.9, 1, 40 + number,
         1_700_000_000 + number, f"a secret note {number}", "An Actor Nobody Should See"]
        for number in range(12)
    ]  # fmt: skip


ACLED_HEADER = [
    "event_id_cnty",
    "event_date",
    "year",
    "event_type",
    "sub_event_type",
    "iso",
    "country",
    "latitude",
    "longitude",
    "geo_precision",
    "fatalities",
    "timestamp",
    "notes",
    "actor1",
]


def test_no_row_of_acled_is_stored(downloads: Path, tmp_path: Path):
    write_csv(tmp_path / "acled.csv", ACLED_HEADER, acled_rows())
    given = [path for path in downloads.iterdir() if "GEDEvent" not in path.name]
    made = import_public(
        [*given, tmp_path / "acled.csv"], ask(), to=tmp_path / "made", works_back=False
    )
    assert made.placed.source == "acled"
    assert len(rows(tmp_path / "made", "presence")) == 9, "sums by month"
    held = "".join(path.read_text("utf-8") for path in (tmp_path / "made").iterdir())
    assert not any(f"SDN{number}" in held for number in range(12))
    for secret in ("secret note", "An Actor", "Armed clash", "1700000003"):
        assert secret not in held


def test_events_of_one_source_only_are_counted(downloads: Path, tmp_path: Path):
    write_csv(tmp_path / "acled.csv", ACLED_HEADER, acled_rows())
    made = import_public(
        [downloads, tmp_path / "acled.csv"], ask(), to=tmp_path / "a", works_back=False
    )
    assert made.placed.source == "ucdp"
    assert any("never added" in one.why for one in made.left if one.name == "acled.csv")
    other = import_public(
        [downloads, tmp_path / "acled.csv"],
        ask(events="acled"),
        to=tmp_path / "b",
        works_back=False,
    )
    assert other.placed.source == "acled"
    assert any("never added" in one.why for one in other.left if one.name.startswith("GEDEvent"))


def test_a_year_later(tmp_path: Path):  # noqa: PLR0915  one story
    """What changed is changed, what she judged stays, events of both releases count once, deleted ones leave."""
    folder, made = make_downloads(tmp_path / "downloads"), tmp_path / "made"
    import_public([folder], ask(), to=made, works_back=False)

    # Her hand: a range, a row of her own that rests on a month, a row removed, a comment in scenario.yaml.
    places = (made / "places.csv").read_text("utf-8").replace(",0.5,", ",0.7,", 1)
    (made / "places.csv").write_text(
        places.replace("Area 1,region", "Area One,region"), encoding="utf-8"
    )
    presence = (made / "presence.csv").read_text("utf-8").splitlines(keepends=True)
    mine = "sd04,attackers,garrison,0.2,0.1,0.3,,2024-05-01,2024-06-01,ucdp_deaths_sd03_2024_11\n"
    gone = next(
        line for line in presence if line.startswith("sd01") and ",2023-02-01,2023-03-01," in line
    )
    (made / "presence.csv").write_text(
        "".join([*(line for line in presence if line != gone), mine]), encoding="utf-8"
    )
    (made / "scenario.yaml").write_text(
        (made / "scenario.yaml").read_text("utf-8") + "# hers\n", encoding="utf-8"
    )

    # The candidate months of 2024 again: one event revised, all of SD03 in November deleted, one new.
    later = [dict(row) for row in events() if str(row["date_start"]) >= "2024"]
    later = [
        row
        for row in later
        if not (str(row["date_start"]).startswith("2024-11") and row["latitude"] < 14)
    ]
    later[0] |= {"best": 60, "high": 70, "low": 50}
    later.append(event(900, "2024-12-09", "SD04", 15))
    write_events(tmp_path / "downloads" / "GEDEvent_v24_01_24_12.csv", later)
    (tmp_path / "downloads" / "GEDEvent_v25_1.csv").rename(
        tmp_path / "downloads" / "GEDEvent_v24_1.csv"
    )
    found = import_public([folder], ask(), to=made, update=True, works_back=False)

    assert any("counted once" in note for note in found.notes)
    assert found.events == (1, 1, 1)
    after = {(row["place"], row["mode"], row["from"]): row for row in rows(made, "presence")}
    assert ("sd04", "assault", "2024-12-01") in after, "the new event"
    assert ("sd03", "assault", "2024-11-01") not in after, "the deleted one"
    assert ("sd01", "assault", "2023-02-01") not in after, "she had removed it"
    assert after["sd04", "garrison", "2024-05-01"]["strength"] == "0.2", "hers"
    assert any("Area One" in row["label"] for row in rows(made, "places"))
    assert (made / "scenario.yaml").read_text("utf-8").endswith("# hers\n")
    changes = found.changes
    assert changes is not None
    assert changes.removed.get("presence") == 1
    assert any("ucdp_deaths_sd03_2024_11" in one for one in changes.orphaned), (
        "her row rests on what is gone"
    )
    assert not check(made).errors

    # Once more with the same files nothing changes, and hers is still hers.
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    again = import_public([folder], ask(), to=made, update=True, works_back=False)
    assert again.changes is not None
    assert not again.changes.added.get("presence")
    for name in ("places.csv", "presence.csv", "scenario.yaml"):
        assert (made / name).read_bytes() == before[name], name


def test_the_record_names_files_by_digest_and_what_was_asked(made: Imported):
    said = json.loads((made.folder / "imported.json").read_text("utf-8"))
    assert said["asked"]["country"] == "SDN"
    assert {one["source"] for one in said["files"]} >= {"ucdp", "cod_ab", "cod_ps", "dtm"}
    assert all(len(one["sha256"]) == 64 and one["licence"] for one in said["files"])


def test_one_that_is_asked_in_no_sense_is_refused():
    for wrong in ({"country": "Sudan"}, {"end": ask().start}, {"level": 3}, {"detour": 0.5}):
        with pytest.raises(ScenarioError):
            replace(ask(), **wrong)
