"""What OpenAPI says of the API: its routes, how one comes in, and the one shape of errors."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from isnad.show.web.problems import PROBLEM

_TEXT = {"type": "string"}
_SHAPE = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "instance", "request_id"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": _TEXT,
        "request_id": _TEXT,
        "field": {**_TEXT, "description": "the part of the request that is wrong"},
        "errors": {"type": "array", "items": {"type": "object", "properties": {"field": _TEXT, "reason": _TEXT}}},
    },
}
_ANSWER = {"description": "A problem", "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_WAYS_IN = {
    "session": {"type": "apiKey", "in": "cookie", "name": "isnad", "description": "with X-CSRF-Token to change things"},
    "token": {"type": "http", "scheme": "bearer"},
}


def describe(app: FastAPI) -> dict[str, Any]:
    """The API in OpenAPI's form, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, routes=app.routes)
        parts = made.setdefault("components", {})
        parts["schemas"] = {
            name: one for name, one in parts.get("schemas", {}).items() if "ValidationError" not in name
        }
        parts["schemas"]["Problem"] = _SHAPE
        parts["securitySchemes"] = _WAYS_IN
        made["security"] = [{name: []} for name in _WAYS_IN]
        for methods in made["paths"].values():
            for operation in methods.values():
                operation["responses"].pop("422", None)
                operation["responses"]["default"] = _ANSWER
        app.openapi_schema = made
    return app.openapi_schema
