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
    screen.open("mine")
    before = screen.end()
    with screen.redrawn():
        screen.page.get_by_role("switch").first.click()
    assert screen.end("A") == before
    screen.answered("obstacles-A")


@pytest.mark.skipif(not CONFLICTS, reason="HOMEWARD_CONFLICTS is not set")
def test_an_imported_conflict(new_screen: Open):
    screen = new_screen()
    screen.open("burundi")
    exhibit = screen.exhibit("burundi")
    assert exhibit["is_registered"]
    expect(screen.get("map-A").locator("[data-place]")).to_have_count(len(exhibit["places"]))
    expect(screen.page.get_by_role("region", name="Levers")).to_contain_text(
        "An imported conflict has no levers"
    )
    expect(screen.page.get_by_role("region", name="Findings")).to_contain_text(
        "there are no obstacles"
    )
    observed = [one for one in exhibit["charts"] if one["observations"]]
    assert observed, "what was registered stands beside the run"
    with screen.redrawn():
        screen.get("choose-chart").select_option(observed[-1]["id"])
    marks = screen.chart(observed[-1]["id"]).locator("g.observation")
    expect(marks).to_have_count(len(observed[-1]["observations"]))
    (band,) = screen.ask("run", exhibit="burundi", show=[observed[-1]["where"]])["series"]
    assert screen.end() == [band[name][-1] for name in ("median", "q05", "q95")]
    screen.get("play").click()
    expect(screen.get("date")).not_to_have_attribute("data-date", exhibit["end"])
    camp = next(one for one in exhibit["places"] if one["kind"] == "camp")
    screen.get("play").click()
    screen.place(camp["id"]).click(force=True)
    expect(screen.get("evidence").locator("h2")).to_contain_text(camp["label"])
