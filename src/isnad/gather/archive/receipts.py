"""Receipts as lines of the log: canonical, chained by hash, and read strictly."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, fields
from typing import Any

from isnad.model import Capture, Receipt

FIRST_PREVIOUS = "0" * 64
"""What the first receipt holds as the hash of the one before."""

LONGEST_LINE = 16 << 20
"""Bytes of the longest line of the log, its end included."""

_FIELDS = frozenset(field.name for field in fields(Receipt))
_TEXTS = ("where", "kind", "received", "tool", "run", "previous", "hash")
_TEXTS_OR_NONE = ("url", "final_url")
_PAIRS = ("headers", "told")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A receipt before it is numbered and chained; its fields are the receipt's."""

    capture: Capture
    where: str
    kind: str
    received: str
    tool: str
    run: str
    url: str | None = None
    final_url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    told: tuple[tuple[str, str], ...] = ()


def chain_receipts(arrivals: tuple[Arrival, ...], last: Receipt | None) -> tuple[tuple[Receipt, bytes], ...]:
    """Each arrival as the receipt that follows, and its line with its end. Order: as given."""
    chained = []
    number, previous = (last.number, last.hash) if last else (0, FIRST_PREVIOUS)
    for arrival in arrivals:
        number += 1
        receipt, line = _chain_one(arrival, number, previous)
        previous = receipt.hash
        chained.append((receipt, line))
    return tuple(chained)


def _chain_one(arrival: Arrival, number: int, previous: str) -> tuple[Receipt, bytes]:
    members = {name: getattr(arrival, name) for name in _FIELDS - {"number", "previous", "hash", "capture"}}
    members |= {"number": number, "previous": previous, "capture": _capture_members(arrival.capture)}
    digest = hashlib.sha256(_canonical(members)).hexdigest()
    receipt = Receipt(**{**members, "capture": arrival.capture}, hash=digest)
    return receipt, _canonical(members | {"hash": digest}) + b"\n"


def covered_bytes(receipt: Receipt) -> bytes:
    """What the receipt's hash is the SHA-256 of: its line without the member `hash`."""
    members = {name: getattr(receipt, name) for name in _FIELDS - {"hash", "capture"}}
    return _canonical(members | {"capture": _capture_members(receipt.capture)})


def hash_receipt(receipt: Receipt) -> str:
    """The hash that the receipt ought to have."""
    return hashlib.sha256(covered_bytes(receipt)).hexdigest()


def line_of(receipt: Receipt) -> bytes:
    """The receipt's line in the log, its end included."""
    members = {name: getattr(receipt, name) for name in _FIELDS - {"capture"}}
    return _canonical(members | {"capture": _capture_members(receipt.capture)}) + b"\n"


def parse_receipt(line: bytes) -> Receipt:
    """The receipt of a line of the log, as it says it is: neither its hash nor its form is looked at.

    Raises: ValueError when it is not a receipt.
    """
    try:
        members = json.loads(line)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(members, dict) or members.keys() != _FIELDS:
        raise ValueError("has other members than a receipt")
    capture = members.pop("capture")
    if not isinstance(capture, dict) or capture.keys() != {"sha256", "size"}:
        raise ValueError("names no capture")
    _check_kinds(members, capture)
    members |= {name: tuple((key, value) for key, value in members[name]) for name in _PAIRS}
    return Receipt(capture=Capture(**capture), **members)


def find_fault(line: bytes, last: Receipt | None) -> tuple[Receipt | None, str | None]:
    """The receipt of the line, and what is wrong with it as the one that follows `last`; None when nothing is."""
    try:
        receipt = parse_receipt(line)
    except ValueError:
        return None, "its line is not a receipt"
    if receipt.hash != hash_receipt(receipt):
        return receipt, "its content does not match its hash"
    if line != line_of(receipt):
        return receipt, "its line is not written as it was"
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST_PREVIOUS)
    if receipt.number != number:
        return receipt, f"receipt {receipt.number} stands in its place: one was taken out, put in or moved"
    if receipt.previous != previous:
        return receipt, "it does not follow the receipt before it"
    return receipt, None


def _canonical(members: dict[str, Any]) -> bytes:
    # ASCII: no editor, terminal or normal form changes it, and names of files that are no UTF-8 keep their bytes.
    return json.dumps(members, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")


def _capture_members(capture: Capture) -> dict[str, Any]:
    return {"sha256": capture.sha256, "size": capture.size}


def _check_kinds(members: dict[str, Any], capture: dict[str, Any]) -> None:
    """Raises: ValueError when a member is of another type than the record's."""
    right = isinstance(capture["sha256"], str) and re.fullmatch("[0-9a-f]{64}", capture["sha256"]) is not None
    right = right and type(capture["size"]) is int and type(members["number"]) is int
    right = right and all(isinstance(members[name], str) for name in _TEXTS)
    right = right and all(members[name] is None or isinstance(members[name], str) for name in _TEXTS_OR_NONE)
    right = right and (members["status"] is None or type(members["status"]) is int)
    right = right and all(_are_pairs(members[name]) for name in _PAIRS)
    if not right:
        raise ValueError("has a member of the wrong type")


def _are_pairs(given: object) -> bool:
    return isinstance(given, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in given
    )
