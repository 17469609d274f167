"""What the API is, and whether the desk answers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from isnad.show.care.eyes import Eyes, Role
from isnad.show.web.access import is_open, needs

router = APIRouter(prefix="/api/v1", tags=["about"])


@router.get("/openapi.json", include_in_schema=False)
def describe(request: Request, eyes: Annotated[Eyes, Depends(needs(Role.PUBLIC))]) -> dict[str, Any]:
    """The API in OpenAPI's form."""
    described: dict[str, Any] = request.app.openapi()
    return described


@router.get("/health", dependencies=[Depends(is_open)], openapi_extra={"security": []})
def health() -> dict[str, str]:
    """That the desk answers; nothing of what it holds."""
    return {"status": "ok"}
