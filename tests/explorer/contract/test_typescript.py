"""The types of the pages are those of the server."""

from __future__ import annotations

from pathlib import Path

from homeward.explorer.contract.openapi import document
from homeward.explorer.contract.typescript import typescript

TYPES = Path(__file__).parents[3] / "web/src/lib/api/types.ts"


def test_the_pages_have_the_types_that_the_server_is_made_with() -> None:
    assert TYPES.read_text(encoding="utf-8") == typescript(), "python hatch_build.py types"


def test_every_type_of_the_document_is_written_in_typescript() -> None:
    said = typescript()
    for name in document()["components"]["schemas"]:
        assert f"export type {name} = " in said
    assert "Json" not in said


def test_what_may_be_left_out_is_told_from_what_may_be_withheld() -> None:
    said = typescript()
    line = said.partition("export type LineRequest = {")[2].partition("}")[0]
    assert line.split() == [
        "measure:",
        "string;",
        "home?:",
        "number;",
        "group?:",
        "number;",
        "place?:",
        "number;",
    ]
    assert "  population: number | null;" in said
    assert '  way: "out" | "back";' in said
    assert "  bbox: [number, number, number, number];" in said
    assert "  effects_claims: Record<string, string[]>;" in said
