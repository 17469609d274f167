"""What is due at a hook: decided from what its receiver knows, what is shown now, and how tries went. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from isnad.keep.hook_states import State
from isnad.keep.hooks import Hook
from isnad.show.care.eyes import Eyes, Role

LEAST_ROLE = Role.EDITOR
# After these many tries, or this long, a message is given up.
MOST_TRIES = 10
LONGEST_S = 3 * 86400
# A hook of which nothing arrived for this long, and at least so often, is switched off.
FEWEST_FAILURES = 5
_FIRST_WAIT_S, _GROWS, _LONGEST_WAIT_S = 15.0, 4.0, 12 * 3600.0
_JITTER = 0.2
_LONGEST_ASKED_S = 86400.0
# What care holds back from the public is let go as time passes, so that their hooks look again without a weighing.
_LOOK_AGAIN_S = 3600

DELIVERED, GONE, REDIRECTED, REFUSED, BUSY = "delivered", "gone", "redirected", "refused", "busy"
FORBIDDEN, SLOW, UNREACHABLE = "forbidden", "slow", "unreachable"
GIVEN_UP = "given up"
OFF_GONE, OFF_FAILING, OFF_FILTER = "gone", "failing", "filter"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try: in a word, the answer's status (None: none came), what it asks to wait, how long it took."""

    word: str
    status: int | None = None
    retry_after_s: float | None = None
    took_ms: int = 0


def find_eyes(hook: Hook, now: str) -> Eyes | None:
    """With whose eyes the hook looks now: with the public's, or exactly, as its owner may; None where it must not look.

    It stops when its owner is disabled, or is no editor any more, and goes on when that is taken back.
    """
    role = Role(hook.owner_role)
    if hook.off is not None or hook.is_disabled or not role.may(LEAST_ROLE):
        return None
    return Eyes(hook.owner, role, now) if hook.exact else Eyes(None, Role.PUBLIC, now)


def is_to_walk(hook: Hook, mark: str, now: str) -> bool:
    """Whether what the filter finds may be other than when it was last compared; `mark` names the state of the store."""
    if hook.walking is not None or hook.walked != mark:
        return True
    return not hook.exact and (hook.walked_at is None or later(hook.walked_at, _LOOK_AGAIN_S) <= now)


def may_send(hook: Hook, now: str) -> bool:
    """Whether nothing holds back what is due at the hook."""
    return hook.not_before is None or hook.not_before <= now


def find_changes(
    hook_id: str, states: Mapping[str, State], shown: Mapping[str, str], now: str, *, started: bool
) -> Iterator[State]:
    """The states that change. `shown` has the digest of each incident; before the hook has started they are known."""
    for incident_id, digest in shown.items():
        found = states.get(incident_id, State(hook_id, incident_id))
        if found.known == digest:
            if found.due is not None:
                yield _settled(found)
        elif not started:
            yield replace(_settled(found), known=digest)
        elif found.due != digest:
            yield replace(found, due=digest, since=now, tries=0, next_try=now)


def after_try(state: State, outcome: Outcome, now: str, chance: float) -> State:
    """The state after a try to deliver it; `chance` is from 0 to 1."""
    if outcome.word == DELIVERED:
        return replace(_settled(state), known=state.due, deliveries=state.deliveries + 1)
    tries = state.tries + 1
    if tries >= MOST_TRIES or later(state.since or now, LONGEST_S) <= now:
        return replace(state, tries=tries, next_try=None)
    return replace(state, tries=tries, next_try=later(now, _wait_s(tries, outcome, chance)))


def after_outcome(hook: Hook, outcome: Outcome, now: str, chance: float) -> dict[str, object]:
    """What changes of the hook after a try: others of its messages wait as long as this one, so that none is hurried."""
    if outcome.word == DELIVERED:
        return {"failures": 0, "failing_since": None, "not_before": None}
    since, failures = hook.failing_since or now, hook.failures + 1
    changed = {"failures": failures, "failing_since": since}
    if outcome.word == GONE:
        return {**changed, "off": OFF_GONE}
    if failures >= FEWEST_FAILURES and later(since, LONGEST_S) <= now:
        return {**changed, "off": OFF_FAILING}
    return {**changed, "not_before": later(now, _wait_s(failures, outcome, chance))}


def is_given_up(state: State) -> bool:
    """Whether what is due is tried no more."""
    return state.due is not None and state.next_try is None


def later(moment: str, seconds: float) -> str:
    """The moment so many seconds on.

    >>> later("2024-12-07T09:00:00.000000Z", 90)
    '2024-12-07T09:01:30.000000Z'
    """
    return (datetime.fromisoformat(moment) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _settled(state: State) -> State:
    return replace(state, due=None, since=None, tries=0, next_try=None)


def _wait_s(tries: int, outcome: Outcome, chance: float) -> float:
    """Seconds until the next try: growing, spread by chance, and never less than the receiver asks for."""
    grown = min(_FIRST_WAIT_S * _GROWS ** (tries - 1), _LONGEST_WAIT_S)
    spread = grown * (1 - _JITTER + 2 * _JITTER * chance)
    return max(spread, min(outcome.retry_after_s or 0.0, _LONGEST_ASKED_S))
