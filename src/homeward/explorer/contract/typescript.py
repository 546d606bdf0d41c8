"""The types of the contract in TypeScript, for the pages of the explorer."""

from __future__ import annotations

import json
from typing import Any

from homeward.explorer.contract.openapi import document

HEAD = """/** What is asked and answered: made of `homeward.explorer.contract`, by `python hatch_build.py types`. */
import type { FeatureCollection } from "geojson";

/** One number for each day that is kept; null: withheld. */
export type Row = (number | null)[];
"""
_PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


def typescript() -> str:
    """Write the types of everything that is asked and answered."""
    schemas = document()["components"]["schemas"]
    types = [_declared(name, schema) for name, schema in sorted(schemas.items())]
    return "\n".join([HEAD, *types])


def _declared(name: str, schema: dict[str, Any]) -> str:
    said = " ".join(schema.get("description", "").split())
    comment = f"/** {said} */\n" if said else ""
    return f"{comment}export type {name} = {_type(schema)};\n"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if words := [schema["const"]] if "const" in schema else schema.get("enum"):
        return " | ".join(json.dumps(one) for one in words)
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    if schema.get("title") == "FeatureCollection":
        return "FeatureCollection"
    compound = {"array": _array, "object": _object}.get(schema["type"])
    return compound(schema) if compound else _PLAIN[schema["type"]]


def _array(schema: dict[str, Any]) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(_type(one) for one in schema['prefixItems'])}]"
    of = _type(schema["items"])
    return "Row" if of == "number | null" else f"{of}[]"


def _object(schema: dict[str, Any]) -> str:
    if isinstance(every := schema.get("additionalProperties"), dict):
        return f"Record<string, {_type(every)}>"
    needed = schema.get("required", ())
    parts = (
        f"  {key}{'' if key in needed else '?'}: {_type(part)};"
        for key, part in schema["properties"].items()
    )
    return "\n".join(["{", *parts, "}"])
