"""Forms of a digest: nothing of a report is a sign of Markdown, HTML or a terminal; a docx runs from right to left."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO

import pytest

from isnad.show.digest.article import find_article_digest
from isnad.show.digest.forms import Form, write_paper
from isnad.show.digest.paper import Item, Paper, Part, Run, Voice
from isnad.show.digest.telling import tell_article
from tests.show.digest.reports import CARRIED, read

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) `a` \x1b[31m \u202e {{ 1*2 }} \"'><img src=x> # \x00"


def _hostile(language: str = "ar") -> Paper:
    runs = tuple(Run(voice, HOSTILE) for voice in Voice)
    return Paper(language, HOSTILE, (HOSTILE,), (Part(HOSTILE, (Item(runs, (runs,)),)),), (HOSTILE,))


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def test_html_runs_nothing_and_fetches_nothing() -> None:
    html = write_paper(_hostile(), Form.HTML).decode()
    found = _Tags(html)
    assert set(found.tags).isdisjoint({"script", "img", "link", "iframe", "a", "form"})
    assert set(found.attributes) <= {"lang", "dir", "charset", "name", "content", "http-equiv", "class"}
    assert '<html lang="ar" dir="rtl">' in html
    assert '<html lang="en" dir="ltr">' in write_paper(_hostile("en"), Form.HTML).decode()


def test_markdown_stays_text() -> None:
    words = write_paper(_hostile(), Form.MARKDOWN).decode()
    bare = re.sub(r"`[^`]*`", "", words)  # within a code span nothing means anything
    assert "<script" not in bare.replace("\\<", "")
    assert not re.search(r"(?<!\\)\]\(", bare)
    assert not re.search(r"(?<!\\)`", bare)


def test_a_terminal_gets_no_controls() -> None:
    words = write_paper(_hostile(), Form.TEXT).decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", words)


def test_a_docx_runs_from_right_to_left() -> None:
    docx = pytest.importorskip("docx", reason="python-docx is part of the extra `digest`")
    paper = tell_article(find_article_digest(*read(CARRIED)), "ar")
    body = write_paper(paper, Form.DOCX)
    document = docx.Document(BytesIO(body))
    written = [paragraph for paragraph in document.paragraphs if paragraph.text]
    bidi = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}bidi"
    assert all(paragraph._p.pPr.find(bidi) is not None for paragraph in written)
    assert any("قتلوا في قصف مدفعي" in paragraph.text for paragraph in written)
    xml = zipfile.ZipFile(BytesIO(body)).read("word/document.xml").decode()
    arabic = re.findall(r"<w:r>(?:(?!</w:r>).)*[\u0600-\u06ff](?:(?!</w:r>).)*</w:r>", xml)
    assert arabic
    assert all("<w:rtl/>" in run and "w:szCs" in run and 'w:cs="' in run for run in arabic)
    sections = re.findall(r"<w:sectPr.*?</w:sectPr>", xml)
    assert all("<w:bidi/>" in section for section in sections)
    left = write_paper(tell_article(find_article_digest(*read(CARRIED)), "en"), Form.DOCX)
    assert "<w:bidi/>" not in zipfile.ZipFile(BytesIO(left)).read("word/document.xml").decode()


def test_a_docx_takes_any_text() -> None:
    pytest.importorskip("docx", reason="python-docx is part of the extra `digest`")
    body = zipfile.ZipFile(BytesIO(write_paper(_hostile(), Form.DOCX)))
    assert body.testzip() is None
    assert "<script" not in body.read("word/document.xml").decode()


def test_parts_of_a_docx_stand_in_the_order_of_the_schema() -> None:
    pytest.importorskip("docx", reason="python-docx is part of the extra `digest`")
    xml = zipfile.ZipFile(BytesIO(write_paper(_hostile(), Form.DOCX))).read("word/document.xml").decode()
    order = ["w:rFonts", "w:b", "w:bCs", "w:sz", "w:szCs", "w:rtl", "w:lang"]
    for properties in re.findall(r"<w:rPr>(.*?)</w:rPr>", xml):
        places = [order.index(tag) for tag in re.findall(r"<(w:\w+)", properties)]
        assert places == sorted(places)
    for properties in re.findall(r"<w:pPr>(.*?)</w:pPr>", xml):
        assert re.findall(r"<(w:\w+)", properties) in (["w:pStyle", "w:bidi"], ["w:bidi"])
