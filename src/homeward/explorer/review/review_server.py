"""The text of reports with its marks, and candidates to accept, mend or refuse: on this machine only (decision 41)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import anyio.to_thread
import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homeward.api.read import ReadResult
from homeward.errors import HomewardError
from homeward.explorer.web.guard import Guard
from homeward.reading.finding.candidate import Candidate
from homeward.reading.review.accept import accept, is_new_document, refuse
from homeward.reading.review.claim_of import claim_cells
from homeward.reading.review.decisions import read_decisions, with_decisions
from homeward.reading.review.mendable import MENDABLE

FILES = {"": "text/html", "review.js": "text/javascript", "review.css": "text/css"}
MOST_BYTES = 20_000


class Decided(BaseModel):
    """What a person decided of one candidate."""

    model_config = ConfigDict(extra="forbid", strict=True)

    report: int = Field(ge=0)
    candidate: int = Field(ge=0)
    decision: Literal["accept", "refuse"]
    source_grade: str = ""
    information_grade: int | None = None
    mended: dict[Literal[MENDABLE], str] = {}  # pyright: ignore[reportInvalidTypeForm]
    document: dict[Literal["title", "publisher", "published"], str] | None = None


class ReviewedReports:
    """The reports under review, and the folder that accepted claims are written into."""

    def __init__(self, folder: Path, found: ReadResult) -> None:
        self.folder = folder
        self.reports = found.reports

    def shown(self) -> dict[str, Any]:
        """Return everything the page shows; decisions are read anew, as the terminal may have made some."""
        return {
            "folder": self.folder.name,
            "mendable": MENDABLE,
            "reports": [self._report(at) for at in range(len(self.reports))],
        }

    def _report(self, at: int) -> dict[str, Any]:
        read = self.reports[at]
        report = read.report
        decided = with_decisions(report, read.candidates, read_decisions(self.folder))

        def said(number: int, one: Candidate) -> dict[str, Any]:
            cells = claim_cells(one, (), report.published)
            shown = {name: "" if cells[name] is None else str(cells[name]) for name in MENDABLE}
            return {"number": number, **one.as_record(), "cells": shown}

        return {
            "document": report.document,
            "published": report.published,
            "is_new": is_new_document(self.folder, report.document),
            "paragraphs": [{"number": one.number, "text": one.text} for one in report.paragraphs],
            "candidates": [said(number, one) for number, one in enumerate(decided)],
        }

    def decide(self, decided: Decided) -> dict[str, Any]:
        """Do what was decided, and return the report as it stands then.

        Raises
        ------
        IndexError
            If there is no such candidate.
        ScenarioError
            If the folder would not be valid: nothing is written.
        """
        report = self.reports[decided.report].report
        one = self.reports[decided.report].candidates[decided.candidate]
        is_new = is_new_document(self.folder, one.document)
        document = {**(decided.document or {})} if is_new else None
        if decided.decision == "refuse":
            # The page may not have asked what document it is yet.
            refuse(self.folder, report, one, document or None)
        else:
            grades = {
                "source_grade": decided.source_grade,
                "information_grade": decided.information_grade,
            }
            decision = {**decided.mended, **grades}
            accept(self.folder, report, one, decision, document)
        return self._report(decided.report)


def make_review(reviewed: ReviewedReports, port: int) -> Starlette:
    """Make the application of some reports under review."""

    async def shown(_: Request) -> Response:
        return await _answered(reviewed.shown)

    async def decide(request: Request) -> Response:
        body = await request.body()
        if len(body) > MOST_BYTES or not request.headers.get("content-type", "").startswith(
            "application/json"
        ):
            return _json({"error": "Send a decision as JSON."}, 415)
        try:
            decided = Decided.model_validate_json(body)
        except ValidationError as error:
            return _json(
                {"error": f"The decision is not understood: {error.errors()[0]['msg']}."}, 422
            )
        return await _answered(partial(reviewed.decide, decided))

    return Starlette(
        routes=[
            Route("/api/review", shown),
            Route("/api/decide", decide, methods=["POST"]),
            *(Route(f"/{name}", partial(_file, name)) for name in FILES),
        ],
        middleware=[Middleware(Guard, port=port)],
    )


async def _file(name: str, _: Request) -> Response:
    path = files("homeward.explorer.review").joinpath(name or "review.html")
    return Response(path.read_bytes(), media_type=FILES[name])


async def _answered(work: Callable[[], dict[str, Any]]) -> Response:
    """Work in a thread; an error of the user's becomes its sentence."""
    try:
        return _json(await anyio.to_thread.run_sync(work))
    except HomewardError as error:
        return _json({"error": str(error)}, 422)
    except IndexError:
        return _json({"error": "There is no such candidate; load the page again."}, 404)


def _json(said: dict[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(said), status_code=status, media_type="application/json")
