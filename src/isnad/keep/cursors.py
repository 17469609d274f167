"""Cursors: where a page ended, as an opaque word to go on from. What came meanwhile moves no record of later pages."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from isnad.errors import Reason, SourceError

_LONGEST = 200
_LARGEST = 2**31 - 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of what was asked for; `next` is the cursor of the page that follows, None after the last."""

    items: tuple[T, ...]
    next: str | None


def write_cursor(order: str, day: str, number: int) -> str:
    """The cursor after the record of this day and number, in pages of this order.

    >>> parse_cursor(write_cursor("day", "2024-12-05", 7), "day")
    ('2024-12-05', 7)
    """
    return urlsafe_b64encode(json.dumps([order, day, number], separators=(",", ":")).encode()).decode().rstrip("=")


def parse_cursor(cursor: str, order: str) -> tuple[str, int]:
    """Day and number of the record that the cursor stands after.

    Raises: SourceError when it is no cursor of a page in this order.
    """
    try:
        if len(cursor) > _LONGEST:
            raise ValueError
        found = json.loads(urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        found = None
    match found:
        case [str(said), str(day), int(number)] if said == order and 0 <= number <= _LARGEST and _is_day(day):
            return day, number
    raise SourceError(
        "--after",
        Reason("list.cursor", "no cursor of a page of this list; take the one that the page before ended with"),
    )


def page_of(found: Sequence[T], limit: int, cursor: str) -> Page[T]:
    """The page of the first `limit` of what was found; `cursor` stands after its last, used if more was found."""
    return Page(tuple(found[:limit]), cursor if len(found) > limit else None)


def checked_limit(limit: int) -> int:
    """The limit, if a page can have it.

    Raises: SourceError.
    """
    if not 1 <= limit <= 1000:
        raise SourceError("--limit", Reason("list.limit", "a page has 1 to 1000 records"))
    return limit


def _is_day(day: str) -> bool:
    return len(day) <= 10 and day.isascii() and "\0" not in day
