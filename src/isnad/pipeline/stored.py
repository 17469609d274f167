"""Stored articles read to claims: whatever the store holds and this knowledge has not read yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isnad.errors import SourceError
from isnad.keep import claims, findings
from isnad.keep.articles import Version
from isnad.keep.store import Store
from isnad.model import Claim
from isnad.pipeline.gathering import Map, Run, batches
from isnad.pipeline.reader import packaged_reader

_PAGE = 500


@dataclass(frozen=True, slots=True)
class VersionRead:
    """A stored version and its claims; `reason` says why it could not be read, where it could not."""

    version: Version
    claims: tuple[Claim, ...] = ()
    reason: str | None = None


def read_stored(
    store: Store, run: Run, knowledge: str, map_: Map = map, *, again: bool = False
) -> Iterator[VersionRead]:
    """Each unread version as it was read and kept; with `again`, also those read with other knowledge.

    Order: by version id. Versions that come in meanwhile may be left for the next run.
    """
    results: Iterable[VersionRead] = map_(read_version, _find_unread(store, knowledge if again else None))
    for batch in batches(results):
        with store.write() as connection:
            claims.write_readings(connection, [(one.version, one.claims) for one in batch], knowledge)
            findings.write_findings(connection, [_skip(one, run) for one in batch if one.reason])
        yield from batch


def read_version(version: Version) -> VersionRead:
    """The claims of one version, by the reader of this process."""
    try:
        return VersionRead(version, packaged_reader().read(version.article))
    except (SourceError, RecursionError, MemoryError) as error:
        return VersionRead(version, reason=f"cannot be read ({error or type(error).__name__})")
