"""The numbers on the screen are those of the server, and those of `homeward run`, `compare` and `explain`."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect

import homeward
from browser.screen import Screen, number
from cli.command import call
from run_tables import read_sums

SEED, MEMBERS = 3, 8
BANDS = ("median", "q25", "q75", "q05", "q95")


def table(screen: Screen) -> list[list[int | None]]:
    """The table of the large chart, a row a day: median, half of the members, nine in ten."""
    screen.get("table").click()
    rows = [row.inner_text() for row in screen.chart("main").locator("tbody tr").all()]
    found = [re.split(r"[\t–]", row)[1:] for row in rows]
    screen.get("table").click()
    return [[number(cell) for cell in row] for row in found]


def test_every_measure_shows_what_the_server_says_on_both_sides(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", home="all")
    for measure in ("at_home", "displaced", "returned", "harmed", "fled"):
        screen.get("choose-measure").select_option(measure)
        shown = table(screen)
        for side, levers in enumerate(([], [{"name": "open_to_all"}])):
            said = screen.ask("run", exhibit="tiny", levers=levers, show=[{"measure": measure}])
            (band,) = said["series"]
            told = [list(row) for row in zip(*(band[one] for one in BANDS), strict=True)]
            assert [row[5 * side : 5 * side + 5] for row in shown] == told, measure


@pytest.mark.parametrize("lever", ["", "houses_given_back=0.2"])
def test_the_screen_shows_what_homeward_run_writes(screen: Screen, tmp_path: Path, lever: str):
    asked = ["run", "tiny", "--seed", str(SEED), "--members", str(MEMBERS), "--out", "out"]
    done = call(*asked, *(["--lever", lever] if lever else []), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = read_sums(tmp_path / "out", "stocks")
    written[list(BANDS)] = written[list(BANDS)].apply(pd.to_numeric)
    returnees = written.query("variable == 'returnees' and group == 'all' and place == 'all'")
    compared = 0
    for home in ("all", "oldtown"):
        screen.open(f"tiny~{lever}" if lever else "tiny", home=home, measure="returned")
        rows = returnees[returnees["home"] == home][list(BANDS)].astype(object)
        told = rows.where(rows.notna(), None).to_numpy().tolist()
        assert table(screen) == told
        compared += sum(value is not None for row in told for value in row)
    assert compared > 50


def test_the_table_of_changes_is_that_of_homeward_compare_on_the_day_shown(screen: Screen):
    kept = {"home": "oldtown", "day": "2031-03-04", "measure": "returned"}
    screen.open("tiny", "tiny~open_to_all", **kept).compared()
    told = homeward.compare(
        "tiny",
        lever="open_to_all",
        on="2031-03-04",
        home="oldtown",
        members=MEMBERS,
        seed=SEED,
    ).publish()
    said = told.as_json()
    for name, known in {**{n: said[n] for n in ("returned", "displaced")}, **said["harm"]}.items():
        row = screen.page.locator(f"[data-difference={name}]")
        assert float(row.get_attribute("data-median") or "nan") == known["difference"]["median"]
        shown = f"{round(known['more'] * MEMBERS)}/{MEMBERS}" if known["more"] is not None else ""
        expect(row).to_contain_text(shown)


def test_obstacles_are_those_of_homeward_explain_on_the_day_and_in_the_refuge_shown(screen: Screen):
    screen.open("tiny", home="all", place="border_camp", day="2031-02-25", since="2031-01-15")
    screen.answered()
    told = homeward.explain(
        "tiny", on="2031-02-25", since="2031-01-15", by="refuge", members=MEMBERS, seed=SEED
    ).publish()
    places = [one["id"] for one in screen.exhibit()["places"]]
    known = told.as_json()["refuges"][places.index("border_camp")]
    means = {one["name"]: one["contribution"]["mean"] for one in known["obstacles"]}
    screen.get("all-obstacles").click()
    rows = screen.page.locator("[data-obstacle]").all()
    assert len(rows) == len(means)
    for row in rows:
        name = row.get_attribute("data-obstacle") or ""
        assert float(row.get_attribute("data-mean") or "nan") == means[name]


def test_what_is_seen_adds_up(screen: Screen):
    """Obstacles: the rows and the others together are all of a hundred, as they are written."""
    screen.open("palmyra", home="palmyra", day="2020-07-01").answered()
    rows = screen.page.locator("[data-obstacle]")
    expect(rows).not_to_have_count(0)
    shown = sum(float(row.get_attribute("data-shown") or "nan") for row in rows.all())
    assert shown > 0
    assert shown + float(screen.get("all-lifted").get_attribute("data-rest") or "nan") == 100
    said = screen.ask("obstacles", exhibit="palmyra", on="2020-07-01", home=0, members=MEMBERS)[
        "accounts"
    ][0]
    means = {one["name"]: one["contribution"]["mean"] for one in said["effects"]}
    for row in rows.all():
        part = means[row.get_attribute("data-obstacle") or ""] / said["total"]["mean"]
        assert row.locator(".value").inner_text() == f"{round(100 * part)}%"


def test_palmyra_too(screen: Screen):
    levers = [{"name": "houses_rebuilt", "value": 0.5, "date": "2019-09-01"}]
    screen.open("palmyra", "palmyra~houses_rebuilt=0.5@2019-09-01", view="both", home="palmyra")
    asked = {"measure": "at_home", "home": 0, "members": MEMBERS}
    told = screen.ask("compare", exhibit="palmyra", levers=levers, **asked)["answer"]["difference"]
    assert screen.change() == [told[one] for one in ("median", "q05", "q95")]
    for side, pulled in (("A", []), ("B", levers)):
        where = [{"measure": "at_home", "home": 0}]
        said = screen.ask("run", exhibit="palmyra", levers=pulled, show=where, home=0)
        (band,) = said["series"]
        if side == "A":
            assert screen.band() == [band[one][-1] for one in ("median", "q05", "q95")]
        places = [one["id"] for one in screen.exhibit("palmyra")["places"]]
        rukban = said["places"][places.index("rukban")][-1]
        spoken = screen.place("rukban", side).get_attribute("aria-label") or ""
        assert f"People there: {'withheld' if rukban is None else f'{rukban:,}'};" in spoken
