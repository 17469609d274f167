"""Lists of records: what is asked for, some of them, and the link to those that follow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Annotated, Any, TypeVar

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from isnad.keep.cursors import Page
from isnad.show.views.filters import SituationFilter, parse_filter

T = TypeVar("T")
# PostgreSQL keeps no NUL in a text; nothing that is asked for has one.
_NO_NUL = r"^[^\x00]*$"
Words = Annotated[str | None, Query(max_length=200, pattern=_NO_NUL)]
Limit = Annotated[int, Query(ge=1, le=1000)]
After = Annotated[str | None, Query(max_length=200, description="The cursor in the `next` of the page before.")]


def asked_of(request: Request, own: Collection[str]) -> SituationFilter:
    """What the query asks of the situation; `own` are names that mean something else to the route. Raises: SourceError."""
    return parse_filter(pair for pair in request.query_params.multi_items() if pair[0] not in own)


def answer_page(request: Request, page: Page[T], row: Callable[[T], Mapping[str, Any]]) -> JSONResponse:
    """The page as `items` and `next`, a link that is null after the last; it stands in the `Link` header as well."""
    link = next_link(request, page.next)
    headers = {"link": f'<{link}>; rel="next"'} if link else {}
    return JSONResponse({"items": [dict(row(one)) for one in page.items], "next": link}, headers=headers)


def next_link(request: Request, cursor: str | None) -> str | None:
    """The path that leads to the page after the cursor."""
    if cursor is None:
        return None
    url = request.url.include_query_params(after=cursor)
    return f"{url.path}?{url.query}"


def slice_of(records: Iterable[T], name: Callable[[T], str], limit: int, after: str | None) -> Page[T]:
    """The page of a list that is in memory, of those after the record of this name."""
    left = list(records)
    names = [name(one) for one in left]
    start = names.index(after) + 1 if after in names else 0
    found = left[start : start + limit]
    return Page(tuple(found), name(found[-1]) if start + limit < len(left) else None)
