"""What people keep at the desk: filters and hooks on them, made and ended for a page as for a program."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request

from isnad.errors import Reason, SourceError
from isnad.keep.hooks import Hook, NewHook, Try, count_due, drop_hook, find_hooks, find_tries, load_hook, write_hook
from isnad.keep.people import fold_name
from isnad.keep.saved_filters import SavedFilter, drop_filter, find_filters, load_filter, rename_filter, write_filter
from isnad.show.care.eyes import Eyes
from isnad.show.feeds.comparing import read_query
from isnad.show.feeds.delivering import send_test
from isnad.show.feeds.due import Outcome, find_eyes
from isnad.show.feeds.sending import Sender, parse_address
from isnad.show.feeds.webhooks import SECRET_BYTES, write_secret
from isnad.show.views import filters as reading
from isnad.show.web.delivering import delivery_of
from isnad.show.web.desk import Desk, desk_of
from isnad.show.web.problems import Refused

# So many of the last tries are shown beside a hook.
_SHOWN_TRIES = 10


@dataclass(frozen=True, slots=True)
class FilterKept:
    """A kept filter; `fault` says why it cannot be asked any more, None that it can."""

    saved: SavedFilter
    fault: SourceError | None


@dataclass(frozen=True, slots=True)
class HookKept:
    """A hook with its last tries, the newest first, and how many incidents wait. `state` is `on`, `troubled` (the last
    try failed), `paused` (its owner may have no hooks now), or why it was switched off: `gone`, `failing`, `filter`."""

    hook: Hook
    state: str
    waiting: int
    tries: tuple[Try, ...]


def list_filters(desk: Desk, eyes: Eyes) -> tuple[FilterKept, ...]:
    """The filters of these eyes. Order: of making."""
    with desk.workspace.store.read() as conn:
        return tuple(FilterKept(one, _find_fault(one.query)) for one in find_filters(conn, eyes.name or ""))


def keep_filter(desk: Desk, eyes: Eyes, name: str, query: str) -> SavedFilter:
    """The filter that is kept from now on. Raises: SourceError when it cannot be asked, or its name is none."""
    asked = reading.write_filter(read_query(query.removeprefix("?")))
    saved = SavedFilter(secrets.token_hex(8), fold_name(eyes.name or ""), name.strip(), asked, eyes.now)
    with desk.workspace.store.write() as conn:
        write_filter(conn, saved)
    return saved


def load_own(desk: Desk, eyes: Eyes, filter_id: str) -> SavedFilter:
    """The filter of these eyes. Raises: NotFound."""
    with desk.workspace.store.read() as conn:
        return load_filter(conn, eyes.name or "", filter_id)


def rename(desk: Desk, eyes: Eyes, filter_id: str, name: str) -> SavedFilter:
    """The filter under its new name. Raises: NotFound, SourceError."""
    with desk.workspace.store.write() as conn:
        return rename_filter(conn, eyes.name or "", filter_id, name.strip())


def forget_filter(request: Request, eyes: Eyes, filter_id: str) -> None:
    """Delete the filter and the hooks on it. Raises: NotFound."""
    desk = desk_of(request)
    with desk.workspace.store.write() as conn:
        ended = [one.hook_id for one in find_hooks(conn, eyes.name or "") if one.filter_id == filter_id]
        drop_filter(conn, eyes.name or "", filter_id)
        for hook_id in ended:
            desk.note(request, eyes, "hook ended", hook_id)


def list_hooks(desk: Desk, eyes: Eyes) -> tuple[HookKept, ...]:
    """The hooks of these eyes. Order: of making."""
    with desk.workspace.store.read() as conn:
        found = find_hooks(conn, eyes.name or "")
        return tuple(
            HookKept(one, _state_of(one, eyes), count_due(conn, one.hook_id), find_tries(conn, one.hook_id, _SHOWN_TRIES))
            for one in found
        )  # fmt: skip


def make_hook(request: Request, eyes: Eyes, filter_id: str, address: str, *, exact: bool) -> tuple[str, str]:
    """The id of the new hook and its secret, which is told this once. Raises: NotFound, SourceError."""
    desk, secret = desk_of(request), write_secret(secrets.token_bytes(SECRET_BYTES))
    made = NewHook(secrets.token_hex(8), filter_id, parse_address(address), secret, exact, eyes.now)
    with desk.workspace.store.write() as conn:
        if fault := _find_fault(load_filter(conn, eyes.name or "", filter_id).query):
            raise SourceError("filter", str(fault))
        write_hook(conn, eyes.name or "", made)
        # The address may hold what only its receiver is to know: its host alone goes into the log.
        desk.note(request, eyes, "hook made", made.hook_id, f"{'exact' if exact else 'public'} {host_of(made.address)}")
    return made.hook_id, secret


def end_hook(request: Request, eyes: Eyes, hook_id: str) -> None:
    """Delete the hook. Raises: NotFound."""
    desk = desk_of(request)
    with desk.workspace.store.write() as conn:
        drop_hook(conn, eyes.name or "", hook_id)
        desk.note(request, eyes, "hook ended", hook_id)


def try_hook(request: Request, eyes: Eyes, hook_id: str) -> Outcome:
    """What came of a test message to the hook's address. Raises: NotFound; Refused where it is switched off."""
    desk = desk_of(request)
    with desk.workspace.store.read() as conn:
        hook = load_hook(conn, hook_id, eyes.name or "")
    if hook.off is not None:
        raise Refused(409, Reason("hook.off", "the hook is switched off; delete it and make another"))
    desk.note(request, eyes, "hook tested", hook_id)
    sender = Sender(desk.options.hooks_to)
    try:
        return send_test(delivery_of(desk, sender), hook)
    finally:
        sender.close()


def host_of(address: str) -> str:
    """The host of the address.

    >>> host_of("https://Hooks.example:8443/in/secret")
    'hooks.example'
    """
    return urlsplit(address).hostname or ""


def _find_fault(query: str) -> SourceError | None:
    try:
        read_query(query)
    except SourceError as error:
        return error
    return None


def _state_of(hook: Hook, eyes: Eyes) -> str:
    if hook.off is not None:
        return hook.off
    if find_eyes(hook, eyes.now) is None:
        return "paused"
    return "troubled" if hook.failures else "on"
