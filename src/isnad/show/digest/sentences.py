"""Sentences of a report that a digest may show: whole, of its headings and paragraphs, never the title. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from isnad.arabic.fold import folded
from isnad.arabic.sentences import find_sentences as find_ranges
from isnad.arabic.words import Word, find_words
from isnad.model import Article, Claim, SectionKind, Span

_SHOWN = (SectionKind.BODY, SectionKind.HEADING)
_OTHERWISE = (SectionKind.SUMMARY,)
_OPENING, _CLOSING, _EITHER = frozenset("«“„"), frozenset("»”"), frozenset('"')
_PENDING = frozenset(":،,")
# What a sentence keeps of the marks that follow its full stop.
_TAIL = frozenset(".!?؟؛…»”\"')]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence. `number` counts those of the report from 0; `forms` are its folded words, marks left out.

    `is_quoted`: a quotation that began before it is still open where it begins, so that its words are another's.
    `goes_on`: it opens with "and added that" or "and added:", of whoever the sentence before names.
    `is_cut`: it ends before what it is about to say.
    """

    number: int
    span: Span
    forms: tuple[str, ...]
    is_heading: bool
    is_quoted: bool
    goes_on: bool
    is_cut: bool


def find_sentences(article: Article, that: Collection[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of the sections that are read, without the title and what repeats it. `that` are folded words.

    Order: as in the text. Empty: nothing of the report is read.
    """
    text, words = article.text, find_words(article.text)
    is_bare = bool(article.sections) and all(one.kind != SectionKind.BODY for one in article.sections)
    kinds = _OTHERWISE if is_bare else _SHOWN
    title = tuple(folded(article.title or "").split())
    found: list[Sentence] = []
    quoted = _Quotation(text)
    for first, last in _join_tails(text, words, find_ranges(text, words)):
        span = Span(words[first].start, words[last - 1].end)
        kind = _kind_at(article, span.start)
        forms = tuple(word.form for word in words[first:last] if word.kind != "mark")
        if kind in kinds and forms and forms != _forms_of(title):
            is_quoted, goes_on = quoted.is_open_at(span.start), _goes_on(text, words[first], forms, that)
            is_heading, is_cut = kind == SectionKind.HEADING, _is_cut(text, span)
            found.append(Sentence(len(found), span, forms, is_heading, is_quoted, goes_on, is_cut))
    return tuple(found)


def find_carried(sentence: Sentence, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims whose event the sentence names. Order: by where they stand, then by id."""
    found = (claim for claim in claims if _holds(sentence.span, claim.trigger))
    return tuple(sorted(found, key=lambda claim: (claim.trigger, claim.claim_id)))


def _goes_on(text: str, opening: Word, forms: Sequence[str], that: Collection[str]) -> bool:
    """Whether it opens with "and added that", or "and added:", and so without whoever says it."""
    return text[opening.end : opening.end + 1] == ":" or (len(forms) > 1 and forms[1] in that)


def _is_cut(text: str, span: Span) -> bool:
    """Whether it breaks off: at a colon or a comma, or with no full stop before a quotation."""
    last, follows = text[span.end - 1], text[span.end :].lstrip()[:1]
    return last in _PENDING or (last not in _TAIL and follows in (_OPENING | _EITHER))


def _holds(span: Span, part: Span) -> bool:
    return span.start <= part.start and part.end <= span.end


def _forms_of(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.form for word in find_words(" ".join(words)) if word.kind != "mark")


def _join_tails(text: str, words: Sequence[Word], ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ranges, each with the marks that close it: of `قال. »` the mark belongs to the sentence before."""
    held: tuple[int, int] | None = None
    for first, last in ranges:
        if held is None:
            held = first, last
            continue
        cut = _end_of_tail(text, words, first, last)
        yield held[0], cut
        held = (cut, last) if cut < last else None
    if held is not None:
        yield held


def _end_of_tail(text: str, words: Sequence[Word], first: int, last: int) -> int:
    while first < last and words[first].form in _TAIL and "\n" not in text[words[first - 1].end : words[first].start]:
        if words[first].form in _EITHER and words[first - 1].end < words[first].start:
            break  # a straight quotation mark after a space opens
        first += 1
    return first


def _kind_at(article: Article, offset: int) -> str:
    held = (one.kind for one in article.sections if one.span.start <= offset < one.span.end)
    return next(held, SectionKind.BODY)


class _Quotation:
    """Where quotations are open. A new paragraph closes them, so that a mark that was forgotten harms one alone."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._is_straight = False

    def is_open_at(self, offset: int) -> bool:
        """Whether one is open at the offset. Offsets only grow from call to call."""
        for mark in self._text[self._at : offset]:
            self._read(mark)
        self._at = max(self._at, offset)
        return self._depth > 0 or self._is_straight

    def _read(self, mark: str) -> None:
        if mark == "\n":
            self._depth, self._is_straight = 0, False
        elif mark in _EITHER:
            self._is_straight = not self._is_straight
        elif mark in _OPENING:
            self._depth += 1
        elif mark in _CLOSING:
            self._depth = max(self._depth - 1, 0)
