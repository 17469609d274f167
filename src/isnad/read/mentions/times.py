"""Times: days, parts of days, months, years and spans, resolved against the report's own date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from isnad.arabic.words import Word
from isnad.knowledge.times import TimeWords
from isnad.read.mentions.calendar import day_before, resolve_weekday, week_of, write_span
from isnad.read.mentions.dates import find_date
from isnad.read.mentions.periods import find_duration, find_later, find_period, find_since_or_ago
from isnad.read.mentions.scan import Found, Scan

_MOST_PARTS = 6
_DAY_LENGTH = len("2024-12-06")
_AFTER_MIDNIGHT = 1
_JOINTS = frozenset("،,(-–/")
_SPAN_JOINTS = frozenset(("-", "–"))


@dataclass(frozen=True, slots=True)
class Time:
    """A time at words [first, last).

    `edtf` is a date, month, year or interval in EDTF, None when there is no ground for one. `grain` is
    day, part, month, year, span or hour. `kind` is point, span, since (a span that reaches up to the report),
    duration, set or anchored (counted from another event: `بعد يومين من`). `resolved_from` is `text` when the
    words alone give it, `published` when the report's date was needed, else empty.
    """

    first: int
    last: int
    edtf: str | None
    grain: str
    kind: str
    resolved_from: str


def find_times(words: Sequence[Word], published: date | None, know_times: TimeWords) -> tuple[Time, ...]:
    """Times of `words` in order; they do not overlap. Without `published` relative times have no EDTF.

    >>> from isnad.arabic.words import find_words
    >>> from isnad.knowledge.times import load_time_words
    >>> words = find_words("قصفت أمس الخميس")
    >>> find_times(words, date(2024, 12, 6), load_time_words())[0].edtf
    '2024-12-05'
    """
    scan = Scan(words, know_times, published)
    starters = know_times.starters
    found: list[Time] = []
    taken = 0
    for index, (_, _, form, kind) in enumerate(words):
        if index < taken or not (kind == "number" or form in starters):
            continue
        time = find_later(scan, index, _day_told(found, published)) or _time_at(scan, index)
        if time is None:
            continue
        taken = time.last
        if not _is_name(scan, index, time):
            found.append(Time(index, time.last, time.edtf, time.grain, time.kind, time.resolved_from))
    return tuple(found)


def _day_told(found: Sequence[Time], published: date | None) -> date | None:
    """The day that the text told last, else that of the report."""
    days = (time.edtf for time in reversed(found) if time.kind == "point" and time.grain in ("day", "part"))
    day = next((day for day in days if day), None)
    return date.fromisoformat(day) if day and len(day) == _DAY_LENGTH else published


def _time_at(scan: Scan, index: int) -> Found | None:
    for cls in ("set", "clock"):
        if scan.match(index, cls):
            return _set(scan, index) if cls == "set" else _clock(scan, index)
    found = find_since_or_ago(scan, index, _point)
    if found is None:
        found = _point(scan, index) or find_duration(scan, index)
        return _with_end(scan, index, found) if found else None
    return found


def _point(scan: Scan, index: int) -> Found | None:
    return _find_day(scan, index) or find_period(scan, index)


def _set(scan: Scan, index: int) -> Found:
    return Found(scan.skip(index, "set"), None, "day", "set", "")


def _clock(scan: Scan, index: int) -> Found | None:
    """A clock time (`الساعة 10:30 مساء`): it says no day by itself."""
    number = scan.match(index + 1, "clock_hour") or scan.count(index + 1)
    if number is None:
        return None
    at = scan.skip(number[1], "clock_rest")
    if scan.form(at) == ":" and scan.digits(at + 1, 0, 59) is not None:
        at += 2
    part = scan.match(at, "part")
    if part and _point(scan, at) is None:
        at = part[1]
    return Found(at, None, "hour", "point", "")


def _with_end(scan: Scan, index: int, low: Found) -> Found:
    """The span of two times: `A إلى B`, `بين A وB`, `A - B`."""
    at = low.last
    if low.edtf is None or low.kind != "point":
        return low
    until = scan.match(at, "until")
    between = scan.match(index - 1, "between") is not None
    if until:
        at = until[1]
    elif (between and scan.form(at) == "و") or scan.form(at) in _SPAN_JOINTS:
        at += 1
    elif not between:
        return low
    high = _point(scan, at)
    if high is None or high.edtf is None or high.kind != "point" or high.edtf < low.edtf:
        return low
    return Found(high.last, write_span(low.edtf, high.edtf), high.grain, "span", high.resolved_from)


@dataclass(slots=True)
class _Day:
    """What the words of one day have told so far."""

    last: int
    offset: int | None = None
    weekday: int | None = None
    weekday_qualifier: str = ""
    part: bool = False
    after_midnight: bool = False
    date: Found | None = None


def _find_day(scan: Scan, index: int) -> Found | None:
    """A day told by part, weekday, offset or date, in any company of them (`فجر اليوم الأربعاء`)."""
    day = _Day(index)
    for _ in range(_MOST_PARTS):
        if not _take(scan, day):
            break
    if day.offset is None and day.weekday is None and day.date is None:
        return None
    part = scan.match(day.last, "part")
    # A part in the accusative closes a day (`الخميس ليلا`); any other may open the next.
    if (part and scan.form(day.last).endswith("ا")) or scan.form(day.last) == "مساء":
        day.part = True
        day.last = part[1] if part else day.last + 1
    return _resolve_day(scan, day)


def _take(scan: Scan, day: _Day) -> bool:
    at = day.last
    if day.date is not None:
        return False
    if day.offset is None and _take_offset(scan, day):
        return True
    weekday = scan.match(at, "weekday")
    if weekday and (day.weekday is None or day.part):
        day.weekday, day.last = weekday
        day.weekday_qualifier, day.last = scan.qualifier(day.last)
        return True
    if day.offset is not None or day.weekday is not None:
        return _take_date(scan, day)
    return _take_opening(scan, day) or _take_date(scan, day)


def _take_offset(scan: Scan, day: _Day) -> bool:
    offset = scan.match(day.last, "day_offset")
    if offset is None or day.weekday is not None:
        return False
    if scan.match(offset[1], "anaphoric") or _is_ordinal_day(scan, offset[1]):
        return False
    day.offset, day.last = offset
    return True


def _is_ordinal_day(scan: Scan, index: int) -> bool:
    """`اليوم الأول`: an ordinal that no month follows."""
    return scan.match(index, "ordinal") is not None and find_date(scan, index) is None


def _take_opening(scan: Scan, day: _Day) -> bool:
    part = scan.match(day.last, "part")
    if part:
        day.part = True
        day.after_midnight = day.after_midnight or part[0] == _AFTER_MIDNIGHT
        day.last = part[1]
        return True
    word = scan.match(day.last, "day_word")
    if word:
        day.last = word[1]
        return True
    return False


def _take_date(scan: Scan, day: _Day) -> bool:
    at = day.last
    joined = scan.form(at) in _JOINTS and (day.weekday is not None or day.offset is not None)
    if joined and scan.form(at) in _SPAN_JOINTS and (weekday := scan.match(at + 1, "weekday")) and day.part:
        day.weekday, day.last = weekday
        return True
    found = find_date(scan, at + 1 if joined else at)
    if found is None:
        return False
    day.date, day.last = found, found.last
    if joined and scan.form(at) == "(" and scan.form(day.last) == ")":
        day.last += 1
    return True


def _resolve_day(scan: Scan, day: _Day) -> Found:
    grain = "part" if day.part else "day"
    if day.date is not None and (day.date.edtf or scan.published is None):
        return Found(day.last, day.date.edtf, grain, day.date.kind, day.date.resolved_from)
    if scan.published is None:
        return Found(day.last, None, grain, "point", "")
    if day.weekday is not None and day.offset is None:
        return _resolve_weekday(scan, scan.published, day, grain)
    found = day_before(scan.published, -(day.offset or 0))
    if day.weekday is not None and found.weekday() != day.weekday:
        # The weekday is right more often than the report's own date.
        found = resolve_weekday(scan.published, day.weekday, future=(day.offset or 0) > 0)
    return Found(day.last, found.isoformat(), grain, "point", "published")


def _resolve_weekday(scan: Scan, published: date, day: _Day, grain: str) -> Found:
    weekday, qualifier = day.weekday or 0, day.weekday_qualifier
    last = day.last
    if not qualifier and scan.form(last) == "من":
        week = scan.match(last + 1, "week")
        which, end = scan.qualifier(week[1]) if week and week[0] == 1 else ("", last)
        if which == "past":
            sunday, _ = week_of(published, -1)
            return Found(end, day_before(sunday, -((weekday + 1) % 7)).isoformat(), grain, "point", "published")
    found = resolve_weekday(published, weekday, past=qualifier == "past", future=qualifier == "future")
    return Found(last, found.isoformat(), grain, "point", "published")


def _is_name(scan: Scan, index: int, time: Found) -> bool:
    """Whether the time is part of a name (`ثورة 17 تشرين`, `صلاة الجمعة`): after a head, without a year."""
    before = scan.form(index - 1)
    if before in scan.know.weekday_heads and scan.match(index, "weekday"):
        return True
    if before not in scan.know.name_heads or time.resolved_from == "text":
        return False
    return find_date(scan, index) is not None or scan.words[index].kind == "number"
