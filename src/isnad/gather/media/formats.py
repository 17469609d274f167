"""The format of a medium by its first bytes, whatever its name says."""

from __future__ import annotations

# Longest first where one begins like another. (start, at which byte, format as the C2PA SDK names it)
# Source: the formats' own specifications.
_STARTS: tuple[tuple[bytes, int, str], ...] = (
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"WAVE", 8, "audio/wav"),
    (b"AVI ", 8, "video/avi"),
    (b"II*\0", 0, "image/tiff"),
    (b"MM\0*", 0, "image/tiff"),
    (b"%PDF-", 0, "application/pdf"),
    (b"fLaC", 0, "audio/flac"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"\xff\xf3", 0, "audio/mpeg"),
    (b"\xff\xf2", 0, "audio/mpeg"),
    (b"\0\0\0\x0cJXL ", 0, "image/jxl"),
)
# Brands of the box `ftyp` of ISO base media files.
_BRANDS = {
    b"avif": "image/avif", b"avis": "image/avif", b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heif",
    b"qt  ": "video/quicktime", b"M4A ": "audio/mp4", b"M4V ": "video/x-m4v",
}  # fmt: skip
FIRST_BYTES = 64
PICTURES = frozenset(("image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff"))
"""Formats whose pictures can be decoded here, to find them again."""


MEDIA_TYPES = tuple(sorted({name for _, _, name in _STARTS} - {"application/pdf"} | {*_BRANDS.values(), "video/mp4"}))
"""Media types of what is kept as a picture, a sound or a video."""


def is_medium(start: bytes) -> bool:
    """Whether what begins so is kept as a picture, a sound or a video. A PDF is not: it may be a report, and is told as one
    that cannot be read.
    """
    return find_format(start) not in (None, "application/pdf")


def find_format(start: bytes) -> str | None:
    """The format of a medium that begins so; None where it is none that may carry Content Credentials.

    >>> find_format(b"\\x89PNG\\r\\n\\x1a\\n"), find_format(b"MZ")
    ('image/png', None)
    """
    if start[4:8] == b"ftyp":
        return _BRANDS.get(start[8:12], "video/mp4")
    return next((name for words, at, name in _STARTS if start[at : at + len(words)] == words), None)
