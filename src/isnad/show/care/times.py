"""Times: days as weeks or months, and the moment from which something may be shown."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

# A later day that a report names is a slip; a calendar has no moment after it to wait for.
_LATEST = date(9998, 12, 31)
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


def coarsen_first(day: str | None, finest: str) -> str | None:
    """The first day of the week or month that the day lies in; the day itself where days may be shown.

    >>> coarsen_first("2024-12-05", "week")
    '2024-12-02'
    """
    return _bounds(date.fromisoformat(day), finest)[0].isoformat() if day else None


def coarsen_last(day: str | None, finest: str) -> str | None:
    """The last day of the week or month that the day lies in; the day itself where days may be shown.

    >>> coarsen_last("2024-12-05", "week")
    '2024-12-08'
    """
    return _bounds(date.fromisoformat(day), finest)[1].isoformat() if day else None


def coarsen_moment(moment: str, finest: str) -> str:
    """The moment at which the week or month began; the moment itself where days may be shown."""
    if finest == "day":
        return moment
    first, _ = _bounds(parse_moment(moment).date(), finest)
    return datetime.combine(first, time(), UTC).strftime(_MOMENT)


def find_release(first_known: str, last_day: str | None, finest: str, hours: int) -> str:
    """From when it may be shown: `hours` after it was known and after the week or month of its last day is over.

    Not after the day itself: else the moment at which it appears would tell the day.
    """
    begun = [parse_moment(first_known)]
    if last_day:
        _, last = _bounds(date.fromisoformat(last_day), finest)
        begun.append(datetime.combine(min(last, _LATEST) + timedelta(days=1), time(), UTC))
    return (max(begun) + timedelta(hours=hours)).strftime(_MOMENT)


def parse_moment(moment: str) -> datetime:
    """The moment of a UTC text as the store has it.

    Raises: ValueError for another text.
    """
    found = datetime.fromisoformat(moment)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _bounds(day: date, finest: str) -> tuple[date, date]:
    if finest == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))
    if finest == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day, day
