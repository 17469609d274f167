"""Headlines: the account of a report by its title alone, for reports in which no event was read.

Such a report still tells of something, and what it tells may be told by others: its words, the places that it names and
its numbers are weighed like those of a claim. It has no type, so that it never decides what an incident is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold, folded
from isnad.arabic.words import find_words
from isnad.knowledge.gazetteer import PlaceRow
from isnad.model import Article, SectionKind, Span
from isnad.weigh.accounts import Account, Spot, content_words

HEADLINE = "headline"
_LONGEST_NAME = 4
_AREAS = ("country", "region", "governorate", "district")
PlaceNames = Mapping[str, tuple[PlaceRow, ...]]


def find_headline(
    article: Article, names: PlaceNames, *, article_id: str, received: str, common: frozenset[str]
) -> Account:
    """The account of the article's title; of its first line where it has none.

    `names` are places by their folded names (`find_place_names`). Its id is that of the version, since it is no claim.
    """
    span = _title_span(article)
    title = article.title or span.of(article.text)
    words = content_words(title) - common
    return Account(
        claim_id=article.article_id,
        article_id=article_id,
        version_id=article.article_id,
        outlet=article.outlet,
        published=article.published,
        received=received,
        type=HEADLINE,
        factuality="asserted",
        spots=tuple(find_spots(title, names)),
        first_day=None,
        last_day=None,
        initiators=(),
        targets=(),
        tolls={},
        chain=(),
        words=words,
        title=words,
        evidence=span,
    )


def _title_span(article: Article) -> Span:
    titles = [section.span for section in article.sections if section.kind == SectionKind.TITLE]
    return titles[0] if titles else Span(0, len(article.text.partition("\n")[0]))


def find_place_names(places: Sequence[PlaceRow]) -> PlaceNames:
    """Places by each of their folded names, without those whose name is also an everyday word."""
    found: dict[str, list[PlaceRow]] = {}
    for row in (row for row in places if row.note != "ambiguous"):
        for name in row.names:
            found.setdefault(folded(name), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def find_spots(title: str, names: PlaceNames) -> Iterator[Spot]:
    """Places that the title names, the longest name at each word; proclitics may stand on the first word."""
    words = [word.form for word in find_words(title, fold(title)) if word.kind != "mark"]
    at = 0
    while at < len(words):
        length, name = _find_name(words, at, names)
        if length:
            yield _spot(name, names[name])
        at += length or 1


def _find_name(words: Sequence[str], at: int, names: PlaceNames) -> tuple[int, str]:
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        for _, stem in find_stems(words[at]):
            name = " ".join((stem, *words[at + 1 : at + length]))
            if name in names:
                return length, name
    return 0, ""


def _spot(name: str, rows: Sequence[PlaceRow]) -> Spot:
    """The place of that name. Of several, the area, which says least; of several that are alike, the name alone."""
    areas = [row for row in rows if row.kind in _AREAS]
    if len(rows) > 1 and not areas:
        return Spot("where", name, None, None, None, None, _one({row.country for row in rows}), is_within=False)
    row = (areas or rows)[0]
    return Spot("where", name, row.place_id, row.lat, row.lon, row.admin1 or None, row.country or None, is_within=False)


def _one(values: set[str]) -> str | None:
    return values.pop() if len(values) == 1 else None
