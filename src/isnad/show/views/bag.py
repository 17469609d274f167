"""The evidence bag as a stream: a ZIP archive that is sent while it is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import may_read_words
from isnad.show.rows import claim_row
from isnad.show.views.guard import ForbiddenError
from isnad.workspace import Workspace

_CHUNK = 1 << 16


class _Sink:
    """Takes what the archive writes until it is fetched. It cannot be sought, so that the archive needs no way back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take the bytes."""
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing is held open here."""

    def fetch(self) -> bytes:
        """What was written since."""
        found, self._parts = b"".join(self._parts), []
        return found


def iter_bag(workspace: Workspace, eyes: Eyes, name: str) -> Iterator[bytes]:
    """The bag of the claim or the incident as bytes of a ZIP archive. The first is ready when the bag is written whole.

    Raises: ForbiddenError; NotFound, ArchiveError before the first byte.
    """
    if not may_read_words(eyes):
        raise ForbiddenError("evidence holds reports as they were received")
    folder = TemporaryDirectory(prefix="isnad-bag-")
    try:
        bag = workspace.write_evidence(name, Path(folder.name) / f"isnad-{name}", claim_row)
    except BaseException:
        folder.cleanup()
        raise
    return _stream(folder, bag)


def _stream(folder: TemporaryDirectory[str], bag: Path) -> Iterator[bytes]:
    sink = _Sink()
    with folder, ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for path in sorted(one for one in bag.rglob("*") if one.is_file()):
            info = ZipInfo(f"{bag.name}/{path.relative_to(bag)}")
            info.compress_type = ZIP_DEFLATED
            with archive.open(info, "w") as entry, path.open("rb") as source:
                while chunk := source.read(_CHUNK):
                    entry.write(chunk)
                    yield sink.fetch()
        archive.close()
        yield sink.fetch()
