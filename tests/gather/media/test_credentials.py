"""Content Credentials read by a process of its own: what the SDK says, and nothing that a hostile file does."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from isnad.errors import KnowledgeError, SourceError
from isnad.gather.media import credentials
from isnad.gather.media.credentials import Credentials, read_credentials
from isnad.gather.media.formats import find_format, is_medium
from isnad.gather.media.reading import read_credentials as read_here
from isnad.gather.media.trust import TrustList, load_trust_lists
from tests.gather.media.made import c2pa, make_picture, make_signer, sign_picture


@pytest.fixture(scope="module")
def lists() -> list[TrustList]:
    return [TrustList("roots of the tests", "2026-01-01", "the tests", make_signer()[2])]


def _read(tmp_path: Path, data: bytes, lists: list[TrustList] | None = None) -> Credentials:
    path = tmp_path / "medium"
    path.write_bytes(data)
    return read_credentials(path, find_format(data) or "image/jpeg", lists or [])


def test_a_picture_without_any_has_a_print(tmp_path: Path) -> None:
    found = _read(tmp_path, make_picture())
    assert (found.presence, found.state) == ("absent", None)
    assert found.picture is not None
    assert len(found.picture["pdq"]) == 64


def test_a_signed_picture_holds_and_is_on_the_list_of_its_signer_alone(tmp_path: Path, lists: list[TrustList]) -> None:
    found = _read(tmp_path, sign_picture(make_picture()), lists)
    assert (found.presence, found.state) == ("embedded", "Valid")
    [listed] = found.lists
    assert listed["validation_state"] == "Trusted"
    assert found.report["validation_state"] == "Valid"


@pytest.mark.parametrize("at", [0.5, 0.9, 0.99])
def test_a_changed_byte_is_found(tmp_path: Path, at: float) -> None:
    signed = bytearray(sign_picture(make_picture()))
    signed[int(len(signed) * at)] ^= 1
    assert _read(tmp_path, bytes(signed)).state != "Valid"


@pytest.mark.slow
def test_what_is_cut_spliced_or_flipped_is_called_valid_only_where_the_sdk_does(tmp_path: Path) -> None:
    drawn, signed, other = random.Random(7), sign_picture(make_picture()), sign_picture(make_picture(2))
    for number in range(24):
        mutated = bytearray(signed)
        at = drawn.randrange(len(mutated))
        if number % 3 == 0:
            mutated[at] ^= 1 << drawn.randrange(8)
        elif number % 3 == 1:
            del mutated[at:]
        else:
            mutated[at:] = other[drawn.randrange(len(other)) :]
        found = _read(tmp_path, bytes(mutated))
        here = read_here("image/jpeg", io.BytesIO(bytes(mutated)), {"lists": []})
        assert (found.presence, found.state) == (here["presence"], here.get("state"))
        assert found.state != "Valid" or c2pa.Reader("image/jpeg", io.BytesIO(bytes(mutated))).is_valid


def test_what_takes_too_long_or_breaks_the_reader_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "medium").write_bytes(make_picture())
    slow = read_credentials(tmp_path / "medium", "image/jpeg", [], longest_s=0.001)
    assert (slow.presence, slow.unreadable) == ("unreadable", "reading it took longer than 0 s")
    monkeypatch.setattr(credentials.sys, "executable", "/bin/false")
    broken = read_credentials(tmp_path / "medium", "image/jpeg", [])
    assert broken.presence == "unreadable"
    assert broken.unreadable is not None
    assert "broke off" in broken.unreadable


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, b"RIFF\xff\xff\xff\xffWAVE", b"%PDF-1.7"]
)
def test_a_stump_is_no_crash(tmp_path: Path, data: bytes) -> None:
    assert _read(tmp_path, data).presence in ("absent", "unreadable")


def test_a_bomb_of_a_picture_has_no_print(tmp_path: Path) -> None:
    """A PNG of 60,000 by 60,000 points in a few bytes."""
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )
    found = _read(tmp_path, bomb)
    assert (found.presence, found.picture) == ("absent", None)


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        read_credentials(tmp_path / "nothing", "image/jpeg", [])


def test_formats_are_told_by_their_bytes() -> None:
    assert find_format(b"\0\0\0\x18ftypavif") == "image/avif"
    assert find_format(b"\0\0\0\x18ftypisom") == "video/mp4"
    assert find_format("خبر".encode()) is None
    assert not is_medium(b"%PDF-1.4")


def test_lists_of_trusted_signers_are_read_and_what_is_wrong_is_named(tmp_path: Path) -> None:
    (tmp_path / "roots.pem").write_text(make_signer()[2])
    good = 'name = "roots"\ndated = 2026-01-01\nsource = "the tests"\nanchors = "roots.pem"\n'
    (tmp_path / "one.toml").write_text(good)
    assert [(one.name, one.dated) for one in load_trust_lists(tmp_path)] == [("roots", "2026-01-01")]
    assert load_trust_lists(None) == ()
    for wrong, named in (
        (good.replace("2026-01-01", '"soon"'), "dated"),
        (good.replace("roots.pem", "nothing.pem"), "nothing.pem"),
        (good.replace("roots.pem", "one.toml"), "no certificate"),
        (good + 'more = "x"', "more"),
        ("=", "TOML"),
    ):
        (tmp_path / "one.toml").write_text(wrong)
        with pytest.raises(KnowledgeError, match=named):
            load_trust_lists(tmp_path)
    with pytest.raises(KnowledgeError, match="no folder"):
        load_trust_lists(tmp_path / "nowhere")
