"""Files and folders: each file is told by how it begins, and gives one item or, where it holds many, one for each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path, PurePath

from isnad.errors import Reason, SourceError
from isnad.gather.fetch.bounds import open_unpacked, read_bounded
from isnad.gather.fetch.records import find_in_json, find_in_lines
from isnad.gather.fetch.tables import find_in_table
from isnad.gather.fetch.warcs import find_in_wacz, find_in_warc
from isnad.gather.items import Item, ItemKind, Pairs
from isnad.gather.media.formats import is_medium
from isnad.gather.parse.paths import find_files, name_of, unreadable

_HEAD_BYTES = 4096
_TABLES = frozenset((".csv", ".tsv"))
_LINES = frozenset((".jsonl", ".ndjson", ".jl"))
_JSON_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\{\]])")
_LISTING_START = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b")


def find_in_path(path: Path, told: Pairs = ()) -> Iterator[Item | SourceError]:
    """Items of the file at `path`, or of all files of the folder there and of its folders.

    Order: by path, within a file as it stands there. A link to a folder is not followed.
    """
    for file in find_files(path):
        if isinstance(file, SourceError):
            yield file
        else:
            yield from find_in_file(file, told)


def find_in_file(path: Path, told: Pairs = ()) -> Iterator[Item | SourceError]:
    """Items of one file; what cannot be read of it is a SourceError, after what could be."""
    try:
        with path.open("rb") as file:
            yield from _find(file, path, told)
    except SourceError as error:
        yield error
    except (OSError, ValueError) as error:
        yield unreadable(path, error)


def _find(file: BufferedReader, path: Path, told: Pairs) -> Iterator[Item | SourceError]:
    where = name_of(path)
    ending = PurePath(path.name.removesuffix(".gz")).suffix.lower()
    if file.peek(2).startswith(b"PK"):
        yield from find_in_wacz(file, where, told)
        return
    content = open_unpacked(file, where)
    head = content.peek(_HEAD_BYTES)[:_HEAD_BYTES]
    if head.startswith(b"WARC/"):
        file.seek(0)
        yield from find_in_warc(file, where, told)
    elif is_medium(head):
        file.seek(0)
        yield Item(read_bounded(file, where), where, ItemKind.MEDIUM, told=told)
    elif _LISTING_START.match(head):
        raise SourceError(
            where,
            Reason("listing.file", "is a list of addresses; give its own address, so that the articles can be fetched"),
        )
    elif ending in _TABLES:
        yield from find_in_table(content, where, told)
    elif ending in _LINES or (_JSON_START.match(head) and _is_line(head)):
        yield from find_in_lines(content, where, told)
    elif _JSON_START.match(head) or ending == ".json":
        yield from find_in_json(content, where, told)
    else:
        file.seek(0)
        yield Item(read_bounded(file, where), where, ItemKind.FILE, told=told)


def _is_line(head: bytes) -> bool:
    """Whether the first line is an object by itself, as in JSON Lines; a line over the head is taken for one."""
    first, end, _ = head.lstrip().partition(b"\n")
    if not end:
        return len(head) >= _HEAD_BYTES and first.startswith(b'{"')
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
