"""Serving the explorer on this machine: what `homeward explore` starts."""

from __future__ import annotations

import signal
import socket
import webbrowser
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import typer
import uvicorn
from starlette.applications import Starlette

from homeward.api.arguments import check_members
from homeward.api.parameter_file import read_parameters
from homeward.api.read import ReadResult
from homeward.cli.progress import ScreenPhases
from homeward.engine.communities.ready import must_compile
from homeward.errors import Problem, ScenarioError
from homeward.explorer.live.datasets import Dataset, LiveScenario, is_run, open_run, open_scenario
from homeward.explorer.live.scenario_runs import LiveSettings
from homeward.explorer.live.scheduler import Scheduler
from homeward.explorer.review.review_server import ReviewedReports, make_review
from homeward.explorer.web.guard import LOOPBACK
from homeward.explorer.web.pending_requests import PendingRequests
from homeward.explorer.web.server import Explorer, make_app
from homeward.scenario.scenario import Scenario

FIRST_PORT = 8710
"""Port taken if none is asked for and it is free."""
CLOSE_SECONDS = 1


@dataclass(frozen=True)
class Options:
    """What the command line says; see `homeward explore --help`."""

    members: int
    seed: int
    threads: int | None
    parameters: Path | None
    port: int | None
    tiles: str
    exact: bool
    labels: bool
    opens_browser: bool


def serve(names: list[str], options: Options) -> None:
    """Show scenarios and runs in the browser until the user has seen enough."""
    check_tiles(options.tiles)
    datasets = open_all(names, options)
    live = [one for one in datasets.values() if isinstance(one, LiveScenario)]
    phases = ScreenPhases()
    phases.compiling(bool(live) and must_compile())
    with phases.working("Getting ready"):
        for one in live:
            _ = one.runs.base.ready
    listening = listen(options.port)
    explorer = Explorer(datasets, _port(listening), options.exact, options.tiles)
    _show("The explorer", listening, make_app(explorer), explorer.pending, options.opens_browser)


def serve_review(folder: Path, found: ReadResult) -> None:
    """Show the candidates of reports beside their text, until the user has decided enough."""
    listening = listen(None)
    app = make_review(ReviewedReports(folder, found), _port(listening))
    _show("The review", listening, app, PendingRequests(), opens_browser=True)


def _port(listening: socket.socket) -> int:
    return int(listening.getsockname()[1])


def _show(
    what: str,
    listening: socket.socket,
    app: Starlette,
    pending: PendingRequests,
    opens_browser: bool,
) -> None:
    """Serve until the user has seen enough."""
    address = f"http://{LOOPBACK[0]}:{_port(listening)}/"
    typer.echo(f"{what} is at {address} for this machine only. Ctrl-C ends it.")
    if opens_browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        app, log_level="error", server_header=False, timeout_graceful_shutdown=CLOSE_SECONDS
    )
    Server(config, pending).run(sockets=[listening])
    typer.echo("Closed.")


class Server(uvicorn.Server):
    """A server that an interrupt closes at once, and that says nothing more of it."""

    def __init__(self, config: uvicorn.Config, pending: PendingRequests) -> None:
        super().__init__(config)
        self._pending = pending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Close: nobody will hear the answers to what has been asked."""
        self._pending.drop_all()
        super().handle_exit(sig, frame)

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Close on an interrupt, instead of closing and raising it again."""
        before = {
            number: signal.signal(number, self.handle_exit)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def open_all(names: list[str], options: Options) -> dict[str, Dataset]:
    """Open every scenario and run, each under a name of its own."""
    scheduler = Scheduler()
    check_members(options.members, exact=options.exact)

    def settings_of(read: Scenario) -> LiveSettings:
        fixed = None
        # Names are those of the scenario: where they are shown, the scenario on show is one that shows them.
        shown = {"show_group_labels": True} if options.labels else {}
        scenario = read.model_copy(update=shown)
        if options.parameters and not scenario.is_camp_model:
            fixed = read_parameters(options.parameters, options.members, scenario)
        return LiveSettings(
            scenario, options.members, options.seed, fixed=fixed, threads=options.threads
        )

    datasets: dict[str, Dataset] = {}
    for name in names:
        own = own_name(name, datasets)
        datasets[own] = (
            _opened(own, name, options)
            if is_run(name)
            else open_scenario(own, name, settings_of, scheduler)
        )
    if options.parameters and not any(isinstance(one, LiveScenario) for one in datasets.values()):
        found = f'"{options.parameters}" is given, and nothing on show is run with parameters.'
        raise ScenarioError(Problem("--parameters", found, "", ("leave it out.",)))
    return datasets


def _opened(own: str, folder: str, options: Options) -> Dataset:
    opened = open_run(own, folder)
    check_members(opened.members, exact=options.exact)
    return opened


def own_name(name: str, taken: dict[str, Dataset]) -> str:
    """Name a dataset by its folder; a second one of the same name gets a number."""
    base = Path(name).resolve().name
    own, number = base, 1
    while own in taken:
        number += 1
        own = f"{base}-{number}"
    return own


def listen(port: int | None) -> socket.socket:
    """Listen on this machine only: on the port asked for, or on one that is free.

    Raises
    ------
    ScenarioError
        If the port asked for is taken, or may not be listened on.
    """
    for one in (FIRST_PORT, 0) if port is None else (port,):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK[0], one))
        except OSError as error:
            listening.close()
            reason = error.strerror or str(error)
            if port is not None:
                found = f"port {port} cannot be listened on: {reason}."
                ways = ("name another port.", "leave out --port: a free one is taken.")
                raise ScenarioError(Problem("--port", found, "", ways)) from error
            continue
        listening.listen(128)
        return listening
    raise ScenarioError(Problem("--port", "no port is free on this machine."))


def check_tiles(tiles: str) -> None:
    """Refuse an address of map tiles that is none."""
    if not tiles:
        return
    parts = urlsplit(tiles)
    is_web = parts.scheme in {"https", "http"} and bool(parts.netloc)
    if is_web and all(part in parts.path for part in ("{z}", "{x}", "{y}")):
        return
    found = f'"{tiles}" is not the address of map tiles.'
    why = "Whoever serves them is told what is looked at: none is asked unless one is named here."
    ways = ("write e.g. https://tiles.example.org/{z}/{x}/{y}.png.", "leave out --tiles.")
    raise ScenarioError(Problem("--tiles", found, why, ways))
