"""Movers: who it is that an account says moved, and what speaks against their being displaced people."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.weigh.accounts import Account, find_trigger_at, plain_words
from isnad.weigh.flow_terms import (
    CATEGORIES,
    HOUSEHOLD,
    OTHER,
    PERSON,
    RESIDENTS,
    FlowTerms,
    Found,
    Term,
    find_bounds,
    find_mover,
    find_terms,
)

NO_WORD = "no word of displacement"
NO_GOAL = "goes to no place"
VICTIMS = "tells what befell displaced people, not that they moved"
NO_PEOPLE = "names no people who moved"
WANTED = "wanted or asked for, not told as happened"
OTHER_SENSE = "the word has another sense here"
ONE_PERSON = "moves one person"
_ARTICLE = "ال"
# So many words before the trigger a wish bears on it; returns are mostly asked for, in long lists of demands. So many
# after and before it who moved is looked for where no role names them.
_WISH_REACH, _WISH_REACH_OF_RETURNS = 4, 12
_AFTER_REACH, _BEFORE_REACH = 6, 4
# What shows that a word has another sense (a court adjourns, water is pumped) stands so close to it.
_SENSE_REACH = 3
# What some words that stand farther off show (`far`): people are turned out of their work.
_FAR_REACH = 12
# From so many on, what a number counts beside a word for moving is people, though no word names them.
_LEAST_UNNAMED = 100


def find_term(account: Account, terms: FlowTerms) -> Term | None:
    """The term of the account's trigger; of a return one that says return, where it has one."""
    found = [one.term for one in find_terms(account.trigger, terms) if one.term.cls in CATEGORIES]
    wanted = [term for term in found if (term.cls == "returned") == (account.type == "return")]
    return next(iter((*wanted, *found)), None)


def movers_of(account: Account) -> str:
    """The words that say who moved: those counted, those the target, the trigger where it names people itself."""
    count = account.tolls.get("displaced")
    return " ".join((plain_words(count.words) if count else "", account.target, account.trigger))


def find_mover_of(account: Account, term: Term, terms: FlowTerms) -> Term | None:
    """Who moved: by the roles, else, for a word that is said of others than people too, by the words nearest to it.

    A force that stands near is as likely what people flee from, so only a role makes it what moved.
    """
    mover = find_mover(movers_of(account), terms)
    if "people" not in term.notes or (mover is not None and (mover.cls == OTHER or RESIDENTS in mover.notes)):
        return mover
    words, at = account.told.split(), find_trigger_at(account)
    after = at + len(account.trigger.split())
    near = words[after : after + _AFTER_REACH], words[max(0, at - _BEFORE_REACH) : at]
    found = (find_mover(" ".join(part), terms, forces=False) for part in near)
    return next((term for term in found if term is not None and (mover is None or RESIDENTS in term.notes)), mover)


def find_objection(account: Account, term: Term, told: Sequence[Found], terms: FlowTerms) -> str | None:
    """Why the account is of no displaced people; None where nothing is against it."""
    mover = find_mover_of(account, term, terms)
    if mover is not None and mover.cls == OTHER:
        return f"moves {mover.notes[0]}"
    if mover is None and "displaced" not in account.tolls and set(account.targets) & terms.fighters:
        return "moves fighters"
    if "people" in term.notes and _is_one_person(account, terms):
        return ONE_PERSON
    if "people" in term.notes and not _is_of_many(account, term, mover, told, terms):
        return NO_PEOPLE
    if "to" in term.notes and not _has_goal(account, told):
        return NO_GOAL
    at = find_trigger_at(account)
    if _is_near(told, "elsewhere", at):
        return OTHER_SENSE
    if "state" in term.notes and "host" not in term.notes and _is_before(told, "victim", at, _WISH_REACH):
        return VICTIMS
    if any(one.term.cls == "unreal" and abs(one.first - at) <= _WISH_REACH for one in told):
        return WANTED
    reach = _WISH_REACH_OF_RETURNS if account.type == "return" else _WISH_REACH
    return WANTED if _is_before(told, "wanted", at, reach) else None


def overlap(one: Account, other: Account) -> bool:
    """Whether the two accounts share words of their version."""
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _is_before(told: Sequence[Found], cls: str, at: int, reach: int) -> bool:
    """Whether a word of the class stands at most so many words before."""
    return any(one.term.cls == cls and at - reach <= one.first < at for one in told)


def _is_near(told: Sequence[Found], cls: str, at: int) -> bool:
    """Whether a word of the class stands close on either side."""
    return any(
        one.term.cls == cls and abs(one.first - at) <= (_FAR_REACH if "far" in one.term.notes else _SENSE_REACH)
        for one in told
    )


def _is_one_person(account: Account, terms: FlowTerms) -> bool:
    """Whether who moved is a noun in the singular that no number makes many: it stands first or has the article."""
    count, words = account.tolls.get("displaced"), account.target.split()
    if count is not None and (count.low, count.high) != (1, 1):
        return False
    people = [one for one in find_terms(account.target, terms) if one.term.cls in (PERSON, HOUSEHOLD)]
    return bool(people) and all(
        "one" in one.term.notes and (one.first == 0 or words[one.first].startswith(_ARTICLE)) for one in people
    )


def _has_goal(account: Account, told: Sequence[Found]) -> bool:
    """Whether it says where to or from what people went, without which the word is said of other things too."""
    goes = any(spot.role == "destination" for spot in account.spots)
    return goes or any(one.term.cls in ("shelter", "cause") for one in told)


def _is_of_many(account: Account, term: Term, mover: Term | None, told: Sequence[Found], terms: FlowTerms) -> bool:
    """Whether people of a place move: they are called so, or a number, their homes or what drove them is told.

    Words that are said of anybody who comes and goes (`returned`, `left`) tell of a displacement only then; those that
    are said of things too (`strict`, `took out`) only of people called so.
    """
    if mover is not None and RESIDENTS in mover.notes:
        return True
    if "strict" in term.notes:
        return False
    if mover is None:
        return _counts_many(account, terms)
    moving = any(one.term.cls in CATEGORIES and not {"people", "state"} & set(one.term.notes) for one in told)
    return moving or any(one.term.cls in ("home", "cause") for one in told) or _counts_many(account, terms, least=2)


def _counts_many(account: Account, terms: FlowTerms, least: int = _LEAST_UNNAMED) -> bool:
    """Whether a number of those who moved is given: so many, or in words."""
    count = account.tolls.get("displaced")
    if count is None:
        return False
    words = plain_words(count.words)
    of_things = any(one.term.cls == "thing" for one in find_terms(words, terms))
    return not of_things and ((count.low or 0) >= least or find_bounds(words, terms) is not None)
