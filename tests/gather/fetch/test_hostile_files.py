"""Files made to do harm end in a SourceError, within bounds of memory and time, and cost the other files nothing."""

from __future__ import annotations

import gzip
import resource
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.errors import SourceError
from isnad.gather.fetch.files import find_in_file, find_in_path
from isnad.gather.items import Item
from isnad.gather.parse.items import parse_item
from isnad.gather.parse.options import ParseOptions
from tests.gather.fetch.test_files import PAGE, PAGES, TEXT, warc, write

MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def bounded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test ends within 20 s, and makes the process grow by less than 300 MB (150 of them the bomb's own bytes)."""
    monkeypatch.setenv("ISNAD_MAX_MB", "5")
    start, before = time.monotonic(), _peak_kb()
    yield
    assert time.monotonic() - start < 20
    assert _peak_kb() - before < 300_000


def _peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def bomb(megabytes: int, unit: bytes = b"\0") -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = (unit * (MEGABYTE // len(unit)))[:MEGABYTE]
    return b"".join([*(packer.compress(block) for _ in range(megabytes)), packer.flush()])


def failures(path: Path) -> list[str]:
    return [reason for one in find_in_path(path) if (reason := _reason(one))]


def _reason(found: Item | SourceError) -> str | None:
    """Why there is no article of it, be it found out at once or when it is parsed."""
    if isinstance(found, SourceError):
        return found.reason
    try:
        parse_item(found, ParseOptions())
    except SourceError as error:
        return error.reason
    return None


@pytest.mark.parametrize(
    ("name", "unit"),
    [("a.jsonl.gz", b"\0"), ("a.jsonl.gz", b'{"text": "x"}' + b" " * 500 + b"\n"), ("a.csv.gz", b" " * 99 + b"\n")],
)
def test_gzip_bombs(tmp_path: Path, name: str, unit: bytes) -> None:
    path = write(tmp_path, name, bomb(150, unit))
    found = (one for one in find_in_file(path) if isinstance(one, SourceError))
    assert any("bomb" in error.reason or "over 5 MB" in error.reason for error in found)


def test_a_bomb_in_a_web_archive(tmp_path: Path) -> None:
    body = b"<html>" + b"\0" * (40 * MEGABYTE)
    data = warc(("https://a.example/", "200 OK", body, "image/png"), *PAGES)
    reasons = failures(write(tmp_path, "b.warc.gz", data))
    assert reasons
    assert "breaks off" in reasons[-1]


def test_a_bomb_packed_within_a_page_of_a_web_archive(tmp_path: Path) -> None:
    data = warc(("https://a.example/", "200 OK", bomb(150), "text/html"), encoding="gzip")
    assert failures(write(tmp_path, "b.warc.gz", data)) == ["is over 5 MB; split it, or set ISNAD_MAX_MB higher"]


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "b.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package, package.open("archive/a.warc", "w") as member:
        for _ in range(150):
            member.write(b"\0" * MEGABYTE)
    assert any("bomb" in reason for reason in failures(path))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("packed", [True, False])
def test_a_truncated_web_archive_gives_what_stands_before(tmp_path: Path, share: float, packed: bool) -> None:
    data = warc(*PAGES, packed=packed)
    found = list(find_in_path(write(tmp_path, "t.warc.gz", data[: int(len(data) * share)])))
    assert isinstance(found[-1], SourceError) or len(found) == 2, "cut off unseen"
    assert all(one.data == PAGES[0][2] for one in found[:1] if isinstance(one, Item))


def test_a_web_archive_within_a_web_archive_is_no_page(tmp_path: Path) -> None:
    nested = warc(*PAGES)
    for _ in range(20):
        nested = warc(("https://a.example/n.warc.gz", "200 OK", nested, "application/warc"))
    assert list(find_in_path(write(tmp_path, "n.warc.gz", nested))) == []


def test_json_that_nests_without_end(tmp_path: Path) -> None:
    for name, data in (
        ("a.json", "[" * 200_000),
        ("b.json", '{"messages": ' + "[" * 200_000),
        ("c.json", '[{"a":' * 90_000),
    ):
        assert failures(write(tmp_path, name, data)), name


def test_broken_gzip(tmp_path: Path) -> None:
    good = gzip.compress(f'{{"text": "{TEXT}"}}\n'.encode() * 1000)
    assert "broken gzip" in failures(write(tmp_path, "a.jsonl.gz", good[: len(good) // 2]))[-1]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bytes_break_a_way_in(tmp_path: Path, data: st.DataObject) -> None:
    seeds = {
        "a.warc.gz": warc(*PAGES), "b.warc": warc(*PAGES, packed=False), "c.jsonl": f'{{"text": "{TEXT}"}}\n'.encode() * 3,
        "d.csv": f'text,title\n"{TEXT}",x\n'.encode(), "e.json": f'{{"messages": [{{"id": 1, "text": "{TEXT}"}}]}}'.encode(),
        "f.html": PAGE.encode(), "g.wacz": b"PK\x03\x04" + PAGE.encode(), "h.gz": gzip.compress(PAGE.encode()),
    }  # fmt: skip
    name = data.draw(st.sampled_from(sorted(seeds)))
    content = bytearray(seeds[name])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    for found in find_in_path(write(tmp_path, name, bytes(content))):
        assert isinstance(found, Item | SourceError)
