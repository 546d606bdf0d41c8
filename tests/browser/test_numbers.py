"""The numbers on the screen are those of the server, and those of `homeward run` and `compare`."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect

from browser.screen import Screen, number
from cli.command import call
from run_tables import read_sums

SEED, MEMBERS = "3", "8"
BANDS = ("median", "q25", "q75", "q05", "q95")


def table(screen: Screen, chart: str) -> list[list[int | None]]:
    """The table of a chart, a row a day: median, half of the members, nine in ten."""
    figure = screen.chart(chart)
    figure.get_by_role("button", name=re.compile("as a table")).click()
    rows = [row.inner_text() for row in figure.locator("tbody tr").all()]
    found = [re.split(r"[\t–]", row)[1:] for row in rows]
    figure.get_by_role("button", name=re.compile("as a table")).click()
    return [[number(cell) for cell in row] for row in found]


def test_every_kind_of_chart_shows_what_the_server_says(screen: Screen):
    """One of each measure of a home, a group and a place, whole, on both sides."""
    screen.open("tiny", "tiny~open_to_all", tab="beliefs")
    charts = screen.exhibit()["charts"]
    kinds = {(one["where"]["measure"], one["role"]): one for one in charts}
    for chart in kinds.values():
        screen.get("choose-chart").select_option(chart["id"])
        expect(screen.chart(chart["id"]).get_by_test_id("value-B")).to_be_visible()
        shown = table(screen, chart["id"])
        for side, levers in enumerate(([], [{"name": "open_to_all"}])):
            said = screen.ask("run", exhibit="tiny", levers=levers, show=[chart["where"]])
            (band,) = said["series"]
            told = [list(row) for row in zip(*(band[one] for one in BANDS), strict=True)]
            assert [row[5 * side : 5 * side + 5] for row in shown] == told, chart["id"]


@pytest.mark.parametrize("lever", ["", "houses_given_back=0.2"])
def test_the_screen_shows_what_homeward_run_writes(screen: Screen, tmp_path: Path, lever: str):
    asked = ["run", "tiny", "--seed", SEED, "--members", MEMBERS, "--out", "out"]
    done = call(*asked, *(["--lever", lever] if lever else []), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = read_sums(tmp_path / "out", "stocks")
    written[list(BANDS)] = written[list(BANDS)].apply(pd.to_numeric)
    at_home = written.query("variable == 'returnees' and group == 'all' and place == 'all'")
    compared = 0
    for chart, home in (("returned", "all"), ("returned:oldtown", "oldtown")):
        screen.open(f"tiny~{lever}" if lever else "tiny", chart=chart, tab="beliefs")
        rows = at_home[at_home["home"] == home][list(BANDS)].astype(object)
        told = rows.where(rows.notna(), None).to_numpy().tolist()
        assert table(screen, chart) == told
        compared += sum(value is not None for row in told for value in row)
    assert compared > 50


def test_the_screen_shows_what_homeward_compare_prints(screen: Screen, tmp_path: Path):
    done = call(
        *("compare", "tiny", "--seed", SEED, "--members", MEMBERS, "--lever", "open_to_all"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    screen.open("tiny", "tiny~open_to_all", tab="changed")
    screen.answered("compare")
    for name, label in (
        ("returned", "returned"),
        ("displaced", "displaced"),
        ("harmed", "harmed"),
        ("killed", "killed"),
        ("arrested_or_abducted", "arrested or abducted"),
    ):
        printed = re.search(rf"^ +{label} +(.*)$", done.stdout, re.MULTILINE)
        assert printed, done.stdout
        as_is, changed, mean, low, high, *shares = re.findall(r"[+-]?<?[\d,]+", printed[1])
        (more,) = shares or ["–"]
        as_is, changed = (one.replace("<10", "withheld") for one in (as_is, changed))
        row = screen.page.locator(f"[data-difference={name}]")
        expect(row).to_contain_text(f"{as_is} → {changed}")
        expect(row).to_contain_text(f"more in {more} of 100")
        shown = (
            row.locator(".difference").inner_text(),
            *row.locator(".range").inner_text().split(" … "),
        )
        assert [number(one.lstrip("+")) for one in shown] == [
            number(one.lstrip("+")) for one in (mean, low, high)
        ]


def test_palmyra_too(screen: Screen):
    screen.open("palmyra", "palmyra~houses_rebuilt=0.5@2019-09-01", tab="beliefs")
    where = [{"measure": "at_home", "home": 0}]
    levers = [{"name": "houses_rebuilt", "value": 0.5, "date": "2019-09-01"}]
    for side, pulled in (("A", []), ("B", levers)):
        said = screen.ask("run", exhibit="palmyra", levers=pulled, show=where)
        (band,) = said["series"]
        assert screen.end(side) == [band[one][-1] for one in ("median", "q05", "q95")]
        expect(screen.get(f"count-{side}")).to_contain_text(f"{band['median'][-1]:,}")
        places = [one["id"] for one in screen.exhibit("palmyra")["places"]]
        rukban = said["places"][places.index("rukban")][-1]
        spoken = screen.place("rukban", side).get_attribute("aria-label") or ""
        assert f"People there: {'withheld' if rukban is None else f'{rukban:,}'};" in spoken
