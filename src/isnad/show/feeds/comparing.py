"""Comparing: what a hook's filter finds with what its receiver knows, some pages at a time, and what is due noted."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

from isnad.errors import SourceError
from isnad.keep.hook_states import find_states, write_states
from isnad.keep.hooks import Hook, change_hook, load_hook
from isnad.show.care.eyes import Eyes
from isnad.show.feeds.due import OFF_FILTER, find_changes, is_to_walk
from isnad.show.feeds.webhooks import digest_of
from isnad.show.views.filters import SituationFilter, parse_filter
from isnad.show.views.hooked import find_mark, find_prints, find_shown
from isnad.workspace import Workspace

_PORTION = 250
# So many pages in one go; the next go takes up where this one stopped, so that one hook of many finds does not hold others.
_PAGES = 20


def read_query(query: str) -> SituationFilter:
    """The filter that is kept as this query. Raises: SourceError when it cannot be asked any more."""
    return parse_filter(parse_qsl(query, keep_blank_values=True))


def compare(workspace: Workspace, hook: Hook, eyes: Eyes) -> bool:
    """Whether more is to be compared at once. Where the filter cannot be asked any more the hook is switched off.

    Order: the latest happenings first. What was there before the hook was made counts as known.
    """
    with workspace.store.read() as conn:
        mark = find_mark(conn)
    if not is_to_walk(hook, mark, eyes.now):
        return False
    try:
        asked = read_query(hook.query)
    except SourceError:
        with workspace.store.write() as conn:
            change_hook(conn, hook.hook_id, off=OFF_FILTER)
        return False
    return _walk(workspace, hook, eyes, asked, mark)


def _walk(workspace: Workspace, hook: Hook, eyes: Eyes, asked: SituationFilter, mark: str) -> bool:
    walking, cursor = (hook.walking, hook.cursor) if hook.walking is not None else (mark, None)
    began = hook.walked_at if hook.walking is not None else eyes.now
    for _ in range(_PAGES):
        cursor = _compare_page(workspace, hook, eyes, asked, cursor)
        if cursor is None:
            break
    is_whole = cursor is None
    ended = {"walked": walking, "started": True, "walking": None} if is_whole else {"walking": walking}
    with workspace.store.write() as conn:
        change_hook(conn, hook.hook_id, cursor=cursor, walked_at=began, **ended)
    return not is_whole or walking != mark


def _compare_page(
    workspace: Workspace, hook: Hook, eyes: Eyes, asked: SituationFilter, after: str | None
) -> str | None:
    """The cursor of the page that follows, after what is due of this one was noted."""
    with workspace.store.read() as conn:
        prints, cursor = find_prints(conn, eyes, asked, limit=_PORTION, after=after)
        states = find_states(conn, hook.hook_id, prints)
        other = [number for name, (number, seen) in prints.items() if name not in states or states[name].seen != seen]
        shown = {one.incident_id: digest_of(one) for one in find_shown(conn, eyes, other, asked.as_of)}
    changed = {
        one.incident_id: one for one in find_changes(hook.hook_id, states, shown, eyes.now, started=hook.started)
    }
    if shown:
        now = [replace(changed.get(name) or states[name], seen=prints[name][1]) for name in shown]
        with workspace.store.write() as conn:
            load_hook(conn, hook.hook_id)  # one that was deleted meanwhile has no states
            write_states(conn, now)
    return cursor
