"""Hostile input met on the whole way: each item ends as a skipped finding in bounded time, and all else is read."""

from __future__ import annotations

import gzip
import json
import socket
import time
import zipfile
from pathlib import Path

import pytest

from isnad.gather.fetch.sources import Source
from isnad.keep.findings import find_skipped
from isnad.workspace import Workspace
from tests.gather.fetch.conftest import Behaviour, Misbehaving, respond
from tests.gather.fetch.test_files import PAGE, PAGES, TEXT, warc
from tests.gather.fetch.test_hostile_files import bomb

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
_SCRIPTED = PAGE.replace(
    "<p>", "<script>document.write('<p>قصفت طائرات مدينة لا وجود لها فقتل ألف شخص</p>')</script>"
    "<img src=x onerror=alert(1)><iframe src='http://127.0.0.1/secret'></iframe><p>", 1,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {
        "ALLOW_PRIVATE": "127.0.0.0/8",
        "WEB_TIMEOUT_S": "0.6",
        "WEB_PAUSE_S": "0",
        "OBEY_ROBOTS": "off",
        "MAX_MB": "2",
    }
    for name, value in values.items():
        monkeypatch.setenv(f"ISNAD_{name}", value)


def _drip(head: bytes, server: Misbehaving) -> Behaviour:
    def behave(connection: socket.socket, request: str) -> None:
        connection.sendall(head)
        while not server.stopped.wait(0.2):
            connection.sendall(b"x")

    return behave


def _flood(connection: socket.socket, request: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(1000):
        connection.sendall(b"X-Filler: " + b"x" * 10_000 + b"\r\n")


def _routes(server: Misbehaving) -> dict[str, bytes | Behaviour]:
    packed = bomb(40)
    feed = b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: 100000000\r\n\r\n<rss>"
    entities = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><title>&b;</title></rss>'
    )
    return {
        "/redirects": respond("302 Found", "Location: /redirects"),
        "/private": respond("302 Found", "Location: http://169.254.169.254/latest/meta-data"),
        "/minute-body": _drip(_OK + b"Content-Length: 100000\r\n\r\n", server),
        "/minute-head": _drip(b"HTTP/1.1 200 OK\r\nX-Slow: ", server),
        "/headers": _flood,
        "/gzip-bomb": _OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed,
        "/feed-of-100-mb": feed,
        "/entities": respond(headers="Content-Type: application/xml", body=entities),
        "/empty": respond(body=b""),
        "/picture": respond(headers="Content-Type: image/png", body=b"\x89PNG"),
    }


def test_every_hostile_page_is_skipped_in_time_and_the_good_one_is_read(server: Misbehaving, tmp_path: Path) -> None:
    server.routes |= _routes(server)
    server.routes["/good"] = respond(headers="Content-Type: text/html; charset=utf-8", body=_SCRIPTED.encode())
    paths = [*_routes(server), "/good"]
    began = time.monotonic()
    with Workspace.open(tmp_path / "w", make=True) as workspace:
        tally = workspace.gather([Source(server.url(path)) for path in paths])
        workspace.read()
        with workspace.store.read() as connection:
            skipped = {finding.subject.rpartition("/")[2]: finding.reason for finding in find_skipped(connection)}
            texts = connection.exec_driver_sql("SELECT text FROM versions").scalars().all()
        balance = workspace.balance()
    assert time.monotonic() - began < 30
    assert set(skipped) == {path[1:] for path in paths} - {"good"}
    assert all("\n" not in reason for reason in skipped.values())
    assert (tally.new, tally.skipped, balance.read, balance.waiting, balance.holds) == (1, 10, 1, 0, True)
    assert TEXT in texts[0]
    assert "ألف شخص" not in texts[0]
    assert "/secret" not in server.paths()


def test_every_hostile_file_is_skipped_and_the_good_ones_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    good = json.dumps({"doc_id": "1", "text": TEXT, "outlet": "وكالة الزورق"}, ensure_ascii=False).encode()
    whole = warc(*PAGES)
    files = {
        "a-bomb.jsonl.gz": bomb(40), "b-broken.jsonl.gz": gzip.compress(good * 500)[:-40], "c-cut.warc.gz": whole[:-300],
        "d-nested.json": b"[" * 100_000, "e-nul.txt": b"\0" * 1000, "f-empty.txt": b"", "g-good.jsonl": good,
    }  # fmt: skip
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / "h-climbs.wacz", "w") as package:
        package.writestr("../../climbs.warc", whole)
    with Workspace.open(tmp_path / "w", make=True) as workspace:
        workspace.gather([Source(str(folder))])
        workspace.read()
        with workspace.store.read() as connection:
            places = [finding.subject.partition("#")[0] for finding in find_skipped(connection)]
        balance = workspace.balance()
    skipped = {Path(place).name.split(":")[0] for place in places}
    assert skipped >= set(files) - {"g-good.jsonl"}
    assert "h-climbs.wacz" in skipped
    assert not (tmp_path / "climbs.warc").exists()
    assert balance.read >= 1
    assert balance.waiting == 0
    assert balance.holds
