"""Dates as pages write them: full dates only, never guessed, Gregorian or Hijri."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from functools import lru_cache

from isnad.arabic.fold import fold, fold_word
from isnad.arabic.hijri import find_hijri_day
from isnad.knowledge.lexicons import load_lexicon

_FIRST_HIJRI, _LAST_HIJRI = 1300, 1500
_MONTHS = 12
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d|[-/.]\d)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A day as the page writes it. `hijri` is the Hijri date it was converted from, None for a Gregorian one.

    Offsets: `start` and `end` are code points of the folded line.
    """

    day: date
    hijri: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Months:
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    gregorian: dict[str, int]
    hijri: dict[str, int]


@lru_cache(maxsize=1)
def _months() -> _Months:
    rows = load_lexicon("months")
    numbers = {cls: {fold_word(r.form): int(r.note) for r in rows if r.cls == cls} for cls in ("gregorian", "hijri")}
    names = _either([fold_word(row.form) for row in rows])
    joints = _either([fold_word(row.form) for row in load_lexicon("page_furniture") if row.cls == "date_joint"])
    month = rf"(?<![^\W\d_])(?P<month>{names})(?![^\W\d_])(?:\s*[-/–(،,]\s*(?P<twin>{names})(?![^\W\d_])\s*\)?)?"
    day, year = r"(?<!\d)(?P<day>\d{1,2})(?!\d)", r"(?<!\d)(?P<year>\d{4})(?!\d)"
    gap = rf"(?:\s|[-/،,.]|(?:{joints})(?![^\W\d_])){{0,8}}"
    return _Months(
        re.compile(day + gap + month + gap + year), re.compile(month + r"\s*" + day + r"\s*[،,]?\s*" + year),
        numbers["gregorian"], numbers["hijri"],
    )  # fmt: skip


def _either(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(set(forms), key=len, reverse=True))


def find_page_dates(text: str) -> tuple[PageDate, ...]:
    """Full dates (day, month and year) that `text` writes in digits or by month name, in order.

    Order: in the text; of two that overlap the first is kept.
    Empty: no date where day, month or year is missing, or where the calendar has no such day.

    >>> [found.day.isoformat() for found in find_page_dates("الجمعة ٠٦ ديسمبر/كانون الأول ٢٠٢٤، ثم 7/12/2024")]
    ['2024-12-06', '2024-12-07']
    """
    folded = fold(text).text
    found = sorted((*_named(folded), *_numeric(folded)), key=lambda f: (f.start, -f.end))
    kept: list[PageDate] = []
    for page_date in found:
        if not kept or page_date.start >= kept[-1].end:
            kept.append(page_date)
    return tuple(kept)


def _named(folded: str) -> Iterator[PageDate]:
    months = _months()
    for pattern in (months.day_first, months.month_first):
        for match in pattern.finditer(folded):
            name, twin = match["month"], match["twin"]
            table = months.gregorian if name in months.gregorian else months.hijri
            if twin and table.get(twin) != table[name]:
                continue
            found = _page_date(int(match["year"]), table[name], int(match["day"]), match.span(), table is months.hijri)
            if found:
                yield found


def _numeric(folded: str) -> Iterator[PageDate]:
    """`6/12/2024` (the Arab press writes the day first), `2024-12-06`: the four-digit part is the year."""
    for match in _NUMERIC.finditer(folded):
        first, middle, last = match[1], int(match[3]), match[4]
        if (len(first) == 4) == (len(last) == 4) or max(len(first), len(last)) != 4:
            continue
        year, outer = (int(first), int(last)) if len(first) == 4 else (int(last), int(first))
        month, day = (middle, outer) if middle <= _MONTHS else (outer, middle)
        found = _page_date(year, month, day, match.span(), _FIRST_HIJRI <= year < _LAST_HIJRI)
        if found:
            yield found


def _page_date(year: int, month: int, day: int, span: tuple[int, int], hijri: bool) -> PageDate | None:
    if hijri:
        converted = find_hijri_day(year, month, day)
        return PageDate(converted, f"{year:04d}-{month:02d}-{day:02d}", *span) if converted else None
    if year < _LAST_HIJRI:
        return None
    try:
        return PageDate(date(year, month, day), None, *span)
    except ValueError:
        return None


def choose_page_date(text: str) -> PageDate | None:
    """The first Gregorian date of `text`, else the first Hijri one: a page that gives both has converted it itself.

    >>> choose_page_date("25 شوال 1436 هـ الموافق 10 أغسطس 2015 م").day
    datetime.date(2015, 8, 10)
    """
    found = find_page_dates(text)
    return next((f for f in found if f.hijri is None), found[0] if found else None)


def find_field_date(field: str) -> PageDate | None:
    """The day that a field of a record or of a page's metadata gives: ISO 8601, RFC 2822, or as pages write dates.

    The day is taken as written, in the time zone it was written in.

    >>> find_field_date("2024-12-06T23:30:00+03:00").day, find_field_date("Fri, 06 Dec 2024 10:00:00 GMT").day
    (datetime.date(2024, 12, 6), datetime.date(2024, 12, 6))
    """
    bare = field.strip()[:100]
    found = choose_page_date(re.sub(r"(?<=\d)T(?=\d)", " ", bare))
    if found:
        return found
    if re.fullmatch(r"\d{8}", bare):
        return choose_page_date(f"{bare[:4]}-{bare[4:6]}-{bare[6:]}")
    try:
        return PageDate(parsedate_to_datetime(bare).date(), None, 0, len(bare))
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def without_dates(text: str) -> str:
    """The folded text with its dates and clock times left out.

    >>> without_dates("نشر في 6/12/2024 14:30").split()
    ['نشر', 'في']
    """
    folded = fold(text).text
    for found in reversed(find_page_dates(text)):
        folded = folded[: found.start] + " " + folded[found.end :]
    return _CLOCK.sub(" ", folded)
