"""What Content Credentials (C2PA) say of a medium, told as four things apart: whether there are any, whether they hold, whether
the signer is on a list of trusted signers, and what they declare of how the medium came about.

None of the four follows from another. Absent is not fake, untrusted is not tampered, valid is not true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from isnad.weigh.authenticity.ingredients import Chain, Ingredient, find_chain

# What the SDK says of the file by itself is of the signer's standing, and says nothing of whether anything was changed.
_OF_STANDING = ("signingCredential.untrusted", "signingCredential.trusted", "signingCredential.ocsp", "cawg.")
_OF_SIGNATURE = ("claimSignature.", "signingCredential.", "algorithm.")
_TRUSTED = "signingCredential.trusted"


class Presence(StrEnum):
    """Whether the medium carries Content Credentials: none; in the file; elsewhere, at an address that was not asked; or
    something that stands where they would and cannot be read."""

    ABSENT = "absent"
    EMBEDDED = "embedded"
    REMOTE = "remote"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: the code of the C2PA specification, what it says, and of which manifest."""

    code: str
    words: str
    manifest: str | None


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose certificate signed. `time` is when, and None where no time-stamp says so."""

    name: str | None
    issuer: str | None
    serial: str | None
    algorithm: str | None
    time: str | None


@dataclass(frozen=True, slots=True)
class Trust:
    """Whether the signer is on a list: its name, the day it is of, and who made it; `state` is the SDK's word with the list."""

    name: str
    dated: str
    source: str
    is_on: bool
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """What a manifest declares of how something came about: the digital source type, in which act, of which medium."""

    source_type: str
    act: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class MediaCheck:
    """What Content Credentials say of a medium.

    `state` is the SDK's own word (`Valid`, `Trusted`, `Invalid`), with no list of trusted signers. `signature_holds` and
    `binding_holds` are None where there is nothing that could hold; both are of the medium itself, `chain_holds` is of what
    it was made from as well. `remote` is the address that was not asked.
    """

    presence: Presence
    state: str | None = None
    signature_holds: bool | None = None
    binding_holds: bool | None = None
    chain_holds: bool | None = None
    faults: tuple[Fault, ...] = ()
    signer: Signer | None = None
    trust: tuple[Trust, ...] = ()
    declared: tuple[Declared, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    left_out: int = 0
    remote: str | None = None
    unreadable: str | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the SDK calls it valid; None where it says nothing."""
        return None if self.state is None else self.state != "Invalid"


def find_media_check(report: Mapping[str, Any], state: str, trust: Sequence[Trust]) -> MediaCheck:
    """The check of a medium whose manifests the SDK could read. `report` is its JSON, `state` its word on it.

    Source: C2PA specification 2.2, validation status codes.
    """
    results = report.get("validation_results") or {}
    active = results.get("activeManifest") or {}
    own = tuple(_faults(active.get("failure"), report.get("active_manifest")))
    chained = tuple(_faults_of_chain(results, report))
    chain: Chain = find_chain(report)
    manifest = _manifest(report, report.get("active_manifest"))
    return MediaCheck(
        presence=Presence.EMBEDDED,
        state=state,
        signature_holds=_holds(own, state, lambda code: code.startswith(_OF_SIGNATURE), active),
        binding_holds=_holds(own, state, lambda code: not code.startswith(_OF_SIGNATURE), active),
        chain_holds=state != "Invalid",
        faults=(*own, *chained),
        signer=_signer(manifest.get("signature_info") or {}),
        trust=tuple(trust),
        declared=tuple(dict.fromkeys(_declared(report, chain))),
        ingredients=chain.ingredients,
        left_out=chain.left_out,
    )


def is_trusted(report: Mapping[str, Any]) -> bool:
    """Whether the SDK, given a list of trusted signers, found the medium's signer on it."""
    active = (report.get("validation_results") or {}).get("activeManifest") or {}
    return any(one.get("code") == _TRUSTED for one in active.get("success") or ())


def _faults(rows: Iterable[Mapping[str, Any]] | None, manifest: str | None) -> Iterator[Fault]:
    for row in rows or ():
        code = str(row.get("code"))
        if not code.startswith(_OF_STANDING):
            yield Fault(code, str(row.get("explanation") or ""), manifest)


def _faults_of_chain(results: Mapping[str, Any], report: Mapping[str, Any]) -> Iterator[Fault]:
    """What does not hold of what the medium was made from.

    Newer manifests hold the results of when an ingredient was taken in, so that `ingredientDeltas` has what is new since.
    """
    for delta in results.get("ingredientDeltas") or ():
        found = (delta.get("validationDeltas") or {}).get("failure")
        yield from _faults(found, _label(delta.get("ingredientAssertionURI")))
    active = report.get("active_manifest")
    for row in report.get("validation_status") or ():
        label = _label(row.get("url"))
        if label != active:
            yield from _faults((row,), label)


def _label(uri: str | None) -> str | None:
    """The manifest's label in a JUMBF address.

    >>> _label("self#jumbf=/c2pa/urn:uuid:1/c2pa.signature")
    'urn:uuid:1'
    """
    parts = (uri or "").split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "c2pa" else None


def _holds(own: tuple[Fault, ...], state: str, is_of: Any, active: Mapping[str, Any]) -> bool | None:
    """Whether nothing of this sort is at fault. Where the SDK calls all invalid and names no fault, nothing is said to hold."""
    if any(is_of(fault.code) for fault in own):
        return False
    if state == "Invalid" and not own and not any(is_of(str(row.get("code"))) for row in active.get("success") or ()):
        return None
    return True


def _signer(info: Mapping[str, Any]) -> Signer | None:
    if not info:
        return None
    return Signer(
        _text(info.get("common_name")),
        _text(info.get("issuer")),
        _text(info.get("cert_serial_number")),
        _text(info.get("alg")),
        _text(info.get("time")),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _manifest(report: Mapping[str, Any], label: str | None) -> Mapping[str, Any]:
    found = (report.get("manifests") or {}).get(label) if label else None
    return found if isinstance(found, Mapping) else {}


def _declared(report: Mapping[str, Any], chain: Chain) -> Iterator[Declared]:
    """What the medium's manifest declares, then those of what it was made from, as far as they are told."""
    for label in (report.get("active_manifest"), *chain.manifests):
        manifest = _manifest(report, label)
        for assertion in manifest.get("assertions") or ():
            yield from _declared_in(assertion, _text(manifest.get("title")))


def _declared_in(assertion: Mapping[str, Any], title: str | None) -> Iterator[Declared]:
    data = assertion.get("data")
    if not str(assertion.get("label")).startswith("c2pa.actions") or not isinstance(data, Mapping):
        return
    for action in data.get("actions") or ():
        if isinstance(action, Mapping) and (kind := _text(action.get("digitalSourceType"))):
            yield Declared(kind.rstrip("/").rsplit("/", 1)[-1], _text(action.get("action")), title)
