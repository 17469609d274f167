"""Full-text search in articles, the same on both databases."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from isnad.arabic.sentences import find_sentences
from isnad.arabic.words import find_words
from isnad.keep.articles import load_versions
from isnad.keep.cursors import Page, checked_limit, page_of, parse_cursor, write_cursor
from isnad.keep.indexing import ARTICLES
from isnad.keep.matching import has_all, number_of, parse_query
from isnad.keep.shadow import is_found
from isnad.keep.versions import Version
from isnad.model import Span

_ORDER = "article"
# Most versions are current; as a plain equality PostgreSQL takes it for one row, and joins all before it looks for words.
_CURRENT = "CASE WHEN a.current = v.version_id THEN TRUE ELSE FALSE END"
# So much of a text is looked through for a sentence to show.
_LOOKED_THROUGH = 200_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A version that the query finds. `snippet`: the sentence of its text with the first word that is found.

    Offsets: code points of the version's text. None where all words that are found stand in the title.
    """

    version: Version
    snippet: Span | None


def find_articles(conn: Connection, query: str, *, limit: int = 50, after: str | None = None) -> Page[Hit]:
    """Current versions whose title and text have all words of the query, however they are spelled and joined.

    Order: newest arrival first. Empty: nothing is found, or no letter or digit is in the query.
    Raises: SourceError when `after` is no cursor of such a page, or the query has too many words.
    """
    tokens = parse_query(query)
    before = parse_cursor(after, _ORDER)[1] if after is not None else None
    found = _find_numbers(conn, tokens, checked_limit(limit) + 1, before) if tokens else {}
    hits = [Hit(version, find_snippet(version.article.text, tokens)) for version in load_versions(conn, found)]
    last = list(found.values())[min(limit, len(found)) - 1] if found else 0
    return page_of(hits, limit, write_cursor(_ORDER, "", last))


def find_snippet(body: str, tokens: tuple[str, ...]) -> Span | None:
    """The sentence of the first word that one of the tokens finds; None where none does.

    >>> body = "وصل الوفد. قُصفت بلدة الخيال بحمص."
    >>> find_snippet(body, ("حمص",)).of(body)
    'قُصفت بلدة الخيال بحمص.'
    """
    wanted, start = frozenset(tokens), 0
    for line in body[:_LOOKED_THROUGH].split("\n"):  # a line end closes every sentence, so the first lines are enough
        found = _find_sentence(line, wanted)
        if found is not None:
            return Span(start + found.start, start + found.end)
        start += len(line) + 1
    return None


def _find_sentence(line: str, wanted: frozenset[str]) -> Span | None:
    words = find_words(line)
    at = next((index for index, word in enumerate(words) if is_found(word, wanted)), None)
    if at is None:
        return None
    first, last = next(pair for pair in find_sentences(line, words) if pair[0] <= at < pair[1])
    return Span(words[first].start, words[last - 1].end)


def _find_numbers(conn: Connection, tokens: tuple[str, ...], limit: int, before: int | None) -> dict[str, int]:
    """Names of current versions that have the tokens, with their numbers, newest first."""
    match, value = has_all(conn, ARTICLES, [(token,) for token in tokens])
    number = number_of(conn, ARTICLES)
    query = (
        f"SELECT {number} AS number, v.version_id FROM {ARTICLES} "
        f"JOIN article_rows r ON r.number = {number} JOIN versions v ON v.version_id = r.version_id "
        "JOIN articles a ON a.article_id = v.article_id "
        f"WHERE {match} AND {_CURRENT} {'' if before is None else f'AND {number} < :before'} ORDER BY {number} DESC LIMIT :limit"
    )
    values = {"match": value, "limit": limit} | ({} if before is None else {"before": before})
    return {row.version_id: row.number for row in conn.execute(text(query), values)}
