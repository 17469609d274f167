"""Date lines: lines that say when the page was published, and little else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from isnad.arabic.words import find_words
from isnad.gather.parse.furniture import Furniture, has_phrase
from isnad.gather.parse.lines import Line
from isnad.gather.parse.page_dates import PageDate, choose_page_date, without_dates

_LONGEST = 24
_LABELS = ("published_label", "updated_label")
# Two digits do not say a year, but with its clock time such a line is still a date line.
_SHORT_YEAR = re.compile(r"\d{1,2}/\d{1,2}/\d{2}(?!\d)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
# What a date line may hold beside its date: a place or an outlet, longer where a dispatch names place and agency.
_MOST_OTHER, _MOST_OTHER_DISPATCH = 2, 4


def is_date_line(line: Line, know: Furniture) -> bool:
    """Whether the line is a date or a clock time with labels, a place or an agency beside it, and no sentence.

    >>> from isnad.gather.parse.furniture import load_furniture
    >>> from isnad.gather.parse.lines import find_lines
    >>> lines = find_lines("نشر في 6/12/2024 14:30\\nقتل 3 مدنيين في 6/12/2024")
    >>> [is_date_line(line, load_furniture()) for line in lines]
    [True, False]
    """
    if line.size > _LONGEST or line.closed or not line.numbers:
        return False
    dated = choose_page_date(line.text) is not None
    clock = _CLOCK.search(line.text) is not None
    if not dated and not clock:
        return False
    other = _others(line, know)
    if not dated:
        return other <= (1 if _SHORT_YEAR.search(line.text) else 0)
    dispatch = clock or has_phrase(line.words, know.words["credit"] | know.words["published_label"])
    return other <= (_MOST_OTHER_DISPATCH if dispatch else _MOST_OTHER)


def _others(line: Line, know: Furniture) -> int:
    """Words and numbers of the line that are no part of a date, a clock time or a label."""
    words = find_words(_SHORT_YEAR.sub(" ", without_dates(line.text)))
    known = know.words["date_word"] | know.words["weekday"]
    forms = [word.form for word in words if word.kind != "mark" and (word.form,) not in known]
    labels = {form for cls in _LABELS for key in know.words[cls] for form in key}
    return sum(form not in labels for form in forms)


def find_published(lines: Iterable[Line], know: Furniture) -> PageDate | None:
    """The day of publication that the date lines give; the day of an update only where there is no other.

    Empty: None where no line gives a full date.
    """
    updated = None
    for line in lines:
        for update, part in _parts(line, know):
            found = choose_page_date(part)
            if found and not update:
                return found
            updated = updated or found
    return updated


def _parts(line: Line, know: Furniture) -> Iterator[tuple[bool, str]]:
    """The line cut at its labels of publication and update; True for what stands after one of update."""
    words = [word for word in find_words(line.text) if word.kind == "word"]
    forms = tuple(word.form for word in words)
    start, update = 0, False
    for index, word in enumerate(words):
        label = next((cls for cls in _LABELS if _opens(forms[index:], know.words[cls])), None)
        if label and (label == "updated_label") != update:
            yield update, line.text[start : word.start]
            start, update = word.start, not update
    yield update, line.text[start:]


def _opens(forms: tuple[str, ...], labels: frozenset[tuple[str, ...]]) -> bool:
    return any(forms[: len(label)] == label for label in labels)
