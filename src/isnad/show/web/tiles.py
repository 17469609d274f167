"""Tiles under the map, where the operator has any: a site of raster tiles, or a PMTiles archive there or on this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from isnad.errors import SourceError

OWN_PATH = "/tiles.pmtiles"
"""Where the desk serves an archive that lies on this machine."""
_SITE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?")
# Source: PMTiles specification, version 3, section 3.
_MARK = b"PMTiles\x03"
_HOLES = ("{z}", "{x}", "{y}")


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles: the address that pages ask, the one other site that they may ask then, and the file that the desk serves."""

    address: str
    origin: str | None = None
    file: Path | None = None


def parse_tiles(words: str) -> Tiles:
    """Tiles by an address with {z}, {x} and {y}, by that of a PMTiles archive, or by the path of one.

    Raises: SourceError.
    """
    if not words.startswith(("http://", "https://")):
        return Tiles(OWN_PATH, file=_checked(Path(words)))
    parts = urlsplit(words)
    origin = f"{parts.scheme}://{parts.netloc}"
    if not _SITE.fullmatch(origin) or not words.isprintable():
        raise SourceError("--tiles", f"{words[:100]!r} is no address of tiles; write it as https://tiles.example/...")
    if not parts.path.endswith(".pmtiles") and not all(hole in words for hole in _HOLES):
        raise SourceError("--tiles", "the address needs {z}, {x} and {y}, or must end with .pmtiles")
    return Tiles(words, origin)


def _checked(path: Path) -> Path:
    try:
        with path.open("rb") as file:
            start = file.read(len(_MARK))
    except OSError as error:
        raise SourceError("--tiles", f"{path}: {error.strerror or 'cannot be read'}") from None
    if start != _MARK:
        raise SourceError("--tiles", f"{path} is no PMTiles archive of version 3")
    return path
