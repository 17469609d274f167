"""Records as the store has them: one incident, claims, what is known of articles, runs. Exact, hence for analysts alone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from isnad.errors import NotFound, Reason
from isnad.keep.articles import find_versions, load_versions
from isnad.keep.claims import load_claim
from isnad.keep.filters import ClaimFilter
from isnad.keep.incidents import load_incident
from isnad.keep.pages import find_claims
from isnad.keep.runs import Run, find_runs
from isnad.keep.versions import Version
from isnad.show.care.eyes import Eyes, Role
from isnad.show.rows import claim_row
from isnad.show.web.access import needs
from isnad.show.web.desk import desk_of
from isnad.show.web.listing import After, Limit, Words, answer_page, slice_of

router = APIRouter(prefix="/api/v1", tags=["records"])
AnalystEyes = Annotated[Eyes, Depends(needs(Role.ANALYST))]
Name = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]*$")]


@router.get("/incidents/{name}")
def one_incident(request: Request, name: Name, eyes: AnalystEyes) -> dict[str, Any]:
    """The incident of this name, or the one that its name leads to now."""
    with desk_of(request).workspace.store.read() as connection:
        found = load_incident(connection, name)
    eyes.note("incident", (found.incident_id,))
    return asdict(found)


@router.get("/claims")
def list_claims(
    request: Request,
    eyes: AnalystEyes,
    text: Words = None,
    type: Words = None,
    country: Words = None,
    admin1: Words = None,
    actor: Words = None,
    outlet: Words = None,
    source: Words = None,
    first_day: date | None = None,
    last_day: date | None = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """Claims, the latest happenings first; with `text` those that came last."""
    asked = ClaimFilter(
        text=text, type=type, country=country, admin1=admin1, actor=actor, outlet=outlet, source=source,
        first_day=_day(first_day), last_day=_day(last_day),
    )  # fmt: skip
    with desk_of(request).workspace.store.read() as connection:
        page = find_claims(connection, asked, limit=limit, after=after)
        versions = {v.version_id: v for v in load_versions(connection, [held.version_id for held in page.items])}
    eyes.note("claim", [held.claim.claim_id for held in page.items])
    return answer_page(request, page, lambda held: _claim(held.claim, held.state, versions[held.version_id]))


@router.get("/claims/{name}")
def one_claim(request: Request, name: Name, eyes: AnalystEyes) -> dict[str, Any]:
    """The claim of this id."""
    with desk_of(request).workspace.store.read() as connection:
        held = load_claim(connection, name)
        (version,) = load_versions(connection, [held.version_id])
    eyes.note("claim", (name,))
    return _claim(held.claim, held.state, version)


@router.get("/articles/{name}")
def one_article(request: Request, name: Name, eyes: AnalystEyes) -> dict[str, Any]:
    """What is known of an article and its versions; not its text."""
    with desk_of(request).workspace.store.read() as connection:
        versions = find_versions(connection, name)
    if not versions:
        raise NotFound(Reason("none.article", "no article {name}", name=name))
    eyes.note("article", (name,))
    return {"article": name, "versions": [_version(version) for version in versions]}


@router.get("/runs")
def list_runs(request: Request, eyes: AnalystEyes, limit: Limit = 50, after: After = None) -> Response:
    """What was gathered, read and weighed; the newest first."""
    with desk_of(request).workspace.store.read() as connection:
        page = slice_of(find_runs(connection), lambda run: run.run_id, limit, after)
    return answer_page(request, page, _run)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _claim(claim: Any, state: str, version: Version) -> dict[str, Any]:
    return {**claim_row(claim, version.article), "state": state, "article": version.article_id,
            "version": version.version_id}  # fmt: skip


def _version(version: Version) -> dict[str, Any]:
    article = version.article
    return {
        "version": version.version_id,
        "number": version.number,
        "is_current": version.is_current,
        "received": version.received,
        "published": article.published.isoformat() if article.published else None,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "url": article.url,
        "capture": version.capture,
    }


def _run(run: Run) -> dict[str, Any]:
    """The run without the name of the machine that ran it."""
    row = asdict(run)
    del row["owner"]
    return {**row, "counts": dict(run.counts)}
