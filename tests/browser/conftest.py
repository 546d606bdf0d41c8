"""A real browser on a server that was started as a user starts it. Every test ends by asserting that nothing left this machine."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from browser.screen import Screen, Watch
from cli.started import Started
from homeward.explorer.web.server import BUNDLE
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_result
from homeward.scenario.load import load_scenario

MEMBERS = 8
SEED = 3
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    # Nothing but this machine has an address: not even the browser itself can ask anybody.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--font-render-hinting=none",
]
PATIENCE = 120_000
"""Milliseconds that a condition may take on a busy machine."""

expect.set_options(timeout=PATIENCE)

Open = Callable[..., Screen]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if not (BUNDLE / "index.html").is_file():
        pytest.skip("the explorer's front end is not built (pip install . builds it)")
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), playwright.chromium.executable_path)
    if not Path(found).is_file():
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is on the PATH, nor playwright's")
    browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def kept_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the tiny scenario that was saved, with a lever applied."""
    scenario = load_scenario("tiny")
    result = run_and_label(scenario, members=MEMBERS, seed=SEED)
    return save_result(result, tmp_path_factory.mktemp("runs") / "saved")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, kept_run: Path) -> Iterator[str]:
    """The address of a server that shows tiny, a saved run of it, and palmyra."""
    server = Started(
        *("tiny", str(kept_run), "palmyra", "--members", str(MEMBERS), "--seed", str(SEED)),
        cwd=tmp_path_factory.mktemp("here"),
    )
    yield f"http://127.0.0.1:{server.port}/"
    status, _, told = server.end()
    assert status == 0
    assert "Traceback" not in told


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        seen = {"viewport": {"width": 1280, "height": 720}, "locale": "en-GB"} | options
        context = chromium.new_context(timezone_id="UTC", reduced_motion="reduce", **seen)
        context.set_default_timeout(PATIENCE)
        made.append(context)
        return context

    yield make
    for context in made:
        for page in context.pages:  # an answer that comes after the test would fail the next one
            page.unroute_all(behavior="ignoreErrors")
        context.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    one = Watch()
    yield one
    one.is_clean()


@pytest.fixture
def new_screen(new_context: Callable[..., BrowserContext], served: str, watch: Watch) -> Open:
    """Make a tab in a window of its own, e.g. of another size; nothing is opened in it yet."""

    def make(address: str = served, **options: Any) -> Screen:
        page = new_context(**options).new_page()
        watch.over(page)
        return Screen(page, address, watch)

    return make


@pytest.fixture
def screen(new_screen: Open) -> Screen:
    """A tab of 1280 by 720 in English; nothing is opened in it yet."""
    return new_screen()
