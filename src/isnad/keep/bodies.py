"""Records as JSON and back, without loss; the digest of a claim's values.

Bodies are ASCII: what no database keeps as text (NUL, half a surrogate pair) stands in them as an escape.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from isnad.keep.columns import KEY_LENGTH
from isnad.model import Attribution, Claim, Factuality, Phrase, Place, Quantity, Section, SectionKind, Span, When

_write = json.JSONEncoder(separators=(",", ":")).encode


def write_json(value: Any) -> str:
    """The value as JSON without spaces, ASCII alone."""
    return _write(value)


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """The claim as a plain dictionary; spans are `[start, end]` in code points of the version's text."""
    return {
        "claim_id": claim.claim_id,
        "article_id": claim.article_id,
        "type": claim.type,
        "trigger": _pair(claim.trigger),
        "evidence": _pair(claim.evidence),
        "initiator": [_phrase_out(phrase) for phrase in claim.initiator],
        "target": [_phrase_out(phrase) for phrase in claim.target],
        "places": [_place_out(place) for place in claim.places],
        "when": claim.when and {"edtf": claim.when.edtf, "span": _pair(claim.when.span), "carried": claim.when.carried},
        "quantities": {name: {"low": q.low, "high": q.high, "span": _pair(q.span)} for name, q in claim.quantities},
        "sources": [_phrase_out(phrase) for phrase in claim.attribution.sources],
        "cue": claim.attribution.cue and _pair(claim.attribution.cue),
        "content": claim.attribution.content and _pair(claim.attribution.content),
        "factuality": str(claim.factuality),
        "reasons": list(claim.reasons),
    }


def claim_from_json(body: dict[str, Any]) -> Claim:
    """The claim of which `claim_to_json` made the dictionary."""
    when = body["when"]
    return Claim(
        claim_id=body["claim_id"],
        article_id=body["article_id"],
        type=body["type"],
        trigger=Span(*body["trigger"]),
        evidence=Span(*body["evidence"]),
        initiator=_phrases_in(body["initiator"]),
        target=_phrases_in(body["target"]),
        places=tuple(Place(**{**place, "span": Span(*place["span"])}) for place in body["places"]),
        when=when and When(when["edtf"], Span(*when["span"]), when["carried"]),
        quantities=tuple((n, Quantity(q["low"], q["high"], Span(*q["span"]))) for n, q in body["quantities"].items()),
        attribution=Attribution(
            _phrases_in(body["sources"]),
            Span(*body["cue"]) if body["cue"] else None,
            Span(*body["content"]) if body["content"] else None,
        ),
        factuality=Factuality(body["factuality"]),
        reasons=tuple(body["reasons"]),
    )


def write_body(claim: Claim) -> tuple[str, str]:
    """The claim as JSON, and the digest of its values: of everything but its names and the reasons for it."""
    body = claim_to_json(claim)
    names = {name: body.pop(name) for name in ("claim_id", "article_id")}
    reasons = body.pop("reasons")
    values = _write(body)
    digest = sha256(values.encode()).hexdigest()[:KEY_LENGTH]
    return f'{_write(names)[:-1]},{values[1:-1]},"reasons":{_write(reasons)}}}', digest


def write_sections(sections: Iterable[Section]) -> str:
    """Sections as a JSON list of `[kind, start, end]`."""
    return _write([[str(section.kind), section.span.start, section.span.end] for section in sections])


def parse_sections(body: str) -> tuple[Section, ...]:
    """The sections of which `write_sections` made the text."""
    return tuple(Section(SectionKind(kind), Span(start, end)) for kind, start, end in json.loads(body))


def write_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs as a JSON list, in their order."""
    return _write([list(pair) for pair in pairs])


def parse_pairs(body: str) -> tuple[tuple[str, str], ...]:
    """The pairs of which `write_pairs` made the text."""
    return tuple((name, value) for name, value in json.loads(body))


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _phrase_out(phrase: Phrase) -> dict[str, Any]:
    return {"span": [phrase.span.start, phrase.span.end], "resolved": phrase.resolved}


def _phrases_in(bodies: list[dict[str, Any]]) -> tuple[Phrase, ...]:
    return tuple(Phrase(Span(*body["span"]), body["resolved"]) for body in bodies)


def _place_out(place: Place) -> dict[str, Any]:
    return {
        "span": [place.span.start, place.span.end],
        "role": place.role,
        "place_id": place.place_id,
        "lat": place.lat,
        "lon": place.lon,
        "admin1": place.admin1,
        "country": place.country,
        "within": place.within,
    }
