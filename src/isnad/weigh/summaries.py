"""What an incident is listed by: what most of its accounts say, without choosing between origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from isnad.weigh.accounts import Account

T = TypeVar("T", str, date)


@dataclass(frozen=True, slots=True)
class Summary:
    """Type, days and area that most accounts give, and how many claims, articles and outlets tell of it."""

    type: str
    first_day: date | None
    last_day: date | None
    country: str | None
    admin1: str | None
    claims: int
    articles: int
    outlets: int


def summarise(accounts: Sequence[Account]) -> Summary:
    """The summary of an incident's accounts; where as many say one thing as another, the lesser in order is named.

    An outlet without a name is counted by its article: it may be one of its own.
    """
    last = _commonest(day for one in accounts if (day := one.last_day or one.first_day))
    areas = [(spot.country, spot.admin1 or "") for one in accounts for spot in one.spots[:1] if spot.country]
    country = _commonest(area[0] for area in areas)
    return Summary(
        type=_commonest(one.type for one in accounts) or "",
        first_day=min((one.first_day for one in accounts if one.first_day and one.last_day == last), default=last),
        last_day=last,
        country=country,
        admin1=_commonest(area[1] for area in areas if area[0] == country and area[1]),
        claims=len(accounts),
        articles=len({one.article_id for one in accounts}),
        outlets=len({one.outlet or one.article_id for one in accounts}),
    )


def _commonest(values: Iterable[T]) -> T | None:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value), default=None)
