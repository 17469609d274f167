"""Content Credentials of a medium, read by another process within limits of memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from isnad.errors import SourceError
from isnad.gather.media.formats import PICTURES
from isnad.gather.media.trust import TrustList

LONGEST_S = 60.0
_LARGEST_ANSWER = 64 << 20
# What a Python needs to start, and nothing that may be secret.
_HANDED_ON = frozenset(("PATH", "PYTHONPATH", "LANG", "HOME", "TMPDIR"))


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was read: `presence` (absent, embedded, remote, unreadable), the SDK's report and state, and its report with each
    list of trusted signers, in the order of the lists. `picture` is its perceptual hash where it is one that can be decoded."""

    presence: str
    report: dict[str, Any] = field(default_factory=dict)
    state: str | None = None
    lists: tuple[dict[str, Any], ...] = ()
    remote: str | None = None
    unreadable: str | None = None
    picture: dict[str, Any] | None = None


def needs_credentials() -> None:
    """Raises: SourceError when the package that reads Content Credentials is not installed."""
    if find_spec("c2pa") is None:
        raise SourceError("isnad check", "this needs more packages: pip install 'isnad[authenticity]'")


def read_credentials(path: Path, kind: str, lists: Sequence[TrustList], *, longest_s: float = LONGEST_S) -> Credentials:
    """The Content Credentials of the file of this format. What takes too long, too much memory or breaks the reader is
    `unreadable`, with the reason.

    Raises: SourceError when the file cannot be opened.
    """
    needs_credentials()
    try:
        with path.open("rb") as medium:
            answer = _ask(
                medium, kind, {"lists": [_settings(one) for one in lists], "is_picture": kind in PICTURES}, longest_s
            )
    except OSError as error:
        raise SourceError(str(path), error.strerror or "cannot be read") from None
    if isinstance(answer, str):
        return Credentials("unreadable", unreadable=answer)
    return Credentials(**{**answer, "lists": tuple(answer.get("lists", ()))})


def _settings(one: TrustList) -> dict[str, str]:
    return {"trust_anchors": one.anchors, **({"trust_config": one.purposes} if one.purposes else {})}


def _ask(medium: BinaryIO, kind: str, asked: dict[str, Any], longest_s: float) -> dict[str, Any] | str:
    """The answer of the process, or why there is none."""
    process = subprocess.Popen(  # noqa: S603 - this very Python, its own module, a format from a table and a number
        [sys.executable, "-m", "isnad.gather.media.reading", kind, str(medium.fileno())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name in _HANDED_ON},
        pass_fds=(medium.fileno(),),
    )
    with process:
        try:
            said, _ = process.communicate(json.dumps(asked).encode(), timeout=longest_s)
        except subprocess.TimeoutExpired:
            process.kill()
            return f"reading it took longer than {longest_s:.0f} s"
    if process.returncode != 0:
        return "reading it broke off: it needs too much memory or time, or is made to break the reader"
    return _parse(said)


def _parse(said: bytes) -> dict[str, Any] | str:
    if len(said) > _LARGEST_ANSWER:
        return "what it says of itself is too long"
    try:
        answer = json.loads(said)
    except (ValueError, RecursionError):
        return "what it says of itself cannot be understood"
    return answer if isinstance(answer, dict) else "what it says of itself cannot be understood"
