"""The Hijri calendar: days of the Umm al-Qura table as Gregorian days."""

from __future__ import annotations

from datetime import date

from hijridate import Hijri


def find_hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of an Umm al-Qura date, None when there is none such or the table does not reach it.

    >>> find_hijri_day(1436, 10, 5)
    datetime.date(2015, 7, 21)
    """
    try:
        hijri = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(hijri.year, hijri.month, hijri.day)
