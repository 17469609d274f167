"""ClaimReview: what people concluded about claims, as JSON-LD with the terms of schema.org."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from isnad.show.exports.coding import Coding
from isnad.show.exports.lines import join_chunks, write_object
from isnad.show.exports.notes import write_notes
from isnad.show.views.judged import JudgedShown

# Verdict of a finding: rating of 1 to 2 and its word.
VERDICTS = {"right": (2, "Right"), "wrong": (1, "Wrong")}
_ASPECT = "Whether the claim, as it was read from the report, is right"


def write_claimreview(judged: Iterable[JudgedShown], coding: Coding) -> Iterator[bytes]:
    """One document with a graph of reviews, in chunks; what is neither right nor wrong is left out."""
    return join_chunks(_parts(judged, coding))


def _parts(judged: Iterable[JudgedShown], coding: Coding) -> Iterator[str]:
    yield '{"@context": "https://schema.org", "@graph": [\n'
    comma = ""
    for one in judged:
        if one.verdict in VERDICTS:
            yield f"{comma}{write_object(_review(one, coding))}"
            comma = ",\n"
    yield "\n]}\n"


def _review(one: JudgedShown, coding: Coding) -> dict[str, Any]:
    rating, word = VERDICTS[one.verdict]
    author = {"@type": "Person", "name": one.by} if one.by else {"@type": "Organization", "name": "A desk of Isnad"}
    return {
        "@type": "ClaimReview",
        "@id": f"urn:isnad:review:{one.claim_id}",
        "datePublished": one.at[:10],
        "author": author,
        "claimReviewed": f"As read from a report: {write_notes(one.incident, coding)}",
        "reviewAspect": _ASPECT,
        "itemReviewed": {
            "@type": "Claim",
            "@id": f"urn:isnad:claim:{one.claim_id}",
            "isPartOf": {"@type": "Claim", "@id": f"urn:isnad:incident:{one.incident.incident_id}"},
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating,
            "worstRating": 1,
            "bestRating": 2,
            "alternateName": word,
        },
    }
