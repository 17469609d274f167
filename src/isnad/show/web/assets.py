"""The desk's built files: what each page loads, by the manifest that the build of `desk/` writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

PREFIX = "/static/"
"""The path that the built files are served under; their names bear a hash of their content."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of the built files of each source. Without a build there are none, and pages do without."""

    chunks: Mapping[str, Mapping[str, Any]]

    @property
    def is_built(self) -> bool:
        """Whether there are built files."""
        return bool(self.chunks)

    def script(self, source: str) -> str | None:
        """The script of the source, `main.js`; None where nothing is built."""
        chunk = self.chunks.get(f"src/{source}")
        return PREFIX + chunk["file"] if chunk else None

    def sheets(self, source: str) -> tuple[str, ...]:
        """The style sheets of the source and of what it imports, each once."""
        return tuple(dict.fromkeys(self._find_sheets(f"src/{source}", set())))

    def _find_sheets(self, name: str, seen: set[str]) -> Iterator[str]:
        chunk = self.chunks.get(name)
        if chunk is None or name in seen:
            return
        seen.add(name)
        for other in chunk.get("imports", ()):
            yield from self._find_sheets(other, seen)
        yield from (PREFIX + sheet for sheet in chunk.get("css", ()))


@cache
def load_assets() -> Assets:
    """The packaged build."""
    return find_assets(static_folder())


def find_assets(folder: Traversable) -> Assets:
    """The build that lies in the folder; none where it has no manifest."""
    manifest = folder / "manifest.json"
    return Assets(json.loads(manifest.read_text("utf-8")) if manifest.is_file() else {})


def static_folder() -> Traversable:
    """Where the built files lie, for the app to serve under `PREFIX`."""
    return files("isnad.show.web") / "static"
