"""Checking a medium: what it says of itself, and whether the archive has seen it, or one that looks like it, before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import NamedTemporaryFile

from isnad.errors import SourceError
from isnad.gather.archive.archive import Archive
from isnad.gather.fetch.web.pages import Web
from isnad.gather.items import Item
from isnad.gather.media.credentials import Credentials, read_credentials
from isnad.gather.media.formats import FIRST_BYTES, find_format
from isnad.gather.media.trust import TrustList
from isnad.gather.parse.options import most_bytes
from isnad.keep.pictures import First, Picture, find_firsts, find_prints, find_unprinted, write_pictures
from isnad.keep.store import Store
from isnad.model import Finding
from isnad.settings import VERSION
from isnad.weigh.authenticity.media import MediaCheck, Presence, Trust, find_media_check, is_trusted
from isnad.weigh.authenticity.prints import LEAST_QUALITY, PrintIndex

_ADDRESSES = ("http://", "https://")
_BATCH = 50
_BY = f"isnad {VERSION}"


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """A capture with the same bytes, or (`distance` of 256 bits) a picture that looks alike; when and where it came first."""

    first: First
    distance: int | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a medium. `print` is None where it is no picture, or one with too little in it to be told by;
    `seen` is None where no archive was asked."""

    where: str
    sha256: str
    size: int
    format: str
    check: MediaCheck
    print: str | None
    seen: tuple[SeenBefore, ...] | None = None


@contextmanager
def hold_medium(at: str) -> Iterator[Path]:
    """The medium at a path, or at an address of the web, as a file for the time of the context. Raises: SourceError."""
    if not at.startswith(_ADDRESSES):
        yield Path(at)
        return
    with Web() as web, NamedTemporaryFile(prefix="isnad-medium-") as file:
        item = web.fetch(at, accept=("*/*",))
        if not isinstance(item, Item):
            raise SourceError(at, "gives nothing new")
        file.write(item.data)
        file.flush()
        yield Path(file.name)


def check_medium(path: Path, where: str, lists: Sequence[TrustList]) -> Checked:
    """What the medium in the file says of itself. Raises: SourceError when it is none or cannot be read."""
    try:
        with path.open("rb") as file:
            start, size = file.read(FIRST_BYTES), path.stat().st_size
            file.seek(0)
            digest = file_digest(file, "sha256").hexdigest() if size <= most_bytes() else None
    except OSError as error:
        raise SourceError(where, error.strerror or "cannot be read") from None
    kind = find_format(start)
    if kind is None:
        raise SourceError(where, "is no picture, sound, video or PDF whose Content Credentials can be read")
    if digest is None:
        raise SourceError(where, f"is larger than {most_bytes():,} bytes; set ISNAD_MAX_MB to read it")
    found = read_credentials(path, kind, lists)
    return Checked(where, digest, size, kind, find_check(found, lists), _print_of(found))


def find_check(found: Credentials, lists: Sequence[TrustList]) -> MediaCheck:
    """What is told of what was read."""
    if found.presence != Presence.EMBEDDED or found.state is None:
        return MediaCheck(Presence(found.presence), remote=found.remote, unreadable=found.unreadable)
    trust = [
        Trust(one.name, one.dated, one.source, is_trusted(report), report.get("validation_state"))
        for one, report in zip(lists, found.lists, strict=True)
    ]
    return find_media_check(found.report, found.state, trust)


def find_finding(checked: Checked, at: str) -> Finding:
    """What is to be remembered of the check of an archived medium: the state as a verdict, what it rests on as details."""
    check = checked.check
    detail = [("state", check.state), ("signer", check.signer.name if check.signer else None)]
    detail += [(f"list {one.name} {one.dated}", "on" if one.is_on else "off") for one in check.trust]
    detail += [("declared", one.source_type) for one in check.declared]
    told = tuple((name, value) for name, value in dict.fromkeys(detail) if value)
    reason = check.unreadable or check.remote or ", ".join(fault.code for fault in check.faults)
    return Finding("capture", checked.sha256, _verdict(check), _BY, at, reason, told)


def _verdict(check: MediaCheck) -> str:
    if check.presence is Presence.EMBEDDED:
        return "credentials hold" if check.holds else "credentials broken"
    return f"credentials {check.presence}"


def find_seen(store: Store, checked: Checked, index: PrintIndex, captures: Sequence[str]) -> tuple[SeenBefore, ...]:
    """Captures with the same bytes, then pictures that look alike. Order: the earliest first of each.

    `captures` are those of the index, in its order.
    """
    alike = {captures[one.number]: one.distance for one in index.find(checked.print)} if checked.print else {}
    alike.pop(checked.sha256, None)
    with store.read() as connection:
        same = find_firsts(connection, [checked.sha256])
        near = find_firsts(connection, sorted(alike))
    return (*(SeenBefore(one, None) for one in same), *(SeenBefore(one, alike[one.capture]) for one in near))


def load_index(store: Store) -> tuple[PrintIndex, tuple[str, ...]]:
    """The index of all pictures of the store, and their captures in its order."""
    with store.read() as connection:
        rows = find_prints(connection, LEAST_QUALITY)
    return PrintIndex([print_ for _, print_ in rows]), tuple(capture for capture, _ in rows)


def print_pictures(archive: Archive, store: Store) -> int:
    """How many captured media were looked at that were not before. Raises: ArchiveError, StoreError."""
    with store.read() as connection:
        waiting = find_unprinted(connection)
    for start in range(0, len(waiting), _BATCH):
        batch = [_look(archive, name, size) for name, size in waiting[start : start + _BATCH]]
        with store.write() as connection:
            write_pictures(connection, batch)
    return len(waiting)


def _look(archive: Archive, name: str, size: int) -> Picture:
    with NamedTemporaryFile(prefix="isnad-medium-") as file:
        data = archive.read(name, size)
        file.write(data)
        file.flush()
        kind = find_format(data[:FIRST_BYTES])
        found = read_credentials(Path(file.name), kind, ()).picture if kind else None
    return Picture(name, found["pdq"], found["quality"]) if found else Picture(name, None, None)


def _print_of(found: Credentials) -> str | None:
    picture = found.picture
    return picture["pdq"] if picture and picture["quality"] >= LEAST_QUALITY else None
