"""What a hook sees: pages of what its filter finds, one incident, and the state of the store that both are of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection

from isnad.keep.columns import key_of
from isnad.keep.hook_states import find_fingerprints, find_number
from isnad.keep.situation import find_numbers
from isnad.keep.weighings import find_last_weighing
from isnad.settings import VERSION, policy_file
from isnad.show.care.eyes import Eyes
from isnad.show.care.reasons import is_sensitive
from isnad.show.shown import IncidentShown
from isnad.show.views.caring import find_hidden_in_list, load_care, protect_incidents
from isnad.show.views.filters import SituationFilter
from isnad.show.views.situation import show_incidents
from isnad.workspace import Workspace


def find_mark(conn: Connection) -> str:
    """A word for the state of the situation: it is another after each weighing, "" before the first."""
    last = find_last_weighing(conn)
    return f"{last.number} {last.at}" if last else ""


def find_prints(
    conn: Connection, eyes: Eyes, asked: SituationFilter, *, limit: int, after: str | None
) -> tuple[dict[str, tuple[int, str]], str | None]:
    """What `find_situation` lists, as number and fingerprint by id, and the cursor of the page that follows.

    Where a fingerprint is the same, what is shown is the same: that is found twenty times faster than shown.
    """
    page = find_numbers(conn, asked, limit=limit, after=after, hidden=find_hidden_in_list(eyes, asked))
    last = find_last_weighing(conn)
    made_with = (VERSION, last.knowledge if last else "", "" if eyes.sees_all else _find_policy_print())
    return find_fingerprints(conn, page.items, " ".join(made_with)), page.next


@cache
def _find_policy_print() -> str:
    """A word for the policy of this process: by another one the public is shown other records."""
    path = policy_file()
    return key_of(path.read_text("utf-8")) if path else "packaged"


def find_shown(conn: Connection, eyes: Eyes, numbers: Sequence[int], as_of: str | None) -> tuple[IncidentShown, ...]:
    """The incidents of these numbers as these eyes may see them."""
    return tuple(protect_incidents(show_incidents(conn, numbers, as_of), eyes))


def find_incident(workspace: Workspace, eyes: Eyes, incident_id: str, as_of: str | None) -> IncidentShown | None:
    """The incident as these eyes may see it; None where it is no more, or they may not."""
    with workspace.store.read() as conn:
        number = find_number(conn, incident_id)
        found = show_incidents(conn, [number], as_of) if number is not None else ()
    return next(protect_incidents(found, eyes), None)


def is_exact_and_sensitive(shown: IncidentShown, eyes: Eyes) -> bool:
    """Whether these eyes see more of the incident than the public, so that it is to be noted."""
    return eyes.sees_all and is_sensitive(shown, load_care())
