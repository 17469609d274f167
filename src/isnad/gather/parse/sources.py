"""Bytes parsed to articles, whatever they are: the one way for a file, a member of a folder and standard input."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator

from isnad.errors import Reason, SourceError
from isnad.gather.parse.articles import Told
from isnad.gather.parse.encodings import declared_charset, decode_lines
from isnad.gather.parse.jsonl import parse_jsonl
from isnad.gather.parse.kinds import SourceKind, kind_of
from isnad.gather.parse.options import ParseOptions, most_bytes, too_large
from isnad.gather.parse.plain import parse_page
from isnad.model import Article

_GZIP = b"\x1f\x8b"
# Line ends of other systems, replaced one for one; the pair CR LF is left as it is.
_LINE_ENDS = re.compile("\r(?!\n)|[\u2028\u2029\x0b\x0c\x85]")


def parse_bytes(
    data: bytes, where: str, options: ParseOptions, *, charset: str | None = None
) -> Iterator[Article | SourceError]:
    """Articles in `data`, which `where` names in what is said of them; what cannot be read is a SourceError.

    `charset` is the encoding that a server declares, which goes before the one in the page's head.
    Order: as in the data. Raises nothing for bad data. Always gives at least one item.
    """
    found = False
    try:
        for item in _parse(data, where, options, charset):
            found = True
            yield item
    except SourceError as error:
        found = True
        yield error
    if not found:
        yield SourceError(where, Reason("records.none", "holds no article; give one a line"))


def _parse(data: bytes, where: str, options: ParseOptions, charset: str | None) -> Iterator[Article | SourceError]:
    data = unpack(data, where)
    if not data.strip():
        raise SourceError(where, Reason("report.empty", "is empty; give a report with text"))
    text = decode_lines(data, where, charset or declared_charset(data))
    kind = kind_of(text, where)
    if kind is SourceKind.JSONL:
        yield from parse_jsonl(text, where, options)
    elif kind is SourceKind.HTML:
        # Loading the page extractor takes a quarter of a second, which other kinds need not wait for.
        from isnad.gather.parse.html import parse_html

        yield parse_html(text, where, options)
    else:
        yield parse_page(_LINE_ENDS.sub("\n", text), where, Told(), options)


def unpack(data: bytes, where: str) -> bytes:
    """The data itself, or what it unpacks to where it is gzip; never more than the bound of one source.

    Raises: SourceError when it is over the bound or does not unpack.
    """
    bound = most_bytes()
    if len(data) > bound:
        raise too_large(where)
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            unpacked = packed.read(bound + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(
            where, Reason("packed.broken", "is broken gzip ({error}); pack it again", error=error)
        ) from error
    if len(unpacked) > bound:
        raise too_large(where)
    return unpacked
