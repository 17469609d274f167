"""Stored articles read to claims: whatever the store holds and this knowledge has not read yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isnad.errors import Reason, SourceError
from isnad.keep.articles import find_unread, find_unreadable, load_versions, mark_unreadable
from isnad.keep.claims import write_readings
from isnad.keep.findings import RECOVERED, SKIPPED, write_findings
from isnad.keep.store import Store
from isnad.keep.versions import Version
from isnad.model import Claim, Finding
from isnad.pipeline.outcomes import Arrived, Failed, Map, Outcome, Run, batches, reason_detail
from isnad.pipeline.reader import packaged_reader

_PAGE = 500
_BATCH = 100


@dataclass(frozen=True, slots=True)
class VersionRead:
    """A stored version and its claims; `reason` says why it could not be read, where it could not."""

    version: Version
    claims: tuple[Claim, ...] = ()
    reason: str | None = None


def read_stored(
    store: Store, run: Run, knowledge: str, map_: Map = map, *, again: bool = False
) -> Iterator[VersionRead]:
    """Each unread version, as it was read and kept; with `again`, also those read with other knowledge.

    Order: by version id. Versions that come in meanwhile may be left for the next run.
    """
    results: Iterable[VersionRead] = map_(read_version, _find_unread(store, knowledge if again else None))
    yield from _keep(results, store, run, knowledge)


def read_skipped(store: Store, run: Run, knowledge: str, map_: Map = map) -> Iterator[VersionRead]:
    """Each version that could not be read, tried again."""
    with store.read() as connection:
        names = find_unreadable(connection)
        versions = load_versions(connection, names)
    yield from _keep(map_(read_version, versions), store, run, knowledge)


def read_version(version: Version) -> VersionRead:
    """The claims of one version, by the reader of this process."""
    try:
        return VersionRead(version, packaged_reader().read(version.article))
    except (SourceError, RecursionError, MemoryError) as error:
        return VersionRead(
            version, reason=Reason("report.unreadable", "cannot be read ({error})", error=error or type(error).__name__)
        )


def lose(item: Arrived | Failed | Version, reason: str) -> Outcome | VersionRead:
    """What becomes of an item whose process was lost while it worked on it."""
    if isinstance(item, Version):
        return VersionRead(item, reason=reason)
    return Failed(item.receipt.where, reason, item.receipt) if isinstance(item, Arrived) else item


def _find_unread(store: Store, knowledge: str | None) -> Iterator[Version]:
    """Unread versions, a page at a time: between pages others may write."""
    after = None
    while True:
        with store.read() as connection:
            names = find_unread(connection, _PAGE, other_than=knowledge, after=after)
            versions = load_versions(connection, names)
        if not names:
            return
        yield from versions
        after = names[-1]


def _keep(results: Iterable[VersionRead], store: Store, run: Run, knowledge: str) -> Iterator[VersionRead]:
    """Write what was read, a batch in one transaction, and pass it on."""
    for batch in batches(results, _BATCH):
        failed = [one for one in batch if one.reason]
        recovered = [one for one in batch if not one.reason and one.version.is_unreadable]
        with store.write() as connection:
            write_readings(connection, [(one.version, one.claims) for one in batch if not one.reason], knowledge)
            mark_unreadable(connection, [one.version.version_id for one in failed], knowledge)
            write_findings(connection, [_finding(one, run, SKIPPED) for one in failed])
            write_findings(connection, [_finding(one, run, RECOVERED) for one in recovered])
        yield from batch


def _finding(one: VersionRead, run: Run, verdict: str) -> Finding:
    where = one.version.where
    return Finding(
        "version",
        one.version.version_id,
        verdict,
        run.tool,
        run.now(),
        one.reason or "",
        (("where", where), *reason_detail(one.reason or "")),
    )
