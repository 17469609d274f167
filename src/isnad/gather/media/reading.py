"""The process that reads one hostile medium: `python -m isnad.gather.media.reading FORMAT NUMBER`, the medium open under
the number, what is asked as JSON on standard input, the answer as JSON on standard output.

It holds itself to limits of memory and processor time before it touches the medium; whoever started it holds it to a time.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Any, BinaryIO

MEMORY = 2 << 30
SECONDS = 30
# A picture is brought to a square of this side first: of a photograph scaled to a half, a third, a fifth and to twice its size
# then 0, 0, 6 and 0 of 256 bits differ; 14, 26, 36 and 12 as it is, and 31 are held to be another picture.
_SIDE = 512


def read_credentials(kind: str, medium: BinaryIO, asked: dict[str, Any]) -> dict[str, Any]:
    """What the SDK says of the medium: by itself, and with each list of trusted signers whether the signer is on it.

    Nothing is fetched: no manifest from elsewhere, no word on whether a certificate was revoked.
    """
    import c2pa

    offline = {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True}
    try:
        found = _read(c2pa, kind, medium, {"verify": offline})
        if found is None:
            return {"presence": "absent"}
        on = [_read(c2pa, kind, medium, {"verify": offline, "trust": one}) for one in asked["lists"]]
    except c2pa.C2paError as error:
        return _answer_to(str(error))
    report, state = found
    return {"presence": "embedded", "report": report, "state": state, "lists": [one[0] if one else {} for one in on]}


def read_print(medium: BinaryIO) -> dict[str, Any] | None:
    """The perceptual hash of the picture (PDQ, 64 hexadecimal digits) and how much it can be relied on, 0 to 100; None where
    the picture cannot be decoded.

    Source: PDQ as published with its reference implementation, which says that a quality below 50 tells little.
    """
    import numpy
    import pdqhash
    from PIL import Image, UnidentifiedImageError

    medium.seek(0)
    try:
        with Image.open(medium) as picture:
            picture.draft("RGB", (2 * _SIDE, 2 * _SIDE))
            even = picture.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
        bits, quality = pdqhash.compute(numpy.asarray(even))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError):
        return None
    packed = numpy.packbits(bits.astype(numpy.uint8))
    return {"pdq": packed.tobytes().hex(), "quality": int(quality)}


def _read(c2pa: Any, kind: str, medium: BinaryIO, settings: dict[str, Any]) -> tuple[dict[str, Any], str] | None:
    medium.seek(0)
    reader = c2pa.Reader.try_create(kind, medium, context=c2pa.Context.from_dict(settings))
    if reader is None:
        return None
    with reader:
        return json.loads(reader.json()), str(reader.get_validation_state())


def _answer_to(words: str) -> dict[str, Any]:
    """What an error of the SDK means, by the name that its text begins with."""
    name, _, detail = words.partition(":")
    if name == "Remote":
        return {"presence": "remote", "remote": detail.rpartition(" ")[2]}
    return {"presence": "unreadable", "unreadable": words[:500]}


def main() -> int:
    """Exit status: 0 with an answer. The SDK's own crash, or a limit, ends the process otherwise."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.load(sys.stdin)
    with os.fdopen(int(sys.argv[2]), "rb") as medium:
        answer = read_credentials(sys.argv[1], medium, asked)
        json.dump({**answer, "picture": read_print(medium) if asked["is_picture"] else None}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
