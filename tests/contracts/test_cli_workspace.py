"""Commands of a workspace: what they print where, in what form, with which status; bad input is one line, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from isnad.show.cli.app import main
from tests.gather.archive.conftest import unflushed
from tests.gather.archive.test_timestamps import Authority, authority, served
from tests.gather.fetch.conftest import Misbehaving, _loopback, respond, server
from tests.reports import OUTLET, feed_of, line_of, page_of, text_of

__all__ = ["_loopback", "authority", "served", "server", "unflushed"]
Run = Callable[..., tuple[int, str, str]]
BROKEN, BAD_INPUT, CANNOT_KEEP = 1, 2, 3


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process: exit status, standard output, standard error."""
    monkeypatch.setenv("ISNAD_WORKSPACE", str(folder))
    monkeypatch.setenv("COLUMNS", "100")

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["isnad", *map(str, words)])
        capsys.readouterr()
        try:
            main()
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.out, said.err

    return call


def in_a_process(*words: object, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **settings}
    command = [sys.executable, "-m", "isnad", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)


def rows(said: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.splitlines()]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two articles, the first of them in two versions."""
    path = tmp_path / "reports.jsonl"
    named = (("n1", "ثلاثة", "الخيال"), ("n2", "أربعة", "السراب"), ("n1", "خمسة", "الخيال"))
    path.write_text("\n".join(line_of(*one) for one in named))
    return path


@pytest.fixture
def gathered(run: Run, reports: Path) -> Path:
    """The reports, gathered and read."""
    status, said, told = run("gather", reports, "-p", 1)
    assert (status, said) == (0, "")
    assert told.splitlines() == [
        "3 gathered = 3 new + 0 duplicate + 0 skipped",
        "3 articles read, 3 claims",
        "workspace: 3 gathered = 3 read + 0 duplicate + 0 skipped",
    ]
    return reports


def test_gathering_twice_finds_duplicates(run: Run, gathered: Path) -> None:
    _, _, told = run("gather", gathered, "-p", 1)
    assert told.splitlines()[0] == "3 gathered = 0 new + 3 duplicate + 0 skipped"
    assert told.splitlines()[-1] == "workspace: 6 gathered = 3 read + 3 duplicate + 0 skipped"


def test_gathering_and_reading_apart(run: Run, reports: Path) -> None:
    _, _, told = run("gather", reports, "-p", 1, "--no-read")
    assert told.splitlines()[1:] == ["workspace: 3 gathered = 0 read + 0 duplicate + 0 skipped + 3 waiting to be read"]
    status, said, told = run("read", "-p", 1)
    assert (status, said) == (0, "")
    assert told.splitlines()[0] == "3 articles read, 3 claims"
    assert run("read", "-p", 1, "--again")[2].splitlines()[0] == "0 articles read, 0 claims"


def test_what_is_skipped_has_status_2_and_is_listed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("no JSON\n" + line_of("n1"))
    status, said, told = run("gather", path, "-p", 1)
    assert (status, said) == (BAD_INPUT, "")
    assert told.splitlines()[0].startswith(f"isnad: {path}:1: is no JSON")
    status, said, told = run("skipped")
    assert (status, said.count("\n"), told) == (0, 1, "1 skipped\n")
    assert said.startswith(f"{path}:1: is no JSON")
    [row] = rows(run("skipped", "--json")[1])
    assert (row["where"], row["kind"]) == (f"{path}:1", "item")
    status, _, told = run("skipped", "--retry", "-p", 1)
    assert (status, told.splitlines()) == (0, ["1 gathered = 0 new + 0 duplicate + 1 skipped", "1 skipped"])


def test_many_that_are_skipped_are_not_all_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("no JSON\n" * 30)
    _, _, told = run("gather", path, "-p", 1)
    assert "isnad: and 10 more; `isnad skipped` lists all" in told.splitlines()
    assert len(run("skipped")[1].splitlines()) == 30


def test_runs(run: Run, gathered: Path) -> None:
    status, said, told = run("runs")
    assert status == 0
    assert [line.split()[1:3] for line in said.splitlines()] == [["gather", "done"]]
    assert told.startswith("workspace: 3 gathered")
    assert run("read", "-p", 1)[0] == 0
    last, first = rows(run("runs", "--json")[1])
    assert (last["command"], first["gathered"], first["read"], first["sources"]) == ("read", 3, 3, [str(gathered)])
    assert len(rows(run("runs", "--json", "--limit", 1)[1])) == 1


def test_verify(run: Run, gathered: Path, folder: Path) -> None:
    status, said, told = run("verify")
    assert (status, told) == (0, "")
    assert said.splitlines()[0] == "3 receipts, 3 captures"
    assert said.splitlines()[-1] == "all receipts and captures hold"
    assert "bytes not looked at" in run("verify", "--log-only")[1]
    blob = next(path for path in (folder / "archive" / "blobs").rglob("*") if path.is_file())
    blob.chmod(0o600)
    blob.write_bytes(blob.read_bytes()[:-1] + b"?")
    status, said, told = run("verify")
    assert status == BROKEN
    assert told.startswith("isnad: broken at receipt")
    assert "hold" not in said
    assert run("verify", "--log-only")[0] == 0


def test_evidence(run: Run, gathered: Path, folder: Path, tmp_path: Path) -> None:
    [claim, *_] = rows(run("claims", "--json")[1])
    status, said, told = run("evidence", claim["id"], "--to", tmp_path / "bag")
    assert (status, said, told) == (0, f"wrote {tmp_path / 'bag'}\n", "")
    assert (tmp_path / "bag" / "bagit.txt").exists()
    status, _, told = run("evidence", claim["id"], "--to", tmp_path / "bag")
    assert (status, told.count("\n")) == (BAD_INPUT, 1)
    log = folder / "archive" / "receipts.jsonl"
    log.write_bytes(log.read_bytes().replace(b"n1", b"n9", 1).replace(b"reports", b"deports", 1))
    status, _, told = run("evidence", claim["id"], "--to", tmp_path / "other")
    assert (status, told.count("\n")) == (CANNOT_KEEP, 1)
    assert "run isnad verify" in told
    assert not (tmp_path / "other").exists()


def test_search(run: Run, gathered: Path) -> None:
    status, said, told = run("search", "سراب")
    assert (status, told) == (0, "1 articles\n")
    assert OUTLET in said
    [row] = rows(run("search", "--json", "سراب", "قصفت")[1])
    assert str(row["snippet"])
    assert run("search", "لاشيء")[1:] == ("", "0 articles\n")


def test_pages_of_a_search_go_on_from_a_mark(run: Run, gathered: Path) -> None:
    _, first, told = run("search", "--json", "--limit", 1, "طائرات")
    _, second, last = run("search", "--json", "--limit", 1, "طائرات", "--after", told.split()[-1])
    assert {row["article"] for row in rows(first + second)} == {row["article"] for row in rows(first + second)}
    assert rows(first) != rows(second)
    assert last == "1 articles\n"


FILTERS = (
    (("طائرات",), 2), (("--type", "air_strike"), 2), (("--type", "shelling"), 0), (("--place", "nowhere"), 0),
    (("--admin1", "Nowhere"), 0), (("--country", "XX"), 0), (("--actor", "nobody"), 0), (("--outlet", OUTLET), 2),
    (("--outlet", "أخرى"), 0), (("--from", "2024-12-05"), 2), (("--from", "2024-12-06"), 0),
    (("--until", "2024-12-05"), 2), (("--until", "2024-12-04"), 0), (("--source", "مصدر طبي"), 2),
    (("--source", "آخر"), 0), (("--factuality", "denied"), 0), (("--state", "superseded"), 1), (("--state", "any"), 3),
)  # fmt: skip


def test_claims_by_each_filter(run: Run, gathered: Path) -> None:
    for words, count in FILTERS:
        status, said, told = run("claims", "--json", *words)
        assert (status, len(rows(said)), told) == (0, count, f"{count} claims\n"), words
    assert "killed" in run("claims")[1]


def test_pages_of_claims_go_on_from_a_mark(run: Run, gathered: Path) -> None:
    _, first, told = run("claims", "--json", "--limit", 1)
    _, second, last = run("claims", "--json", "--limit", 1, "--after", told.split()[-1])
    assert len({row["id"] for row in rows(first + second)}) == 2
    assert last == "1 claims\n"


def test_versions_show_what_was_changed(run: Run, gathered: Path) -> None:
    changed = next(row for row in rows(run("search", "--json", "الخيال")[1]))
    status, said, told = run("versions", changed["article"])
    assert (status, told) == (0, "")
    assert "[ثلاثة]" in said
    assert "[خمسة]" in said
    assert "killed · 3 → 5" in said
    first, second = rows(run("versions", "--json", changed["version"])[1])
    assert (first["changes"], first["claims"]) == ([], [])
    [change] = second["changes"]
    assert (change["before"], change["after"]) == ("ثلاثة", "خمسة")
    assert change["before_span"] == [start := text_of().index("ثلاثة"), start + len("ثلاثة")]
    assert second["claims"] == [{"type": "air_strike", "value": "killed", "before": "3", "after": "5"}]


@pytest.mark.usefixtures("near")
def test_an_address_has_versions(run: Run, server: Misbehaving) -> None:
    server.routes["/1"] = [respond(body=page_of()), respond(body=page_of("خمسة"))]
    for _ in range(2):
        assert run("gather", server.url("/1"), "-p", 1)[0] == 0
    assert len(rows(run("versions", "--json", server.url("/1?utm_source=x"))[1])) == 2


@pytest.mark.usefixtures("near")
def test_watching_once(run: Run, server: Misbehaving, tmp_path: Path) -> None:
    feed = feed_of(server.url("/1"), server.url("/2"))
    server.routes |= {
        "/feed": respond(headers="Content-Type: application/xml", body=feed),
        "/1": respond(body=page_of()),
    }
    path = tmp_path / "sources.toml"
    path.write_text(f'[[source]]\nat = "{server.url("/feed")}"\nname = "feed"\n[[source]]\nat = "none.txt"\n')
    status, said, told = run("watch", path, "--once", "-p", 1)
    assert status == 0
    assert said.splitlines()[0] == "feed: 1 new, 1 known, 1 skipped, 1 claims"
    assert len(said.splitlines()) == 2
    assert told.splitlines()[-1].endswith("1 read + 0 duplicate + 2 skipped")


def test_stamp(run: Run, gathered: Path, served: str, authority: Authority, tmp_path: Path, near: None) -> None:
    status, said, told = run("stamp", served)
    assert (status, told) == (0, "")
    assert said.startswith("kept ")
    assert "1 time stamps, not checked" in run("verify")[1]
    (tmp_path / "root.pem").write_bytes(authority.root)
    status, said, _ = run("verify", "--root", tmp_path / "root.pem")
    assert (status, "time stamp of receipt 3 witnessed at" in said) == (0, True)


BAD = (
    ("evidence", "nothing", "--to", "{tmp}/bag"), ("versions", "nothing"), ("versions", "http://[::1"), ("versions", ""),
    ("claims", "--after", "bad"), ("search", "--after", "bad", "قصفت"), ("claims", "--from", "yesterday"),
    ("claims", "--until", "2024-13-01"), ("claims", "--state", "gone"), ("gather", "{tmp}/a.csv", "--column", "body"),
    ("gather", "{tmp}/a.csv", "--column", "body=text"), ("gather", "{tmp}/a.txt", "--published", "yesterday"),
    ("gather", "{tmp}/none.toml"), ("gather", ""),
    ("gather", "{tmp}/bad.toml"), ("watch", "{tmp}/none.toml"), ("watch", "{tmp}/bad.toml"),
    ("watch", "{tmp}"), ("runs", "-w", "{tmp}/a.txt"), ("runs", "-w", "{tmp}/none"), ("gather", "x", "-w", "{tmp}/a.txt"),
    ("gather", "x", "-w", "/proc/none"), ("runs", "--database", "nosuch://x"), ("runs", "--database", "sqlite:////proc/x/y"),
    ("runs", "--database", "postgresql://me:secret@127.0.0.1:1/x"), ("runs", "--database", "secret"),
    ("runs", "--database", "postgresql://127.0.0.1:1/x?password=secret"), ("runs", "--database", "postgresql://[::1"),
    ("stamp", "http://127.0.0.1:1/"), ("stamp", "nothing"), ("verify", "--root", "{tmp}/none.pem"),
    ("verify", "--root", "{tmp}/a.txt"), ("search", "،"), ("search", "\0"), ("claims", "--outlet", "\0" * 9, "\ud800"),
)  # fmt: skip


@pytest.mark.usefixtures("_loopback")
@pytest.mark.parametrize("words", BAD, ids=lambda words: " ".join(words).encode("unicode_escape").decode())
def test_bad_input_is_one_line(run: Run, gathered: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(text_of())
    (tmp_path / "bad.toml").write_text("[[source")
    status, said, told = run(*(word.replace("{tmp}", str(tmp_path)) for word in words))
    if status == 0:
        assert words[0] in ("search", "claims")  # asks for nothing that there is
        return
    assert (status, told.count("\n")) == (CANNOT_KEEP if "--database" in words or "x" in words else BAD_INPUT, 1), told
    assert told.startswith("isnad: ")
    assert "secret" not in said + told


@pytest.mark.usefixtures("_loopback", "near")
def test_a_missing_file_and_a_wrong_address_are_skipped(run: Run, tmp_path: Path) -> None:
    for name in (tmp_path / "none.txt", "http://", "http://127.0.0.1:1/x", "https://nosuch.invalid/\0", "a" * 300):
        status, said, told = run("gather", name, "-p", 1)
        assert (status, said) == (BAD_INPUT, ""), name
        assert told.splitlines()[0].startswith("isnad: ")
        assert told.splitlines()[1] == "1 gathered = 0 new + 0 duplicate + 1 skipped"


@pytest.mark.slow
def test_a_workspace_by_processes_of_its_own(tmp_path: Path, reports: Path) -> None:
    place = tmp_path / "own"
    done = in_a_process("gather", reports, "-w", place)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == "workspace: 3 gathered = 3 read + 0 duplicate + 0 skipped"
    asked = in_a_process("claims", "--json", ISNAD_WORKSPACE=str(place), PYTHONIOENCODING="ascii")
    assert len(rows(asked.stdout)) == 2
    bad = in_a_process("versions", "nothing", "-w", place)
    assert (bad.returncode, bad.stdout, bad.stderr) == (2, "", "isnad: no article, version or URL nothing\n")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_what_cannot_be_printed_is_one_line() -> None:
    for words in (("demo",), ("--version",)):
        with open("/dev/full", "w") as full:
            command = [sys.executable, "-m", "isnad", *words]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (CANNOT_KEEP, "isnad: ended by the system: No space left on device\n")


@pytest.mark.slow
def test_watching_ends_when_it_is_told_to(tmp_path: Path, folder: Path, reports: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[source]]\nat = "reports.jsonl"\nevery = "1h"\n')
    command = [sys.executable, "-m", "isnad", "watch", str(path), "-w", str(folder), "-p", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline().endswith("reports.jsonl: 3 new, 0 known, 0 skipped, 3 claims\n")
        process.send_signal(signal.SIGINT)
        said, told = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, said) == (0, "")
    assert told.splitlines() == ["stopped", "workspace: 3 gathered = 3 read + 0 duplicate + 0 skipped"]
