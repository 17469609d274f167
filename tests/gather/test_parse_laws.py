"""Laws of parsing: any bytes give articles or refusals, sections are in order and slice, records keep their text."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.errors import SourceError
from isnad.gather.parse import ParseOptions, parse_bytes
from isnad.gather.parse.furniture import load_furniture
from isnad.knowledge.lexicons import load_lexicon
from isnad.model import Article

OPTIONS = ParseOptions(published=date(2024, 12, 6), today=date(2024, 12, 7))
_PHRASES = [row.form for row in load_lexicon("page_furniture")]
_ARABIC = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=12)
_MARKS = ["\n", "\n\n", "\r\n", "\r", ".", "؟", ":", "- ", "(رويترز)", "6 ديسمبر 2024", "14:30", "\u2028", "\u200f"]
_PIECES = st.one_of(st.sampled_from(_PHRASES), _ARABIC, st.text(max_size=8), st.sampled_from(_MARKS))
_TEXTS = st.lists(_PIECES, max_size=60).map(" ".join)
_TAGS = st.sampled_from(
    ["<p>", "</p>", "<h2>", "<div>", "</div>", "<article>", "<figcaption>", "<script>", "<time datetime='", "'>",
     "<meta name='date' content='", "<table><td>", "<!--", "&amp;", "<br>", "<title>"]
)  # fmt: skip
_PAGES = st.lists(st.one_of(_TAGS, _PIECES), max_size=60).map(lambda parts: "<html><body>" + "".join(parts))
_KEYS = st.sampled_from(["text", "title", "id", "doc_id", "published", "date", "url", "outlet"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5),
)


def check(data: bytes, where: str) -> None:
    found = list(parse_bytes(data, where, OPTIONS))
    assert found
    for item in found:
        assert isinstance(item, Article | SourceError)
        if isinstance(item, SourceError):
            assert item.reason
            assert "\n" not in str(item)
        else:
            check_article(item)


def check_article(article: Article) -> None:
    end = 0
    for section in article.sections:
        span = section.span
        assert end <= span.start < span.end <= len(article.text)
        assert span.of(article.text) == span.of(article.text).strip()
        end = span.end
    assert article.sections
    assert not any("\ud800" <= letter <= "\udfff" for letter in article.text + article.article_id)


@given(st.binary(max_size=400), st.sampled_from(["-", "a.txt", "b.jsonl", "c.html", "d.gz", "", "x:1"]))
def test_any_bytes(data: bytes, where: str) -> None:
    check(data, where)


@given(_TEXTS, st.sampled_from(["utf-8", "utf-16", "cp1256", "iso8859_6"]))
def test_any_page_of_text(text: str, encoding: str) -> None:
    check(text.encode(encoding, "replace"), "a.txt")


@settings(deadline=None)
@given(_PAGES)
def test_any_page_of_html(page: str) -> None:
    check(page.encode("utf-8", "replace"), "a.html")


@given(_VALUES)
def test_any_record(record: object) -> None:
    check(json.dumps(record).encode(), "a.jsonl")


@given(_TEXTS, st.text(max_size=30))
def test_a_record_keeps_its_text(text: str, title: str) -> None:
    text = "حمص " + text
    (article,) = parse_bytes(json.dumps({"text": text, "title": title}).encode(), "a.jsonl", OPTIONS)
    assert isinstance(article, Article)
    assert article.text == text


@given(_TEXTS)
def test_parsing_twice_is_identical(text: str) -> None:
    first, second = (list(map(repr, parse_bytes(text.encode("utf-8", "replace"), "a.txt", OPTIONS))) for _ in range(2))
    assert first == second


def test_furniture_is_loaded_once() -> None:
    assert load_furniture() is load_furniture()
