"""Said: what each origin says of a value, over time. What an origin says later replaces what it said before.

An origin that corrects itself does not contradict itself: the earlier saying is history. Which of two sayings came
first is known by when each was first heard from the origin, so that a late relay of an old figure corrects nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from isnad.weigh.accounts import Account
from isnad.weigh.agreement import Relation, compare
from isnad.weigh.ground import Ground
from isnad.weigh.spoken import Compare
from isnad.weigh.values import Content, find_contents

# Names the origin of an account: who is held to have said it first.
OriginOf = Callable[[Account], str]
# An account that is received by the day after its report was gathered as it came: then the moment tells the order of a day.
_FRESH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """When a thing was said, as bounds of a moment; `published` is the day of the report."""

    earliest: str
    latest: str
    published: date | None

    def is_before(self, other: Told) -> bool:
        """Whether it was surely said before the other."""
        return self.latest < other.earliest


@dataclass(frozen=True, slots=True)
class Saying:
    """One content that an origin says: when first and last, and the claims that say so (at least one, by id).

    `replaced_by` is what the origin said later or more exactly; None while the saying holds.
    """

    origin: str
    content: Content
    first: Told
    last: Told
    claims: tuple[str, ...]
    replaced_by: Content | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """What one origin says of a value: `current` sayings (at least one) and `earlier` ones that it has replaced.

    Several are current where they agree, or were said at one time. Order: as first said.
    """

    origin: str
    current: tuple[Saying, ...]
    earlier: tuple[Saying, ...]

    @property
    def contents(self) -> frozenset[Content]:
        """What holds now."""
        return frozenset(saying.content for saying in self.current)


def find_stands(
    accounts: Iterable[Account], value: str, origin_of: OriginOf | Mapping[str, str], ground: Ground
) -> tuple[Stand, ...]:
    """What each origin says of the value. `origin_of` may map claims to origins.

    Order: by origin. Empty: nobody says anything of it.
    """
    sayings = find_sayings(accounts, value, name_origins(origin_of), ground)
    by_origin: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        by_origin[saying.origin].append(saying)
    likeness = partial(compare, ground=ground)
    return tuple(_stand(origin, by_origin[origin], likeness) for origin in sorted(by_origin))


def name_origins(origin_of: OriginOf | Mapping[str, str]) -> OriginOf:
    """The naming of origins as a function, where it is given as a mapping from claims."""
    if callable(origin_of):
        return origin_of
    return lambda account: origin_of[account.claim_id]


def find_sayings(accounts: Iterable[Account], value: str, origin_of: OriginOf, ground: Ground) -> tuple[Saying, ...]:
    """Every content that an origin says of the value, once. Order: by origin, then as first said.

    Contents that are equal are one object, so that how two stand to each other can be remembered by what they are.
    """
    same: dict[Content, Content] = {}
    heard: dict[tuple[str, Content], list[Account]] = defaultdict(list)
    for account in accounts:
        for content in find_contents(account, value, ground):
            heard[origin_of(account), same.setdefault(content, content)].append(account)
    found = [_saying(origin, content, told) for (origin, content), told in heard.items()]
    return tuple(sorted(found, key=_order))


def _saying(origin: str, content: Content, accounts: list[Account]) -> Saying:
    told = sorted((find_told(account) for account in accounts), key=_moment)
    return Saying(origin, content, told[0], told[-1], tuple(sorted({account.claim_id for account in accounts})))


def _moment(told: Told) -> tuple[str, str, bool, str]:
    """What orders tellings; of two of one moment that whose report has a day."""
    return told.latest, told.earliest, told.published is None, str(told.published)


def _order(saying: Saying) -> tuple[str, str, str, tuple[str, ...], str]:
    return saying.origin, saying.first.latest, saying.first.earliest, saying.claims, repr(saying.content)


def find_told(account: Account) -> Told:
    """When the account was told: as received where it was gathered as it came, else some time on the day of its report."""
    published, received = account.published, account.received
    if published is None or date.fromisoformat(received[:10]) - published <= _FRESH:
        return Told(received, received, published)
    return Told(f"{published}T00", f"{published}T24", published)


def _stand(origin: str, sayings: list[Saying], likeness: Compare) -> Stand:
    """Which sayings hold: none that a later one of the origin goes against, and of those that hold the most exact."""
    against = {saying: _find_correction(saying, sayings, likeness) for saying in sayings}
    holding = [saying for saying in sayings if against[saying] is None]
    vague = {saying: _find_refinement(saying, holding, likeness) for saying in holding}
    current = tuple(saying for saying in holding if vague[saying] is None) or tuple(holding)
    earlier = [_replaced(saying, against[saying] or vague[saying]) for saying in sayings if saying not in current]
    return Stand(origin, current, tuple(earlier))


def _replaced(saying: Saying, by: Saying | None) -> Saying:
    content = by.content if by else None
    return Saying(saying.origin, saying.content, saying.first, saying.last, saying.claims, content)


def _find_correction(saying: Saying, sayings: list[Saying], likeness: Compare) -> Saying | None:
    """The last saying that was first said later and differs; sayings are in the order in which they were first said."""
    later = (other for other in reversed(sayings) if saying.first.is_before(other.first))
    return next((other for other in later if likeness(saying.content, other.content) is Relation.DIFFERS), None)


def _find_refinement(saying: Saying, sayings: list[Saying], likeness: Compare) -> Saying | None:
    """A saying that says the same more exactly."""
    return next((one for one in sayings if likeness(one.content, saying.content) is Relation.WITHIN), None)
