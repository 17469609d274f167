"""The report's own date, from its date line."""

from __future__ import annotations

from datetime import date

from isnad.arabic.words import find_words
from isnad.knowledge.times import TimeWords
from isnad.read.mentions.times import find_times


def find_report_date(text: str, know_times: TimeWords) -> date | None:
    """The first full date (day, month and year) that `text` gives, Gregorian or Hijri.

    Empty: None where the text names no full date; relative days never give one.

    >>> from isnad.knowledge.times import load_time_words
    >>> find_report_date("الخميس 5 كانون الأول 2024", load_time_words())
    datetime.date(2024, 12, 5)
    """
    for time in find_times(find_words(text), None, know_times):
        if time.edtf is not None and time.kind == "point" and time.grain in ("day", "part"):
            return date.fromisoformat(time.edtf)
    return None
