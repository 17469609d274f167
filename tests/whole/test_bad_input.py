"""Bad input at the command line: status 2, one line on standard error that names file and reason, the rest read."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "قصفت قوات النظام مدينة الخيال بالمدفعية يوم الخميس، ما أدى إلى مقتل ثلاثة مدنيين."
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "spaces.txt": (b" \n\t\n", "is empty"),
    "english.txt": (b"The army shelled the town.", "has no Arabic text"),
    "photo.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG image"),
    "nul.txt": (b"abc\0def", "holds NUL bytes"),
    "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3", "is a PDF document"),
    "garbled.txt": ((GOOD * 2).encode().decode("cp1256", "replace").encode(), "garbled by a wrong encoding"),
    "broken.txt": (b"\xff\xfa\x81\x82" * 9, "no encoding that gives sensible Arabic"),
    "english.html": (b"<html><body><p>The army shelled the town.</p></body></html>", "has no Arabic text"),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + GOOD.encode(), "nests 100000 tags"),
    "broken.jsonl": (b'{"text": "a', "is no JSON"),
    "deep.jsonl": (b'{"text":' * 50_000, "nests too deep"),
    "list.json": (b"[]", "no article"),
    "none.jsonl": (b'{"title": null}', "has no `text`"),
    "bomb.jsonl.gz": (gzip.compress(b"a" * 2_000_000), "is over 1 MB"),
    "cut.jsonl.gz": (gzip.compress(b'{"text": "a"}' * 99)[:-9], "is broken gzip"),
    "large.txt": (GOOD.encode() * 10_000, "is over 1 MB"),
}
# What is odd but can be read: nothing of it may stop a run.
ODD = {
    "surrogates.jsonl": b'{"text": "\\u0642\\u0635\\u0641 \\ud83d \\udc00"}',
    "controls.txt": f"\u202b{GOOD}\u202c\u2067\u200f\n{GOOD}".encode(),
    "tatweel.txt": f"قصـ{'ـ' * 100_000}ـف {GOOD}".encode(),
    "crlf.txt": f"{GOOD}\r\n\r\n{GOOD}\r\n".encode(),
    "mark.txt": GOOD.encode("utf-8-sig"),
    "windows.txt": GOOD.encode("cp1256"),
    "wide.txt": GOOD.encode("utf-16"),
}


def run(*arguments: str, given: bytes = b"", home: Path) -> subprocess.CompletedProcess[bytes]:
    """`isnad read` in a process of its own, with a bound of 1 MB."""
    environment = {"ISNAD_MAX_MB": "1", "ISNAD_HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "isnad", "read", "--json", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env=environment, timeout=120, check=False)


def complaints(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [line for line in done.stderr.decode().splitlines() if line.startswith("isnad: ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of bad files with a good one before, between and after them."""
    folder = tmp_path_factory.mktemp("reports")
    for name in ("a_good.txt", "m_good.txt", "z_good.txt"):
        (folder / name).write_text(GOOD, "utf-8")
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    return folder


@pytest.fixture(scope="module")
def done(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[bytes]:
    return run(str(folder), home=tmp_path_factory.mktemp("home"))


def test_a_run_with_bad_files_ends_with_status_2_and_a_balance(done: subprocess.CompletedProcess[bytes]) -> None:
    assert done.returncode == 2
    assert f"{3 + len(BAD)} found = 3 read + {len(BAD)} skipped" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_all_other_files_are_read(done: subprocess.CompletedProcess[bytes]) -> None:
    articles = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [article["doc_id"] for article in articles] == ["a_good", "m_good", "z_good"]


@pytest.mark.parametrize("name", sorted(BAD))
def test_each_bad_file_has_one_line(name: str, done: subprocess.CompletedProcess[bytes], folder: Path) -> None:
    lines = [line for line in complaints(done) if f"{folder / name}" in line]
    assert len(lines) == 1
    assert BAD[name][1] in lines[0]


def test_odd_files_are_read(tmp_path: Path) -> None:
    for name, data in ODD.items():
        (tmp_path / name).write_bytes(data)
    done = run(str(tmp_path), home=tmp_path / "none")
    assert done.returncode == 0, done.stderr.decode()
    assert len(done.stdout.decode().splitlines()) == len(ODD)


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    done = run(str(tmp_path / "none.txt"), home=tmp_path)
    assert done.returncode == 2
    assert complaints(done) == [f"isnad: {tmp_path / 'none.txt'}: does not exist; check the path"]


def test_bad_lines_on_standard_input_are_named(tmp_path: Path) -> None:
    lines = [json.dumps({"doc_id": "one", "text": GOOD}), "{", json.dumps({"doc_id": "two", "text": GOOD})]
    done = run("-", given="\n".join(lines).encode(), home=tmp_path)
    assert done.returncode == 2
    assert [json.loads(line)["doc_id"] for line in done.stdout.decode().splitlines()] == ["one", "two"]
    assert len(complaints(done)) == 1
    assert complaints(done)[0].startswith("isnad: -:2: is no JSON")


def test_nothing_on_standard_input_is_named(tmp_path: Path) -> None:
    done = run("-", home=tmp_path)
    assert done.returncode == 2
    assert complaints(done) == ["isnad: -: is empty; give a report with text"]
