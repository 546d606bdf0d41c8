"""`homeward.run` and `homeward.open`: the same run, whatever the way in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import homeward
from api.conftest import Found
from homeward.api.run import RunResult
from homeward.errors import ScenarioError


@pytest.fixture
def ran(found: Found) -> RunResult:
    one = found("run")
    assert isinstance(one, RunResult)
    return one


def test_a_run_that_was_saved_is_opened_as_it_was(ran: RunResult, tmp_path: Path):
    opened = homeward.open(ran.save(tmp_path / "saved"))
    pd.testing.assert_frame_equal(opened.table, ran.table)
    for name in ran.stocks:
        np.testing.assert_array_equal(opened.stocks[name], ran.stocks[name])


def test_the_report_is_the_page_that_a_run_writes(ran: RunResult, tmp_path: Path):
    saved = ran.save(tmp_path / "saved")
    page = (saved / "report.html").read_text(encoding="utf-8")
    assert ran.report() == page
    assert homeward.open(saved).report(tmp_path / "again.html") == page
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == page
    with pytest.raises(ScenarioError, match="the file exists"):
        ran.report(tmp_path / "again.html")
    assert ran.report(exact=True) != page


def test_the_table_counts_what_stocks_hold(ran: RunResult):
    displaced = (ran.stocks.idps.sum("community") + ran.stocks.refugees.sum("community")).median(
        "member"
    )
    table = ran.table.query("measure == 'displaced'")
    assert table["median"].tolist() == displaced.values.tolist()


def test_options_are_those_of_the_command_line(ran: RunResult):
    assert homeward.run("tiny", members=2, every="14d", until="2031-02-28").axes.dates[-1].day == 28
    given = {"return_speed": np.array([0.05, 0.06])}
    assert homeward.run("tiny", members=3, parameters=given).parameters["return_speed"].values.tolist() == [
        0.05, 0.06, 0.05,
    ]  # fmt: skip
    lever = "houses_given_back=0.1@2031-02-01"
    changed = homeward.run("tiny", members=2, lever=lever)
    assert changed.info["scenario"]["levers_pulled"] == [lever]


def test_whoever_asks_is_told_how_far_it_is():
    told: list[tuple[int, int]] = []
    homeward.run("tiny", members=3, progress=lambda done, members: told.append((done, members)))
    assert told[-1] == (3, 3)
