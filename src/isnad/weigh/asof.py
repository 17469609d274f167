"""As known at: which accounts count for a moment of knowledge and a window of happening. The two axes are apart.

What was received later than the moment is as if it did not exist: an answer as of a moment is the answer that the
accounts received by then give, and later ones never change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from isnad.weigh.accounts import Account

_DAY_LETTERS = len("2024-12-05")


@dataclass(frozen=True, slots=True)
class View:
    """What is asked: known by a moment (UTC text as `parse_moment` gives it), happened from a day to a day, both taken in.

    None leaves an end open.
    """

    known: str | None = None
    first: date | None = None
    last: date | None = None


EVERYTHING = View()


@dataclass(frozen=True, slots=True)
class Seen:
    """Accounts that a view lets through: those whose time lies in the window, in whole or in part, and those that say no
    time but were told when it may have been. Order: as given.
    """

    inside: tuple[Account, ...]
    undated: tuple[Account, ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All that count."""
        return self.inside + self.undated


def parse_moment(words: str) -> str:
    """A moment in the form of `received`; a day stands for its end, a time without a zone is UTC.

    Raises: ValueError.

    >>> parse_moment("2024-12-05T18:00+03:00")
    '2024-12-05T15:00:00.000000Z'
    >>> parse_moment("2024-12-05")
    '2024-12-05T23:59:59.999999Z'
    """
    moment = datetime.fromisoformat(words)
    if len(words) == _DAY_LETTERS:
        moment += timedelta(days=1, microseconds=-1)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def find_known(accounts: Iterable[Account], known: str | None) -> tuple[Account, ...]:
    """The accounts that were received by the moment. Order: as given."""
    return tuple(one for one in accounts if known is None or one.received <= known)


def find_seen(accounts: Iterable[Account], view: View) -> Seen:
    """The accounts that the view lets through."""
    known = find_known(accounts, view.known)
    within = [one for one in known if _is_within(find_bounds(one), view)]
    is_dated = [one.first_day is not None or one.last_day is not None for one in within]
    return Seen(
        tuple(one for one, dated in zip(within, is_dated, strict=True) if dated),
        tuple(one for one, dated in zip(within, is_dated, strict=True) if not dated),
    )


def find_bounds(account: Account) -> tuple[date | None, date | None]:
    """First and last day on which it can have happened: what is told has happened by the day of the report.

    A time that begins on a known day but has no end, and one that is still to come, keep what they say.
    """
    first, last = account.first_day, account.last_day
    told = account.published or date.fromisoformat(account.received[:_DAY_LETTERS])
    if last is None:
        last = told if first is None or first <= told else None
    return first, last


def _is_within(bounds: tuple[date | None, date | None], view: View) -> bool:
    first, last = bounds
    begins = view.last is None or first is None or first <= view.last
    ends = view.first is None or last is None or last >= view.first
    return begins and ends
