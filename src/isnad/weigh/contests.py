"""Contests: why a place that someone is said to hold is contested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from isnad.weigh.agreement import Relation, compare_names
from isnad.weigh.ground import Ground
from isnad.weigh.holdings import Holding
from isnad.weigh.holds import CONTEST, Hold, newest_of


@dataclass(frozen=True, slots=True)
class Contest:
    """Why a place is contested: `another holder`, `another holds a part`, `denied` or `fighting`; who, by whom said, by
    which claims, last when.
    """

    reason: str
    names: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    last: date


def find_contests(holdings: Sequence[Holding], holds: Sequence[Hold], day: date, ground: Ground) -> tuple[Contest, ...]:
    """What contests the holds as of the day. Order: another holder, denied, fighting."""
    recent = [one for one in holdings if day - one.last <= CONTEST]
    begun = holds[0].since[1] if holds else date.min
    denied = [one for one in recent if one.sign == "denied"]
    fought = [one for one in recent if one.sign == "fought" and one.last > begun]
    return (*_find_other_holders(holds, day, ground), *_contest("denied", denied), *_contest("fighting", fought))


def _find_other_holders(holds: Sequence[Hold], day: date, ground: Ground) -> tuple[Contest, ...]:
    """The holds that differ from the latest, said by others."""
    if not holds:
        return ()
    latest, *others = holds
    return tuple(
        Contest(
            "another holds a part" if one.is_part else "another holder", one.names, one.origins, one.claims, one.last
        )
        for one in others
        if day - one.last <= CONTEST and _differ(one, latest, ground) and set(one.origins) - set(latest.origins)
    )


def _differ(one: Hold, other: Hold, ground: Ground) -> bool:
    """Whether the names that the register knows differ."""
    mine, theirs = (tuple(name for name in hold.names if ground.is_known(name)) for hold in (one, other))
    return compare_names(mine, theirs, ground) is Relation.DIFFERS


def _contest(reason: str, holdings: Sequence[Holding]) -> tuple[Contest, ...]:
    if not holdings:
        return ()
    names = tuple(sorted({name for one in holdings for name in (*one.names, *one.against)}))
    origins = tuple(sorted({one.origin for one in holdings}))
    claims = tuple(sorted({one.claim_id for one in holdings}))
    return (Contest(reason, names, origins, claims, newest_of(holdings).last),)
