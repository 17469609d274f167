"""Lists of trusted signers: files that the operator sets, each with a name, a day and where it comes from.

None is packaged: whom to trust is for the operator to say.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from isnad.errors import KnowledgeError

_KEYS = frozenset(("name", "dated", "source", "anchors", "purposes"))
_LARGEST = 8 << 20
_MARK = "-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class TrustList:
    """A list: certificates (PEM) that a signer's must lead to, and for what they must be meant (object ids, one on a line;
    None: what the SDK asks by itself)."""

    name: str
    dated: str
    source: str
    anchors: str
    purposes: str | None = None


def load_trust_lists(folder: Path | None) -> tuple[TrustList, ...]:
    """The lists of the folder, a TOML file each. Order: by file name. Empty: none is set.

    Raises: KnowledgeError naming the file and what is wrong with it.
    """
    if folder is None:
        return ()
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: is no folder of trust lists; set ISNAD_TRUST to one")
    return tuple(_load(path) for path in sorted(folder.glob("*.toml")))


def _load(path: Path) -> TrustList:
    try:
        table = tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path.name}: is no TOML: {error}") from None
    if wrong := set(table) - _KEYS:
        raise KnowledgeError(f"{path.name}: unknown keys: {', '.join(sorted(wrong))}")
    anchors = _read(path.parent / _text(table, "anchors", path))
    if _MARK not in anchors:
        raise KnowledgeError(f"{path.name}: anchors has no certificate; it names a PEM file beside this one")
    purposes = _read(path.parent / _text(table, "purposes", path)) if "purposes" in table else None
    dated = table.get("dated")
    if type(dated) is not date:
        raise KnowledgeError(f"{path.name}: dated must be the day of the list, as 2026-05-01")
    return TrustList(_text(table, "name", path), dated.isoformat(), _text(table, "source", path), anchors, purposes)


def _text(table: dict[str, Any], key: str, path: Path) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise KnowledgeError(f"{path.name}: {key} must be words")
    return value.strip()


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            found = file.read(_LARGEST + 1)
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error.strerror}") from None
    if len(found) > _LARGEST:
        raise KnowledgeError(f"{path.name}: is larger than {_LARGEST >> 20} MiB")
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError:
        raise KnowledgeError(f"{path.name}: is no UTF-8 text") from None
