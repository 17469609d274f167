"""Laws of reading: spans slice to their words, reading twice is identical, any text is read or refused."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import isnad
from isnad.errors import SourceError
from isnad.knowledge.samples import load_samples

_PIECES = [word for sample in load_samples() for word in sample.text.split()]
_LETTERS = st.characters(min_codepoint=0x600, max_codepoint=0x6FF)
_MARKS = st.sampled_from(["،", ".", "\n", '"', "«", "»", "(", ")", ":", "ـ", "\u200f", "3", "٣"])
_TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), _MARKS, st.text(_LETTERS, max_size=6)), max_size=60).map(" ".join)


def _assert_spans(article: dict[str, Any]) -> None:
    text = article["text"]
    for row in article["claims"]:
        spans = row["spans"]
        assert text[slice(*spans["trigger"])] == row["trigger"]
        assert text[slice(*spans["evidence"])] == row["evidence"]
        for name in ("initiator", "target", "sources"):
            assert [text[slice(*span)] for span in spans[name]] == row[name]
        for place in row["places"]:
            assert text[slice(*place["span"])] == place["text"]


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_spans_slice_to_their_words(text: str) -> None:
    try:
        claims = isnad.read(text, published="2024-12-06")
    except SourceError:
        return
    _assert_spans(claims.as_dict())


def test_samples_slice_and_read_twice_alike() -> None:
    for sample in load_samples():
        first = isnad.read(sample.text, published=sample.published).as_dict()
        _assert_spans(first)
        assert isnad.read(sample.text, published=sample.published).as_dict() == first
