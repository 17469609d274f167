"""`isnad verify`, `isnad stamp`, `isnad evidence`: whether what is kept is what was received, and the proof to hand on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from isnad.errors import ArchiveError, SourceError
from isnad.gather.archive.timestamps import find_stamps, verify_timestamps
from isnad.show.care.audit import AuditLog
from isnad.show.cli.options import Place
from isnad.show.cli.statuses import Status
from isnad.show.rows import claim_row
from isnad.workspace import Workspace


def verify_and_print(place: Place, roots: Sequence[Path], *, bytes_too: bool) -> int:
    """Exit status after walking the archive: 0 when all holds, 1 when something is broken."""
    with place.open() as workspace:
        found = workspace.verify(bytes_too=bytes_too)
        stamps_hold = _print_stamps(workspace, roots)
        acts_hold = _print_acts(AuditLog(workspace.folder))
    what = "receipts and captures" if bytes_too else "receipts"
    print(f"{found.receipts:,} receipts, {found.captures:,} captures" + ("" if bytes_too else " (bytes not looked at)"))
    if found.torn:
        print("isnad: the log ends in half a line, as a crash leaves it; the next run mends it", file=sys.stderr)
    for name in found.unnamed:
        print(f"isnad: {name}: no receipt names it; left by a run that was stopped, or foreign", file=sys.stderr)
    if found.head:
        print(f"head: receipt {found.head[0]} {found.head[1]}")
    if found.broken:
        print(f"isnad: broken at {found.broken}", file=sys.stderr)
        return Status.BROKEN
    print(f"all {what} hold")
    return 0 if stamps_hold and acts_hold else Status.BROKEN


def _print_acts(log: AuditLog) -> bool:
    """Whether the desk's own log holds; nothing is said where there is none yet."""
    found = log.verify()
    if found.head:
        print(f"desk: {found.entries:,} acts, head {found.head}")
    if found.broken:
        print(f"isnad: the desk's log is broken at {found.broken}", file=sys.stderr)
    return found.broken is None


def _print_stamps(workspace: Workspace, roots: Sequence[Path]) -> bool:
    """Whether all time stamps hold; without root certificates they are counted and not judged."""
    if not roots:
        count = sum(1 for _ in find_stamps(workspace.archive))
        if count:
            print(f"{count} time stamps, not checked: give the authority's certificate with --root")
        return True
    stamps = verify_timestamps(workspace.archive, [_read_root(path) for path in roots])
    for stamp in stamps:
        said = f"witnessed at {stamp.time}" if stamp.problem is None else f"does not hold: {stamp.problem}"
        print(f"time stamp of receipt {stamp.number} {said}")
    return all(stamp.problem is None for stamp in stamps)


def _read_root(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror}); give a certificate file") from error


def stamp_and_print(place: Place, authority: str) -> int:
    """Exit status after having the log stamped: 0."""
    with place.open() as workspace:
        path = workspace.stamp(authority)
    print(f"kept {path}")
    return 0


def evidence_and_print(place: Place, name: str, folder: Path) -> int:
    """Exit status after writing the bag: 0. Raises: SourceError for a folder that is there."""
    if folder.exists():
        raise SourceError(str(folder), "is there already; name a folder that is not")
    with place.open() as workspace:
        found = workspace.verify(bytes_too=False)
        if found.broken:
            raise ArchiveError(f"the archive is broken at {found.broken}; run isnad verify")
        bag = workspace.write_evidence(name, folder, claim_row)
    print(f"wrote {bag}")
    return 0
