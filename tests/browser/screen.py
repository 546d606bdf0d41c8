"""The screen as a user meets it: what is pressed, and what is read from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Route, expect

from cli.started import ask

OUTSIDE = re.compile(r"^(?!https?://127\.0\.0\.1[:/]|blob:|data:|about:|file:)")
"""Addresses that are not on this machine."""
WITHHELD = "withheld"
PLAIN = "~@=,:"
"""Signs that an address of the screen writes as they are."""


@dataclass
class Watch:
    """What a page asked of others, and what it complained of."""

    outside: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    """Complaints that a test provokes: parts of their texts."""

    def over(self, page: Page) -> None:
        page.route(OUTSIDE, self._stop)
        page.on("request", self._see)
        page.on("pageerror", lambda error: self.broken.append(str(error)))
        page.on("console", self._hear)

    def _stop(self, route: Route) -> None:
        self.outside.append(route.request.url)
        route.abort()

    def _see(self, request: Request) -> None:
        if OUTSIDE.match(request.url) and request.url not in self.outside:
            self.outside.append(request.url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.broken.append(message.text)

    def is_clean(self) -> None:
        """Assert that nothing left this machine, and that the page broke nowhere."""
        assert self.outside == [], "a page must never ask anybody but this machine"
        # A question that a newer one took the place of is answered 409, and asked again: the browser notes it.
        allowed = ["409 (Conflict)", *self.allowed]
        assert [text for text in self.broken if not any(one in text for one in allowed)] == []


class Screen:
    """One tab of the explorer."""

    def __init__(self, page: Page, address: str, watch: Watch) -> None:
        self.page = page
        self.address = address
        self.watch = watch

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    # --- coming and going ----------------------------------------------------------------------

    def open(self, a: str = "tiny", b: str = "none", **kept: str) -> Screen:
        """Open the sides as the address writes them, e.g. a="tiny~open_to_all@2031-02-20", and wait for their runs."""
        words = {"a": a, "b": b, **kept}
        self.page.goto("about:blank")
        written = "&".join(f"{word}={quote(said, safe=PLAIN)}" for word, said in words.items())
        self.page.goto(f"{self.address}#{written}")
        return self.settled()

    def settled(self) -> Screen:
        """Wait until every side has been run with all its members."""
        expect(self.get("ready")).to_have_attribute("data-busy", "0")
        expect(self.get("ready")).not_to_have_attribute("data-drawn", "0")
        return self

    @contextmanager
    def redrawn(self) -> Iterator[None]:
        """Wait until what is done inside has been run with all its members."""
        drawn = self.get("ready").get_attribute("data-drawn")
        yield
        expect(self.get("ready")).not_to_have_attribute("data-drawn", drawn or "")
        self.settled()

    def answered(self, members: int = 8) -> Screen:
        """Wait until what keeps people away on the day shown has been answered with so many simulations."""
        progress = self.get("progress-obstacles")
        expect(progress).to_have_attribute("data-members", str(members))
        expect(progress).to_have_attribute("data-current", "1")
        expect(progress).to_have_attribute("data-busy", "0")
        return self

    def compared(self, members: int = 8) -> Screen:
        """Wait until what changes on the day shown has been answered with so many simulations."""
        expect(self.get("progress-compare")).to_have_attribute("data-members", str(members))
        expect(self.get("progress-compare")).to_have_attribute("data-busy", "0")
        expect(self.get("changes-on")).to_have_attribute("data-on", self.date())
        return self

    # --- finding and reading -------------------------------------------------------------------

    def get(self, name: str) -> Locator:
        return self.page.get_by_test_id(name)

    def place(self, name: str, side: str = "A") -> Locator:
        return self.get(f"map-{side}").locator(f'[data-place="{name}"]')

    def lever(self, name: str) -> Locator:
        self.levers()
        return self.page.get_by_test_id(f"lever-{name}").get_by_role("switch")

    def chart(self, name: str) -> Locator:
        """A small chart, or the large one (main)."""
        return self.get(f"chart-{name}")

    def levers(self) -> Screen:
        """Open the drawer of levers."""
        if self.get("levers").count() == 0:
            self.get("open-levers").click()
        return self

    def date(self) -> str:
        """The day shown (ISO)."""
        return self.get("date").get_attribute("data-date") or ""

    def go(self, day: str) -> Screen:
        """Type a day."""
        self.get("date").fill(day)
        self.get("date").press("Enter")
        return self

    def band(self, side: str = "A") -> list[int | None]:
        """The answer's median, and the least and most of nine simulations in ten, before they are rounded for the eye."""
        found: list[int | None] = json.loads(
            self.get(f"headline-{side}").get_attribute("data-band") or ""
        )
        return found

    def change(self) -> list[int | None]:
        """What the sentence says that B changes, with all the simulations there are."""
        return self.compared().band("B")

    def where(self, exhibit: str = "tiny", **at: int) -> dict[str, Any]:
        """The line of the answer, as the server is asked for it."""
        del exhibit
        return {"measure": self.get("choose-measure").input_value(), **at}

    def end_of_run(self, *levers: dict[str, Any], **at: int) -> list[int | None]:
        """What the server says of the same on the last day: a run of tiny with all its members."""
        (band,) = self.ask("run", exhibit="tiny", levers=levers, show=[self.where(**at)])["series"]
        return [band[name][-1] for name in ("median", "q05", "q95")]

    def end_of_change(self, *levers: dict[str, Any], **at: int) -> list[int | None]:
        """What the server says that levers change of the same."""
        asked = {"measure": self.get("choose-measure").input_value(), **at}
        found = self.ask("compare", exhibit="tiny", levers=levers, members=8, **asked)["answer"][
            "difference"
        ]
        return [found[name] for name in ("median", "q05", "q95")]

    def ask(self, kind: str, **said: Any) -> Any:
        """Ask the server what the screen asks it."""
        status, answer = ask(self.port, f"/api/{kind}", said or None)
        assert status == 200, answer
        return answer

    def exhibit(self, name: str = "tiny") -> dict[str, Any]:
        (found,) = (one for one in self.ask("meta")["exhibits"] if one["id"] == name)
        return found


def number(text: str) -> int | None:
    """Read a number as the screen writes it."""
    said = text.strip()
    return None if said == WITHHELD else int(said.replace(",", "").replace("\u2212", "-"))
