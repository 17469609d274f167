"""Articles made of a text, its sections and what its source says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath

from isnad.errors import Reason, SourceError
from isnad.gather.parse.date_lines import find_published
from isnad.gather.parse.furniture import load_furniture
from isnad.gather.parse.lines import Line, find_lines
from isnad.gather.parse.options import ParseOptions
from isnad.gather.parse.page_dates import PageDate, find_field_date
from isnad.gather.parse.sections import find_sections
from isnad.model import Article, Section, SectionKind

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Told:
    """What the source says of its article beside the text; `published` is as worded.

    `kinds` are the kinds of the text's lines where the source marks them.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    kinds: tuple[SectionKind | None, ...] = ()
    notes: tuple[str, ...] = ()
    byline: str | None = None


def parse_article(article_id: str, where: str, text: str, told: Told, options: ParseOptions) -> Article:
    """The article of `text`, its lines typed, its day resolved. Lone surrogates become U+FFFD, one for one.

    Raises: SourceError when the text is empty or has no Arabic letter.
    """
    check_text(text, where)
    clean = without_surrogates(text)
    lines = find_lines(clean)
    sections = find_sections(lines, load_furniture(), title=told.title, given=told.kinds)
    published, notes = resolve_published(told.published, _date_lines(lines, sections), options)
    if clean != text:
        notes = (*notes, "broken characters (lone surrogates) were replaced")
    return Article(
        article_id=without_surrogates(article_id),
        text=clean,
        sections=sections,
        title=_clean(told.title) or _title(sections, clean),
        outlet=_clean(told.outlet),
        published=published,
        url=_clean(told.url),
        notes=(*told.notes, *notes),
        byline=_clean(told.byline),
    )


def check_text(text: str, where: str) -> None:
    """Refuse a text that has nothing to read.

    Raises: SourceError when it is empty or has no Arabic letter.
    """
    if not text.strip():
        raise SourceError(where, Reason("report.empty", "is empty; give a report with text"))
    if not _ARABIC.search(text):
        raise SourceError(where, Reason("report.no_arabic", "has no Arabic text; only Arabic reports are read"))


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD, so that offsets stay.

    >>> without_surrogates("\\ud83d حمص") == "\\ufffd حمص"
    True
    """
    return _SURROGATE.sub(_REPLACEMENT, text)


def article_id_of(where: str) -> str:
    """The article's id by where it was found: the file's name without its ending; standard input is `stdin`.

    >>> article_id_of("reports/homs-2024-12-06.html.gz"), article_id_of("-")
    ('homs-2024-12-06', 'stdin')
    """
    if where == "-":
        return "stdin"
    name = PurePath(where).name.removesuffix(".gz")
    return PurePath(name).stem or name or where


def resolve_published(
    field: str | None, date_lines: Sequence[Line], options: ParseOptions
) -> tuple[date | None, tuple[str, ...]]:
    """The report's day and notes on it: its field, else its date line, else the day given in `options`.

    Empty: None where none of them gives a full date; a day is never guessed.
    """
    found = find_field_date(field) if field else None
    notes = []
    if field and field.strip() and found is None:
        notes.append(f"published {without_surrogates(field[:_SHOWN])!r} is no full date and was left out")
    by_line = None if found else find_published(date_lines, load_furniture())
    if by_line and options.published not in (None, by_line.day):
        notes.append(f"published {by_line.day} by the date line; the day given, {options.published}, was not used")
    found = found or by_line
    if found is None:
        return options.published, tuple(notes)
    return found.day, (*notes, *_notes_on(found, options))


def _notes_on(found: PageDate, options: ParseOptions) -> list[str]:
    notes = []
    if found.hijri:
        notes.append(f"published {found.day} was converted from the Hijri date {found.hijri}; it may lie a day off")
    # A page of a time zone ahead of the reader's may well be dated tomorrow.
    if options.today and found.day > options.today + timedelta(days=1):
        notes.append(f"published {found.day} lies after today, {options.today}; check the date")
    return notes


def _date_lines(lines: Sequence[Line], sections: Sequence[Section]) -> list[Line]:
    spans = {section.span for section in sections if section.kind == SectionKind.DATE_LINE}
    return [line for line in lines if line.span in spans]


def _title(sections: Sequence[Section], text: str) -> str | None:
    return next((section.span.of(text) for section in sections if section.kind == SectionKind.TITLE), None)


def _clean(value: str | None) -> str | None:
    return " ".join(without_surrogates(value).split()) or None if value else None
