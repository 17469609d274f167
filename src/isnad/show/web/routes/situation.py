"""The situation for whoever may look at the desk: incidents as care lets these eyes see them, counted and mapped.

What is asked for is the query that `isnad.show.views.filters` reads, the same for a page and for these.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from isnad.keep.cells import FINEST
from isnad.show.care.eyes import Eyes, Role
from isnad.show.shown import incident_row
from isnad.show.views.map import Frame, Scope, find_map
from isnad.show.views.situation import find_situation
from isnad.show.views.tallies import find_facets, find_timeline
from isnad.show.web.access import needs
from isnad.show.web.desk import desk_of
from isnad.show.web.listing import After, Limit, answer_page, asked_of

router = APIRouter(prefix="/api/v1", tags=["situation"])
AnyEyes = Annotated[Eyes, Depends(needs(Role.PUBLIC))]
Longitude = Annotated[float, Query(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)]
_OWN = frozenset(("limit", "after", "by_week", "west", "south", "east", "north", "zoom"))


@router.get("/incidents")
def list_incidents(request: Request, eyes: AnyEyes, limit: Limit = 50, after: After = None) -> Response:
    """Incidents, the latest happenings first; a page holds fewer than `limit` where care leaves some out."""
    page = find_situation(desk_of(request).workspace, eyes, asked_of(request, _OWN), limit=limit, after=after)
    return answer_page(request, page, incident_row)


@router.get("/timeline")
def show_timeline(request: Request, eyes: AnyEyes, by_week: bool = False) -> dict[str, Any]:
    """How many incidents happened when."""
    return asdict(find_timeline(desk_of(request).workspace, eyes, asked_of(request, _OWN), by_week=by_week))


@router.get("/facets")
def show_facets(request: Request, eyes: AnyEyes) -> dict[str, Any]:
    """How many incidents are of which type, where, and name whom."""
    return asdict(find_facets(desk_of(request).workspace, eyes, asked_of(request, _OWN)))


@router.get("/map")
def show_map(
    request: Request,
    eyes: AnyEyes,
    west: Longitude = -180,
    south: Latitude = -90,
    east: Longitude = 180,
    north: Latitude = 90,
    zoom: Annotated[int, Query(ge=0, le=FINEST)] = 4,
) -> dict[str, Any]:
    """Clusters of incidents, areas, and incidents that stand alone."""
    scope = Scope(Frame(west, south, east, north), zoom)
    found = find_map(desk_of(request).workspace, eyes, asked_of(request, _OWN), scope)
    return {**asdict(found), "alone": [incident_row(one) for one in found.alone]}
