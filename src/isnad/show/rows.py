"""Rows: claims in the codebook's form, as plain dictionaries for JSON and for tables."""

from __future__ import annotations

from typing import Any

from isnad.knowledge.countries import country_name
from isnad.model import Article, Claim, Phrase, Place, Quantity, Span

QUANTITY_NAMES = ("fatalities", "injured", "displaced")


def article_row(article: Article, claims: tuple[Claim, ...], *, explain: bool = False) -> dict[str, Any]:
    """One object for the article: its metadata, its text, its sections and its claims in the codebook's form.

    Offsets: spans are `[start, end)` in code points of `text`.
    """
    return {
        "doc_id": article.article_id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "notes": list(article.notes),
        "claims": [claim_row(claim, article, explain=explain) for claim in claims],
        "sections": [{"kind": str(s.kind), "span": [s.span.start, s.span.end]} for s in article.sections],
        "text": article.text,
    }


def claim_row(claim: Claim, article: Article, *, explain: bool = False) -> dict[str, Any]:
    """The claim in the codebook's form, with `spans` beside the words."""
    text = article.text
    quantities = dict(claim.quantities)
    row: dict[str, Any] = {
        "id": claim.claim_id,
        "type": claim.type,
        "trigger": claim.trigger.of(text),
        "evidence": claim.evidence.of(text),
        "initiator": [p.span.of(text) for p in claim.initiator],
        "target": [p.span.of(text) for p in claim.target],
        "places": [_place_row(place, text) for place in claim.places],
        "date": claim.when.edtf if claim.when else None,
        **{name: _bounds(quantities.get(name)) for name in QUANTITY_NAMES},
        **{f"{name}_text": q.span.of(text) for name, q in claim.quantities if q.low is None},
        "sources": [p.span.of(text) for p in claim.attribution.sources],
        "factuality": str(claim.factuality),
        "actors": _actors(claim),
        "spans": _spans(claim),
    }
    if explain:
        row["reasons"] = list(claim.reasons)
    return row


def _place_row(place: Place, text: str) -> dict[str, Any]:
    return {
        "text": place.span.of(text),
        "role": place.role,
        "lat": place.lat,
        "lon": place.lon,
        "admin1": place.admin1,
        "country": country_name(place.country) if place.country else None,
        "place_id": place.place_id,
        "within": place.within,
        "span": _pair(place.span),
    }


def _bounds(quantity: Quantity | None) -> list[int | None] | None:
    """`[low, high]` of the quantity, or None where the text gives no number."""
    return None if quantity is None or quantity.low is None else [quantity.low, quantity.high]


def quantity_words(quantity: Quantity, text: str) -> str:
    """The count as bounds, or as worded where the text gives no number."""
    return quantity.span.of(text) if quantity.low is None else bounds_words(quantity.low, quantity.high)


def bounds_words(low: int, high: int | None) -> str:
    """A count from low to high.

    >>> bounds_words(3, 3), bounds_words(3, 5), bounds_words(10, None)
    ('3', '3 to 5', 'at least 10')
    """
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def _actors(claim: Claim) -> dict[str, list[str | None]]:
    """Register ids of initiators, targets and sources, in the same order as their words."""
    return {
        "initiator": [p.resolved for p in claim.initiator],
        "target": [p.resolved for p in claim.target],
        "sources": [p.resolved for p in claim.attribution.sources],
    }


def _spans(claim: Claim) -> dict[str, Any]:
    spans: dict[str, Any] = {
        "trigger": _pair(claim.trigger),
        "evidence": _pair(claim.evidence),
        "initiator": _pairs(claim.initiator),
        "target": _pairs(claim.target),
        "sources": _pairs(claim.attribution.sources),
        "cue": _pair(claim.attribution.cue) if claim.attribution.cue else None,
        "content": _pair(claim.attribution.content) if claim.attribution.content else None,
        "date": _pair(claim.when.span) if claim.when else None,
    }
    spans.update({name: _pair(quantity.span) for name, quantity in claim.quantities})
    return spans


def _pairs(phrases: tuple[Phrase, ...]) -> list[list[int]]:
    return [_pair(phrase.span) for phrase in phrases]


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
