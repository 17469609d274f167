"""Where a batch of parsed articles stands among what the store holds: known, the same again, or a new version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select, update

from isnad.keep.batches import change_rows, find_rows, write_rows
from isnad.keep.columns import kept, key_of
from isnad.keep.indexing import index_versions
from isnad.keep.receipts import when_received
from isnad.keep.tables import articles, captures, claims, receipts, versions
from isnad.keep.versions import Parsed, Version, content_of, find_version_row, version_id_of
from isnad.keep.weighings import mark_unweighed
from isnad.model import Article


@dataclass(slots=True)
class _Current:
    """The current version of an article while a batch is placed; `known` says that the article has a row."""

    version_id: str
    content: str
    received: str
    versions: int
    known: bool


class Shelf:
    """A batch on its way into the store: what the store holds of it already, and what is to be written."""

    def __init__(self, conn: Connection, batch: Sequence[Parsed]) -> None:
        self.new: dict[str, dict[str, Any]] = {}
        self._parsed: dict[str, Parsed] = {}
        self._moved: set[str] = set()
        self._changed: dict[str, str] = {}
        self._gives: dict[str, dict[str, Any]] = {}
        self._gave = _find_given(conn, {parsed.capture for parsed in batch})
        self._received = _find_received(conn, {parsed.receipt for parsed in batch})
        self._known = _find_names(conn, {version_id_of(parsed.capture, parsed.parser) for parsed in batch})
        self._articles = _find_current(conn, {key_of(parsed.key) for parsed in batch})

    def place(self, parsed: Parsed) -> str:
        """The name of the version that the capture gives."""
        name = self._gave.get((parsed.capture, parsed.parser))
        if name is None:
            name = self._find(parsed)
            self._gave[parsed.capture, parsed.parser] = name
            self._gives[parsed.capture] = {"sha256": parsed.capture, "version_id": name, "parser": parsed.parser}
        return name

    def write(self, conn: Connection) -> None:
        """Write what is new."""
        rows = {name: self._articles[name] for name in self._changed}
        write_rows(conn, articles, [self._article_row(name) for name, current in rows.items() if not current.known])
        old = [name for name, current in rows.items() if current.known]
        change_rows(conn, articles, [_without(self._article_row(name), "key") for name in old])
        write_rows(conn, versions, list(self.new.values()))
        index_versions(conn, list(self.new.values()))
        change_rows(conn, captures, list(self._gives.values()))
        supersede = update(claims).where(claims.c.state == "current")
        if self._moved:
            conn.execute(supersede.where(claims.c.version_id.in_(sorted(self._moved))).values(state="superseded"))
            mark_unweighed(conn, [name for name, current in rows.items() if current.known])

    def version(self, name: str) -> Version:
        """The version of that name, which this batch made."""
        row, parsed = self.new[name], self._parsed[name]
        return Version(
            version_id=name,
            article_id=row["article_id"],
            number=row["number"],
            capture=parsed.capture,
            parser=parsed.parser,
            where=kept(parsed.where),
            key=kept(parsed.key),
            article=_as_kept(parsed.article, name),
            name=kept(parsed.article.article_id),
            receipt=parsed.receipt,
            received=row["received"],
            is_current=self._articles[row["article_id"]].version_id == name,
        )

    def _find(self, parsed: Parsed) -> str:
        """A version that is there already, else a new one."""
        name, content = version_id_of(parsed.capture, parsed.parser), content_of(parsed.article)
        current = self._articles.get(key_of(parsed.key))
        if name in self._known:
            return name
        if current is not None and current.content == content:
            return current.version_id
        self._add(name, content, parsed, current)
        return name

    def _add(self, name: str, content: str, parsed: Parsed, current: _Current | None) -> None:
        """A new version; it is the current one unless it was received before the one that is."""
        article_id, received = key_of(parsed.key), self._received.get(parsed.receipt, "")
        number = current.versions + 1 if current else 1
        if current is None:
            self._articles[article_id] = _Current(name, content, received, number, known=False)
        elif received >= current.received:
            self._moved.add(current.version_id)
            self._articles[article_id] = _Current(name, content, received, number, known=current.known)
        else:
            current.versions = number
        self._changed[article_id] = parsed.key
        self._parsed[name] = parsed
        self.new[name] = find_version_row(name, article_id, number, parsed) | {"content": content, "received": received}

    def _article_row(self, article_id: str) -> dict[str, Any]:
        current = self._articles[article_id]
        key = self._changed[article_id]
        return {"article_id": article_id, "current": current.version_id, "versions": current.versions, "key": key}


def _find_given(conn: Connection, names: Collection[str]) -> dict[tuple[str, str], str]:
    query = select(captures.c.sha256, captures.c.parser, captures.c.version_id).where(
        captures.c.version_id.is_not(None)
    )
    return {(row.sha256, row.parser): row.version_id for row in find_rows(conn, query, captures.c.sha256, names)}


def _find_received(conn: Connection, numbers: Collection[int]) -> dict[int, str]:
    """When what each receipt is of was received: by whoever crawled it, where an archive says so, else by us."""
    query = select(receipts.c.number, receipts.c.received, receipts.c.told)
    rows = find_rows(conn, query, receipts.c.number, numbers)
    return {row.number: when_received(row.received, row.told) for row in rows}


def _find_names(conn: Connection, names: Collection[str]) -> set[str]:
    return {row.version_id for row in find_rows(conn, select(versions.c.version_id), versions.c.version_id, names)}


def _find_current(conn: Connection, article_ids: Collection[str]) -> dict[str, _Current]:
    columns = (
        articles.c.article_id,
        articles.c.versions,
        versions.c.version_id,
        versions.c.content,
        versions.c.received,
    )
    query = select(*columns).join(versions, versions.c.version_id == articles.c.current)
    return {
        row.article_id: _Current(row.version_id, row.content, row.received, row.versions, known=True)
        for row in find_rows(conn, query, articles.c.article_id, article_ids)
    }


def _as_kept(article: Article, name: str) -> Article:
    """The article as it is read back."""
    texts = {field: kept(getattr(article, field)) for field in ("text", "title", "outlet", "url")}
    return replace(article, article_id=name, **texts)


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {other: value for other, value in row.items() if other != name}
