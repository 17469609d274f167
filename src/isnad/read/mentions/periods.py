"""Periods: months, years and weeks by name or by their place to the report, spans and durations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from isnad.arabic.hijri import find_hijri_day
from isnad.read.mentions.calendar import day_before, shift_month, week_of, write_month, write_span
from isnad.read.mentions.dates import YearOf, find_month_name, find_month_period, find_year_of, resolve_month
from isnad.read.mentions.scan import Found, Scan, is_hijri_year

_UNITS = ("hour", "minute", "day", "week", "month", "year", "decade")
_DAYS_PER_WEEK = 7
_HOURS_PER_DAY = 24
_YEARS_PER_DECADE = 10
_LONGEST_SPAN = 1000
_BY = {"past": -1, "current": 0, "future": 1}
_TWO = 2
_ANCHORS = frozenset(("من", "علي"))
_COUNTED_ON = frozenset(("day", "week"))
_START = 1
_FARTHEST_YEAR = 20
_FIRST_BARE_YEAR = 1900
_MARKS_OF_YEAR = ("since", "ago", "later", "during", "until", "edge", "between")


def find_period(scan: Scan, index: int) -> Found | None:
    """A period at `index`: a month, a year, a week, or the last so many units; an edge word before it is taken in."""
    at = scan.skip(index, "edge")
    found = _edge_of_named_month(scan, at) if at > index else None
    if found is None:
        found = _named(scan, at, edge=at > index)
    return found or _counted_past(scan, index)


def _named(scan: Scan, index: int, *, edge: bool) -> Found | None:
    found = find_month_period(scan, index) or _company_month(scan, index)
    if found is not None:
        return found
    return _year(scan, index, edge=edge) or _unit_with_qualifier(scan, index)


def _edge_of_named_month(scan: Scan, index: int) -> Found | None:
    at = scan.skip(index, "month")
    name = find_month_name(scan, at)
    return resolve_month(scan, name, find_year_of(scan, name.last, hijri=name.hijri)) if name else None


def _company_month(scan: Scan, index: int) -> Found | None:
    """A month that stands alone, after a word that only a time can follow (`منذ يناير`, `في مايو`)."""
    name = find_month_name(scan, index)
    if name is None:
        return None
    told = name.last > index + 2 or any(scan.match(index - 1, cls) for cls in (*_MARKS_OF_YEAR, "from"))
    return resolve_month(scan, name, YearOf(None, "", name.last)) if told else None


def _year(scan: Scan, index: int, *, edge: bool) -> Found | None:
    """`عام 2012`, `العام 1433هـ`, `عامي 2011 و2013`, or a bare year after a word of time."""
    unit = scan.match(index, "year")
    at = unit[1] if unit else index
    number = scan.year_number(at)
    if number is None:
        return None
    if not unit and not _bare_year_stands(scan, at, edge=edge):
        return None
    era = scan.match(at + 1, "hijri_era") or scan.match(at + 1, "gregorian_era")
    last = era[1] if era else at + 1
    if is_hijri_year(number):
        return _hijri_year(number, last) if unit or era else None
    high = scan.year_number(last + 1) if scan.form(last) in ("و", "-", "–", "/") else None
    if unit and high is not None and high > number:
        return Found(last + 2, write_span(str(number), str(high)), "year", "span", "text")
    return Found(last, str(number), "year", "point", "text")


def _hijri_year(number: int, last: int) -> Found | None:
    first, end = find_hijri_day(number, 1, 1), find_hijri_day(number, 12, 29)
    if first is None or end is None:
        return None
    return Found(last, write_span(first.isoformat()[:7], end.isoformat()[:7]), "month", "span", "text")


def _bare_year_stands(scan: Scan, index: int, *, edge: bool) -> bool:
    """A four-digit number alone is a year only after a word of time and before nothing that it counts."""
    number = scan.year_number(index) or 0
    listed = scan.form(index - 1) in ("و", "،") and scan.year_number(index - 2) is not None
    if not (edge or listed or any(scan.match(index - 1, cls) for cls in _MARKS_OF_YEAR)) or number < _FIRST_BARE_YEAR:
        return False
    if scan.published is not None and number > scan.published.year + _FARTHEST_YEAR:
        return False
    return not any(scan.match(index + 1, cls) for cls in _UNITS)


def _unit_with_qualifier(scan: Scan, index: int) -> Found | None:
    """`الشهر الماضي`, `هذا العام`, `الأسبوع المقبل`."""
    this = scan.match(index, "this")
    at = this[1] if this else index
    for grain in ("week", "month", "year"):
        unit = scan.match(at, grain)
        if unit is None or unit[0] != 1:
            continue
        qualifier, last = ("current", unit[1]) if this else scan.qualifier(unit[1])
        if qualifier:
            return _resolve_unit(scan.published, grain, _BY[qualifier], last)
    return None


def _resolve_unit(published: date | None, grain: str, by: int, last: int) -> Found:
    if published is None:
        return Found(last, None, "span" if grain == "week" else grain, "point", "")
    if grain == "year":
        return Found(last, str(published.year + by), "year", "point", "published")
    if grain == "month":
        month = write_month(*shift_month(published.year, published.month, by))
        return Found(last, month, "month", "point", "published")
    sunday, saturday = week_of(published, by)
    high = published if by == 0 else saturday
    return Found(last, write_span(sunday.isoformat(), high.isoformat()), "span", "span", "published")


def _counted_past(scan: Scan, index: int) -> Found | None:
    """`الأيام الثلاثة الماضية`, `24 ساعة الماضية`, `اليومين الماضيين`: the span up to the report."""
    counted = _count_and_unit(scan, index)
    if counted is None:
        return None
    count, unit, last = counted
    last = scan.skip(last, "few")
    past = scan.match(last, "past")
    if past is None:
        return None
    if count is None or scan.published is None:
        return Found(past[1], None, "span", "duration", "")
    low = _back(scan.published, unit, count)
    # The last two days are the two before the report; longer spans reach up to it.
    high = day_before(scan.published, 1) if unit == "day" and count == _TWO else scan.published
    return Found(past[1], _span_to(low, unit, high), "span", "span", "published")


def _count_and_unit(scan: Scan, index: int) -> tuple[int | None, str, int] | None:
    """Count, unit and end of `3 أيام`, `الأيام الثلاثة`, `يومين`, `أيام` (of which the count is None)."""
    at = scan.skip(index, "hedge")
    for unit in _UNITS:
        found = scan.match(at, unit)
        if found is None:
            continue
        value, last = found
        if value:
            return value, unit, last
        after = scan.count(last)
        return (after[0], unit, after[1]) if after else (None, unit, last)
    number = scan.count(index)
    if number is None or number[0] > _LONGEST_SPAN:
        return None
    for unit in _UNITS:
        found = scan.match(number[1], unit)
        if found and found[0] != _TWO:  # a dual counts itself and takes no number
            return number[0], unit, found[1]
    return None


def _back(published: date, unit: str, count: int) -> date:
    """The day that lies `count` units before; months and years keep the day's month."""
    if unit in ("month", "year", "decade"):
        months = count * {"month": 1, "year": 12, "decade": 12 * _YEARS_PER_DECADE}[unit]
        if months >= published.year * 12:
            return published
        return date(*shift_month(published.year, published.month, -months), 1)
    days = {"minute": 0, "hour": -(-count // _HOURS_PER_DAY), "day": count, "week": count * _DAYS_PER_WEEK}[unit]
    return day_before(published, days)


def _span_to(low: date, unit: str, high: date) -> str:
    return write_span(_write(low, unit), _write(high, unit))


def _write(day: date, unit: str) -> str:
    """A day in the grain that the unit allows: months for months, years for years."""
    text = day.isoformat()
    return text[:4] if unit in ("year", "decade") else text[:7] if unit == "month" else text


def find_duration(scan: Scan, index: int) -> Found | None:
    """A length of time with no place in the calendar (`ثلاثة أيام`, `ساعتين`): it has no EDTF."""
    counted = _count_and_unit(scan, index)
    if counted is None or counted[0] is None:
        return None
    if counted[0] == 1 and scan.match(index, counted[1]):
        return None  # a unit by itself is a word like any other
    return Found(counted[2], None, "span", "duration", "")


def find_since_or_ago(scan: Scan, index: int, find_point: Callable[[Scan, int], Found | None]) -> Found | None:
    """`منذ X` as the span from X to the report, `قبل يومين` as the day; `find_point` finds the X that is a date."""
    since = scan.match(index, "since")
    if since:
        return _since(scan, since[1], find_point)
    ago = scan.match(index, "ago")
    return _ago(scan, ago[1]) if ago else None


def find_later(scan: Scan, index: int, told: date | None) -> Found | None:
    """`بعد يومين من X`: the day of X, counted back from the day that was `told` last."""
    later = scan.match(index, "later")
    counted = _count_and_unit(scan, later[1]) if later else None
    if counted is None or told is None:
        return None
    count, unit, last = counted
    if count is None or unit not in _COUNTED_ON or scan.form(last) not in _ANCHORS:
        return None
    return Found(last, _back(told, unit, count).isoformat(), "day", "anchored", "published")


def _since(scan: Scan, index: int, find_point: Callable[[Scan, int], Found | None]) -> Found | None:
    at = index + 1 if scan.form(index) == "يوم" else index
    found = find_point(scan, index) or find_point(scan, at)
    if found is None:
        return _since_counted(scan, index)
    if found.edtf is None or scan.published is None:
        return Found(found.last, found.edtf, found.grain, "span" if found.edtf else "point", found.resolved_from)
    low = found.edtf.split("/")[0]
    edge = scan.match(index, "edge")
    if edge and edge[0] == _START and found.grain in ("month", "year"):
        low += "-01"
    until = scan.match(found.last, "until")
    high = find_point(scan, until[1]) if until else None
    if high is not None and high.edtf is not None and high.edtf.split("/")[-1] >= low:
        return Found(high.last, write_span(low, high.edtf.split("/")[-1]), "span", "span", "published")
    end = scan.published.isoformat()[: len(low)]
    return Found(found.last, write_span(low, end) if low <= end else low, "span", "since", "published")


def _since_counted(scan: Scan, index: int) -> Found | None:
    counted = _count_and_unit(scan, index)
    if counted is None:
        return None
    count, unit, last = counted
    last = scan.skip(last, "past") if count else last
    if count is None or scan.published is None:
        return Found(last, None, "span", "duration", "")
    return Found(last, _span_to(_back(scan.published, unit, count), unit, scan.published), "span", "since", "published")


def _ago(scan: Scan, index: int) -> Found | None:
    """`قبل ثلاثة أيام`: the day then; not when it is counted from another event (`قبل يومين من`)."""
    counted = _count_and_unit(scan, index)
    if counted is None:
        return None
    count, unit, last = counted
    anchored = scan.form(last) in _ANCHORS
    if count is None or scan.published is None or anchored:
        return Found(last, None, "span", "duration", "")
    grain = unit if unit in ("month", "year") else "day"
    return Found(last, _write(_back(scan.published, unit, count), unit), grain, "point", "published")
