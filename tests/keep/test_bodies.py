"""Laws of bodies: what is written is read back, and a digest is of the values alone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.edtf import find_days
from isnad.keep.bodies import claim_from_json, claim_to_json, parse_pairs, write_body, write_pairs
from isnad.model import Attribution, Claim, Factuality, Phrase, Place, Quantity, Span, When

_WORDS = st.text(st.characters(exclude_categories=()), max_size=8)
_SPANS = st.builds(Span, st.integers(0, 9999), st.integers(0, 9999))
_PHRASES = st.lists(st.builds(Phrase, _SPANS, st.none() | _WORDS), max_size=2).map(tuple)
_COUNTS = st.none() | st.integers()
_DEGREES = st.none() | st.floats(0.5, 180)
_PLACES = st.builds(
    Place, _SPANS, _WORDS, st.none() | _WORDS, _DEGREES, _DEGREES, st.none() | _WORDS, st.none() | _WORDS, st.booleans()
)
_TOLLS = st.dictionaries(_WORDS, st.builds(Quantity, _COUNTS, _COUNTS, _SPANS), max_size=2)
_CLAIMS = st.builds(
    Claim,
    claim_id=_WORDS,
    article_id=_WORDS,
    type=_WORDS,
    trigger=_SPANS,
    evidence=_SPANS,
    initiator=_PHRASES,
    target=_PHRASES,
    places=st.lists(_PLACES, max_size=2).map(tuple),
    when=st.none() | st.builds(When, _WORDS, _SPANS, st.booleans()),
    quantities=_TOLLS.map(lambda tolls: tuple(tolls.items())),
    attribution=st.builds(Attribution, _PHRASES, st.none() | _SPANS, st.none() | _SPANS),
    factuality=st.sampled_from(Factuality),
    reasons=st.lists(_WORDS, max_size=2).map(tuple),
)


@given(_CLAIMS)
def test_a_claim_comes_back_from_its_body(claim: Claim) -> None:
    body, _ = write_body(claim)
    assert body.isascii()
    assert "\0" not in body
    assert json.loads(body) == json.loads(json.dumps(claim_to_json(claim)))
    assert claim_from_json(json.loads(body)) == claim


@given(_CLAIMS, _CLAIMS)
def test_the_digest_is_of_the_values_alone(claim: Claim, other: Claim) -> None:
    named = replace(claim, claim_id=other.claim_id, article_id=other.article_id, reasons=other.reasons)
    assert write_body(named)[1] == write_body(claim)[1]
    same = replace(other, claim_id=claim.claim_id, article_id=claim.article_id, reasons=claim.reasons) == claim
    assert (write_body(other)[1] == write_body(claim)[1]) == same


@given(st.lists(st.tuples(_WORDS, _WORDS), max_size=4).map(tuple))
def test_pairs_come_back(pairs: tuple[tuple[str, str], ...]) -> None:
    assert parse_pairs(write_pairs(pairs)) == pairs


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-04/2024-06", ("2024-04-01", "2024-06-30")),
        ("2024-12-05~", ("2024-12-05", "2024-12-05")),
        ("../2024-12-05", (None, "2024-12-05")),
        ("/", (None, None)),
        ("2024-13", (None, None)),
        ("2024-02-30", (None, None)),
        ("2024-\u00b2\u00b2", (None, None)),
        ("0000-02", (None, None)),
        ("201X", (None, None)),
        ("", (None, None)),
    ],
)
def test_days_of_a_time(edtf: str, days: tuple[str | None, str | None]) -> None:
    assert find_days(edtf) == days


@given(_WORDS)
def test_any_words_have_days_or_none(words: str) -> None:
    find_days(words)
