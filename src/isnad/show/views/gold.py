"""Gold: what people decided of claims, as events in the codebook's form, to measure readings by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from isnad.keep.articles import load_versions
from isnad.keep.claims import find_claims_of, load_claims
from isnad.keep.findings import find_decisions
from isnad.model import Article, Claim, Span
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import may_read_words
from isnad.show.rows import QUANTITY_NAMES, claim_row
from isnad.show.views.decisions import CORRECTED, WRONG, Decision, find_standing_decisions
from isnad.show.views.guard import ForbiddenError
from isnad.workspace import Workspace

LISTS = ("initiator", "target", "sources")
PLACES = ("where", "origin", "destination")
WORDS = ("trigger", "evidence")
NAMED = ("type", "factuality", "date")
ROLES = (*WORDS, *LISTS, *PLACES, *QUANTITY_NAMES, *NAMED)
_BOUNDS = re.compile(r"(\d+)(?:(\+)|-(\d+))?")
_BESIDE = ("spans", "actors", "reasons")


def iter_gold(workspace: Workspace, eyes: Eyes) -> Iterator[dict[str, Any]]:
    """One object for each article of which a claim was judged, with its events as people left them.

    `is_complete` says that every claim was judged; what a reading missed is in none of them. A claim that the last of
    several people called wrong is left out. Order: by article. Raises: ForbiddenError.
    """
    if not may_read_words(eyes):
        raise ForbiddenError("gold holds words of reports")
    with workspace.store.read() as connection:
        decided = _by_claim(find_standing_decisions(find_decisions(connection, ("claim",))))
        held = [one for one in find_claims_of(connection, sorted(decided)) if one.state == "current"]
        for name in sorted({one.version_id for one in held}):
            (version,) = load_versions(connection, [name])
            claims = [one.claim for one in load_claims(connection, name) if one.state == "current"]
            yield _row(version.article, version.name, claims, decided)


def _by_claim(decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for one in decisions:
        found[one.subject].append(one)
    return found


def _row(article: Article, name: str, claims: Sequence[Claim], decided: Mapping[str, list[Decision]]) -> dict[str, Any]:
    judged = [claim for claim in claims if claim.claim_id in decided]
    kept = [claim for claim in judged if decided[claim.claim_id][-1].verdict != WRONG]
    return {
        "doc_id": name,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "title": article.title,
        "is_complete": len(judged) == len(claims),
        "events": [_event(claim, article, decided[claim.claim_id]) for claim in kept],
    }


def _event(claim: Claim, article: Article, decisions: Sequence[Decision]) -> dict[str, Any]:
    """The claim as the codebook has it, corrected by each person in turn."""
    row = {name: value for name, value in claim_row(claim, article).items() if name not in _BESIDE}
    row["places"] = [_place(place) for place in row["places"]]
    for decision in decisions:
        if decision.verdict == CORRECTED:
            _correct(row, dict(decision.detail), article.text)
    return row | {"judged_by": sorted({one.by for one in decisions})}


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    return {name: place[name] for name in ("text", "role", "lat", "lon", "admin1", "country")}


def _correct(row: dict[str, Any], said: Mapping[str, str], text: str) -> None:
    """Put in what a person chose: words of the article for a role, or a value by name."""
    role, value = said.get("role", ""), said.get("value") or None
    words = Span(int(said["start"]), int(said["end"])).of(text) if said.get("start") and said.get("end") else None
    if role in WORDS and words:
        row[role] = words
    elif role in LISTS:
        row[role] = [words] if words else []
    elif role in PLACES:
        found = [{"text": words, "role": role, "lat": None, "lon": None, "admin1": None, "country": None}]
        row["places"] = [place for place in row["places"] if place["role"] != role] + (found if words else [])
    elif role in QUANTITY_NAMES:
        row[role] = parse_bounds(value)
        row.pop(f"{role}_text", None)
        if row[role] is None and words:
            row[f"{role}_text"] = words
    elif role in NAMED:
        row[role] = value


def parse_bounds(value: str | None) -> list[int | None] | None:
    """Bounds of a count as a person writes them; None where it is none.

    >>> parse_bounds("3"), parse_bounds("3-5"), parse_bounds("20+"), parse_bounds("dozens")
    ([3, 3], [3, 5], [20, None], None)
    """
    found = _BOUNDS.fullmatch((value or "").strip())
    if found is None:
        return None
    low = int(found[1])
    return [low, None if found[2] else int(found[3] or low)]
