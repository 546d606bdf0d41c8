"""Asking everything that can be asked, in this process: what is published, as a reader gets it."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from disclosure.tables import read_published
from starlette.testclient import TestClient

from homeward.cli.main import app
from homeward.errors import HomewardError
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRuns
from homeward.explorer.live.scheduler import Scheduler
from homeward.explorer.web.server import Explorer, make_app
from homeward.scenario.load import load_scenario

PORT = 8321


class RefusedError(Exception):
    """The question may not be asked."""


def ask(*words: str, folder: Path) -> str:
    """Call the command line in this process and return standard output.

    Raises
    ------
    RefusedError
        If it does not end well.
    """
    said, beside = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(beside),
    ):
        try:
            app(list(words), standalone_mode=False)
        except (HomewardError, SystemExit) as error:
            raise RefusedError(f"{' '.join(words)}: {error} {beside.getvalue()}") from error
    return said.getvalue()


@dataclass(frozen=True)
class Asker:
    """A scenario about which questions are asked."""

    scenario: Path
    folder: Path
    seed: int = 1

    def run(self, name: str, members: int, *options: str) -> Path:
        """Run it, and return the folder of the run."""
        self.folder.mkdir(exist_ok=True)
        out = self.folder / name
        if not out.exists():
            options = ("--members", str(members), *options, "--out", str(out), *self._always)
            ask("run", str(self.scenario), *options, folder=self.folder)
        return out

    def tables(self, run: Path) -> pd.DataFrame:
        """Stocks and flows of a run, as published."""
        return read_published(run)

    def json(self, command: str, *options: str, members: int | None = None) -> dict[str, Any]:
        """What a command prints as JSON."""
        counted = () if members is None else ("--members", str(members))
        words = (command, str(self.scenario), *counted, *self._always, "--json", *options)
        return json.loads(ask(*words, folder=self.folder))

    @property
    def _always(self) -> tuple[str, ...]:
        return ("--seed", str(self.seed), "--threads", "1")

    @contextlib.contextmanager
    def browser(self, members: int) -> Iterator[Browser]:
        """Open it in the browser."""
        scenario = load_scenario(str(self.scenario))
        settings = LiveSettings(scenario, members=members, seed=self.seed, threads=1)
        dataset = LiveScenario("made", ScenarioRuns(settings), Scheduler())
        explorer = Explorer({"made": dataset}, PORT)
        with TestClient(make_app(explorer), base_url=f"http://127.0.0.1:{PORT}") as client:
            yield Browser(client)


@dataclass(frozen=True)
class Browser:
    """What the browser's interface answers."""

    client: TestClient

    def ask(self, kind: str, **said: Any) -> Any:
        """Ask one question.

        Raises
        ------
        RefusedError
            If it is not answered.
        """
        answer = self.client.post(f"/api/{kind}", json={"exhibit": "made", **said})
        if answer.status_code != 200:
            raise RefusedError(f"{kind} {said}: {answer.text[:300]}")
        return (
            answer.json()
            if answer.headers["content-type"].startswith("application/json")
            else answer.content
        )


def several(words: Sequence[str], option: str) -> list[str]:
    """Give one option several times."""
    return [part for word in words for part in (option, word)]
