"""Encodings: each of the Arab press is told, wrong ones are refused in one line."""

from __future__ import annotations

import codecs

import pytest

from isnad.errors import SourceError
from isnad.gather.parse.encodings import decode

LEGACY = "قصفت المدفعية سوق بلدة الخيال يوم الخميس، ما أدى إلى مقتل أربعة"


@pytest.mark.parametrize(
    "data",
    [
        LEGACY.encode(),
        LEGACY.encode("utf-8-sig"),
        LEGACY.encode("utf-16"),
        codecs.BOM_UTF16_BE + LEGACY.encode("utf-16-be"),
        LEGACY.encode("utf-32"),
        LEGACY.encode("cp1256"),
        LEGACY.encode("iso8859_6"),
    ],
)
def test_tells_the_encoding(data: bytes) -> None:
    assert decode(data, "a.txt") == LEGACY


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6"])
@pytest.mark.parametrize("text", ["وصل الوالي إلى الميناء", "لم يعلن أحد مسؤوليته", "هل يعود أهالي القرية"])
def test_tells_the_encoding_of_a_short_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_latin_letters_and_quotes_of_windows_stay() -> None:
    text = f"“{LEGACY}” (CNN) – " * 3
    assert decode(text.encode("cp1256"), "a.txt") == text


def test_honours_a_declaration_that_makes_sense() -> None:
    assert decode(LEGACY.encode("mac_arabic"), "a.html", "mac_arabic") == LEGACY
    assert decode(LEGACY.encode("cp1256"), "a.html", "iso-8859-1") == LEGACY


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0abc", "JPEG"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04zip", "ZIP"),
        (LEGACY.encode("utf-16-le"), "NUL bytes|no encoding"),
        (b"abc\0def", "NUL bytes"),
        (codecs.BOM_UTF16_LE + b"a", "UTF-16"),
        (LEGACY.encode()[:-1] + b" \xff" * 3, "no encoding"),
        (LEGACY.encode().decode("cp1256", "replace").encode(), "garbled"),
        ("Übergröße façade".encode("latin-1") * 5, "no encoding"),
    ],
)
def test_refuses_what_it_cannot_tell(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        decode(data, "a.txt")
    assert "\n" not in str(caught.value)
