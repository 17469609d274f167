"""What may be shown to whom on pages of one record: words only to eyes that see all, else numbers made coarse."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from isnad.errors import IsnadError
from isnad.keep.incidents import IncidentRow
from isnad.show.care.eyes import Eyes

# What is still going on is not shown to all before this has passed.
_DELAY = timedelta(hours=72)


def may_read_words(eyes: Eyes) -> bool:
    """Whether these eyes may read titles, words and texts of reports."""
    return eyes.sees_all


def find_public_row(row: IncidentRow, first_known: str, eyes: Eyes) -> IncidentRow | None:
    """The row for eyes that do not see all: days as months, no claims; None while it was only just known."""
    if datetime.fromisoformat(eyes.now) - datetime.fromisoformat(first_known) < _DELAY:
        return None
    return replace(row, first_day=_month(row.first_day), last_day=_month(row.last_day))


def _month(day: str | None) -> str | None:
    return day and day[:7]


class ForbiddenError(IsnadError):
    """These eyes may not see what was asked for."""
