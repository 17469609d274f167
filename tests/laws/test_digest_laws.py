"""Laws of digests: each line slices to its text, no order of claims matters, no claim with a source shows without it."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.errors import SourceError
from isnad.gather.parse.plain import parse_plain
from isnad.knowledge.samples import load_samples
from isnad.model import Article, Claim
from isnad.pipeline.reader import packaged_reader
from isnad.show.digest.article import find_article_digest
from isnad.show.digest.checking import find_faults
from isnad.show.samples import sample_article

_SENTENCES = [
    sentence
    for sample in load_samples()
    for sentence in sample.text.replace("\n", ". ").split(". ")
    if sentence.strip()
]
_MARKS = st.sampled_from([". ", ".\n", ' "', "» ", " «", ": ", "، "])
_TEXTS = st.lists(st.tuples(st.sampled_from(_SENTENCES), _MARKS), min_size=1, max_size=8)


def _assert_lawful(article: Article, claims: tuple[Claim, ...], seed: int) -> None:
    digest = find_article_digest(article, claims)
    assert list(find_faults(digest, article, claims)) == []
    turned = list(claims)
    random.Random(seed).shuffle(turned)
    assert find_article_digest(article, turned) == digest
    lines = (*digest.lines, *digest.key_lines)
    assert len({(line.start, line.end) for line in lines}) == len(lines)
    assert len(digest.lines) <= 3 >= len(digest.key_lines)


@settings(max_examples=80, deadline=None)
@given(_TEXTS, st.integers(0, 9))
def test_any_report_is_shortened_lawfully(pieces: list[tuple[str, str]], seed: int) -> None:
    try:
        article = parse_plain("".join(map("".join, pieces)), "test")
    except SourceError:
        return
    _assert_lawful(article, packaged_reader().read(article), seed)


def test_samples_are_shortened_lawfully() -> None:
    shown = 0
    for sample in load_samples():
        article = sample_article(sample)
        claims = packaged_reader().read(article)
        _assert_lawful(article, claims, 1)
        shown += len(find_article_digest(article, claims).lines)
    assert shown > 20
