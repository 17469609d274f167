"""DOCX: a digest for a word processor, right to left where its language is.

What Word asks of a right-to-left document, and `python-docx` has no names for: `w:bidi` on each paragraph (else Arabic
stands on the left with its full stop on the wrong side), `w:rtl` on each run of Arabic (else numbers and brackets within it are
mirrored), the size and the font of complex scripts (`w:szCs`, `w:cs`: Word takes no other for Arabic), the language of
complex scripts (`w:bidi` of `w:lang`), and `w:bidi` on the section. A run of Latin letters or digits gets no `w:rtl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from isnad.errors import SourceError
from isnad.show.digest.paper import Paper, Run, Voice

_FONT = "Noto Naskh Arabic"
_SIZES = {"title": 18, "heading": 14, "line": 12, "note": 11}
_NEEDS = "needs python-docx; run `pip install 'isnad[digest]'`"
# XML 1.0 has no place for these, even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_docx(paper: Paper) -> bytes:
    """The document. The same paper gives the same bytes but for the packing. Raises: SourceError without `python-docx`."""
    try:
        from docx import Document
    except ModuleNotFoundError:
        raise SourceError("docx", _NEEDS) from None
    document = Document()
    core = document.core_properties
    core.title, core.author, core.comments = _clean(paper.title), "Isnad", ""
    core.created = core.modified = _EPOCH
    core.language = paper.language
    writer = _Writer(document, paper.is_rtl)
    writer.write(paper)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writer:
    def __init__(self, document: Any, is_rtl: bool) -> None:
        self._document = document
        self._is_rtl = is_rtl
        if is_rtl:
            for section in document.sections:
                _switch(section._sectPr, "w:bidi")

    def write(self, paper: Paper) -> None:
        self._paragraph("Title", (Run(Voice.OURS, paper.title),), "title")
        self._plain(paper.head)
        for part in paper.parts:
            if part.heading:
                self._paragraph("Heading 2", (Run(Voice.OURS, part.heading),), "heading")
            for item in part.items:
                self._paragraph("List Number", item.runs, "line")
                for note in item.notes:
                    self._paragraph("List Bullet 2", note, "note")
        self._plain(paper.foot)

    def _plain(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._paragraph("Normal", (Run(Voice.OURS, line),), "note")

    def _paragraph(self, style: str, runs: Sequence[Run], size: str) -> None:
        paragraph = self._document.add_paragraph(style=style)
        if self._is_rtl:
            _switch(paragraph._p.get_or_add_pPr(), "w:bidi")
        for number, run in enumerate(runs):
            if number:
                self._run(paragraph, Run(Voice.OURS, " "), size)
            self._run(paragraph, run, size)

    def _run(self, paragraph: Any, run: Run, size: str) -> None:
        from docx.shared import Pt

        words = (
            f"«{run.text}»" if run.voice is Voice.REPORT else f"[{run.text}]" if run.voice is Voice.MARK else run.text
        )
        written = paragraph.add_run(_clean(words))
        written.bold = True if run.voice is Voice.MARK else None
        points = _SIZES[size] - (3 if run.voice is Voice.ID else 0)
        written.font.size, written.font.name = Pt(points), _FONT
        _complex(written._r.get_or_add_rPr(), points, is_bold=bool(written.bold), is_rtl=bool(_ARABIC.search(words)))


def _complex(properties: Any, points: int, *, is_bold: bool, is_rtl: bool) -> None:
    """What Word reads of a run of a complex script. The order of elements is that of the schema, which Word insists on."""
    from docx.oxml.ns import qn

    properties.get_or_add_rFonts().set(qn("w:cs"), _FONT)
    for tag, value in (("w:szCs", str(points * 2)), ("w:bCs", "1" if is_bold else "")):
        if value:
            _add(properties, tag, {"w:val": value})
    if is_rtl:
        _add(properties, "w:rtl", {})
        _add(properties, "w:lang", {"w:bidi": "ar-SA"})


def _switch(properties: Any, tag: str) -> None:
    _add(properties, tag, {})


# The order of the schema, of the elements that are written here and by the library.
_ORDER = ("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:sz", "w:szCs", "w:rtl", "w:cs", "w:lang")
_OF_PARAGRAPH = ("w:pStyle", "w:keepNext", "w:keepLines", "w:numPr", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _add(properties: Any, tag: str, attributes: dict[str, str]) -> None:
    """Add the element where the schema has its place."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    order = _OF_PARAGRAPH if properties.tag == qn("w:pPr") else _ORDER
    later = {qn(name) for name in order[order.index(tag) + 1 :]} if tag in order else set()
    before = next((child for child in properties if child.tag in later), None)
    if before is None:
        properties.append(element)
    else:
        before.addprevious(element)


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", " ".join(words.split()))
