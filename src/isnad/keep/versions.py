"""What an article said at a time: the record, its row, and what makes two of them the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from isnad.keep.bodies import parse_sections, write_json, write_sections
from isnad.keep.columns import key_of
from isnad.model import Article, SectionKind

# Stretches of a page that may change although the report does not.
_FURNITURE = frozenset((SectionKind.CONTROL, SectionKind.RELATED, SectionKind.CONTRIBUTORS))


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article as parsed from a capture, before it is a version: `article.article_id` is the parser's name for it."""

    key: str
    article: Article
    capture: str
    parser: str
    where: str
    receipt: int


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said at a time. `article.article_id` is `version_id`; `name` is what the parser called it.

    `number` counts from 1 in order of arrival; `received` is when it was, or when an archive of pages says that it was
    crawled. `read_with` is the knowledge that read it last, None before; `is_unreadable` says that this knowledge
    failed to. `is_current` says that no version was received later.
    """

    version_id: str
    article_id: str
    number: int
    capture: str
    parser: str
    where: str
    key: str
    article: Article
    name: str
    receipt: int
    received: str
    read_with: str | None = None
    is_unreadable: bool = False
    is_current: bool = True


def version_id_of(capture: str, parser: str) -> str:
    """The name of the version that this parser finds in the capture."""
    return key_of(f"{capture} {parser}")


def content_of(article: Article) -> str:
    """A key of what a reader reads: text without the page's furniture, title, outlet and day."""
    parts, at, text = [], 0, article.text
    for section in article.sections:
        if section.kind in _FURNITURE:
            parts.append(text[at : section.span.start].strip())
            at = section.span.end
    parts.append(text[at:].strip())
    said = "\n".join(part for part in parts if part)
    return key_of("\0".join((said, article.title or "", article.outlet or "", str(article.published or ""))))


def find_version_row(name: str, article_id: str, number: int, parsed: Parsed) -> dict[str, Any]:
    """The row of a new version."""
    article = parsed.article
    return {
        "version_id": name,
        "article_id": article_id,
        "number": number,
        "capture": parsed.capture,
        "receipt": parsed.receipt,
        "parser": parsed.parser,
        "unreadable": False,
        "published": article.published.isoformat() if article.published else None,
        "name": article.article_id,
        "found_at": parsed.where,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "notes": write_json(article.notes),
        "sections": write_sections(article.sections),
        "text": article.text,
    }


def version_of(row: Row[Any]) -> Version:
    """The version of a row of `versions` with the `key` and `current` of its article."""
    article = Article(
        article_id=row.version_id,
        text=row.text,
        sections=parse_sections(row.sections),
        title=row.title,
        outlet=row.outlet,
        published=date.fromisoformat(row.published) if row.published else None,
        url=row.url,
        notes=tuple(json.loads(row.notes)),
        byline=row.byline,
    )
    return Version(
        version_id=row.version_id,
        article_id=row.article_id,
        number=row.number,
        capture=row.capture,
        parser=row.parser,
        where=row.found_at,
        key=row.key,
        article=article,
        name=row.name,
        receipt=row.receipt,
        received=row.received,
        read_with=row.read_with,
        is_unreadable=row.unreadable,
        is_current=row.current == row.version_id,
    )
