"""Make the pictures of the explorer that README and docs show: palmyra, alike with every make of the same browser.

usage: python docs/screenshots/make.py [--members 50] [NAME...]

Needs chromium on the PATH (or playwright's own), and Pillow to make the files small.
"""

from __future__ import annotations

import argparse
import io
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COLOURS = 256
MOST_BYTES = 300_000
PATIENCE = 900_000
"""Milliseconds: obstacles of many members take minutes."""
WIDE = {"viewport": {"width": 1280, "height": 720}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
LEVERS = "palmyra~houses_given_back@2020-03-01~permission_open_to_all@2020-03-01"


def _as_it_is(_: Page) -> None:
    pass


def _press_an_obstacle(page: Page) -> None:
    page.locator("[data-obstacle=permission]").click()
    page.get_by_test_id("rest").first.click()
    page.mouse.move(0, 0)


@dataclass(frozen=True)
class Picture:
    """One picture: what the address says, how large, and what is pressed before it is taken."""

    address: str
    screen: dict[str, Any]
    press: Callable[[Page], None] = _as_it_is


PICTURES = {
    "one-map": Picture("a=palmyra&b=none&day=2016-02-10", WIDE),
    "two-sides": Picture(f"a=palmyra&b={LEVERS}&day=2022-06-01", WIDE),
    "evidence": Picture("a=palmyra&b=none&day=2020-06-03", WIDE, _press_an_obstacle),
    "arabic": Picture(f"a=palmyra&b={LEVERS}&day=2022-06-01&lang=ar", WIDE),
    "phone": Picture("a=palmyra&b=none&day=2016-02-10", PHONE),
}


@contextmanager
def explorer(members: int) -> Iterator[str]:
    """Start the explorer as a user does, and give its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "homeward.cli.wall", "explore", "palmyra", "--no-browser"]
    server = subprocess.Popen([*command, "--port", str(port), "--members", str(members)])
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


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """Open the screen, wait until nothing is on its way any more, and take its picture."""
    context = browser.new_context(
        locale="en-GB", timezone_id="UTC", reduced_motion="reduce", **picture.screen
    )
    page = context.new_page()
    page.goto(f"{address}#{picture.address}")
    ready = page.get_by_test_id("ready")
    expect(ready).not_to_have_attribute("data-drawn", "0")
    expect(ready).to_have_attribute("data-busy", "0")
    obstacles = page.get_by_test_id("progress-obstacles")
    expect(obstacles).to_have_attribute("data-current", "1")
    expect(obstacles).to_have_attribute("data-busy", "0")
    changes = page.get_by_test_id("progress-compare")
    if changes.count():
        expect(changes).to_have_text("")  # of all simulations
    picture.press(page)
    page.evaluate("document.fonts.ready.then(() => undefined)")
    content = page.screenshot(animations="disabled")
    context.close()
    return content


def made_small(content: bytes) -> bytes:
    """Write a picture with as few colours as the eye needs: of 256 none is far from what it was."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    few = image.quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE
    )
    small = io.BytesIO()
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def main() -> None:
    """Make the pictures that are asked for; all if none is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=50)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PICTURES))
    asked = parser.parse_args()
    expect.set_options(timeout=PATIENCE)
    with explorer(asked.members) as address, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(
            executable_path=found, args=["--font-render-hinting=none"]
        )
        for name in asked.names or PICTURES:
            content = made_small(take(browser, address, PICTURES[name]))
            (HERE / f"{name}.png").write_bytes(content)
            print(f"{name}.png: {len(content):,} bytes")
            if len(content) > MOST_BYTES:
                print(f"  more than {MOST_BYTES:,}")
        browser.close()


if __name__ == "__main__":
    main()
