"""Accounts as text and back: what a store keeps of a claim that was weighed, so that its neighbours need not read it again."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from isnad.model import Span
from isnad.weigh.accounts import Account, Count, Spot

_SPOT = tuple(Spot.__dataclass_fields__)


def write_account(account: Account) -> str:
    """The account as JSON: a list of its values in the order of its fields."""
    values: list[Any] = [getattr(account, name) for name in _FIELDS]
    for name, (write, _) in _WAYS.items():
        values[_PLACE[name]] = write(getattr(account, name))
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def parse_account(text: str) -> Account:
    """The account that `write_account` wrote.

    Raises: ValueError, TypeError when the text is none.
    """
    values = json.loads(text)
    for name, (_, read) in _WAYS.items():
        values[_PLACE[name]] = read(values[_PLACE[name]])
    return Account(*values)


def _write_spots(spots: tuple[Spot, ...]) -> list[list[Any]]:
    return [[getattr(spot, name) for name in _SPOT] for spot in spots]


def _parse_spots(rows: list[list[Any]]) -> tuple[Spot, ...]:
    return tuple(Spot(*row) for row in rows)


def _write_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _parse_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _write_counts(counts: Any) -> dict[str, list[Any]]:
    return {name: [count.low, count.high, count.words] for name, count in counts.items()}


def _parse_counts(rows: dict[str, list[Any]]) -> dict[str, Count]:
    return {name: Count(*row) for name, row in rows.items()}


def _write_span(span: Span) -> list[int]:
    return [span.start, span.end]


def _parse_span(row: list[int]) -> Span:
    return Span(*row)


_FIELDS = tuple(Account.__dataclass_fields__)
_PLACE = {name: number for number, name in enumerate(_FIELDS)}
_DAY, _NAMES, _WORDS = (_write_day, _parse_day), (list, tuple), (sorted, frozenset)
# How each field is written and read that JSON does not know by itself.
_WAYS: dict[str, tuple[Any, Any]] = {
    "published": _DAY,
    "spots": (_write_spots, _parse_spots),
    "first_day": _DAY,
    "last_day": _DAY,
    "initiators": _NAMES,
    "targets": _NAMES,
    "tolls": (_write_counts, _parse_counts),
    "chain": _NAMES,
    "words": _WORDS,
    "title": _WORDS,
    "evidence": (_write_span, _parse_span),
}
