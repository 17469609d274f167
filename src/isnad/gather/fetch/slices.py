"""Parts of a JSON text as they stand in it: each element's exact characters, so that each can be kept by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def find_elements(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Start and end of each element of the list that begins at `start`, in code points.

    Raises: ValueError where the text is no JSON list from there on.

    >>> text = '[{"a": [1, 2]}, "x"]'
    >>> [text[a:b] for a, b in find_elements(text)]
    ['{"a": [1, 2]}', '"x"']
    """
    at = _after(text, _expect(text, start, "["))
    while text[at : at + 1] != "]":
        end = _end(text, at)
        yield at, end
        at = _next(text, end, "]")


def find_members(text: str, start: int = 0) -> Iterator[tuple[str, int, int]]:
    """Key, start and end of each value of the object that begins at `start`.

    Raises: ValueError where the text is no JSON object from there on.

    >>> text = '{"name": "x", "messages": [1]}'
    >>> [(key, text[a:b]) for key, a, b in find_members(text)]
    [('name', '"x"'), ('messages', '[1]')]
    """
    at = _after(text, _expect(text, start, "{"))
    while text[at : at + 1] != "}":
        key, end = _DECODER.raw_decode(text, at)
        value = _after(text, _expect(text, _after(text, end), ":"))
        end = _end(text, value)
        yield str(key), value, end
        at = _next(text, end, "}")


def _end(text: str, at: int) -> int:
    try:
        _, end = _DECODER.raw_decode(text, at)
    except RecursionError:
        raise ValueError("nests too deep") from None
    return end


def _next(text: str, end: int, closing: str) -> int:
    """Where the next part begins after a comma, or where the closing bracket stands."""
    at = _after(text, end)
    return at if text[at : at + 1] == closing else _after(text, _expect(text, at, ","))


def _expect(text: str, at: int, letter: str) -> int:
    at = _after(text, at)
    if text[at : at + 1] != letter:
        raise ValueError(f"{letter} expected at character {at + 1}")
    return at + 1


def _after(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
