"""Other people's conflicts and users' own folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import MEMBERS, Open
from cli.command import call
from cli.started import Started

CONFLICTS = os.environ.get("HOMEWARD_CONFLICTS", "")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of scenarios: one that a user began, and an imported conflict if there are any."""
    folder = tmp_path_factory.mktemp("others")
    done = call("new", "mine", cwd=folder)
    assert done.returncode == 0, done.stderr
    if CONFLICTS:
        done = call(
            "import", "flee", f"{CONFLICTS}/burundi2015/input", "--to", "burundi", cwd=folder
        )
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def served(folders: Path) -> Iterator[str]:
    names = sorted(path.name for path in folders.iterdir() if path.is_dir())
    server = Started(*names, "--members", str(MEMBERS), cwd=folders)
    yield f"http://127.0.0.1:{server.port}/"
    assert server.end()[0] == 0


def test_a_folder_of_ones_own(new_screen: Open):
    screen = new_screen()
    screen.open("mine").levers()
    before = screen.band()
    with screen.redrawn():
        screen.page.get_by_role("switch").first.click()
    assert screen.band("A") == before
    screen.answered()


@pytest.mark.skipif(not CONFLICTS, reason="HOMEWARD_CONFLICTS is not set")
def test_an_imported_conflict(new_screen: Open):
    screen = new_screen()
    screen.open("burundi")
    exhibit = screen.exhibit("burundi")
    assert exhibit["is_registered"]
    expect(screen.get("map-A").locator("[data-place]")).to_have_count(len(exhibit["places"]))
    expect(screen.get("changed")).to_contain_text("An imported conflict has no levers")
    expect(screen.get("obstacles")).to_contain_text("nothing keeps anyone away in it")
    expect(screen.get("scope-group")).to_have_count(0)
    expect(screen.get("open-beliefs")).to_have_count(0)
    # What was registered stands beside the run: in the chart of a camp, and in those of all camps together.
    camp = next(one for one in exhibit["charts"] if one["observations"] and one["role"] == "place")
    place = exhibit["places"][camp["where"]["place"]]
    with screen.redrawn():
        screen.place(place["id"]).click(force=True)
    marks = screen.chart("main").locator("g.observation")
    expect(marks).to_have_count(len(camp["observations"]))
    (band,) = screen.ask("run", exhibit="burundi", show=[camp["where"]])["series"]
    assert screen.band() == [band[name][-1] for name in ("median", "q05", "q95")]
    figure = screen.chart(camp["id"])
    expect(figure.locator("g.observation")).to_have_count(len(camp["observations"]))
