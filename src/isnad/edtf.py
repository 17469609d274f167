"""Times in EDTF (ISO 8601-2) as bounds of days."""

from __future__ import annotations

import re
from calendar import IllegalMonthError, monthrange
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")


@lru_cache(maxsize=4096)
def find_days(edtf: str) -> tuple[str | None, str | None]:
    """First and last day of an EDTF time, None where it is open or no time that a calendar has.

    >>> find_days("2024-02")
    ('2024-02-01', '2024-02-29')
    >>> find_days("2011/2013-03-04")
    ('2011-01-01', '2013-03-04')
    >>> find_days("2024-12-05/..")
    ('2024-12-05', None)
    """
    low, _, high = edtf.partition("/")
    return _days(low)[0], _days(high if "/" in edtf else low)[1]


def _days(edtf: str) -> tuple[str | None, str | None]:
    """First and last day of a year, a month or a day; an uncertain one (`?`, `~`, `%`) as if it were sure."""
    parts = _DATE.fullmatch(edtf)
    if parts is None:
        return None, None
    year, month, day = (int(part) if part else 0 for part in parts.groups())
    first_month, last_month = (month, month) if parts[2] else (1, 12)
    try:
        last = day if parts[3] else monthrange(year, last_month)[1]
        return date(year, first_month, day if parts[3] else 1).isoformat(), date(year, last_month, last).isoformat()
    except (ValueError, IllegalMonthError):
        return None, None
