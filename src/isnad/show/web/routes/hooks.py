"""Hooks on kept filters: made, tried, ended, and how their deliveries went."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from isnad.show.care.eyes import Eyes, Role
from isnad.show.web import kept
from isnad.show.web.access import needs
from isnad.show.web.desk import desk_of
from isnad.show.web.pages.deps import Reader
from isnad.show.web.routes.filters import OwnEyes

router = APIRouter(prefix="/api/v1", tags=["hooks"])
# Records leave the machine by a hook; who made one and was lowered may still see and end it.
HookEyes = Annotated[Eyes, Depends(needs(Role.EDITOR, None))]


class NewHook(BaseModel):
    """Where to send what a filter finds; `exact`: as its owner sees it, else as the public does."""

    model_config = ConfigDict(extra="forbid")
    filter: Annotated[str, Field(max_length=100)]
    address: Annotated[str, Field(max_length=2000)]
    exact: bool = False


@router.get("/hooks")
def list_hooks(request: Request, eyes: Reader) -> dict[str, Any]:
    """One's own hooks with their last tries; secrets are not told again."""
    return {"items": [_row(one) for one in kept.list_hooks(desk_of(request), eyes)], "next": None}


@router.post("/hooks", status_code=201)
def make_hook(request: Request, said: NewHook, eyes: HookEyes) -> Response:
    """Make a hook; its secret is told this once."""
    hook_id, secret = kept.make_hook(request, eyes, said.filter, said.address, exact=said.exact)
    row = next(_row(one) for one in kept.list_hooks(desk_of(request), eyes) if one.hook.hook_id == hook_id)
    return JSONResponse({**row, "secret": secret}, 201, {"cache-control": "no-store"})


@router.post("/hooks/{hook_id}/test")
def try_hook(request: Request, hook_id: str, eyes: HookEyes) -> dict[str, Any]:
    """Send a message that only says that the hook is there, once."""
    outcome = kept.try_hook(request, eyes, hook_id)
    return {"outcome": outcome.word, "status": outcome.status, "took_ms": outcome.took_ms}


@router.delete("/hooks/{hook_id}", status_code=204)
def end_hook(request: Request, hook_id: str, eyes: OwnEyes) -> Response:
    """End a hook."""
    kept.end_hook(request, eyes, hook_id)
    return Response(status_code=204)


def _row(one: kept.HookKept) -> dict[str, Any]:
    hook = one.hook
    tries = [{name: value for name, value in asdict(tried).items() if name != "hook_id"} for tried in one.tries]
    return {
        "id": hook.hook_id,
        "filter": hook.filter_id,
        "address": hook.address,
        "exact": hook.exact,
        "created": hook.created,
        "state": one.state,
        "failing_since": hook.failing_since,
        "not_before": hook.not_before,
        "waiting": one.waiting,
        "tries": tries,
    }
