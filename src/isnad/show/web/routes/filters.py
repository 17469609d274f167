"""Filters that people keep under a name, and the feed of each, as JSON and Atom."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from isnad.show.care.eyes import Eyes, Role
from isnad.show.feeds.comparing import read_query
from isnad.show.web import kept
from isnad.show.web.access import needs
from isnad.show.web.desk import desk_of
from isnad.show.web.pages.deps import Reader
from isnad.show.web.routes.handing import answer_feed

router = APIRouter(prefix="/api/v1", tags=["filters"])
# A program reads; what is kept is changed by people who signed in.
OwnEyes = Annotated[Eyes, Depends(needs(Role.ANALYST, None))]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class NewName(BaseModel):
    """What a filter is to be called."""

    model_config = ConfigDict(extra="forbid")
    name: Name


class NewFilter(NewName):
    """What to keep: the query of the situation page, as its address has it after the `?`."""

    query: Annotated[str, Field(max_length=5000)]


@router.get("/filters")
def list_filters(request: Request, eyes: Reader) -> dict[str, Any]:
    """One's own filters; `fault` says why one cannot be asked any more."""
    return {"items": [_row(one) for one in kept.list_filters(desk_of(request), eyes)], "next": None}


@router.post("/filters", status_code=201)
def make_filter(request: Request, said: NewFilter, eyes: OwnEyes) -> dict[str, Any]:
    """Keep a filter."""
    return _row(kept.FilterKept(kept.keep_filter(desk_of(request), eyes, said.name, said.query), None))


@router.patch("/filters/{filter_id}")
def rename_filter(request: Request, filter_id: str, said: NewName, eyes: OwnEyes) -> dict[str, Any]:
    """Call a filter by another name."""
    kept.rename(desk_of(request), eyes, filter_id, said.name)
    rows = (_row(one) for one in kept.list_filters(desk_of(request), eyes))
    return next(row for row in rows if row["id"] == filter_id)


@router.delete("/filters/{filter_id}", status_code=204)
def delete_filter(request: Request, filter_id: str, eyes: OwnEyes) -> Response:
    """Delete a filter, and the hooks on it."""
    kept.forget_filter(request, eyes, filter_id)
    return Response(status_code=204)


@router.get("/feeds/{filter_id}.atom", response_class=Response)
def feed(request: Request, filter_id: str, eyes: Reader) -> Response:
    """The newest incidents of a filter of one's own, as Atom."""
    saved = kept.load_own(desk_of(request), eyes, filter_id)
    return answer_feed(request, eyes, read_query(saved.query), saved.name)


def _row(one: kept.FilterKept) -> dict[str, Any]:
    saved = one.saved
    page = f"/situation{'?' if saved.query else ''}{saved.query}"
    return {
        "id": saved.filter_id,
        "name": saved.name,
        "query": saved.query,
        "created": saved.created,
        "fault": str(one.fault) if one.fault else None,
        "page": page,
        "feed": f"/api/v1/feeds/{saved.filter_id}.atom",
    }
