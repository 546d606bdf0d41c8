"""`homeward import public` and its kin, and `homeward export`, as a user calls them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.command import call
from exchange.public.small_downloads import make_downloads

ASKED = ("--country", "SDN", "--start", "2023-01-01", "--end", "2024-12-31", "--no-work-back")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    make_downloads(tmp_path / "downloads")
    return tmp_path


def test_one_command_to_a_folder_one_to_a_run_one_to_an_export(here: Path):
    done = call("import", "public", "downloads", *ASKED, "--to", "made", cwd=here)
    assert done.returncode == 0, done.stderr
    assert "Events, UCDP: 72 in areas by their points, 0 spread, 0 left out." in done.stdout
    assert "how many flee is a guess" in done.stdout
    assert "You still have to judge:" in done.stdout
    assert done.stdout.endswith("Next: homeward check made\n")
    checked = call("check", "made", cwd=here)
    assert checked.returncode == 0
    assert "hardly known" in checked.stdout
    ran = call(
        "run", "made", "--members", "3", "--until", "2023-02-01", "--out", "made-run", cwd=here
    )
    assert ran.returncode == 0, ran.stderr
    exported = call("export", "made-run", "--to", "out", "--areas", "made/areas.geojson", cwd=here)
    assert exported.returncode == 0, exported.stderr
    assert "stocks_by_place.csv" in exported.stdout
    assert "homeward.xlsx" not in exported.stdout
    assert (here / "out" / "areas_last_day.geojson").is_file()


def test_recognise_and_where_write_nothing(here: Path):
    before = sorted(here.rglob("*"))
    (here / "odd.csv").write_text("a,b\n1,2\n")
    done = call("import", "recognise", "downloads", "odd.csv", cwd=here)
    assert done.returncode == 0
    assert "GEDEvent_v25_1.csv: UCDP GED, release 25.1, SDN" in done.stdout
    assert "odd.csv: left out. no line of its first thirty" in done.stdout
    assert call("import", "recognise", "odd.csv", "--strict", cwd=here).returncode == 2
    told = call("import", "where", "downloads", "--country", "SDN", cwd=here)
    assert "areas with outlines: have areas.geojson" in told.stdout
    assert "roads, for `homeward import routes`: missing" in told.stdout
    (here / "odd.csv").unlink()
    assert sorted(here.rglob("*")) == before


def test_a_single_source_is_brought_up_to_date(here: Path):
    assert call("import", "public", "downloads", *ASKED, "--to", "made", cwd=here).returncode == 0
    shutil.copy(here / "downloads" / "GEDEvent_v25_1.csv", here / "GEDEvent_v26_1.csv")
    refused = call("import", "ucdp", "GEDEvent_v26_1.csv", "--into", "made", cwd=here)
    assert refused.returncode == 2
    assert "it has rows of ucdp" in refused.stderr


def test_what_is_wrong_ends_with_2_and_a_way_out(here: Path):
    for asked, said in (
        (("import", "public", "nowhere", *ASKED, "--to", "made"), "there is no file or folder"),
        (
            ("import", "public", "downloads", *ASKED, "--to", "made", "--great-circle", "9"),
            "--great-circle",
        ),
        (("import", "routes", "downloads", "--into", "made"), "there is no imported.json"),
        (("export", "downloads", "--to", "out"), "it is not the folder of a run"),
    ):
        done = call(*asked, cwd=here)
        assert done.returncode == 2, done.stdout
        assert said in done.stderr
        assert not (here / "made").exists()
        assert not (here / "out").exists()
