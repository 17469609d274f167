"""Encodings: bytes decoded to text, the encoding told by marks, by declaration, or by how Arabic the result is."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from math import log

from isnad.errors import Reason, SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("cp1256", "iso8859_6")
# These letters make up 60-73 % of all in running Arabic (a third of 3,621 reports). Decoded by the right table the
# likeness of a report is 0.58-0.73.
_FREQUENT = frozenset("اليمنرتبوة")
_LEAST_FREQUENT = 0.45
_LEAST_ARABIC = 0.8
_FEW_LETTERS = 40
# The lead bytes of Arabic in UTF-8, 0xD8 and 0xD9, are these letters in Windows-1256; in Arabic they are 1-2 % of all.
_LEAD_BYTES = frozenset("طظ")
_MOST_LEAD = 0.35
# How often each letter stands among 1,000 of running Arabic (examples of the event files). Of 600 texts of 20 letters
# from other examples, all of ISO-8859-6 and all of Windows-1256 are told right; of 10 letters, 579 and 577.
_PER_MILLE = {
    "ا": 148, "ل": 118, "م": 65, "ي": 61, "ر": 52, "ت": 49, "ن": 49, "ة": 43, "و": 39, "ع": 36, "د": 36, "ف": 33,
    "ق": 30, "س": 30, "ب": 29, "ح": 25, "أ": 19, "ط": 14, "ه": 14, "ج": 13, "ك": 13, "ى": 12, "ش": 11, "ص": 9,
    "إ": 8, "ز": 8, "خ": 7, "ئ": 5, "ء": 4, "ظ": 4, "ث": 4, "غ": 4, "ض": 3, "ذ": 3, "ؤ": 1, "آ": 1,
}  # fmt: skip
_FOREIGN_PER_MILLE = 0.1
_SAMPLE = 20_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
_ARABIC_BLOCK = ("\u0600", "\u06ff")
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"SQLite format 3", "a database"),
)


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of `data` without its byte-order mark: by the mark, as UTF-8, as `declared`, else by the better table.

    Raises: SourceError when it is no text, or no encoding gives sensible Arabic.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, where)
    check_is_text(data, where)
    text = _decoded(data, "utf-8")
    if text is None:
        text = _decode_legacy(data, where, declared)
    elif is_garbled(text):
        raise SourceError(
            where, Reason("text.garbled", "holds Arabic that was garbled by a wrong encoding; get it again as UTF-8")
        )
    return text.removeprefix("\ufeff")


def decode_lines(data: bytes, where: str, declared: str | None = None) -> str:
    """As `decode`, but where most lines are UTF-8 the broken bytes of the others stay as lone surrogates.

    One bad line of records then spoils neither the file nor its encoding: the line alone is refused.
    """
    try:
        return decode(data, where, declared)
    except SourceError:
        lines = data.split(b"\n")
        good = sum(_decoded(line, "utf-8") is not None for line in lines)
        if b"\0" in data or len(lines) < 2 or good < len(lines) / 2 or not data.lstrip().startswith(b"{"):
            raise
        return data.decode("utf-8", errors="surrogateescape")


def _decode_marked(data: bytes, encoding: str, where: str) -> str:
    text = _decoded(data, encoding)
    if text is None:
        raise SourceError(
            where,
            Reason("text.mark", "has the mark of {encoding} but is not; save it as UTF-8", encoding=encoding.upper()),
        )
    return text.removeprefix("\ufeff")


def check_is_text(data: bytes, where: str) -> None:
    """Refuse bytes that are no text.

    Raises: SourceError naming the format where it is known.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise SourceError(where, Reason("text.none", "is {kind}, not text; give its text as UTF-8", kind=name))
    if b"\0" in data:
        raise SourceError(
            where, Reason("text.nul", "holds NUL bytes, so it is no text or UTF-16 without a mark; save it as UTF-8")
        )


def _decode_legacy(data: bytes, where: str, declared: str | None) -> str:
    tries = [text for name in _LEGACY if (text := _decoded(data, name)) is not None]
    said = _decoded(data, declared) if declared else None
    if said is not None and _is_sensible(said):
        return said
    best = max(tries, key=letter_odds)
    if not _is_sensible(best):
        raise SourceError(
            where, Reason("text.unknown", "is in no encoding that gives sensible Arabic; save it as UTF-8")
        )
    return best


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_sensible(text: str) -> bool:
    return arabic_likeness(text) >= _LEAST_FREQUENT * _LEAST_ARABIC


def declared_charset(data: bytes) -> str | None:
    """The encoding that the page's head declares, None where it declares none.

    >>> declared_charset(b'<meta charset="windows-1256">')
    'windows-1256'
    """
    match = _CHARSET.search(data[:_HEAD_BYTES])
    return match[1].decode("ascii") if match else None


def arabic_likeness(text: str) -> float:
    """How much the text beyond ASCII looks like Arabic: share of Arabic in it times share of frequent letters in that.

    >>> arabic_likeness("قصفت الطائرات المدينة") > 0.4 > arabic_likeness("ط§ظ„ط·ط§ط¦ط±ط§طھ")
    True
    """
    other = [letter for letter in text if letter > "\x7f"]
    arabic = [letter for letter in other if _is_arabic(letter)]
    if not arabic:
        return 0.0
    frequent = sum(letter in _FREQUENT for letter in arabic)
    return len(arabic) / len(other) * frequent / len(arabic)


def letter_odds(text: str) -> float:
    """Log likelihood of the letters beyond ASCII in running Arabic; a letter that is not Arabic weighs heavily against.

    >>> letter_odds("قال الوالي") > letter_odds("قال الوالي".encode("iso8859_6").decode("cp1256"))
    True
    """
    letters = Counter(letter for letter in text if letter > "\x7f" and letter.isalpha())
    return sum(count * log(_PER_MILLE.get(letter, _FOREIGN_PER_MILLE)) for letter, count in letters.items())


def _is_arabic(letter: str) -> bool:
    return _ARABIC_BLOCK[0] <= letter <= _ARABIC_BLOCK[1] and letter.isalpha()


def is_garbled(text: str) -> bool:
    """Whether a text of some length is mostly the two letters that UTF-8 shows as under Windows-1256.

    >>> is_garbled("ط§ظ„ط·ط§ط¦ط±ط§طھ" * 5), is_garbled("الطائرات" * 6)
    (True, False)
    """
    letters = [letter for letter in text[:_SAMPLE] if _is_arabic(letter)]
    return len(letters) >= _FEW_LETTERS and sum(letter in _LEAD_BYTES for letter in letters) > _MOST_LEAD * len(letters)
