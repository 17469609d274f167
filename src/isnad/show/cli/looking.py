"""`isnad search`, `isnad claims`, `isnad versions`: what the workspace holds."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from isnad.errors import NotFound
from isnad.gather.urls import canonical_url
from isnad.keep.articles import find_versions, load_versions
from isnad.keep.claims import StoredClaim, load_claims
from isnad.keep.columns import key_of
from isnad.keep.filters import ClaimFilter
from isnad.keep.pages import find_claims
from isnad.keep.search import Hit, find_articles
from isnad.keep.versions import Version
from isnad.model import Claim, Span
from isnad.show.cli.options import Place
from isnad.show.cli.tables import claim_table, shown
from isnad.show.differences import ClaimChange, find_changes, find_claim_changes
from isnad.show.rows import claim_row

_AROUND = 40  # characters beside a change


def search_and_print(place: Place, query: str, limit: int, after: str | None, *, as_json: bool) -> int:
    """Exit status after listing the articles that have the words: 0."""
    console = Console()
    with place.open() as workspace, workspace.store.read() as connection:
        page = find_articles(connection, query, limit=limit, after=after)
    for hit in page.items:
        if as_json:
            print(json.dumps(_hit_row(hit), ensure_ascii=False))
        else:
            _print_hit(console, hit)
    _print_next(page.next, len(page.items), "articles")
    return 0


def _hit_row(hit: Hit) -> dict[str, Any]:
    article = hit.version.article
    return {**_version_row(hit.version), "snippet": hit.snippet.of(article.text) if hit.snippet else None,
            "span": [hit.snippet.start, hit.snippet.end] if hit.snippet else None}  # fmt: skip


def _version_row(version: Version) -> dict[str, Any]:
    article = version.article
    return {"article": version.article_id, "version": version.version_id, "number": version.number,
            "title": article.title, "outlet": article.outlet, "url": article.url, "received": version.received,
            "published": article.published.isoformat() if article.published else None}  # fmt: skip


def _print_hit(console: Console, hit: Hit) -> None:
    article = hit.version.article
    console.print()
    console.print(shown(article.title or hit.version.name, "bold"))
    console.print(
        shown(" · ".join(filter(None, (hit.version.article_id, str(article.published or ""), article.outlet))))
    )
    if hit.snippet:
        console.print(shown(hit.snippet.of(article.text)))


def claims_and_print(place: Place, asked: ClaimFilter, limit: int, after: str | None, *, as_json: bool) -> int:
    """Exit status after listing the claims that are asked for: 0."""
    console = Console()
    with place.open() as workspace, workspace.store.read() as connection:
        page = find_claims(connection, asked, limit=limit, after=after)
        versions = {v.version_id: v for v in load_versions(connection, [one.version_id for one in page.items])}
    for held in page.items:
        version = versions[held.version_id]
        if as_json:
            print(json.dumps(_claim_row(held, version), ensure_ascii=False))
        else:
            console.print()
            console.print(claim_table(held.claim, version.article, explain=False))
            console.print(shown(f"  {held.claim.claim_id} · {version.article.outlet or version.name}", "dim"))
    _print_next(page.next, len(page.items), "claims")
    return 0


def _claim_row(held: StoredClaim, version: Version) -> dict[str, Any]:
    return {**claim_row(held.claim, version.article), "state": held.state, **_version_row(version)}


def _print_next(cursor: str | None, count: int, what: str) -> None:
    print(f"{count} {what}" + (f"; more with --after {cursor}" if cursor else ""), file=sys.stderr)


def versions_and_print(place: Place, name: str, *, as_json: bool) -> int:
    """Exit status after showing what changed from version to version: 0. Raises: NotFound."""
    with place.open() as workspace, workspace.store.read() as connection:
        versions = find_versions(connection, name)
        if not versions:
            held = load_versions(connection, [name])
            article_id = held[0].article_id if held else key_of(f"url:{canonical_url(name)}")
            versions = find_versions(connection, article_id)
        claims = {v.version_id: [held.claim for held in load_claims(connection, v.version_id)] for v in versions}
    if not versions:
        raise NotFound(f"no article, version or URL {name}")
    console = Console()
    before: Version | None = None
    for version in versions:
        changes = _claim_changes(before, version, claims)
        if as_json:
            print(json.dumps(_difference_row(before, version, changes), ensure_ascii=False))
        else:
            _print_version(console, before, version, changes)
        before = version
    return 0


def _claim_changes(before: Version | None, version: Version, claims: dict[str, list[Claim]]) -> tuple[ClaimChange, ...]:
    if before is None:
        return ()
    told, now = claims[before.version_id], claims[version.version_id]
    return find_claim_changes(before.article, told, version.article, now)


def _difference_row(before: Version | None, version: Version, changes: tuple[ClaimChange, ...]) -> dict[str, Any]:
    text, now = before.article.text if before else "", version.article.text
    words = [
        {"before": c.before.of(text), "after": c.after.of(now), "before_span": [c.before.start, c.before.end],
         "after_span": [c.after.start, c.after.end]}
        for c in (find_changes(text, now) if before else ())
    ]  # fmt: skip
    return {**_version_row(version), "changes": words, "claims": [asdict(change) for change in changes]}


def _print_version(
    console: Console, before: Version | None, version: Version, changes: tuple[ClaimChange, ...]
) -> None:
    console.print()
    head = f"version {version.number} · {version.received} · {version.version_id}" + (
        " · current" if version.is_current else ""
    )
    console.print(shown(head, "bold"))
    if before is None:
        console.print(shown(version.article.title or version.name))
        return
    text, now = before.article.text, version.article.text
    for change in find_changes(text, now):
        console.print(Text("  - ", "red").append_text(shown(_in_context(text, change.before))))
        console.print(Text("  + ", "green").append_text(shown(_in_context(now, change.after))))
    for said in changes:
        console.print(
            shown(f"  {said.type} · {said.value} · {said.before or 'nothing'} → {said.after or 'nothing'}", "cyan")
        )


def _in_context(text: str, span: Span) -> str:
    """The words in brackets, with whole words of the same line around them."""
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    if span.start > _AROUND:
        before = before.partition(" ")[2]
    return f"{before}[{span.of(text)}]{after.rpartition(' ')[0] if span.end + _AROUND < len(text) else after}"
