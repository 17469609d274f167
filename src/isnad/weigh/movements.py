"""Movements: what one account says of people who moved, in IDMC's terms, or why it says nothing of the kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isnad.weigh.accounts import Account, Count, plain_words
from isnad.weigh.flow_terms import (
    CATEGORIES,
    HOUSEHOLD,
    PERSON,
    FlowTerms,
    Found,
    Term,
    find_bounds,
    find_mover,
    find_terms,
)
from isnad.weigh.movers import NO_WORD, find_mover_of, find_objection, find_term, overlap

TYPES = ("displacement", "return")
FLOW, STOCK = "flow", "stock"
NO_MOVE = "speaks of displaced people, not of how many or of their moving"
_OPEN = (None, None)
# So many words lie at most between a word for staying and what it bears on.
_STAY_REACH = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """How many moved, as one account has it: `low` and `high` as given, None where open; persons or households.

    `is_worded`: the text has no number, and the bounds are those of its words (`hundreds of`) in the table.
    """

    unit: str
    low: int | None
    high: int | None
    words: str
    is_worded: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """What made people move: the type of a happening, and the claim of it, or the words of this one where no claim is."""

    type: str
    claim_id: str | None
    row: str | None


@dataclass(frozen=True, slots=True)
class Movement:
    """An account as a movement of people. `category` is IDMC's term; `kind` is flow or stock; `row` what decided the term.

    `is_host`: it tells of a place that takes people in, so that a place without a preposition is where they are now.
    """

    account: Account
    category: str
    kind: str
    figure: Figure | None
    causes: tuple[Cause, ...]
    row: str
    is_host: bool


def find_movement(account: Account, beside: Sequence[Account], terms: FlowTerms) -> Movement | str:
    """The movement that the account tells of, or the reason why it tells of none. `beside` are accounts of its version."""
    term = find_term(account, terms)
    if term is None:
        return NO_WORD
    told = find_terms(account.told, terms)
    figure = _figure(account, term, beside, terms)
    reason = find_objection(account, term, told, terms)
    if reason is None and figure is None and "state" in term.notes and not _moves(told):
        reason = NO_MOVE
    if reason is not None:
        return reason
    return Movement(
        account=account,
        category=_category(account, term, told),
        kind=_kind(account, term, told),
        figure=figure,
        is_host="host" in term.notes,
        causes=tuple(dict.fromkeys(_causes(account, beside, told, terms))),
        row=term.row,
    )


def _moves(told: Sequence[Found]) -> bool:
    """Whether the words tell of moving or of staying, and do not only name people who are displaced."""
    moving = any(one.term.cls in CATEGORIES and "state" not in one.term.notes for one in told)
    return moving or any(one.term.cls in ("arrival", "still") for one in told)


def _category(account: Account, term: Term, told: Sequence[Found]) -> str:
    """The term of the trigger; who is displaced and lives in a camp, a school, a shelter is sheltered."""
    in_shelter = any(one.term.cls == "shelter" for one in told)
    stays = "state" in term.notes and not any(one.term.cls == "arrival" for one in told)
    return "sheltered" if in_shelter and stays and account.type != "return" else term.cls


def _kind(account: Account, term: Term, told: Sequence[Found]) -> str:
    """Stock where the words say that people are still displaced or how many are, and no period bounds when they moved."""
    if account.type == "return":
        return FLOW
    if _stays(told):
        return STOCK
    classes = {one.term.cls for one in told}
    if "state" not in term.notes or "period" in classes:
        return FLOW
    return FLOW if _moves(told) and "total" not in classes else STOCK


def _stays(told: Sequence[Found]) -> bool:
    """Whether a word for staying stands close before or after one for the displaced or for where they are sheltered."""
    still = [one for one in told if one.term.cls == "still"]
    about = [one for one in told if one.term.cls in (*CATEGORIES, "shelter") and not _is_same(one, still)]
    return any(
        one.first - _STAY_REACH <= other.last and other.first <= one.last + _STAY_REACH
        for one in still
        for other in about
    )


def _is_same(one: Found, others: Sequence[Found]) -> bool:
    """Whether the word is the very one for staying (`hosts`)."""
    return any(one.first == other.first for other in others) and "state" not in one.term.notes


def _figure(account: Account, term: Term, beside: Sequence[Account], terms: FlowTerms) -> Figure | None:
    """The number that the account gives, in its own unit: households are not made persons."""
    count = account.tolls.get("displaced")
    if count is None or _counts_the_dead(account, count, beside):
        return None
    words = plain_words(count.words)
    if any(one.term.cls == "thing" for one in find_terms(words, terms)) and find_mover(words, terms) is None:
        return None
    mover = find_mover(words, terms) or find_mover_of(account, term, terms)
    unit = HOUSEHOLD if mover is not None and mover.cls == HOUSEHOLD else PERSON
    if (count.low, count.high) == _OPEN:
        bounds = find_bounds(_with_the_rest(words, account.told), terms)
        return None if bounds is None else Figure(unit, *bounds, count.words, is_worded=True)
    if (count.low, count.high) == (1, 1) and not any(word.isdigit() for word in words.split()) and unit == PERSON:
        return None  # one by grammar alone: a noun in the singular, not a figure
    return Figure(unit, count.low, count.high, count.words, is_worded=False)


def _with_the_rest(words: str, told: str) -> str:
    """The words of a count with the one that follows them, so that of `tens of thousands` no `tens` is left."""
    _, found, after = f" {told} ".partition(f" {words} ")
    return f"{words} {' '.join(after.split()[:1])}" if found else words


def _counts_the_dead(account: Account, count: Count, beside: Sequence[Account]) -> bool:
    """Whether another account of the same words has this very number as its dead or injured."""
    return any(
        (toll.low, toll.high) == (count.low, count.high) and (toll.low not in (None, 1) or toll.words == count.words)
        for other in beside
        if other.claim_id != account.claim_id and overlap(account, other)
        for name, toll in other.tolls.items()
        if name != "displaced"
    )


def _causes(account: Account, beside: Sequence[Account], told: Sequence[Found], terms: FlowTerms) -> Iterator[Cause]:
    """Happenings told in the same words, and where there are none the words that name one."""
    claims = [
        Cause(other.type, other.claim_id, None)
        for other in sorted(beside, key=lambda one: one.claim_id)
        if other.type in terms.causes and overlap(account, other)
    ]
    yield from claims
    if not claims:
        yield from (Cause(one.term.notes[0], None, one.term.row) for one in told if one.term.cls == "cause")
