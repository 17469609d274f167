"""Names of files in a bag: those that are the same file, and inside the bag, on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from isnad.errors import ArchiveError

_LONGEST_PART = 255
# What some file systems or the readers of manifests take for something else. `%` is among them: the standard writes it
# `%25` in a manifest, which the most used reader does not read back.
_TAKEN = frozenset('\\:*?"<>|%')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.I | re.S)
# Marks that show a name in another order than it is written.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED_KINDS = frozenset(("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
_WRITTEN = {"\n": "%0A", "\r": "%0D"}


def check_names(names: Iterable[str]) -> None:
    """Raises: ArchiveError at the first name that must not stand in a bag, or that is the same as another's."""
    seen: dict[str, str] = {}
    above: dict[str, str] = {}
    for name in names:
        why = _find_fault(name)
        if why:
            raise ArchiveError(f"{name[:200]!r} cannot be a name in a bag: {why}")
        parts = _folded(name).split("/")
        seen_before = seen.setdefault("/".join(parts), name)
        if seen_before != name:
            raise ArchiveError(f"{name!r} and {seen_before!r} are one name on some systems")
        above |= {"/".join(parts[:depth]): name for depth in range(1, len(parts))}
    for folded in seen.keys() & above.keys():
        raise ArchiveError(f"{seen[folded]!r} is a file, and a folder in {above[folded]!r}")


def is_climbing(name: str) -> bool:
    """Whether the name could lead out of the folder that it is meant for."""
    parts = re.split(r"[/\\]", name)
    return name.startswith("~") or ":" in parts[0] or "\0" in name or any(part in ("", ".", "..") for part in parts)


def encode_name(name: str) -> str:
    """The name as a manifest holds it: line ends are written `%0A` and `%0D`."""
    return "".join(_WRITTEN.get(letter, letter) for letter in name)


def decode_name(written: str) -> str:
    """The name that a manifest holds. Reads what other writers write too: `%25` is `%`."""
    return re.sub(r"%(0A|0D|25)", lambda found: chr(int(found[1], 16)), written, flags=re.I)


def _find_fault(name: str) -> str | None:
    """What is wrong with the name; None when nothing is."""
    if is_climbing(name):
        return "it is empty, absolute, or climbs out"
    if any(_is_refused(letter) for letter in name):
        return "it has characters that are not the same everywhere"
    if unicodedata.normalize("NFC", name) != name:
        return "its letters are taken apart (it is not NFC)"
    return next((fault for part in name.split("/") if (fault := _find_part_fault(part))), None)


def _find_part_fault(part: str) -> str | None:
    if _RESERVED.fullmatch(part):
        return "some systems keep it for a device"
    if part != part.strip() or part.endswith(".") or part.startswith("~"):
        return "some systems drop how it begins or ends"
    if len(part.encode()) > _LONGEST_PART:
        return f"a part of it is longer than {_LONGEST_PART} bytes"
    return None


def _is_refused(letter: str) -> bool:
    if letter in _WRITTEN:
        return False
    return letter in _TAKEN or letter in _TURNING or unicodedata.category(letter) in _REFUSED_KINDS


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
