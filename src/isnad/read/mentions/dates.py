"""Calendar dates: a day of a month in digits or words, with or without a year, Gregorian or Hijri."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from isnad.arabic.hijri import find_hijri_day
from isnad.read.mentions.calendar import (
    find_day,
    find_hijri_year,
    resolve_year,
    shift_month,
    write_month,
    write_span,
)
from isnad.read.mentions.scan import Found, Scan, is_hijri_year

_LAST_DAY = 31
_LAST_MONTH = 12
_SEPARATORS = frozenset("/-–.")
_NAME_JOINTS = frozenset("/-–(،,")
_DAY_JOINTS = frozenset(("و", "-", "–", "الي", "حتي", "او"))


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month by name, perhaps by two names (`نيسان/أبريل`)."""

    number: int
    hijri: bool
    last: int


@dataclass(frozen=True, slots=True)
class YearOf:
    """What stands after a day and month: a year, or how it lies to the report (`past`, `current`, `future`)."""

    year: int | None
    qualifier: str
    last: int
    from_report: bool = False


def find_month_name(scan: Scan, index: int) -> MonthName | None:
    """The month named at `index`, with the second name that Arab papers add after a slash or in brackets."""
    found = scan.match(index, "gregorian")
    if found is None:
        hijri = scan.match(index, "hijri")
        return MonthName(hijri[0], True, hijri[1]) if hijri else None
    number, last = found
    after = last + 1 if scan.form(last) in _NAME_JOINTS else last
    second = scan.match(after, "gregorian")
    if second and second[0] == number:
        last = second[1]
        if scan.form(last) == ")":
            last += 1
    return MonthName(number, False, last)


def find_year_of(scan: Scan, index: int, *, hijri: bool) -> YearOf:
    """The year at `index`: digits, `عام 2012`, `من العام الماضي`, or a qualifier; nothing leaves `last` at `index`."""
    at = index + 1 if scan.form(index) in ("،", ",", "/", "-") and scan.year_number(index + 1) else index
    if scan.form(at) == "من" and scan.match(at + 1, "year"):
        at += 1
    unit = scan.match(at, "year")
    number = scan.year_number(unit[1] if unit else at)
    if number is not None:
        last = (unit[1] if unit else at) + 1
        era = scan.match(last, "hijri_era") or scan.match(last, "gregorian_era")
        return YearOf(number, "", era[1] if era else last)
    if unit and unit[0] == 1:
        qualifier, last = scan.qualifier(unit[1])
        if qualifier and scan.published:
            by = {"past": -1, "current": 0, "future": 1}[qualifier]
            year = None if hijri else scan.published.year + by
            return YearOf(year, "", last, from_report=True)
        return YearOf(None, "", index)
    qualifier, last = scan.qualifier(index)
    return YearOf(None, qualifier, last)


def find_date(scan: Scan, index: int) -> Found | None:
    """The calendar date that begins at `index`: its day is given in digits or words."""
    return _numeric(scan, index) or _named(scan, index)


def _numeric(scan: Scan, index: int) -> Found | None:
    """`24/11/2014`, `2024-12-05`, `1436/10/5هـ`: the four-digit part is the year, a day over 12 decides the rest."""
    if scan.form(index).count(".") == 2:
        return _dotted(scan, index)
    joint = scan.form(index + 1)
    if joint not in _SEPARATORS or scan.form(index + 3) != joint:
        return None
    first, last = scan.year_number(index), scan.year_number(index + 4)
    middle = scan.digits(index + 2, 1, _LAST_DAY)
    outer = scan.digits(index + 4 if first else index, 1, _LAST_DAY)
    year = first or last
    if year is None or middle is None or outer is None:
        return None
    return _of_numbers(scan, year, middle, outer, index + 5)


def _dotted(scan: Scan, index: int) -> Found | None:
    parts = scan.form(index).split(".")
    if not all(part.isdigit() for part in parts) or len(parts[2]) != 4:
        return None
    return _of_numbers(scan, int(parts[2]), int(parts[1]), int(parts[0]), index + 1)


def _of_numbers(scan: Scan, year: int, middle: int, outer: int, last: int) -> Found | None:
    month, day = (middle, outer) if middle <= _LAST_MONTH else (outer, middle)
    era = scan.match(last, "hijri_era") or scan.match(last, "gregorian_era")
    last = era[1] if era else last
    found = find_hijri_day(year, month, day) if is_hijri_year(year) else find_day(year, month, day)
    return Found(last, found.isoformat(), "day", "point", "text") if found else None


def _named(scan: Scan, index: int) -> Found | None:
    """A day, perhaps two (`بين 3 و5 مايو`), before a month's name or `من الشهر الماضي`."""
    day = find_day_number(scan, index)
    if day is None:
        return None
    low, at = day
    high = None
    if scan.form(at) in _DAY_JOINTS or scan.match(at, "until"):
        second = find_day_number(scan, at + 1)
        if second and second[0] > low:
            high, at = second
    found = _before_month(scan, at, low, high)
    return found or _before_month_word(scan, at, low, high)


def find_day_number(scan: Scan, index: int) -> tuple[int, int] | None:
    """A day of the month in digits or as an ordinal, and its end."""
    if scan.form(index) == "ال":
        index += 1
    value = scan.digits(index, 1, _LAST_DAY)
    if value is not None:
        return value, index + 1
    return scan.match(index, "ordinal")


def _before_month(scan: Scan, index: int, low: int, high: int | None) -> Found | None:
    at = index + 1 if scan.form(index) in ("من", "/", "-") else index
    unit = scan.match(at, "month")
    name = find_month_name(scan, unit[1] if unit else at)
    if name is None:
        return None
    year = find_year_of(scan, name.last, hijri=name.hijri)
    # Two numbers before a name that is no date: the second day must fit the calendar, or nothing is said.
    found = _resolve_hijri(scan, name, year, low) if name.hijri else _resolve(scan, name.number, year, low, high)
    return _with_equal(scan, found) if found else None


def _with_equal(scan: Scan, found: Found) -> Found:
    """The date with its twin in the other calendar (`الموافق 25 يوليو 2015`), which decides when it is Gregorian."""
    at = found.last + 1 if scan.form(found.last) in ("،", ",", "-", "(", "/") else found.last
    equals = scan.match(at, "equals")
    if equals is None:
        return found
    twin = _named(scan, equals[1]) or _numeric(scan, equals[1])
    if twin is None:
        return found
    last = twin.last + 1 if scan.form(at - 1) == "(" and scan.form(twin.last) == ")" else twin.last
    return Found(last, twin.edtf or found.edtf, "day", twin.kind, twin.resolved_from)


def _resolve(scan: Scan, month: int, year: YearOf, low: int, high: int | None) -> Found | None:
    number, source = year.year, "published" if year.from_report else "text"
    if number is None:
        if scan.published is None:
            return Found(year.last, None, "day", "point", "")
        number, source = _year_by_report(scan.published, month, low, year.qualifier), "published"
    first, last = find_day(number, month, low), find_day(number, month, high or low)
    if first is None or last is None:
        return None
    kind = "point" if first == last else "span"
    return Found(year.last, write_span(first.isoformat(), last.isoformat()), "day", kind, source)


def _year_by_report(published: date, month: int, day: int, qualifier: str) -> int:
    if qualifier == "current" and month == published.month:
        return published.year
    return resolve_year(published, month, day, past=qualifier == "past", future=qualifier == "future")


def _resolve_hijri(scan: Scan, name: MonthName, year: YearOf, day: int) -> Found | None:
    number, source = year.year, "text"
    if number is None:
        if scan.published is None:
            return Found(year.last, None, "day", "point", "")
        number, source = find_hijri_year(scan.published, name.number, day), "published"
    found = find_hijri_day(number, name.number, day)
    return Found(year.last, found.isoformat(), "day", "point", source) if found else None


def _before_month_word(scan: Scan, index: int, low: int, high: int | None) -> Found | None:
    """`27 من الشهر الماضي`, `السابع من هذا الشهر`."""
    if scan.form(index) != "من":
        return None
    this = scan.match(index + 1, "this")
    unit = scan.match(this[1] if this else index + 1, "month")
    if unit is None or unit[0] != 1:
        return None
    qualifier, last = ("current", unit[1]) if this else scan.qualifier(unit[1])
    if not qualifier:
        return None
    if scan.published is None:
        return Found(last, None, "day", "point", "")
    by = {"past": -1, "current": 0, "future": 1}[qualifier]
    year, month = shift_month(scan.published.year, scan.published.month, by)
    return _resolve(scan, month, YearOf(year, "", last, from_report=True), low, high)


def find_month_period(scan: Scan, index: int) -> Found | None:
    """A month without a day (`شهر نيسان/أبريل الماضي`), given a year, a qualifier or the word month."""
    unit = scan.match(index, "month")
    name = find_month_name(scan, unit[1] if unit else index)
    if name is None:
        return None
    year = find_year_of(scan, name.last, hijri=name.hijri)
    if not (unit or year.last > name.last):
        return None
    return resolve_month(scan, name, year)


def resolve_month(scan: Scan, name: MonthName, year: YearOf) -> Found | None:
    """The month in EDTF; a Hijri month becomes the span of its days."""
    number, source = year.year, "published" if year.from_report else "text"
    if number is None:
        if scan.published is None:
            return Found(year.last, None, "month", "point", "")
        source = "published"
        if name.hijri:
            number = find_hijri_year(scan.published, name.number, 1)
        elif year.qualifier == "current":
            number = scan.published.year
        else:
            past, future = year.qualifier == "past", year.qualifier == "future"
            number = resolve_year(scan.published, name.number, None, past=past, future=future)
    if not name.hijri:
        return Found(year.last, write_month(number, name.number), "month", "point", source)
    first = find_hijri_day(number, name.number, 1)
    last = find_hijri_day(number, name.number, 30) or find_hijri_day(number, name.number, 29)
    if first is None or last is None:
        return None
    return Found(year.last, write_span(first.isoformat(), last.isoformat()), "day", "span", source)
