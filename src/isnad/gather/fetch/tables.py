"""Tables of articles (CSV, TSV): one item for each row, kept with the header line so that it can be read alone."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO

from isnad.errors import Reason, SourceError
from isnad.gather.fetch.bounds import find_lines
from isnad.gather.items import Item, ItemKind, Pairs
from isnad.gather.parse.options import most_bytes


def find_in_table(content: BinaryIO, where: str, told: Pairs) -> Iterator[Item | SourceError]:
    """One item for each row: the bytes of the header line, a line end, and the bytes of the row.

    `told` may hold a column map (`column:text` is the name of the column with the text). Raises: SourceError when the
    first line is no header.
    """
    lines = find_lines(content, where)
    _, header = next(lines, (0, b""))
    if isinstance(header, SourceError) or not header:
        raise SourceError(where, Reason("table.no_header", "has no header line; name the columns in the first line"))
    header = header.removeprefix(BOM_UTF8)
    for number, row in _find_rows(lines, where):
        if isinstance(row, SourceError):
            yield row
        else:
            yield Item(header + b"\n" + row, f"{where}:{number}", ItemKind.ROW, told=told)


def _find_rows(
    lines: Iterator[tuple[int, bytes | SourceError]], where: str
) -> Iterator[tuple[int, bytes | SourceError]]:
    """Number of the first line and bytes of each row; a quoted field may go over several lines."""
    bound = most_bytes()
    held: list[bytes] = []
    start, size, is_open = 0, 0, False
    for number, line in lines:
        if isinstance(line, SourceError):
            yield number, line
            held, size, is_open = [], 0, False
            continue
        if not held:
            start = number
        held.append(line)
        size += len(line) + 1
        is_open ^= line.count(b'"') % 2 == 1  # a field goes on over the line's end where its marks do not pair
        if size > bound:
            yield (
                start,
                SourceError(
                    f"{where}:{start}", Reason("table.open_quotation", "opens a quotation that does not end; close it")
                ),
            )
        elif is_open:
            continue
        elif row := b"\n".join(held).rstrip():
            yield start, row
        held, size, is_open = [], 0, False
    if held:
        yield start, b"\n".join(held)
