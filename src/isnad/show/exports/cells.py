"""Cells: values as text that spreadsheets and screens can be given, whatever a report had in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

BOM = "\ufeff".encode()
# A spreadsheet takes a cell that begins so for a formula. Leading white space does not keep it from doing so.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# Controls of C0 and C1 but tab and line ends, and the marks that turn the order of what follows them.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONE = re.compile("[\ud800-\udfff]")
Value = str | int | float | bool | None
_SIZE = 1 << 16


def clean(text: str) -> str:
    r"""The text without control characters, marks of direction and lone surrogates.

    >>> clean("a\u202eb\x00c")
    'abc'
    """
    return _LONE.sub("\ufffd", _HIDDEN.sub("", text))


def cell_of(value: Value) -> str:
    """The cell of a CSV table: text that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> cell_of("=1+1"), cell_of(-3.5), cell_of(None)
    ("'=1+1", '-3.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = clean(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_csv(
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Value]],
    *,
    tags: Sequence[str] = (),
    bom: bool = False,
) -> Iterator[bytes]:
    """A CSV table by RFC 4180 in UTF-8, in chunks; `tags` is a second heading. Raises: ValueError for an unknown column."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    if bom:
        yield BOM
    writer.writerow(columns)
    if tags:
        writer.writerow(tags)
    for row in rows:
        if unknown := row.keys() - set(columns):
            raise ValueError(f"no such column: {sorted(unknown)}")
        writer.writerow([cell_of(row.get(name)) for name in columns])
        if buffer.tell() > _SIZE:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
