"""Time stamps of the log's end (RFC 3161): an authority's word that the log stood so at that time.

Needs the extra `timestamps`. The network is handed in, so that whoever calls says how and where it may be used.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from isnad.errors import ArchiveError, NotFound, SourceError
from isnad.gather.archive.archive import Archive
from isnad.gather.archive.durable import cannot_read, cannot_write, write_named
from isnad.gather.archive.receipts import covered_bytes, hash_receipt
from isnad.model import Receipt

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampRequest, TimeStampResponse

MOST_BYTES = 1 << 20
"""The longest answer of an authority that is kept or read."""

_NAME = re.compile(r"(\d{1,18})-([0-9a-f]{64})-[0-9a-f]{16}\.tsr")
_GRANTED = 0


@dataclass(frozen=True, slots=True)
class Timestamp:
    """One time stamp of the archive: the receipt's number and hash that its name says, and what was found.

    `time` is the authority's (UTC); None when the answer does not hold. `problem` says why; None when it holds.
    """

    path: Path
    number: int
    hash: str
    time: str | None
    problem: str | None


def write_timestamp(archive: Archive, authority_url: str, post: Callable[[str, bytes], bytes]) -> Path:
    """The file with the authority's answer for the last receipt; all receipts before it are covered by its hash.

    `post` sends the bytes to the URL as `application/timestamp-query` and gives the body of the answer. The authority
    is told a hash, nothing else. Whom the answer is signed by is for `verify_timestamps`.
    Raises: NotFound when nothing arrived yet; SourceError when the answer is no time stamp for this hash; what `post`
    raises; ArchiveError when the answer cannot be kept, or the extra is not installed.
    """
    _need_extra()
    head = archive.head()
    if head is None:
        raise NotFound(f"nothing to stamp: no receipt in {archive.folder}")
    request = _request_for(head)
    answer = post(authority_url, request.as_bytes())
    _check_answer(answer, request, head, authority_url)
    mark = hashlib.sha256(answer).hexdigest()[:16]
    path = archive.timestamps / f"{head.number:09d}-{head.hash}-{mark}.tsr"
    try:
        write_named(path, answer)
    except OSError as error:
        raise cannot_write(archive.timestamps, error) from error
    return path


def verify_timestamps(archive: Archive, roots: Sequence[bytes]) -> tuple[Timestamp, ...]:
    """Every time stamp of the archive, checked offline against the authorities' root certificates (PEM or DER).

    One holds when it is signed under one of the roots, was valid at its own time, and covers the receipt of its number
    as the log has it now. Order: by receipt. Empty: none were made.
    Raises: SourceError when a root is no certificate; ArchiveError when the log cannot be read, or the extra is not
    installed.
    """
    _need_extra()
    trusted = tuple(_load_root(root) for root in roots)
    return tuple(_verify_one(archive, path, name, trusted) for path, name in find_stamps(archive))


def find_stamps(archive: Archive) -> Iterator[tuple[Path, re.Match[str]]]:
    """Files of time stamps, with the receipt's number and hash as groups of the name. Order: by receipt."""
    for path in sorted(archive.timestamps.glob("*.tsr")):
        name = _NAME.fullmatch(path.name)
        if name:
            yield path, name


def _verify_one(archive: Archive, path: Path, name: re.Match[str], roots: Sequence[Certificate]) -> Timestamp:
    number, digest = int(name[1]), name[2]
    try:
        time = _verified_time(archive, path, number, digest, roots)
    except _Refused as refused:
        return Timestamp(path, number, digest, None, str(refused))
    return Timestamp(path, number, digest, time, None)


class _Refused(Exception):  # noqa: N818 - why a time stamp does not hold
    pass


def _verified_time(archive: Archive, path: Path, number: int, digest: str, roots: Sequence[Certificate]) -> str:
    """The authority's time. Raises: _Refused, ArchiveError."""
    from rfc3161_client import VerificationError, VerifierBuilder

    receipt = next(archive.receipts(number - 1), None)
    if receipt is None or receipt.number != number:
        raise _Refused(f"the log has no receipt {number} any more: receipts were taken away")
    if hash_receipt(receipt) != digest:
        raise _Refused(f"receipt {number} is not the one that was stamped")
    if not roots:
        raise _Refused("no root certificate was given to check it against")
    response = _load_answer(path)
    try:
        VerifierBuilder(roots=list(roots)).build().verify(response, bytes.fromhex(digest))
        time = response.tst_info.gen_time
    except (VerificationError, ValueError) as error:
        raise _Refused(f"does not verify: {error}") from error
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _load_answer(path: Path) -> TimeStampResponse:
    """Raises: _Refused when it is no answer of an authority, ArchiveError when it cannot be read."""
    from rfc3161_client import decode_timestamp_response

    try:
        with path.open("rb") as file:
            return decode_timestamp_response(file.read(MOST_BYTES))
    except OSError as error:
        cannot_read(path, error)
    except ValueError as error:
        raise _Refused(f"is no time stamp: {error}") from error


def _request_for(receipt: Receipt) -> TimeStampRequest:
    """A request for the receipt's hash: the SHA-256 of what it covers is the hash itself."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    return TimestampRequestBuilder(data=covered_bytes(receipt), hash_algorithm=HashAlgorithm.SHA256).build()


def _check_answer(answer: bytes, request: TimeStampRequest, head: Receipt, url: str) -> None:
    """Raises: SourceError when the answer is not for the request."""
    from rfc3161_client import decode_timestamp_response

    if len(answer) > MOST_BYTES:
        raise SourceError(url, f"answered with more than {MOST_BYTES >> 20} MiB; ask another authority")
    try:
        response = decode_timestamp_response(answer)
        granted = response.status == _GRANTED
        right = granted and response.tst_info.message_imprint.message == bytes.fromhex(head.hash)
        right = right and response.tst_info.nonce == request.nonce
    except ValueError as error:
        raise SourceError(url, f"gave no time stamp ({error}); ask another authority") from error
    if not right:
        why = "gave a time stamp of something else" if granted else "refused to stamp"
        raise SourceError(url, f"{why}; ask another authority")


def _load_root(root: bytes) -> Certificate:
    """Raises: ArchiveError when it is no certificate."""
    from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificate

    load = load_pem_x509_certificate if b"-----BEGIN" in root else load_der_x509_certificate
    try:
        return load(root)
    except ValueError as error:
        reason = f"is no certificate in PEM or DER ({error}); give the authority's own"
        raise SourceError("a root", reason) from error


def _need_extra() -> None:
    """Raises: ArchiveError when what the extra brings is not installed."""
    try:
        import rfc3161_client  # noqa: F401
    except ImportError as error:
        raise ArchiveError("time stamps need an extra; install `isnad[timestamps]`") from error
