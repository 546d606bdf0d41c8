"""The document of the interface (OpenAPI 3.1), made of the types of the contract."""

from __future__ import annotations

import inspect
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from homeward import __version__
from homeward.explorer.contract.on_show import MetaJson
from homeward.explorer.contract.requests import (
    BeliefsRequest,
    CompareRequest,
    ObstaclesRequest,
    ReportRequest,
    Request,
    RunRequest,
    ScoreRequest,
    TableRequest,
)
from homeward.explorer.contract.responses import (
    BasemapJson,
    BeliefsJson,
    ComparisonJson,
    ObstaclesJson,
    RefusalJson,
    RunJson,
    ScoreJson,
)

Json = dict[str, Any]

QUESTIONS: dict[str, tuple[type[Request], Any]] = {
    "run": (RunRequest, RunJson),
    "compare": (CompareRequest, ComparisonJson),
    "obstacles": (ObstaclesRequest, ObstaclesJson),
    "beliefs": (BeliefsRequest, BeliefsJson),
    "score": (ScoreRequest, ScoreJson),
}
"""What may be asked: the request and its answer."""
FILES: dict[str, tuple[type[Request], str]] = {
    "export/csv": (TableRequest, "text/csv"),
    "export/report": (ReportRequest, "text/html"),
}
"""What may be exported: the request, and of which kind the file is."""
REQUESTS = {name: request for name, (request, _) in (QUESTIONS | FILES).items()}
REFUSALS = {
    "403": "A foreign Host or Origin.",
    "409": "A newer question of the same slot took its place.",
    "413": "The request is too long.",
    "415": "The request is not JSON.",
    "422": "The question cannot be understood, or a lever does not take what is asked of it.",
    "500": "Internal error: a bug in homeward.",
}
_COMPONENTS = "#/components/schemas/{model}"


class AnswerSchema(GenerateJsonSchema):
    """Names of types without the ending that tells them from those of the model; nothing but what is said."""

    def normalize_name(self, name: str) -> str:
        """Name a type."""
        return super().normalize_name(name.removesuffix("Json"))

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        """Describe an object that has no other keys."""
        return super().typed_dict_schema(schema) | {"additionalProperties": False}


class RequestSchema(AnswerSchema):
    """What need not be said is left out, and never null."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Describe what may be left out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Describe a default, where there is one."""
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


def document() -> Json:
    """Make the document."""
    schemas: Json = {}

    def content(kind: Any, generator: type[GenerateJsonSchema] = AnswerSchema) -> Json:
        schema = TypeAdapter(kind).json_schema(ref_template=_COMPONENTS, schema_generator=generator)
        name = kind.__name__.removesuffix("Json")
        schemas.update(schema.pop("$defs", {}))
        schemas.setdefault(name, schema)
        return {"application/json": {"schema": {"$ref": _COMPONENTS.format(model=name)}}}

    def answered(said: Any, body: Json) -> Json:
        return {"description": inspect.getdoc(said) or said.__name__, "content": body}

    refused = {
        status: {"description": why, "content": content(RefusalJson)}
        for status, why in REFUSALS.items()
    }

    def posted(name: str, request: type[Request], good: Json) -> Json:
        return {
            "post": {
                "operationId": name.replace("/", "_"),
                "summary": inspect.getdoc(request) or "",
                "requestBody": {"required": True, "content": content(request, RequestSchema)},
                "responses": {"200": good, **refused},
            }
        }

    def got(name: str, answer: Any) -> Json:
        good = answered(answer, content(answer))
        return {"operationId": name, "summary": good["description"], "responses": {"200": good}}

    place = {"name": "exhibit", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Homeward explorer", "version": __version__},
        "paths": {
            "/api/meta": {"get": got("meta", MetaJson)},
            "/api/basemap/{exhibit}": {"parameters": [place], "get": got("basemap", BasemapJson)},
            **{
                f"/api/{name}": posted(name, request, answered(answer, content(answer)))
                for name, (request, answer) in QUESTIONS.items()
            },
            **{
                f"/api/{name}": posted(
                    name, request, {"description": "The file.", "content": {kind: {}}}
                )
                for name, (request, kind) in FILES.items()
            },
        },
        "components": {"schemas": schemas},
    }
