"""The document of the interface (OpenAPI 3.1), made of the types of the contract."""

from __future__ import annotations

import inspect
from typing import Any

from pydantic import TypeAdapter

from homeward import __version__
from homeward.explorer.contract import messages as contract

Json = dict[str, Any]

REFUSALS = {
    "403": "A foreign Host or Origin.",
    "409": "A newer question of the same slot took its place.",
    "413": "The request is too long.",
    "415": "The request is not JSON.",
    "422": "The question cannot be understood, or a lever does not take what is asked of it.",
    "500": "An internal promise was broken.",
}
_COMPONENTS = "#/components/schemas/{model}"


def document() -> Json:
    """Make the document."""
    schemas: Json = {}

    def refer(kind: Any) -> Json:
        schema = TypeAdapter(kind).json_schema(ref_template=_COMPONENTS)
        schemas.update(schema.pop("$defs", {}))
        schemas.setdefault(kind.__name__, schema)
        return {"$ref": _COMPONENTS.format(model=kind.__name__)}

    refused = {
        status: {"description": why, "content": _content(refer(contract.Refusal))}
        for status, why in REFUSALS.items()
    }
    asked = {
        f"/api/{name}": {
            "post": {
                "operationId": name,
                "summary": _said(answer),
                "requestBody": {"required": True, "content": _content(refer(request))},
                "responses": {"200": _good(answer, refer(answer)), **refused},
            }
        }
        for name, (request, answer) in contract.QUESTIONS.items()
    }
    exported = {
        f"/api/export/{name}": {
            "post": {
                "operationId": f"export_{name}",
                "summary": _said(request),
                "requestBody": {"required": True, "content": _content(refer(request))},
                "responses": {
                    "200": {"description": "The file.", "content": {kind: {}}},
                    **refused,
                },
            }
        }
        for name, (request, kind) in contract.FILES.items()
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Homeward explorer",
            "version": __version__,
            "description": inspect.getdoc(contract) or "",
        },
        "paths": {
            "/api/meta": {"get": _get("meta", contract.Meta, refer(contract.Meta))},
            "/api/basemap/{exhibit}": {
                "parameters": [
                    {
                        "name": "exhibit",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "string"},
                    }
                ],
                "get": _get("basemap", contract.Basemap, refer(contract.Basemap)),
            },
            **asked,
            **exported,
        },
        "components": {"schemas": schemas},
    }


def _get(name: str, answer: Any, schema: Json) -> Json:
    return {
        "operationId": name,
        "summary": _said(answer),
        "responses": {"200": _good(answer, schema)},
    }


def _good(answer: Any, schema: Json) -> Json:
    return {"description": _said(answer), "content": _content(schema)}


def _content(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _said(kind: Any) -> str:
    return inspect.getdoc(kind) or kind.__name__
