"""Web archives, WARC and WACZ, as crawlers publish them: one item for each page and each picture, sound or video that was
received whole.

Requests, redirects, errors, and scripts and the like are passed over: they were never reports.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BufferedReader
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from isnad.errors import Reason, SourceError
from isnad.gather.fetch.bounds import UNPACKING_ERRORS, is_bomb, open_unpacked
from isnad.gather.items import Item, ItemKind, Pairs
from isnad.gather.media.formats import is_medium
from isnad.gather.parse.options import most_bytes, too_large

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_MEDIA = ("image/", "audio/", "video/")
_KEPT_HEADERS = frozenset(("content-type", "date", "last-modified", "etag", "server", "content-language"))
_FAILURES = (*UNPACKING_ERRORS, ArchiveLoadFailed, ValueError, AttributeError, zipfile.BadZipFile)


def find_in_warc(file: BufferedReader, where: str, told: Pairs) -> Iterator[Item | SourceError]:
    """One item for each page, its bytes the payload without transfer and content encoding.

    What is broken ends the file: what stands before it was found, and the SourceError comes last.
    """
    found = 0
    try:
        for record in ArchiveIterator(open_unpacked(file, where)):
            if item := _item(record, where, told):
                found += isinstance(item, Item)
                yield item
    except (SourceError, *_FAILURES) as error:
        reason = error.reason if isinstance(error, SourceError) else _line(error)
        yield SourceError(
            where,
            Reason(
                "archive.broken",
                "breaks off after {count} pages ({error}); get the file again",
                count=found,
                error=reason,
            ),
        )


def _item(record: ArcWarcRecord, where: str, told: Pairs) -> Item | SourceError | None:
    headers = record.rec_headers
    if record.rec_type not in ("response", "resource") or (kind := _kind_of(record)) is None:
        return None
    url = headers.get_header("WARC-Target-URI")
    place = f"{where}#{(headers.get_header('WARC-Record-ID') or url or '').strip('<>')}"
    bound = most_bytes()
    data = record.content_stream().read(bound + 1)
    if len(data) > bound:
        return too_large(place)
    if record.raw_stream.limit:
        return SourceError(place, Reason("archive.cut", "is cut off; get the file again"))
    if not data:
        return SourceError(place, Reason("archive.no_content", "is a page without content"))
    if kind is ItemKind.MEDIUM and not is_medium(data):
        return None
    crawled = headers.get_header("WARC-Date")
    kept = tuple(
        (n, v) for n, v in (record.http_headers.headers if record.http_headers else ()) if n.lower() in _KEPT_HEADERS
    )
    facts = (*told, ("crawled", crawled)) if crawled else told
    return Item(data, place, kind, url=url, final_url=url, status=_status(record), headers=kept, told=facts)


def _kind_of(record: ArcWarcRecord) -> ItemKind | None:
    """What the record is said to hold; None for what is not kept."""
    if record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type") or ""
    else:
        kind = (record.http_headers.get_header("Content-Type") or "text/html") if record.http_headers else ""
        if _status(record) != 200:
            return None
    name = kind.partition(";")[0].strip().lower()
    if name in _PAGES:
        return ItemKind.PAGE
    return ItemKind.MEDIUM if name.startswith(_MEDIA) else None


def _status(record: ArcWarcRecord) -> int | None:
    code = record.http_headers.get_statuscode() if record.http_headers else None
    return int(code) if code and code.isdigit() else None


def find_in_wacz(file: BinaryIO, where: str, told: Pairs) -> Iterator[Item | SourceError]:
    """One item for each page of the web archives in a WACZ package.

    Raises: SourceError when it is no WACZ or a broken one.
    """
    try:
        with zipfile.ZipFile(file) as package:
            members = [info for info in package.infolist() if _is_warc(info.filename)]
            if not members:
                raise SourceError(
                    where,
                    Reason("archive.no_warc", "is a ZIP archive without web archives; unpack it and give its files"),
                )
            for info in members:
                yield from _find_in_member(package, info, where, told)
    except _FAILURES as error:
        raise SourceError(
            where,
            Reason("archive.broken_zip", "is a broken ZIP archive ({error}); get the file again", error=_line(error)),
        ) from error


def _find_in_member(
    package: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, told: Pairs
) -> Iterator[Item | SourceError]:
    place = f"{where}/{info.filename}"
    if is_bomb(info.file_size, info.compress_size):
        yield SourceError(place, Reason("packed.bomb", "unpacks to far more than its size; it may be a bomb"))
        return
    with package.open(info) as member:
        yield from find_in_warc(cast(BufferedReader, member), place, told)


def _is_warc(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name.endswith((".warc", ".warc.gz")) and ".." not in path.parts


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
