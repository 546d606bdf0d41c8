"""How quickly the explorer's screen is drawn: frames a second in play, and from a lever to the chart that it changes.

usage: python benchmarks/explorer_frames.py [--members 200] [--changes 40] [--plays 5] [SCENARIO]

A server and a headless browser (chromium on the PATH, or playwright's own) on this machine, drawing by software: one
with a screen is quicker. Frames are counted by the browser's own clock while it plays; a frame is late if it
came more than a thirtieth of a second after the one before. A lever change is timed from the change of the slider to
the first frame in which the chart of the changed side is another (few members), and to the last one (all of them),
with nothing else under way. No value of the lever is asked for twice: every run is new.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 600_000
FRAME = 1000 / 30
"""Milliseconds of a frame at 30 frames a second."""
LEVER = "houses_rebuilt"
SIZE = {"width": 1280, "height": 720}

PLAY = """() => new Promise((done) => {
    const times = [], play = document.querySelector("[data-testid=play]");
    play.click();
    const until = performance.now() + %d;
    function tick(now) {
        times.push(now);
        if (now < until) return requestAnimationFrame(tick);
        play.click();
        done(times.slice(1).map((time, at) => time - times[at]));
    }
    requestAnimationFrame(tick);
})"""
"""Milliseconds between frames while it plays."""
CHANGE = """(value) => new Promise((done) => {
    const slider = document.querySelector("[data-testid=lever-%s-value]");
    const line = () => document.querySelector("figure.isLarge path.median.B").getAttribute("d");
    const ready = document.querySelector("[data-testid=ready]");
    const before = line(), drawn = ready.dataset.drawn, began = performance.now();
    let first = null;
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    slider.dispatchEvent(new Event("change", { bubbles: true }));
    function look() {
        if (first === null && (ready.dataset.drawn !== drawn || line() !== before)) first = performance.now() - began;
        if (first !== null && ready.dataset.busy === "0") done([first, performance.now() - began]);
        else requestAnimationFrame(look);
    }
    requestAnimationFrame(look);
})"""
"""Milliseconds from a change of the lever to the first redrawn chart, and to that of all members."""


@contextmanager
def explorer(scenario: str, members: int) -> Iterator[str]:
    """Start the explorer as a user does, and give its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "homeward.cli.wall", "explore", scenario, "--no-browser"]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--members", str(members)], stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        while server.poll() is None:
            with suppress(OSError), urllib.request.urlopen(address):
                break
            time.sleep(0.2)
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def opened(page: Page, address: str, kept: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}#{kept}")
    quiet(page)


def quiet(page: Page) -> None:
    """Wait until nothing is on its way any more."""
    expect(page.get_by_test_id("ready")).not_to_have_attribute("data-drawn", "0")
    expect(page.get_by_test_id("ready")).to_have_attribute("data-busy", "0")
    questions = page.locator("[data-testid^=progress]")
    expect(questions.locator("span")).to_have_count(1)
    expect(questions).to_have_attribute("data-busy", "0")


def frames(page: Page, plays: int, seconds: float) -> dict[str, float]:
    """Frames a second of several plays from the first day."""
    rates, gaps = [], list[float]()
    for _ in range(plays):
        page.get_by_test_id("scrub").press("Home")
        found: list[float] = page.evaluate(PLAY % (seconds * 1000))
        rates.append(1000 * len(found) / sum(found))
        gaps += found
    return {
        "frames a second (median of plays)": statistics.median(rates),
        "frames a second (worst play)": min(rates),
        "median frame, ms": statistics.median(gaps),
        "longest of 100 frames, ms": statistics.quantiles(gaps, n=100)[-1],
        "late frames, %": 100 * sum(gap > FRAME for gap in gaps) / len(gaps),
    }


def lever_changes(page: Page, changes: int) -> dict[str, float]:
    """Seconds from a changed lever to its picture."""
    slider = page.get_by_test_id(f"lever-{LEVER}-value")
    low, high = (float(slider.get_attribute(name) or "0") for name in ("min", "max"))
    # From the ends towards the middle: no value twice, and none near the one before.
    values = [low + (high - low) * (at + 0.5) / changes for at in range(changes)]
    values = [values[at // 2] if at % 2 else values[-1 - at // 2] for at in range(changes)]
    times = list[list[float]]()
    for value in values:
        quiet(page)
        times.append(page.evaluate(CHANGE % LEVER, str(round(value, 2))))
    first, last = (sorted(one) for one in zip(*times, strict=True))
    return {
        "first redrawn, ms (median)": statistics.median(first),
        "first redrawn, ms (nine in ten)": statistics.quantiles(first, n=10)[-1],
        "all members, ms (median)": statistics.median(last),
    }


def say(title: str, found: dict[str, float]) -> None:
    print(f"\n{title}\n")
    for name, value in found.items():
        print(f"- {name}: {value:,.1f}")


def measure(page: Page, address: str, asked: Any) -> None:
    side = f"a={asked.scenario}"
    opened(page, address, f"{side}&b=none&tab=beliefs")
    page.get_by_test_id("speed").select_option("300")
    say("Play, one map", frames(page, asked.plays, asked.seconds))
    opened(page, address, f"{side}&b={asked.scenario}~{LEVER}&tab=beliefs")
    page.get_by_test_id("speed").select_option("300")
    say("Play, two maps", frames(page, asked.plays, asked.seconds))
    page.get_by_test_id("scrub").press("End")
    say(f"Lever ({LEVER}), two maps", lever_changes(page, asked.changes))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--changes", type=int, default=40, help="lever changes timed")
    parser.add_argument("--plays", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8.0, help="of a play")
    parser.add_argument("scenario", nargs="?", default="palmyra")
    asked = parser.parse_args(arguments)
    expect.set_options(timeout=PATIENCE)
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with explorer(asked.scenario, asked.members) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        print(
            f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start; "
            f"Chromium {browser.version}, {SIZE['width']}x{SIZE['height']}; {asked.members} members"
        )
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(PATIENCE)
        measure(page, address, asked)
        browser.close()


if __name__ == "__main__":
    main()
