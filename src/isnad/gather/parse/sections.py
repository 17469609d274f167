"""Sections: the lines of a news page typed by what they are. Mechanisms first, phrases from the lexicon.

The page is read as a person reads it: furniture by its phrases, dates, captions by their credit, the title
before everything, quotes by their repetition, headings by what follows; what remains is the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from isnad.arabic.words import find_words
from isnad.gather.parse.date_lines import is_date_line
from isnad.gather.parse.furniture import Furniture, find_furniture, has_phrase
from isnad.gather.parse.lines import Line
from isnad.gather.parse.page import Page
from isnad.gather.parse.page_head import mark_head, mark_title
from isnad.gather.parse.repeats import find_repeats
from isnad.model import Section, Span
from isnad.model import SectionKind as Kind

_ADDRESS = re.compile(r"\S+@\S+\.\w+|(?:https?://|www\.)\S+")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]\s*$")
_STOP = re.compile(r"[.!?؟][\s\"»”]*$")
_LONGEST_HEADING, _LONGEST_CAPTION, _LONGEST_LINK = 12, 40, 20
_LONGEST_BYLINE = 6
_MOST_CONTRIBUTORS = 6
_TAIL = 3
_OF_CLASS = {
    "control": Kind.CONTROL,
    "summary_head": Kind.CONTROL,
    "related_head": Kind.RELATED,
    "tags_head": Kind.RELATED,
    "contributors_head": Kind.CONTRIBUTORS,
    "caption_label": Kind.CAPTION,
}
# Kinds of which neighbouring lines make one section.
_RUNS = frozenset((Kind.BODY, Kind.RELATED, Kind.SUMMARY, Kind.CONTROL, Kind.CONTRIBUTORS))


def find_sections(
    lines: Sequence[Line], know: Furniture, *, title: str | None = None, given: Sequence[Kind | None] = ()
) -> tuple[Section, ...]:
    """Sections of a page. With `title` known beforehand no line is taken for one but the line that says it.

    `given` names the kinds of lines that the source itself marks.
    Order: in the text, none overlapping. Every line lies in one section.
    Empty: a page without lines has no section.
    """
    classes = [find_furniture(line, know) for line in lines]
    page = Page(lines, know, list(given) or [None] * len(lines), classes)
    _mark_phrases(page)
    _mark_summaries(page)
    _mark_captions(page)
    _mark_date_lines(page)
    titled = mark_title(page, title)
    _mark_contributors(page)
    _mark_related(page)
    _mark_repeats(page)
    mark_head(page, stray=titled and title is None)
    _mark_headings(page)
    if titled and title is None:
        _mark_last_links(page)
    return _join(page)


def _mark_phrases(page: Page) -> None:
    for index, cls in enumerate(page.classes):
        if cls and page.kinds[index] in (None, Kind.HEADING):
            page.kinds[index] = _OF_CLASS.get(cls, Kind.CONTROL)
        elif _is_address(page.lines[index]):
            page.set(index, Kind.CONTRIBUTORS)
        elif not page.lines[index].size and not page.lines[index].closed:
            page.set(index, Kind.CONTROL)


def _is_address(line: Line) -> bool:
    return len(line.text) < 200 and _ADDRESS.fullmatch(line.text) is not None


def _mark_summaries(page: Page) -> None:
    """List items after a line that opens a summary, else the one line there; list items before the first paragraph."""
    after = next((i + 1 for i, cls in enumerate(page.classes) if cls == "summary_head"), len(page.lines))
    while after < len(page.lines) and page.classes[after] == "summary_head":
        after += 1
    if after < len(page.lines):
        _mark_summary(page, after)
    start = next((i for i in page.open() if page.lines[i].paragraph and not page.lines[i].bullet), 0)
    bullets = [i for i in page.open() if i < start and page.lines[i].bullet]
    if len(bullets) > 1:
        for index in bullets:
            page.set(index, Kind.SUMMARY)


def _mark_summary(page: Page, first: int) -> None:
    last = first
    while last < len(page.lines) and page.lines[last].bullet and not page.classes[last]:
        page.set(last, Kind.SUMMARY)
        last += 1
    more = [i for i in page.open() if i > first and page.lines[i].paragraph]
    if last == first and more and page.lines[first].paragraph:
        page.set(first, Kind.SUMMARY)


def _mark_captions(page: Page) -> None:
    """Lines that end in a credit in brackets and are no sentence."""
    for index in page.open():
        line = page.lines[index]
        if line.size <= _LONGEST_CAPTION and has_credit(line, page.know):
            page.set(index, Kind.CAPTION)


def has_credit(line: Line, know: Furniture) -> bool:
    """Whether the line ends with an agency or the like in brackets, and no full stop stands before it."""
    match = _IN_BRACKETS.search(line.text[-80:])
    if match is None or _STOP.search(line.text[-80:][: match.start()]):
        return False
    words = tuple(word.form for word in find_words(match[1]) if word.kind == "word")
    named = has_phrase(words, know.words["credit"])
    return named and len(words) < line.size


def _mark_date_lines(page: Page) -> None:
    """Date lines before the first paragraph and at the very end."""
    start = page.first_paragraph()
    for index in page.open():
        if (index < start or index >= len(page.lines) - _TAIL) and is_date_line(page.lines[index], page.know):
            page.set(index, Kind.DATE_LINE)


def _mark_contributors(page: Page) -> None:
    """Short lines after the word for contributors, up to the next running text."""
    for index, cls in enumerate(page.classes):
        if cls != "contributors_head" or page.lines[index].words not in page.know.whole:
            continue
        for after in range(index + 1, min(index + 1 + _MOST_CONTRIBUTORS, len(page.lines))):
            if page.lines[after].closed or page.lines[after].size > _LONGEST_BYLINE or page.classes[after]:
                break
            page.set(after, Kind.CONTRIBUTORS)


def _mark_related(page: Page) -> None:
    """Headlines after a line that opens related links, up to the next running text; links may stand mid-page."""
    for index, cls in enumerate(page.classes):
        if cls != "related_head" or page.lines[index].words not in page.know.whole:
            continue
        for after in range(index + 1, len(page.lines)):
            line = page.lines[after]
            if line.text.rstrip('"»” ').endswith((".", ":")) or line.size > _LONGEST_LINK or page.classes[after]:
                break
            page.set(after, Kind.RELATED)


def _mark_repeats(page: Page) -> None:
    candidates = [i for i in page.open() if page.lines[i].size <= _LONGEST_CAPTION]
    for index in find_repeats(page.lines, candidates):
        page.set(index, Kind.PULL_QUOTE)


def _mark_headings(page: Page) -> None:
    """Short lines that are no sentence and stand over running text."""
    for index in page.open():
        line, after = page.lines[index], index + 1
        if line.size > _LONGEST_HEADING or line.closed or line.bullet or line.text.endswith((":", "،", ",")):
            continue
        below = after < len(page.lines) and page.kinds[after] is None and page.lines[after].paragraph
        before = index == 0 or page.kinds[index - 1] is not None or page.lines[index - 1].closed
        if below and before:
            page.set(index, Kind.HEADING)


def _mark_last_links(page: Page) -> None:
    """Two or more headlines after the last paragraph of a page."""
    paragraphs = [i for i, kind in enumerate(page.kinds) if kind is None and page.lines[i].paragraph]
    last = paragraphs[-1] if paragraphs else len(page.lines)
    links = [i for i in page.open() if i > last]
    if len(links) > 1 and not any(page.lines[i].bullet for i in links):
        for index in links:
            page.set(index, Kind.RELATED)


def _join(page: Page) -> tuple[Section, ...]:
    """Sections of the recognised lines; the rest is the report, and a page is never without one for want of a stop."""
    kinds = [kind or Kind.BODY for kind in page.kinds]
    if Kind.BODY not in kinds:
        kinds = _with_body(kinds)
    sections: list[Section] = []
    for line, kind in zip(page.lines, kinds, strict=True):
        if sections and sections[-1].kind == kind and kind in _RUNS:
            sections[-1] = Section(kind, Span(sections[-1].span.start, line.span.end))
        else:
            sections.append(Section(kind, line.span))
    return tuple(sections)


def _with_body(kinds: list[Kind]) -> list[Kind]:
    for kind in (Kind.HEADING, Kind.PULL_QUOTE, Kind.SUMMARY, Kind.TITLE, Kind.CAPTION):
        if kind in kinds:
            return [Kind.BODY if k == kind else k for k in kinds] if kind not in (Kind.SUMMARY, Kind.TITLE) else kinds
    return [Kind.BODY] * len(kinds)
