"""A claim as rows of the store: what it is filtered by in columns, the whole of it as a body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from isnad.arabic.fold import folded
from isnad.edtf import find_days
from isnad.keep.bodies import write_body
from isnad.keep.versions import Version
from isnad.model import Claim, Phrase, Place

# The largest count that a column holds; what a hostile page says beyond stands in the body.
_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """The row of a claim without its number and state, and the rows of its places and actors without its number."""

    values: dict[str, Any]
    places: tuple[dict[str, Any], ...]
    actors: tuple[dict[str, Any], ...]


def find_row(version: Version, claim: Claim, claim_id: str, knowledge: str) -> ClaimRow:
    """The rows of a claim that the version makes, under the name that it keeps."""
    text = version.article.text
    body, digest = write_body(claim if claim.claim_id == claim_id else replace(claim, claim_id=claim_id))
    first_day, last_day = find_days(claim.when.edtf) if claim.when else (None, None)
    site = _site(claim.places)
    deaths = dict(claim.quantities).get("fatalities")
    values = {
        "claim_id": claim_id,
        "version_id": version.version_id,
        "article_id": version.article_id,
        "type": claim.type,
        "factuality": str(claim.factuality),
        "page_day": last_day or "",
        "first_day": first_day,
        "last_day": last_day,
        "edtf": claim.when.edtf if claim.when else None,
        "published": version.article.published.isoformat() if version.article.published else None,
        "outlet": version.article.outlet,
        "country": site.country if site else None,
        "admin1": site.admin1 if site else None,
        "fatalities_low": _bounded(deaths.low) if deaths else None,
        "fatalities_high": _bounded(deaths.high) if deaths else None,
        "source": _source(claim.attribution.sources, text),
        "digest": digest,
        "knowledge": knowledge,
        "words": claim.evidence.of(text),
        "body": body,
    }
    return ClaimRow(values, _places(claim, text), _actors(claim, text))


def _site(places: tuple[Place, ...]) -> Place | None:
    """The place that stands for the claim: the first where it happened, else the first of any role, if it is known."""
    known = [place for place in places if place.country]
    return next((place for place in known if place.role == "where"), known[0] if known else None)


def _source(sources: tuple[Phrase, ...], text: str) -> str | None:
    """The register's id of the nearest source, else its folded words; None is the outlet's own voice."""
    if not sources:
        return None
    return sources[0].resolved or folded(sources[0].span.of(text))


def _bounded(count: int | None) -> int | None:
    return None if count is None else max(-_MOST, min(count, _MOST))


def _places(claim: Claim, text: str) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "position": position,
            "role": place.role,
            "place_id": place.place_id,
            "country": place.country,
            "admin1": place.admin1,
            "lat": place.lat,
            "lon": place.lon,
            "words": place.span.of(text),
        }
        for position, place in enumerate(claim.places)
    )


def _actors(claim: Claim, text: str) -> tuple[dict[str, Any], ...]:
    roles = (("initiator", claim.initiator), ("target", claim.target), ("source", claim.attribution.sources))
    return tuple(
        {"role": role, "position": position, "actor": phrase.resolved, "words": phrase.span.of(text)}
        for role, phrases in roles
        for position, phrase in enumerate(phrases)
    )
