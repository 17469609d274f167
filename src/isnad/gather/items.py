"""Items: what a way in hands over, before anything is kept or parsed. One item gives at most one article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from isnad.errors import SourceError

# Names and values, as in headers.
Pairs = tuple[tuple[str, str], ...]


class ItemKind(StrEnum):
    """What the bytes of an item are, and so which parser reads them."""

    FILE = "file"  # a text or an HTML page, told apart by looking
    PAGE = "page"  # an HTML page
    RECORD = "record"  # one JSON object with `text`
    ROW = "row"  # the header line of a CSV table and one row
    MESSAGE = "message"  # one message of a Telegram export
    LISTING = "listing"  # a feed or a sitemap: kept, but no article
    MEDIUM = "medium"  # a picture, a sound or a video: kept, but no article


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes as received from a source. Times are UTC (ISO 8601, `Z`).

    `where` names the item as a person would look for it. `told` is what the source says of it beside its bytes:
    `outlet`, `published`, `title`, and for tables the column map (`column:text`, ...). `received` is None for what
    lies on this machine: it is received when it is read; an archive (WARC) says when it was received.
    """

    data: bytes
    where: str
    kind: ItemKind
    url: str | None = None
    final_url: str | None = None
    status: int | None = None
    headers: Pairs = ()
    told: Pairs = ()
    received: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page that its server says has not changed since it was last received (status 304)."""

    where: str
    url: str
    headers: Pairs = ()


WITHOUT_ARTICLE = frozenset((ItemKind.LISTING, ItemKind.MEDIUM))
"""Kinds that are kept and give no article by their nature."""

Found = Item | Unchanged | SourceError
_PACKAGES = (".wacz", ".zip")


def find_holders(item: Item) -> tuple[str, ...]:
    """The file that the item is a part of, and the package around that file.

    Empty: the item is a whole file, or lies on the web.

    >>> find_holders(Item(b"", "a/b.wacz/archive/c.warc.gz#urn:1", ItemKind.PAGE))
    ('a/b.wacz/archive/c.warc.gz', 'a/b.wacz')
    """
    if item.kind in (ItemKind.RECORD, ItemKind.ROW):
        return (item.where.rpartition(":")[0],)
    file = item.where.rpartition("#")[0]
    if not file or item.where == item.url:
        return ()
    return (file, *(str(path) for path in PurePosixPath(file).parents if path.suffix.lower() in _PACKAGES))
