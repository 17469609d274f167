"""Takings: whether an account tells that a place was taken, left or fought for, or only speaks of it."""

from __future__ import annotations

from isnad.arabic.clitics import find_stems
from isnad.weigh.accounts import Account, Spot, find_trigger_at, stem_of
from isnad.weigh.ground import Ground

# So many words before its trigger a word for an attempt, a plan or a demand bears on it; so many before it one for success.
_UNREAL_REACH, _DONE_REACH = 4, 6
_FOR, _ARTICLE = "ل", "ال"


def is_taking(account: Account, spot: Spot | None, kind: str, ground: Ground) -> bool:
    """Whether it may be read as control: those who are named can fight or rule, it is no person who left, it has
    happened and is more than an entry, and the place is one that can be held and no name for a side ("Baghdad said").
    """
    if spot is None or not is_holdable(spot, ground) or spot.place_id in (*account.initiators, *account.targets):
        return False
    if kind == "left" and all(_is_no_force(name, spot, ground) for name in account.initiators):
        return False
    if kind in ("fought", "denied"):
        return True
    return (
        any(ground.can_hold(name) for name in account.initiators)
        and not _is_unreal(account, kind, ground)
        and not _names_the_loser(account, ground)
        and not (kind == "gained" and (_is_entry(account, ground) or _takes_things(account, ground)))
    )


def _is_no_force(name: str, spot: Spot, ground: Ground) -> bool:
    """Whether it is one person, or the very country that the place is in, out of which somebody went."""
    return ground.is_person(name) or (spot.country is not None and name == spot.country.lower())


def find_holders(account: Account, kind: str, ground: Ground) -> tuple[str, ...]:
    """Those of the initiators that can hold a place or fight; all where none can hold it, so that nobody is left unsaid.

    Order: by name.
    """
    names = tuple(sorted(set(account.initiators)))
    able = tuple(name for name in names if ground.can_hold(name))
    return able if kind == "fought" else able or names


def is_holdable(spot: Spot, ground: Ground) -> bool:
    """Whether it is one place: no country, sea or continent, no name of an operation ("Flood of"), and no words that any
    place may be called by ("the axes").
    """
    if any(_is_one_of(word, ground.operations) for word in spot.lead.split()[-1:]):
        return False
    if spot.place_id is None:
        return not all(_is_general(word, ground) for word in spot.name.split())
    return spot.is_within or (spot.place_id not in ground.vast and spot.country != "")


def _is_general(word: str, ground: Ground) -> bool:
    return word.isdigit() or stem_of(word) in ground.general or _is_one_of(word, ground.parts | ground.place_kinds)


def _is_unreal(account: Account, kind: str, ground: Ground) -> bool:
    """Whether it is tried, planned, asked for or going on: said before the trigger, or by "for" written with its noun.

    What came to nothing is a taking; those who failed do leave.
    """
    forms = ground.unreal | ground.foiled if kind == "gained" else ground.unreal
    words = account.told.split()
    at = find_trigger_at(account)
    if any(_is_one_of(word, forms) for word in words[max(0, at - _UNREAL_REACH) : at]):
        return True
    return not _is_done(account, ground) and _is_purpose(account.trigger, ground)


def _is_done(account: Account, ground: Ground) -> bool:
    """Whether success is said before the trigger."""
    words, at = account.told.split(), find_trigger_at(account)
    return any(_is_one_of(word, ground.done) for word in words[max(0, at - _DONE_REACH) : at])


def _is_purpose(trigger: str, ground: Ground) -> bool:
    first = trigger.split()[:1]
    stems = (pair for word in first for pair in find_stems(word))
    return any(_is_for(clitic) and stem.removeprefix(_ARTICLE) in ground.purposes for clitic, stem in stems)


def _is_for(clitic: str) -> bool:
    return clitic.endswith(_FOR) and not clitic.endswith(_ARTICLE)


def _is_entry(account: Account, ground: Ground) -> bool:
    """Whether the words tell that somebody went in, and none of them that he took, held or left the place."""
    if not any(_is_one_of(word, ground.entries) for word in account.trigger.split()):
        return False
    return not account.words & ground.holding and not _is_done(account, ground)


def _names_the_loser(account: Account, ground: Ground) -> bool:
    """Whether it is told by a word for losing or driving out, and only one side is named, which may be who lost."""
    return not account.targets and any(_is_one_of(word, ground.losses) for word in account.trigger.split())


def _takes_things(account: Account, ground: Ground) -> bool:
    """Whether what was taken is said and is no place: a drone, weapons."""
    words = account.target.split()
    is_thing = any(_is_one_of(word, ground.things) for word in words)
    return is_thing and not any(_is_one_of(word, ground.parts | ground.place_kinds) for word in words)


def _is_one_of(word: str, forms: frozenset[str]) -> bool:
    return any(stem in forms for _, stem in find_stems(word))
