"""Delivering: one round over all hooks. What is due is found, sent, and what came of it written down.

What a message says is made when it is sent, as its hook may see it at that moment, and never kept.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from isnad.errors import NotFound
from isnad.keep.hook_states import State, find_due, write_states
from isnad.keep.hooks import Hook, Try, change_hook, find_hooks, load_hook, take_lease, write_try
from isnad.show.care.audit import Act, AuditLog
from isnad.show.care.eyes import Eyes, Role
from isnad.show.feeds.comparing import compare, read_query
from isnad.show.feeds.due import (
    DELIVERED,
    GIVEN_UP,
    Outcome,
    after_outcome,
    after_try,
    find_eyes,
    is_given_up,
    is_to_walk,
    later,
    may_send,
)
from isnad.show.feeds.sending import Send
from isnad.show.feeds.webhooks import CHANGED, NEW, Asked, Message, digest_of, sign, write_message, write_test
from isnad.show.views.hooked import find_incident, find_mark, is_exact_and_sensitive
from isnad.workspace import Workspace

_AT_ONCE = 50
# A hook is worked on for so long in a round, and nobody else works on it for as long again and one message more.
_ROUND_S, _LEASE_S = 60.0, 180
_log = logging.getLogger("isnad.desk.hooks")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a round works with: the workspace, the desk's address, what sends, the time (UTC), and chance from 0 to 1."""

    workspace: Workspace
    root: str
    send: Send
    now: Callable[[], str]
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: how many messages arrived, how many did not, and whether more is to be done at once."""

    delivered: int = 0
    failed: int = 0
    more: bool = False

    def __add__(self, other: Round) -> Round:
        return Round(self.delivered + other.delivered, self.failed + other.failed, self.more or other.more)


def deliver_round(delivery: Delivery, is_stopped: Callable[[], bool] = lambda: False) -> Round:
    """What one round over all hooks did; once stopped it ends after the message that is being sent.

    Raises: StoreError, ArchiveError.
    """
    done = Round()
    for hook_id in _find_waiting(delivery):
        if not is_stopped():
            done += _deliver_hook(delivery, hook_id, is_stopped)
    return done


def send_test(delivery: Delivery, hook: Hook) -> Outcome:
    """What came of a message that only says that the hook is there. It is tried once."""
    at = delivery.now()
    message = write_test(_asked_of(delivery, hook), f"{hook.hook_id} test {at}", at)
    outcome = _send(delivery, hook, message)
    with delivery.workspace.store.write() as conn:
        write_try(conn, _try_of(hook, message, outcome, at))
    return outcome


def _find_waiting(delivery: Delivery) -> tuple[str, ...]:
    """The hooks at which there is something to do, found without writing: most of the time there is nothing."""
    now = delivery.now()
    with delivery.workspace.store.read() as conn:
        hooks = [hook for hook in find_hooks(conn) if find_eyes(hook, now) is not None]
        mark = find_mark(conn) if hooks else ""
        return tuple(
            hook.hook_id
            for hook in hooks
            if is_to_walk(hook, mark, now) or (may_send(hook, now) and find_due(conn, hook.hook_id, now, 1))
        )


def _deliver_hook(delivery: Delivery, hook_id: str, is_stopped: Callable[[], bool]) -> Round:
    now = delivery.now()
    with delivery.workspace.store.write() as conn:
        if not take_lease(conn, hook_id, now, later(now, _LEASE_S)):
            return Round()
        hook = load_hook(conn, hook_id)
    try:
        eyes = find_eyes(hook, now)
        if eyes is None:
            return Round()
        more = compare(delivery.workspace, hook, eyes)
        return _send_due(delivery, hook_id, is_stopped) + Round(more=more)
    except NotFound:
        return Round()  # it was deleted meanwhile
    finally:
        with delivery.workspace.store.write() as conn:
            change_hook(conn, hook_id, leased_until=None)


def _send_due(delivery: Delivery, hook_id: str, is_stopped: Callable[[], bool]) -> Round:
    """Send what is due, until something does not arrive: then the others wait as well."""
    done, end = Round(), time.monotonic() + _ROUND_S
    for state in _iter_due(delivery, hook_id):
        with delivery.workspace.store.read() as conn:
            hook = load_hook(conn, hook_id)
        now = delivery.now()
        eyes = find_eyes(hook, now)  # their role may have changed since the last message
        if eyes is None or not may_send(hook, now):
            return done
        outcome = _deliver(delivery, hook, eyes, state)
        if outcome is None:
            continue
        if outcome.word != DELIVERED:
            return done + Round(failed=1)
        done += Round(delivered=1)
        if is_stopped() or time.monotonic() > end:
            return done + Round(more=True)
    return done


def _iter_due(delivery: Delivery, hook_id: str) -> Iterator[State]:
    """What is due, the longest first; what was sent or put off is due no more."""
    while True:
        with delivery.workspace.store.read() as conn:
            found = find_due(conn, hook_id, delivery.now(), _AT_ONCE)
        yield from found
        if len(found) < _AT_ONCE:
            return


def _deliver(delivery: Delivery, hook: Hook, eyes: Eyes, state: State) -> Outcome | None:
    """What came of the try; None where the incident is another by now, so that it is compared anew."""
    shown = find_incident(delivery.workspace, eyes, state.incident_id, read_query(hook.query).as_of)
    if shown is None or digest_of(shown) != state.due:
        _compare_anew(delivery, hook, state)
        return None
    if is_exact_and_sensitive(shown, eyes):
        subject, detail = f"incident {shown.incident_id}", f"hook {hook.hook_id}"
        act = Act("delivered", eyes.name, eyes.role, subject, detail)
        AuditLog(delivery.workspace.folder).append(act, eyes.now)
    kind = NEW if state.known is None else CHANGED
    # The number of deliveries tells a state that comes back from the first time that it was there.
    name = f"{hook.hook_id} {state.incident_id} {state.deliveries} {state.due}"
    message = write_message(_asked_of(delivery, hook), shown, name, kind, state.since or eyes.now)
    outcome = _send(delivery, hook, message)
    _write_outcome(delivery, hook, state, message, outcome)
    return outcome


def _write_outcome(delivery: Delivery, hook: Hook, state: State, message: Message, outcome: Outcome) -> None:
    now, chance = delivery.now(), delivery.chance()
    after = after_try(state, outcome, now, chance)
    tried = _try_of(hook, message, outcome, now)
    with delivery.workspace.store.write() as conn:
        load_hook(conn, hook.hook_id)  # one that was deleted meanwhile has no states
        write_states(conn, [after])
        changed = after_outcome(hook, outcome, now, chance)
        change_hook(conn, hook.hook_id, **changed)
        write_try(conn, replace(tried, outcome=GIVEN_UP) if is_given_up(after) else tried)
    if reason := changed.get("off"):
        _log.warning("hook %s was switched off: %s", hook.hook_id, reason)
        act = Act("hook switched off", None, Role.PUBLIC, hook.hook_id, str(reason))
        AuditLog(delivery.workspace.folder).append(act, now)


def _compare_anew(delivery: Delivery, hook: Hook, state: State) -> None:
    settled = replace(state, due=None, since=None, tries=0, next_try=None, seen=None)
    with delivery.workspace.store.write() as conn:
        load_hook(conn, hook.hook_id)
        write_states(conn, [settled])
        change_hook(conn, hook.hook_id, walked=None)


def _send(delivery: Delivery, hook: Hook, message: Message) -> Outcome:
    at_s = int(datetime.fromisoformat(delivery.now()).timestamp())
    outcome = delivery.send(hook.address, sign(hook.secret, message.message_id, at_s, message.body), message.body)
    _log.info("hook %s %s %s %s %s ms", hook.hook_id, message.kind, outcome.word, outcome.status, outcome.took_ms)
    return outcome


def _asked_of(delivery: Delivery, hook: Hook) -> Asked:
    return Asked(hook.filter_id, hook.filter_name, delivery.root)


def _try_of(hook: Hook, message: Message, outcome: Outcome, at: str) -> Try:
    return Try(
        hook.hook_id, at, message.message_id, message.kind, message.incident_id, outcome.status, outcome.word,
        outcome.took_ms,
    )  # fmt: skip
