"""Articles and their versions.

An article is what an outlet publishes under one key (its URL, the outlet's own id, a file). What it says at a time is
a version. The same bytes, or other bytes with the same report in them (another advertisement, another list of related
reports), make no version; a changed word does. The version that was received last is the current one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, or_, select

from isnad.keep import tables
from isnad.keep.batches import change_rows, find_rows
from isnad.keep.placing import Shelf
from isnad.keep.tables import articles, versions
from isnad.keep.versions import Parsed, Version, content_of, version_id_of, version_of
from isnad.model import Article

__all__ = [
    "Parsed", "Version", "content_of", "find_standing", "find_unread", "find_unreadable", "find_versions", "load_versions",
    "mark_unreadable", "version_id_of", "write_article", "write_articles",
]  # fmt: skip


def write_article(
    conn: Connection, key: str, article: Article, *, capture: str, parser: str, where: str, receipt: int
) -> Version:
    """The version that the capture gives; see `write_articles`."""
    return write_articles(conn, (Parsed(key, article, capture, parser, where, receipt),))[0]


def write_articles(conn: Connection, batch: Sequence[Parsed]) -> tuple[Version, ...]:
    """The version that each capture gives, new or one that is there already; its receipts must be written before.

    Claims of a version that is no longer the current one become superseded. Order: as `batch`.
    """
    shelf = Shelf(conn, batch)
    names = [shelf.place(parsed) for parsed in batch]
    shelf.write(conn)
    found = {version.version_id: version for version in load_versions(conn, set(names) - shelf.new.keys())}
    return tuple(found[name] if name in found else shelf.version(name) for name in names)


def load_versions(conn: Connection, version_ids: Collection[str]) -> tuple[Version, ...]:
    """The versions of these names.

    Order: as asked for. Empty: names that are not known are left out.
    """
    found = {row.version_id: version_of(row) for row in find_rows(conn, _query(), versions.c.version_id, version_ids)}
    return tuple(found[name] for name in version_ids if name in found)


def find_versions(conn: Connection, article_id: str) -> tuple[Version, ...]:
    """All versions of an article.

    Order: by number. Empty: no such article.
    """
    rows = conn.execute(_query().where(versions.c.article_id == article_id).order_by(versions.c.number))
    return tuple(version_of(row) for row in rows)


def find_standing(
    conn: Connection, *, as_of: str | None = None, articles: Collection[str] | None = None
) -> tuple[str, ...]:
    """Names of the versions that stand, one for each article: the current ones, or those that stood at a moment (UTC).

    With `articles` (their ids) of these alone. Order: by article.
    """
    if as_of is None:
        table = tables.articles
        query = select(table.c.article_id, table.c.current).where(table.c.current.is_not(None))
        return tuple(dict(sorted((row.article_id, row.current) for row in _of(conn, query, table, articles))).values())
    columns = (versions.c.article_id, versions.c.version_id, versions.c.received, versions.c.number)
    known = _of(conn, select(*columns).where(versions.c.received <= as_of), versions, articles)
    ordered = sorted((row.article_id, row.received, row.number, row.version_id) for row in known)
    return tuple({article: version for article, _, _, version in ordered}.values())


def _of(conn: Connection, query: Select[Any], table: Table, article_ids: Collection[str] | None) -> Iterable[Row[Any]]:
    """Rows of the query, all or of these articles."""
    return conn.execute(query) if article_ids is None else find_rows(conn, query, table.c.article_id, article_ids)


def find_unread(
    conn: Connection, limit: int, *, other_than: str | None = None, after: str | None = None
) -> tuple[str, ...]:
    """Names of versions that wait to be read: never read, or read with other knowledge than `other_than` if given.

    Order: by name; `after` is the last of the names before, to go on.
    """
    column = versions.c.version_id
    waiting: ColumnElement[bool] = versions.c.read_with.is_(None)
    if other_than is not None:
        waiting = or_(waiting, versions.c.read_with != other_than)
    query = select(column).where(waiting).order_by(column).limit(limit)
    return tuple(conn.execute(query if after is None else query.where(column > after)).scalars())


def find_unreadable(conn: Connection, limit: int | None = None, *, after: str | None = None) -> tuple[str, ...]:
    """Names of versions that could not be read, to be tried again; all of them without a limit.

    Order: by name; `after` is the last of the names before, to go on.
    """
    column = versions.c.version_id
    query = select(column).where(versions.c.unreadable).order_by(column).limit(limit)
    return tuple(conn.execute(query if after is None else query.where(column > after)).scalars())


def mark_unreadable(conn: Connection, version_ids: Iterable[str], knowledge: str) -> None:
    """Note that reading these versions with this knowledge failed; a finding should say why."""
    rows = [{"version_id": name, "read_with": knowledge, "unreadable": True} for name in version_ids]
    change_rows(conn, versions, rows)


def _query() -> Select[Any]:
    return select(versions, articles.c.key, articles.c.current).join(articles)
