"""What a hook sees: pages of what its filter finds, one incident, and the state of the store that both are of."""

from __future__ import annotations

from sqlalchemy import Connection

from isnad.keep.hook_states import find_number
from isnad.keep.weighings import find_last_weighing
from isnad.show.care.eyes import Eyes
from isnad.show.care.reasons import is_sensitive
from isnad.show.shown import IncidentShown
from isnad.show.views.caring import load_care, protect_incidents
from isnad.show.views.situation import show_incidents
from isnad.workspace import Workspace


def find_mark(conn: Connection) -> str:
    """A word for the state of the situation: it is another after each weighing, "" before the first."""
    last = find_last_weighing(conn)
    return f"{last.number} {last.at}" if last else ""


def find_incident(workspace: Workspace, eyes: Eyes, incident_id: str, as_of: str | None) -> IncidentShown | None:
    """The incident as these eyes may see it; None where it is no more, or they may not."""
    with workspace.store.read() as conn:
        number = find_number(conn, incident_id)
        found = show_incidents(conn, [number], as_of) if number is not None else ()
    return next(protect_incidents(found, eyes), None)


def is_exact_and_sensitive(shown: IncidentShown, eyes: Eyes) -> bool:
    """Whether these eyes see more of the incident than the public, so that it is to be noted."""
    return eyes.sees_all and is_sensitive(shown, load_care())
