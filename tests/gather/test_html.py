"""HTML pages: body, facts and captions; the day only where the page states it; pages that break parsers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from isnad.arabic.words import find_words
from isnad.errors import SourceError
from isnad.gather.parse import ParseOptions, parse_bytes
from isnad.model import Article
from isnad.model import SectionKind as Kind

PAGES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "html_pages"
DAY = date(2024, 12, 6)
LINKED = '<script type="application/ld+json">{}</script>'
Page = Callable[..., str]


def parsed(page: str, where: str = "khayal.html", options: ParseOptions | None = None) -> Article:
    (article,) = parse_bytes(page.encode(), where, options or ParseOptions())
    assert isinstance(article, Article), article
    return article


def test_body_facts_and_sections(html_page: Page, body: str) -> None:
    article = parsed(html_page(day="الجمعة 6 ديسمبر 2024"))
    assert (article.article_id, article.title, article.outlet) == ("khayal", "قصف على سوق الخيال", "مرآة الوهم")
    assert (article.published, article.url) == (DAY, "https://example.org/khayal")
    kinds = [section.kind for section in article.sections]
    assert kinds == [Kind.TITLE, Kind.CAPTION, Kind.DATE_LINE, Kind.BODY, Kind.HEADING, Kind.BODY]
    assert body in article.text
    for furniture in ("الرئيسية", "جميع الحقوق", "<", "2023"):
        assert furniture not in article.text


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-12-06T23:50:00+03:00">',
        '<meta itemprop="datePublished" content="2024-12-06">',
        '<meta name="pubdate" content="Fri, 06 Dec 2024 10:00:00 GMT">',
        LINKED.format('{"@type": "NewsArticle", "datePublished": "2024-12-06T10:00:00Z"}'),
        LINKED.format('{"@graph": [{"@type": "WebPage"}, {"@type": ["Article"], "datePublished": "2024-12-06"}]}'),
        LINKED.format("{broken") + '<meta name="date" content="2024-12-06">',
        LINKED.format('[[{"@type": "NewsArticle", "datePublished": "2024-12-06", "publisher": "x", "headline": 3}]]'),
    ],
)
def test_the_day_by_metadata(head: str, html_page: Page) -> None:
    assert parsed(html_page(head, day="الأحد 8 ديسمبر 2024")).published == DAY


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ('<time datetime="2024-12-06T10:00">أمس</time>', DAY),
        ('<time datetime="2024-12-06">أ</time><time datetime="2024-12-07">ب</time>', None),
        ("5 كانون الأول 2024", date(2024, 12, 5)),
        ("نشر: 6/12/2024 - آخر تحديث: 7/12/2024", DAY),
        ("منذ ساعتين", None),
        ("", None),
    ],
)
def test_the_day_by_what_the_page_shows(day: str, published: date | None, html_page: Page) -> None:
    assert parsed(html_page(day=day)).published == published


def test_the_day_is_never_that_of_banner_or_footer(html_page: Page) -> None:
    assert parsed(html_page()).published is None
    assert parsed(html_page(), options=ParseOptions(published=DAY)).published == DAY


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6"])
def test_declared_encodings(charset: str, html_page: Page, body: str) -> None:
    page = html_page(charset=charset).replace("©", "").encode(charset)
    (article,) = parse_bytes(page, "a.html", ParseOptions())
    assert isinstance(article, Article)
    assert body in article.text


def test_a_wrong_declaration_does_no_harm(html_page: Page, body: str) -> None:
    for charset in ("iso-8859-1", "utf-16", "no-such-thing", "rot13", "idna"):
        assert body in parsed(html_page(charset=charset)).text
    (article,) = parse_bytes(html_page(charset="iso-8859-1").encode("cp1256"), "a.html", ParseOptions())
    assert isinstance(article, Article)
    assert body in article.text


def test_entities_and_title_tags(html_page: Page) -> None:
    head = LINKED.format('{"@type": "NewsArticle", "headline": "&quot;هدنة&quot; في الخيال"}')
    assert parsed(html_page(head)).title == '"هدنة" في الخيال'


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td", "li", "p", "x-y", "blockquote"])
def test_ten_thousand_open_tags(tag: str, body: str) -> None:
    found = list(parse_bytes(f"<html><body>{f'<{tag}>' * 10_000}<p>{body}</p>".encode(), "a.html", ParseOptions()))
    assert len(found) == 1
    assert not isinstance(found[0], Article) or body in found[0].text


def test_pages_nested_past_belief_are_refused(body: str) -> None:
    (error,) = parse_bytes(f"<html><body>{'<div>' * 100_000}{body}".encode(), "a.html", ParseOptions())
    assert isinstance(error, SourceError)
    assert "nests 100000 tags" in error.reason


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>", "<html><body><p>Nothing here.</p></body></html>", "<!DOCTYPE html>", "<html", "<body><!--",
        "<html><script>var a = 'قصف';</script></html>", "<html><head><title></title></head><body></body>",
    ],
)  # fmt: skip
def test_pages_without_arabic_are_refused(page: str) -> None:
    (error,) = parse_bytes(page.encode(), "a.html", ParseOptions())
    assert isinstance(error, SourceError)


def test_a_page_without_a_body_gives_its_visible_text() -> None:
    article = parsed("<html><body><div>قصف حمص</div><script>لا شيء</script></body></html>")
    assert "قصف حمص" in article.text
    assert "لا شيء" not in article.text


def recall_and_precision(article: Article, expected: str) -> tuple[float, float]:
    read = " ".join(s.span.of(article.text) for s in article.sections if s.kind in (Kind.BODY, Kind.HEADING))
    got, want = (Counter(w.form for w in find_words(t) if w.kind != "mark") for t in (read, expected))
    both = (got & want).total()
    return both / want.total(), both / got.total()


def test_real_pages_give_the_text_to_expect() -> None:
    if not PAGES.exists():
        pytest.skip("the pages are not beside the project")
    expected = (PAGES / "newspaper__arabic.txt").read_text(encoding="utf-8")
    (article,) = parse_bytes((PAGES / "newspaper__arabic_article.html").read_bytes(), "a.html", ParseOptions())
    assert isinstance(article, Article)
    recall, precision = recall_and_precision(article, expected)
    assert recall == 1.0
    assert precision > 0.87
    assert article.published == date(2013, 8, 28)
