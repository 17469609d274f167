"""Calendar arithmetic: months, weeks, Hijri days, and dates written as EDTF."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from isnad.arabic.hijri import find_hijri_day

_MONTHS = 12
_WEEK = 7
_SUNDAY_OFFSET = 1  # weeks of the Arab press run from Sunday to Saturday
_LAST_HIJRI_DAY = 30


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month that lie `by` months away.

    >>> shift_month(2015, 1, -1)
    (2014, 12)
    """
    count = year * _MONTHS + month - 1 + by
    return count // _MONTHS, count % _MONTHS + 1


def day_before(published: date, days: int) -> date:
    """The day that lies `days` before (after, when negative).

    >>> day_before(date(2024, 12, 1), 1)
    datetime.date(2024, 11, 30)
    """
    return published - timedelta(days=days)


def week_of(published: date, weeks: int) -> tuple[date, date]:
    """Sunday and Saturday of the week `weeks` away from that of `published`.

    >>> week_of(date(2009, 6, 17), -1)
    (datetime.date(2009, 6, 7), datetime.date(2009, 6, 13))
    """
    sunday = published - timedelta(days=(published.weekday() + _SUNDAY_OFFSET) % _WEEK) + timedelta(weeks=weeks)
    return sunday, sunday + timedelta(days=_WEEK - 1)


def resolve_weekday(published: date, weekday: int, *, past: bool = False, future: bool = False) -> date:
    """The weekday (Monday is 0) nearest before `published`, that day itself included.

    With `past` the report's own day is left out; with `future` it is the nearest after.

    >>> resolve_weekday(date(2024, 12, 6), 3)
    datetime.date(2024, 12, 5)
    """
    back = (published.weekday() - weekday) % _WEEK
    if future:
        return published + timedelta(days=_WEEK - back)
    return published - timedelta(days=_WEEK if past and back == 0 else back)


def resolve_year(published: date, month: int, day: int | None, *, past: bool = False, future: bool = False) -> int:
    """The latest year in which month and day do not lie after `published` (with `future`, the first that does).

    >>> resolve_year(date(2015, 1, 3), 12, 15)
    2014
    """
    here = (month, published.day if day is None else day)
    today = (published.month, published.day)
    if future:
        return published.year if here > today else published.year + 1
    if past and day is None and month == published.month:
        return published.year - 1
    return published.year if here <= today else published.year - 1


def find_day(year: int, month: int, day: int) -> date | None:
    """The day, None when the calendar has none such.

    >>> find_day(2015, 2, 30) is None
    True
    """
    if not (1 <= month <= _MONTHS and 1 <= year <= date.max.year and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def find_hijri_year(published: date, month: int, day: int) -> int:
    """The latest Hijri year in which month and day do not lie after `published`.

    >>> find_hijri_year(date(2015, 8, 1), 9, 1)
    1436
    """
    year = int((published.year - 622) * 33 / 32) + 2
    for candidate in range(year, year - 4, -1):
        found = find_hijri_day(candidate, month, min(day, _LAST_HIJRI_DAY - 1))
        if found is not None and found <= published:
            return candidate
    return year


def write_span(low: str, high: str) -> str:
    """EDTF of the interval, a single value when both ends are one.

    >>> write_span("2011", "2013")
    '2011/2013'
    """
    return low if low == high else f"{low}/{high}"


def write_month(year: int, month: int) -> str:
    """EDTF of a month.

    >>> write_month(2024, 2)
    '2024-02'
    """
    return f"{year:04d}-{month:02d}"
