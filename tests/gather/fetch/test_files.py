"""Files and what is in them: every report of a file is an item by itself, byte for byte, whatever the container."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.errors import SourceError
from isnad.gather.fetch.files import find_in_path
from isnad.gather.items import Item, ItemKind
from isnad.gather.parse.items import parse_item
from isnad.gather.parse.options import ParseOptions
from isnad.model import Article

TEXT = "قصفت مدفعية مجهولة أطراف قرية أمس، وأصيب ثلاثة أشخاص، وفق مصدر محلي."
RECORDS = [{"doc_id": f"n{n}", "text": f"{TEXT} {n}", "outlet": "وكالة الزورق"} for n in range(3)]
PAGE = f"<!doctype html><html><head><title>قصف</title></head><body><article><h1>قصف</h1><p>{TEXT * 4}</p></article></body></html>"


def items(path: Path, told: tuple[tuple[str, str], ...] = ()) -> list[Item]:
    found = list(find_in_path(path, told))
    assert all(isinstance(one, Item) for one in found), found
    return [one for one in found if isinstance(one, Item)]


def parsed(path: Path, told: tuple[tuple[str, str], ...] = ()) -> list[Article]:
    return [parse_item(item, ParseOptions()) for item in items(path, told)]


def failure(path: Path) -> str:
    [error] = find_in_path(path)
    assert isinstance(error, SourceError)
    return str(error)


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_each_line_of_json_lines_is_an_item(tmp_path: Path) -> None:
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    for name, data in (("a.jsonl", "\n\n".join(lines)), ("b.jsonl.gz", gzip.compress("\r\n".join(lines).encode()))):
        found = items(write(tmp_path, name, data))
        assert [item.data.decode() for item in found] == lines
        assert {item.kind for item in found} == {ItemKind.RECORD}
    assert [article.article_id for article in parsed(tmp_path / "a.jsonl")] == ["n0", "n1", "n2"]


def test_elements_of_a_json_list_are_kept_as_they_stand(tmp_path: Path) -> None:
    spaced = [json.dumps(record, ensure_ascii=False, indent=1) for record in RECORDS]
    path = write(tmp_path, "list.json", "[\n" + " ,\n".join(spaced) + "]")
    assert [item.data.decode() for item in items(path)] == spaced


def test_one_object_over_several_lines_is_one_item(tmp_path: Path) -> None:
    path = write(tmp_path, "one.json", json.dumps(RECORDS[0], ensure_ascii=False, indent=2))
    assert [article.text for article in parsed(path)] == [RECORDS[0]["text"]]


@given(
    st.lists(
        st.recursive(
            st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
        ),
        max_size=5,
    )
)
def test_slices_of_a_list_are_its_elements(values: list[object]) -> None:
    from isnad.gather.fetch.slices import find_elements

    text = json.dumps(values, ensure_ascii=False, indent=1)
    assert [json.loads(text[start:end]) for start, end in find_elements(text)] == values


def test_rows_of_a_table_by_a_column_map(tmp_path: Path) -> None:
    table = f'العنوان;المتن;اليوم\nقصف;"{TEXT}\n\nوقالت ""جهة"" ; أخرى";2024-12-05\n\nثان;{TEXT};2024-12-06\n'
    told = (
        ("column:published", "اليوم"),
        ("column:text", "المتن"),
        ("column:title", "العنوان"),
        ("outlet", "صحيفة المرفأ"),
    )
    first, second = parsed(write(tmp_path, "t.csv", "\ufeff" + table), told)
    assert first.text == f'{TEXT}\n\nوقالت "جهة" ; أخرى'
    assert (first.title, first.published, first.outlet) == ("قصف", date(2024, 12, 5), "صحيفة المرفأ")
    assert (second.title, second.published) == ("ثان", date(2024, 12, 6))


def test_a_table_without_the_column_says_so(tmp_path: Path) -> None:
    [item] = items(write(tmp_path, "t.csv", f"a,b\n1,{TEXT}\n"))
    with pytest.raises(SourceError, match="no column 'text'"):
        parse_item(item, ParseOptions())


def test_a_quotation_that_does_not_end_costs_no_more_than_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISNAD_MAX_MB", "0.01")
    path = write(tmp_path, "t.csv", 'text,title\n"' + "سطر\n" * 20_000)
    assert any("does not end" in str(one) for one in find_in_path(path) if isinstance(one, SourceError))


EXPORT = {
    "name": "قناة المرفأ", "type": "public_channel", "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-12-05T09:00:00", "text": ""},
        {"id": 2, "type": "message", "date": "2024-12-05T10:00:00", "text": TEXT},
        {"id": 3, "type": "message", "date": "2024-12-05T11:00:00",
         "text": ["عاجل: ", {"type": "bold", "text": TEXT}, "\n", {"type": "link", "text": "https://example.org/1"}]},
        {"id": 4, "type": "message", "date": "2024-12-05T12:00:00", "text": "", "photo": "p.jpg"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("whole", [False, True])
def test_messages_of_a_telegram_export(tmp_path: Path, whole: bool) -> None:
    export = {"about": "x", "chats": {"about": "y", "list": [EXPORT]}} if whole else EXPORT
    found = items(write(tmp_path, "result.json", json.dumps(export, ensure_ascii=False, indent=1)))
    assert [item.where.rpartition("#")[2] for item in found] == [f"77/message-{n}" for n in (2, 3, 4)]
    first, second = (parse_item(item, ParseOptions()) for item in found[:2])
    assert (first.text, first.outlet, first.published) == (TEXT, "قناة المرفأ", date(2024, 12, 5))
    assert second.text == f"عاجل: {TEXT}\nhttps://example.org/1"
    with pytest.raises(SourceError, match="has no words"):
        parse_item(found[2], ParseOptions())


def warc(*pages: tuple[str, str, bytes, str], packed: bool = True, encoding: str = "") -> bytes:
    """A web archive of pages: address, status, body, content type; after each a record that is no page."""
    records = []
    for number, (url, status, body, kind) in enumerate(pages):
        coded = f"Content-Encoding: {encoding}\r\n" if encoding else ""
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coded}\r\n".encode() + body
        records.append(_record(f"{number}a", "response", url, "application/http; msgtype=response", http))
        records.append(_record(f"{number}b", "metadata", url, "application/warc-fields", b"seconds: 1\r\n"))
    return b"".join(gzip.compress(record, 1) if packed else record for record in records)


def _record(name: str, kind: str, url: str, content: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:{name}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2024-12-05T10:00:00Z\r\nContent-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


PAGES = (
    ("https://marfa.example/1", "200 OK", PAGE.encode(), "text/html; charset=utf-8"),
    ("https://marfa.example/logo.png", "200 OK", b"\x89PNG", "image/png"),
    ("https://marfa.example/gone", "404 Not Found", b"<html>gone</html>", "text/html"),
    ("https://marfa.example/2", "200 OK", PAGE.replace("ثلاثة", "أربعة").encode(), "text/html; charset=utf-8"),
)


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_web_archive(tmp_path: Path, packed: bool) -> None:
    found = items(write(tmp_path, "news.warc.gz", warc(*PAGES, packed=packed)))
    assert [(item.url, item.data) for item in found] == [(PAGES[0][0], PAGES[0][2]), (PAGES[3][0], PAGES[3][2])]
    assert "crawled" in dict(found[0].told)
    assert parse_item(found[0], ParseOptions()).url == "https://marfa.example/1"


def test_pages_of_a_wacz_package(tmp_path: Path) -> None:
    path = tmp_path / "c.wacz"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("archive/data.warc.gz", warc(*PAGES))
        package.writestr("datapackage.json", "{}")
    assert len(items(path)) == 2


def test_a_page_and_a_text_are_one_item_each(tmp_path: Path) -> None:
    write(tmp_path, "a.html", PAGE)
    write(tmp_path, "b.txt", TEXT)
    write(tmp_path, ".hidden", TEXT)
    assert [(item.kind, item.data) for item in items(tmp_path)] == [
        (ItemKind.FILE, PAGE.encode()),
        (ItemKind.FILE, TEXT.encode()),
    ]


def test_a_feed_in_a_file_asks_for_its_address(tmp_path: Path) -> None:
    assert "give its own address" in failure(write(tmp_path, "f.xml", '<?xml version="1.0"?><rss><channel/></rss>'))
