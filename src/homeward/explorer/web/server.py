"""The server: answers the browser on this machine, and nobody else (decision 16)."""

from __future__ import annotations

import sys
import traceback
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from homeward.engine.pool import Cancelled
from homeward.errors import HomewardBug, HomewardError, ScenarioError
from homeward.explorer.contract.openapi import REQUESTS, document
from homeward.explorer.live.datasets import Dataset
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.map.basemap import basemap
from homeward.explorer.views.answering import Answers, File
from homeward.explorer.views.meta import describe
from homeward.explorer.views.questions import MOST_BYTES, Question, read_question
from homeward.explorer.web.guard import Guard
from homeward.explorer.web.not_built_page import NOT_BUILT_PAGE
from homeward.explorer.web.pending_requests import PendingRequests
from homeward.explorer.words.refusals_in_sentences import in_sentences

BUNDLE = Path(__file__).parents[1] / "static"
"""The built front end; it is made when the package is, and may be missing where that was without npm."""
LOOK_SECONDS = 0.05
"""How often the server looks whether a browser still waits."""
BODY_SECONDS = 30
"""Time in which all of a question must have come."""
MOST_WAITING = 200
"""Questions under way at once; most of them wait for their turn."""

Work = Callable[[Question, PendingRequest], Any]


@dataclass(frozen=True)
class Explorer:
    """Everything the server answers from.

    Parameters
    ----------
    exact
        Neither withhold nor round small counts.
    tiles
        Address of a server of map tiles, with {z}, {x} and {y}; empty: none is ever asked.
    """

    datasets: Mapping[str, Dataset]
    port: int
    exact: bool = False
    tiles: str = ""
    bundle: Path = BUNDLE

    @cached_property
    def pending(self) -> PendingRequests:
        """Questions under way."""
        return PendingRequests()

    @cached_property
    def answers(self) -> Answers:
        """Who answers."""
        return Answers(self.datasets.values(), exact=self.exact)

    @cached_property
    def described(self) -> bytes:
        """What there is on show, said once."""
        return orjson.dumps(describe(self.datasets, exact=self.exact, tiles=self.tiles))


def make_app(explorer: Explorer) -> Starlette:
    """Make the application of some datasets."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = MOST_WAITING
        yield
        explorer.pending.drop_all()

    async def meta(_: Request) -> Response:
        return _json(await anyio.to_thread.run_sync(lambda: explorer.described))

    async def openapi(_: Request) -> Response:
        return _json(orjson.dumps(document()))

    async def land(request: Request) -> Response:
        dataset = explorer.datasets.get(request.path_params["exhibit"])
        if dataset is None:
            raise HTTPException(
                404, f"No such dataset is on show; these are: {', '.join(explorer.datasets)}."
            )
        cut = await anyio.to_thread.run_sync(basemap, dataset.scenario.places)
        return _json(orjson.dumps(cut))

    def asks(kind: str, work: Work) -> Route:
        return Route(
            f"/api/{kind}", partial(_answer, explorer, kind, work), methods=["POST"], name=kind
        )

    answers = explorer.answers
    return Starlette(
        routes=[
            Route("/api/meta", meta),
            Route("/api/openapi.json", openapi),
            Route("/api/basemap/{exhibit}", land),
            asks("run", answers.run),
            asks("compare", answers.compare),
            asks("obstacles", answers.obstacles),
            asks("beliefs", answers.beliefs),
            asks("score", answers.score),
            asks("export/csv", answers.csv),
            asks("export/report", answers.report),
            Route("/api/{rest:path}", _no_such_question, methods=["GET", "POST"]),
            _pages(explorer.bundle),
        ],
        middleware=[Middleware(Guard, port=explorer.port, tiles=explorer.tiles)],
        exception_handlers={HTTPException: _refuse, Exception: _confess},
        lifespan=lifespan,
    )


def _pages(bundle: Path) -> Mount | Route:
    """Serve the front end, or say how to get it."""
    if (bundle / "index.html").is_file():
        return Mount("/", StaticFiles(directory=bundle, html=True))
    return Route("/{rest:path}", _say_how_to_get_it)


async def _say_how_to_get_it(_: Request) -> Response:
    return HTMLResponse(NOT_BUILT_PAGE, status_code=503)


async def _answer(explorer: Explorer, kind: str, work: Work, request: Request) -> Response:
    """Read a question, work on it in a thread while the browser waits, and answer."""
    try:
        question = read_question(
            kind,
            await _body(request),
            explorer.datasets,
            exact=explorer.exact,
        )
        with explorer.pending.asked(question.slot) as asked:
            answer = await _worked(request, asked, partial(work, question, asked))
    except (Cancelled, ClientDisconnect):
        return _error(
            409, "A newer question of the same slot took its place, or nobody waits for the answer."
        )
    except ScenarioError as error:
        return _error(422, in_sentences(error.problems))
    except HomewardError as error:
        return _error(500, str(error))
    return _kept(answer) if isinstance(answer, File) else _json(orjson.dumps(answer))


def _kept(file: File) -> Response:
    headers = {"content-disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.kind, headers=headers)


async def _body(request: Request) -> bytes:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "Send JSON, with the header Content-Type: application/json.")
    body = b""
    with anyio.move_on_after(BODY_SECONDS):
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                raise HTTPException(413, f"The request is longer than {MOST_BYTES} bytes.")
        return body
    raise HTTPException(408, f"The request did not come within {BODY_SECONDS} seconds.")


async def _worked(request: Request, asked: PendingRequest, work: Callable[[], Any]) -> Any:
    """Work in a thread; drop the question once the browser has gone."""
    found: list[Any] = []
    errors: list[BaseException] = []

    async def watch() -> None:
        while not await request.is_disconnected():
            await anyio.sleep(LOOK_SECONDS)
        asked.drop()

    def try_work() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001  raised again below, not as a group
            errors.append(error)

    async with anyio.create_task_group() as group:
        group.start_soon(watch)
        try:
            # Not abandoned when the server closes: the question is dropped then, and the thread ends by itself.
            await anyio.to_thread.run_sync(try_work)
        finally:
            asked.drop()
            group.cancel_scope.cancel()
    if errors:
        raise errors[0]
    return found[0]


async def _no_such_question(request: Request) -> Response:
    path = request.url.path[:80]
    if request.method == "GET" and path.removeprefix("/api/") in REQUESTS:
        return _error(405, f"Ask {path} with POST; GET /api/openapi.json says how.")
    return _error(404, f"There is nothing at {path}; GET /api/openapi.json lists all.")


async def _refuse(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise HomewardBug("only HTTP errors are worded here.")
    return _error(error.status_code, error.detail)


async def _confess(_: Request, error: Exception) -> Response:
    traceback.print_exception(error, file=sys.stderr)
    return _error(
        500,
        "Internal error: this is a bug in homeward. Please report it with the lines in the terminal.",
    )


def _error(status: int, sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=status)


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")
