"""The digest of what a filter asks for, a day, a place, all that is known, and of one incident: as these eyes may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from heapq import nsmallest

from isnad.errors import NotFound
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import may_read_words
from isnad.show.digest.heft import heft_order
from isnad.show.digest.records import ContradictionSaid, IncidentLine, SideSaid, SituationDigest
from isnad.show.digest.scale import load_families, load_table
from isnad.show.shown import IncidentShown
from isnad.show.views.filters import SituationFilter, write_filter
from isnad.show.views.incident_parts import ValueShown
from isnad.show.views.known import find_contested, iter_known, load_known
from isnad.workspace import Workspace

MOST = 12


def load_situation_digest(
    workspace: Workspace, eyes: Eyes, asked: SituationFilter, *, most: int = MOST
) -> SituationDigest:
    """The `most` heaviest incidents that have what is asked for, with `as_of` as they stood then.

    Exact records that it shows are noted before it is there. Raises: SourceError; ArchiveError.
    """
    unseen = replace(eyes, witness=None)  # those that it has no line for are not shown to anybody
    found = list(iter_known(workspace, unseen, asked))
    chosen = nsmallest(most, found, key=_order)
    eyes.note("incident", [one.incident_id for one in chosen])
    return SituationDigest(
        asked=write_filter(asked),
        as_of=asked.as_of,
        made=eyes.now,
        incidents=len(found),
        contested=sum(one.is_contested for one in found),
        lines=tuple(_line(workspace, unseen, one, asked.as_of) for one in chosen),
        left_out=len(found) - len(chosen),
        has_words=may_read_words(eyes),
    )


def load_incident_digest(
    workspace: Workspace, eyes: Eyes, incident_id: str, *, as_of: str | None = None
) -> SituationDigest:
    """The digest of one incident, or of the one that a claim stands in. Raises: NotFound; ArchiveError."""
    unseen = replace(eyes, witness=None)
    shown = load_known(workspace, unseen, incident_id, as_of)
    eyes.note("incident", [shown.incident_id])
    line = _line(workspace, unseen, shown, as_of)
    return SituationDigest("", as_of, eyes.now, 1, int(shown.is_contested), (line,), 0, may_read_words(eyes))


def _order(shown: IncidentShown) -> tuple[float, str, str]:
    return heft_order(shown, load_table("digest_incidents"), load_families())


def _line(workspace: Workspace, eyes: Eyes, shown: IncidentShown, as_of: str | None) -> IncidentLine:
    """The line, without the words of claims: they say more than a line of a record may."""
    bare = replace(shown, words=None, evidence=())
    if not shown.is_contested or not may_read_words(eyes):
        return IncidentLine(bare)
    try:
        values = find_contested(workspace, eyes, shown.incident_id, as_of)
    except NotFound:  # it was weighed anew since it was asked for
        values = ()
    return IncidentLine(bare, tuple(_contradiction(value) for value in values))


def _contradiction(value: ValueShown) -> ContradictionSaid:
    apart = {number for pair in value.contradictions for number in (pair.one, pair.other)}
    return ContradictionSaid(value.value, tuple(_sides(value, apart)))


def _sides(value: ValueShown, apart: Iterable[int]) -> Iterable[SideSaid]:
    wanted = set(apart)
    return (SideSaid(side.said, side.origins) for side in value.sides if side.number in wanted)
