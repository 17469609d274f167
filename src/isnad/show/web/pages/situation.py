"""Routes of the situation: the page with map, time line, list and filters, and what its map asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from isnad.errors import Reason, SourceError
from isnad.keep.cursors import Page
from isnad.show.care.eyes import Eyes
from isnad.show.shown import FlowShown, HoldShown, IncidentShown
from isnad.show.views.filters import SituationFilter, write_filter
from isnad.show.views.flows import are_worked_out, iter_flows, iter_holds
from isnad.show.views.map import Frame, Scope, SituationMap, find_map
from isnad.show.views.situation import find_situation
from isnad.show.views.tallies import Facets, TimeLine, find_facets, find_timeline
from isnad.show.web.access import is_open
from isnad.show.web.listing import asked_of
from isnad.show.web.pages.choices import CHOICES
from isnad.show.web.pages.deps import Looker, WorkspaceHere
from isnad.show.web.pages.rendering import answer, language_of, load_kinds, wants_json
from isnad.show.web.pages.situation_parts import MAPPED, Choices, draw_time_line, find_choices
from isnad.workspace import Workspace

router = APIRouter()
# What the page's address says beside the filter.
_NOT_FILTERS = frozenset((*CHOICES, "format", "after", "bounds", "zoom"))
_MOST_FLOWS = _MOST_HOLDS = 300
_LIST = 30
# So long a map waits for flows and holds before it is drawn without them and asks again.
_PATIENCE_S = 0.5


@dataclass(frozen=True, slots=True)
class Views:
    """The views that the page is made of; a stand-in can take their place."""

    find_situation: Callable[..., Page[IncidentShown]] = find_situation
    find_map: Callable[..., SituationMap] = find_map
    find_timeline: Callable[..., TimeLine] = find_timeline
    find_facets: Callable[..., Facets] = find_facets
    iter_flows: Callable[..., Iterator[FlowShown]] = iter_flows
    iter_holds: Callable[..., Iterator[HoldShown]] = iter_holds
    are_worked_out: Callable[..., bool] = are_worked_out


@dataclass(frozen=True, slots=True)
class SituationShown:
    """The situation as its page and its JSON twin show it. `asked` is the filter as a query."""

    asked: str
    incidents: tuple[IncidentShown, ...]
    next: str | None
    facets: Facets
    timeline: TimeLine


def get_views() -> Views:
    """The views of the workspace."""
    return Views()


ViewsHere = Annotated[Views, Depends(get_views)]


@router.get("/", dependencies=[Depends(is_open)])
def go_home() -> Response:
    """The situation is the first page."""
    return RedirectResponse("/situation", 307)


@router.get("/situation")
def show_situation(
    request: Request, workspace: WorkspaceHere, eyes: Looker, views: ViewsHere, after: str | None = None
) -> Response:
    """The incidents that have what the address asks for; what cannot be asked is said on the page.

    Raises: SourceError for the JSON twin when something cannot be asked.
    """
    try:
        asked = asked_of(request, _NOT_FILTERS)
        view = _find_page(workspace, eyes, views, asked, after)
    except SourceError as error:
        if wants_json(request):
            raise
        nothing = SituationFilter()
        response = _answer(request, eyes, _find_page(workspace, eyes, views, nothing, None), nothing, fault=error)
        response.status_code = 422
        return response
    return _answer(request, eyes, view, asked, fault=None)


@router.get("/situation/map.json")
def send_map(
    request: Request,
    workspace: WorkspaceHere,
    eyes: Looker,
    views: ViewsHere,
    bounds: Annotated[str, Query(max_length=100)] = "-180,-90,180,90",
    zoom: Annotated[int, Query(ge=0, le=22)] = 4,
) -> Response:
    """What the map shows between the bounds (west, south, east, north, in degrees); `is_waiting` where flows and holds are
    still being worked out. Raises: SourceError."""
    asked = asked_of(request, _NOT_FILTERS)
    found = views.find_map(workspace, eyes, asked, Scope(_parse_bounds(bounds), zoom))
    of_places = replace(asked, **MAPPED)
    of_holds = replace(of_places, first_day=None)
    body: dict[str, Any] = asdict(found)
    is_there = views.are_worked_out(workspace, asked, wait_s=_PATIENCE_S)
    body["flows"] = _first(views.iter_flows(workspace, eyes, of_places), _MOST_FLOWS) if is_there else []
    body["holds"] = _first(views.iter_holds(workspace, eyes, of_holds), _MOST_HOLDS) if is_there else []
    body["is_waiting"] = not is_there
    body["kinds"] = load_kinds(language_of(request))
    return JSONResponse(body)


def _first(found: Iterable[Any], most: int) -> list[dict[str, Any]]:
    return [asdict(one) for one in islice(found, most)]


def _find_page(
    workspace: Workspace, eyes: Eyes, views: Views, asked: SituationFilter, after: str | None
) -> SituationShown:
    page = views.find_situation(workspace, eyes, asked, limit=_LIST, after=after)
    facets = views.find_facets(workspace, eyes, asked)
    line = views.find_timeline(workspace, eyes, replace(asked, first_day=None, last_day=None))
    return SituationShown(write_filter(asked), page.items, page.next, facets, line)


def _answer(
    request: Request, eyes: Eyes, view: SituationShown, asked: SituationFilter, *, fault: SourceError | None
) -> Response:
    choices: Choices = find_choices(view.facets, asked, language_of(request))
    drawn = draw_time_line(view.timeline, asked, eyes.now)
    tiles = getattr(request.app.state, "tiles", None)
    return answer(
        request, eyes, "situation.html", view, asked=asked, choices=choices, drawn=drawn, fault=fault, tiles=tiles
    )


def _parse_bounds(words: str) -> Frame:
    try:
        west, south, east, north = (float(one) for one in words.split(","))
    except ValueError:
        raise SourceError(
            "bounds", Reason("map.no_bounds", "{words!r} are no bounds; write west,south,east,north", words=words[:50])
        ) from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise SourceError("bounds", Reason("map.outside", "are not on the map"))
    return Frame(west, south, east, north)
