"""The head of a page: its title, and what stands between the title and the report."""

from __future__ import annotations

from isnad.arabic.words import find_words
from isnad.gather.parse.lines import Line
from isnad.gather.parse.page import Page
from isnad.model import SectionKind as Kind

_BYLINE_JOINTS = frozenset("-–—ـ/|،:")
_LONGEST_TITLE, _LONGEST_BYLINE = 30, 6
_TITLE_REACH = 4
_LEAST_SHARED = 0.8
# A title stands over something longer than itself where no blank line parts them.
_BODY_BY_TITLE = 2


def mark_title(page: Page, title: str | None) -> bool:
    """Mark the title; True where the page has one of its own or was given one."""
    if Kind.TITLE in page.kinds:
        return True
    if title is not None:
        known = tuple(word.form for word in find_words(title) if word.kind == "word")
        for index in page.open()[:_TITLE_REACH]:
            if len(page.lines) > 1 and _is_same(page.lines[index].words, known):
                page.set(index, Kind.TITLE)
                break
        return True
    index = next(iter(page.open()), len(page.lines))
    if index < len(page.lines) and _is_title(page, index):
        page.set(index, Kind.TITLE)
        return True
    return False


def _is_same(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if not words or not known:
        return False
    return words == known or len(set(words) & set(known)) >= _LEAST_SHARED * max(len(set(words)), len(set(known)))


def _is_title(page: Page, index: int) -> bool:
    """Whether the first line that is not furniture stands over a report rather than in it."""
    line, after = page.lines[index], index + 1
    body = page.first_paragraph()
    if line.size > _LONGEST_TITLE or line.paragraph or line.bullet or after >= len(page.lines):
        return False
    if page.kinds[after] is not None:
        return bool([i for i in page.open() if i > after])
    if page.lines[after].apart:
        return body < len(page.lines)
    return body == after and page.lines[body].size >= _BODY_BY_TITLE * line.size


def mark_head(page: Page, *, stray: bool) -> None:
    """Bylines before the first paragraph; with `stray`, what else stands between title and report."""
    start = page.first_paragraph()
    if start == len(page.lines):
        return
    for index in page.open():
        line = page.lines[index]
        if index >= start or line.bullet:
            break
        if line.size <= _LONGEST_BYLINE and (stray or _has_joint(line)):
            page.set(index, Kind.CONTRIBUTORS)
        elif stray:
            beside = page.kinds[max(0, index - 1) : index + 2]
            page.set(index, Kind.PULL_QUOTE if Kind.PULL_QUOTE in beside else Kind.SUMMARY)


def _has_joint(line: Line) -> bool:
    return any(part in _BYLINE_JOINTS for part in line.text.split())
