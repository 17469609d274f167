"""Lines: JSON Lines, an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from isnad.show.exports.cells import clean

_SIZE = 1 << 16


def write_lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """The objects as lines of UTF-8, in chunks."""
    return join_chunks(f"{write_object(row)}\n" for row in rows)


def write_object(value: Any) -> str:
    """The value as JSON on one line, its texts without control characters and marks of direction."""
    return json.dumps(cleaned(value), ensure_ascii=False, allow_nan=False)


def cleaned(value: Any) -> Any:
    """The value with all texts in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(one) for one in value]
    return value


def join_chunks(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts in chunks that are worth writing."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size > _SIZE:
            yield "".join(held).encode()
            held, size = [], 0
    if held:
        yield "".join(held).encode()
