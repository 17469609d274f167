"""The archive of a workspace: captures by their hash, and the receipts that say how each arrived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from isnad.errors import ArchiveError
from isnad.gather.archive.blobs import Blobs
from isnad.gather.archive.log import Log
from isnad.gather.archive.receipts import Arrival
from isnad.model import Capture, Receipt

__all__ = ["Archive", "Arrival"]


class Archive:
    """A folder that only grows. Nothing is made before the first write; any number of processes may use it at once.

    Write captures first (`put`), then their receipts (`append`): what is in the log has its bytes on disk.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.blobs = Blobs(folder / "blobs")
        self.log = Log(folder / "receipts.jsonl")
        self.timestamps = folder / "timestamps"

    def put(self, contents: Sequence[bytes]) -> tuple[Capture, ...]:
        """The captures of the contents, in their order, all on disk; the same bytes are stored once.

        Raises: ArchiveError in one line when the disk is full or refuses.
        """
        return self.blobs.write(contents)

    def read(self, sha256: str, size: int | None = None) -> bytes:
        """The bytes of a capture. Give its `size` where it is known: a replaced blob then cannot take more memory.

        Raises: NotFound; ArchiveError when the bytes do not match their name.
        """
        return self.blobs.read(sha256, size)

    def append(self, arrivals: Sequence[Arrival]) -> tuple[Receipt, ...]:
        """The arrivals as receipts that follow the last one, all on disk. Order: as given.

        A line that a crash cut off is mended first. Raises: ArchiveError when a capture was not put, when the disk is
        full or refuses, and when the log's last line was altered; then none of them is in the log.
        """
        for arrival in arrivals:
            if not self.blobs.has(arrival.capture.sha256):
                raise ArchiveError(f"{arrival.where}: its capture {arrival.capture.sha256} is not in {self.folder}")
        return self.log.append(arrivals)

    def receipts(self, after: int = 0) -> Iterator[Receipt]:
        """Receipts with numbers above `after`, in order. Empty: nothing arrived. Raises: ArchiveError."""
        return self.log.read(after)

    def head(self) -> Receipt | None:
        """The last receipt; None when nothing arrived. Raises: ArchiveError."""
        return self.log.last()
