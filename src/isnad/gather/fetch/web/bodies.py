"""Bodies of answers within a bound of bytes, both as they arrive and unpacked."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator

from isnad.errors import Reason
from isnad.gather.fetch.web.failures import FetchError, PassingError

ACCEPTED_ENCODINGS = "gzip, deflate"  # what `read_body` unpacks piece by piece
_PIECE = 1 << 16
_WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


def read_body(chunks: Iterable[bytes], encoding: str, most: int, *, cut: bool = False) -> bytes:
    """The bytes of the body, unpacked. `encoding` is the header Content-Encoding, empty where there is none.

    With `cut`, what goes over `most` bytes is left off.

    Raises: FetchError when the body is over the bound or cannot be unpacked; PassingError when it breaks off.
    """
    # BytesIO hands its buffer over without a copy.
    body = io.BytesIO()
    pieces = _unpacked(_within(chunks, most, cut=cut), encoding, cut=cut)
    for piece in _within(pieces, most, cut=cut):
        body.write(piece)
    return body.getvalue()


def too_long(most: int) -> FetchError:
    """The error for a body over the bound."""
    return FetchError(
        Reason(
            "web.large",
            "is over {most} MB and was left; set ISNAD_MAX_MB higher if it is wanted",
            most=f"{most / 1_000_000:g}",
        )
    )


def _within(chunks: Iterable[bytes], most: int, *, cut: bool) -> Iterator[bytes]:
    """The chunks up to `most` bytes; over it they are cut, or else the body is refused. Raises: FetchError."""
    seen = 0
    for chunk in chunks:
        seen += len(chunk)
        if seen > most and not cut:
            raise too_long(most)
        yield chunk[: len(chunk) - max(seen - most, 0)]
        if seen >= most and cut:
            return


def _unpacked(chunks: Iterable[bytes], encoding: str, *, cut: bool) -> Iterator[bytes]:
    """The bytes of the chunks, unpacked by pieces of at most 64 kB.

    Raises: FetchError for a packing that is not known; and as unpacking goes, FetchError and PassingError.
    """
    named = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if not named:
        return iter(chunks)
    if len(named) > 1 or named[0] not in _WINDOWS:
        raise FetchError(
            Reason(
                "web.packing",
                "is packed as {packing!r}, which was not asked for; its server is at fault",
                packing=encoding[:40],
            )
        )
    return _inflated(chunks, named[0], cut=cut)


def _inflated(chunks: Iterable[bytes], packing: str, *, cut: bool) -> Iterator[bytes]:
    """The unpacked pieces. A gzip body may be several joined; what follows the last is dropped, as browsers do."""
    stream: zlib._Decompress | None = None
    for chunk in chunks:
        rest, more = chunk, False
        while rest or more:
            stream = _stream_for(rest, stream, packing)
            if stream is None:
                return
            piece = _inflate(stream, rest)
            rest = stream.unused_data if stream.eof else stream.unconsumed_tail
            more = len(piece) == _PIECE and not stream.eof  # there may be more of it without any bytes more
            yield piece
    if stream is not None and not stream.eof and not cut:
        raise PassingError(Reason("web.cut_packing", "breaks off in the middle of what was packed; try again later"))


def _stream_for(packed: bytes, stream: zlib._Decompress | None, packing: str) -> zlib._Decompress | None:
    """What unpacks these bytes: the stream that is open, a new one, or None when they belong to no stream."""
    if stream is None and packing == "deflate" and packed[0] & 0x0F != 8:
        return zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without the frame that belongs to it
    if stream is None or (stream.eof and packing != "deflate" and packed.startswith(b"\x1f")):
        return zlib.decompressobj(_WINDOWS[packing])
    return None if stream.eof else stream


def _inflate(stream: zlib._Decompress, packed: bytes) -> bytes:
    try:
        return stream.decompress(packed, _PIECE)
    except zlib.error:
        raise FetchError(
            Reason("web.bad_packing", "is packed wrongly and cannot be unpacked; its server is at fault")
        ) from None
