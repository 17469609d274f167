"""A PMTiles archive of one raster tile, made by the letter of its specification (version 3)."""

from __future__ import annotations

import base64
import struct

# One grey point, PNG.
_TILE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
_HEADER = 127
_PNG, _PLAIN = 2, 1


def make_archive() -> bytes:
    """The archive: one tile, of the whole world, nothing packed."""
    # Entries: how many, then tile ids, run lengths, lengths and offsets (plus one) as varints; all below 128 here.
    directory = bytes((1, 0, 1, len(_TILE), 1))
    metadata = b"{}"
    at = _HEADER + len(directory)
    parts = struct.pack(
        "<7sB11Q", b"PMTiles", 3, _HEADER, len(directory), at, len(metadata), at + len(metadata), 0, at + len(metadata),
        len(_TILE), 1, 1, 1,
    )  # fmt: skip
    kinds = struct.pack("<BBBBBB", 1, _PLAIN, _PLAIN, _PNG, 0, 0)
    bounds = struct.pack("<iiiiBii", -1800000000, -850000000, 1800000000, 850000000, 0, 0, 0)
    return parts + kinds + bounds + directory + metadata + _TILE
