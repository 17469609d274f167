"""Files and folders: order, hidden files, what cannot be read, bounds on size."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from isnad.errors import SourceError
from isnad.gather.parse import ParseOptions, parse_bytes, parse_path
from isnad.model import Article

OPTIONS = ParseOptions()


def names(path: Path) -> list[str]:
    return [i.article_id if isinstance(i, Article) else i.reason.split(";")[0] for i in parse_path(path, OPTIONS)]


def test_reads_a_folder_in_order_and_to_its_depth(tmp_path: Path, body: str) -> None:
    for name in ("b/a.txt", "a.txt", "c.html", "b/.hidden.txt", ".git/x.txt", "b/b/z.jsonl"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            json.dumps({"id": "one", "text": body}) if name.endswith("l") and "j" in name else body, "utf-8"
        )
    (tmp_path / ".DS_Store").write_bytes(b"\0\1")
    assert names(tmp_path) == ["a", "a", "one", "c"]


def test_a_file_that_is_no_text_is_named_and_the_rest_read(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.txt").write_text(body, "utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    (tmp_path / "c.txt").write_text(body, "utf-8")
    (tmp_path / "d.txt").write_bytes(b"")
    assert names(tmp_path) == ["a", "is a PNG image, not text", "c", "is empty"]


def test_links_that_lead_back_are_not_followed(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.txt").write_text(body, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "none").symlink_to(tmp_path / "missing")
    assert names(tmp_path) == ["a", "is no regular file"]


def test_a_folder_without_files_and_a_path_without_anything(tmp_path: Path) -> None:
    assert names(tmp_path) == ["is a folder without files"]
    assert names(tmp_path / "none.txt") == ["does not exist"]
    assert names(Path("a\0b")) == ["cannot be read (embedded null byte)"]


def test_a_name_of_odd_letters_stays_on_one_line(tmp_path: Path, body: str) -> None:
    (tmp_path / "a\nb\u202e.txt").write_text("x", "utf-8")
    (error,) = parse_path(tmp_path, OPTIONS)
    assert isinstance(error, SourceError)
    assert str(error).isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path, body: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(body, "utf-8")
    file.chmod(0)
    assert names(file) == ["may not be read"]


def test_files_over_the_bound_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setenv("ISNAD_MAX_MB", "0.001")
    (tmp_path / "a.txt").write_text(body, "utf-8")
    (tmp_path / "b.txt").write_text(body * 20, "utf-8")
    assert names(tmp_path) == ["a", "is over 0.001 MB"]
    assert isinstance(next(parse_bytes(body.encode() * 20, "-", OPTIONS)), SourceError)


@pytest.mark.parametrize("value", ["none", "-1", "0", "inf", "nan"])
def test_a_bound_that_is_no_number_is_named(
    value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str
) -> None:
    monkeypatch.setenv("ISNAD_MAX_MB", value)
    (tmp_path / "a.txt").write_text(body, "utf-8")
    (error,) = parse_path(tmp_path / "a.txt", OPTIONS)
    assert isinstance(error, SourceError)
    assert error.where == "ISNAD_MAX_MB"


def test_gzip_is_unpacked_within_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setenv("ISNAD_MAX_MB", "1")
    line = json.dumps({"text": body}).encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line + b"\n" + line))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b" " * 50_000_000))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(body.encode())[:-9])
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(body.encode()))
    (tmp_path / "e.gz").write_bytes(b"\x1f\x8bnot gzip")
    found = names(tmp_path)
    assert found[:3] == ["a-1", "a-2", "is over 1 MB"]
    assert found[3].startswith("is broken gzip")
    assert found[4] == "d"
    assert found[5].startswith("is broken gzip")


def test_a_path_too_long_and_a_file_in_a_closed_folder_cost_only_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [error] = parse_path(tmp_path / ("a" * 300), ParseOptions())
    assert isinstance(error, SourceError)
    (tmp_path / "closed.txt").write_text("x")
    real = Path.is_dir

    def is_dir(path: Path) -> bool:
        if path.name == "closed.txt":
            raise PermissionError(13, "no")
        return real(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    [closed] = parse_path(tmp_path, ParseOptions())
    assert isinstance(closed, SourceError)
    assert "permissions" in closed.reason
