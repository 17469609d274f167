"""Time stamps: an authority made for the test stamps the log's end, and what it stamped cannot be changed unseen."""

from __future__ import annotations

import _socket
import http.client
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from isnad.errors import NotFound, SourceError
from isnad.gather.archive import timestamps
from isnad.gather.archive.archive import Archive
from isnad.gather.archive.timestamps import verify_timestamps, write_timestamp
from isnad.gather.archive.verify import verify_archive

pytest.importorskip("rfc3161_client", reason="rfc3161-client is part of the extra `timestamps`")
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

pytestmark = [
    pytest.mark.usefixtures("unflushed"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="the authority of the test signs with `openssl`"),
]

_SETTINGS = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def _certificate(name: str, key: rsa.RSAPrivateKey, issuer: str, issuer_key: rsa.RSAPrivateKey) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=name == issuer, path_length=None), critical=True)
    )
    if name != issuer:
        usage = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


class Authority:
    """A time-stamp authority with a root of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
        root = _certificate("Root of the Mirage", root_key, "Root of the Mirage", root_key)
        signer = _certificate("Clock of the Mirage", key, "Root of the Mirage", root_key)
        self.root = root.public_bytes(serialization.Encoding.PEM)
        self.root_der = root.public_bytes(serialization.Encoding.DER)
        (folder / "root.pem").write_bytes(self.root)
        (folder / "signer.pem").write_bytes(signer.public_bytes(serialization.Encoding.PEM))
        form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (folder / "signer.key").write_bytes(key.private_bytes(*form))
        (folder / "serial").write_text("01")
        (folder / "tsa.cnf").write_text(_SETTINGS.format(folder=folder))

    def stamp(self, query: bytes) -> bytes:
        """The answer to a request."""
        (self._folder / "query").write_bytes(query)
        told = self._run("-reply", "-queryfile", "query", "-out", "answer", "-config", "tsa.cnf")
        assert told.returncode == 0, told.stderr
        return (self._folder / "answer").read_bytes()

    def agrees(self, answer: Path, digest: str) -> bool:
        """Whether the tool itself verifies the answer for the digest."""
        return self._run("-verify", "-digest", digest, "-in", str(answer), "-CAfile", "root.pem").returncode == 0

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["openssl", "ts", *words], cwd=self._folder, capture_output=True, timeout=20)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "a")


@pytest.fixture
def ask(authority: Authority) -> Callable[[str, bytes], bytes]:
    """Asks the authority without a network."""
    return lambda _, query: authority.stamp(query)


@pytest.fixture
def served(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The authority's address on this machine."""
    for name in ("bind", "connect"):
        real = getattr(_socket.socket, name)

        def only_here(own: socket.socket, address: tuple[str, int], real: Callable[..., object] = real) -> object:
            assert address[0] == "127.0.0.1"
            return real(own, address)

        monkeypatch.setattr(socket.socket, name, only_here)
    monkeypatch.setattr(socket, "getaddrinfo", _socket.getaddrinfo)

    class Answers(BaseHTTPRequestHandler):
        timeout = 5

        def do_POST(self) -> None:
            answer = authority.stamp(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/stamp"
        server.shutdown()
        thread.join(10)


def _post(url: str, query: bytes) -> bytes:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request("POST", parts.path, query, {"Content-Type": "application/timestamp-query"})
        return connection.getresponse().read()
    finally:
        connection.close()


def test_an_authority_that_is_served_stamps_the_end_and_anyone_can_check_it(
    archive: Archive, authority: Authority, served: str
) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    path = write_timestamp(archive, served, _post)
    head = archive.head()
    assert head is not None
    assert authority.agrees(path, head.hash)
    for root in (authority.root, authority.root_der):
        (stamp,) = verify_timestamps(archive, [root])
        assert (stamp.path, stamp.number, stamp.hash, stamp.problem) == (path, 4, head.hash, None)
        assert stamp.time is not None
        assert before < datetime.fromisoformat(stamp.time) < datetime.now(UTC) + timedelta(seconds=2)
    assert verify_archive(archive).broken is None
    assert [p.name for p in archive.timestamps.iterdir()] == [path.name]


def test_a_stamp_holds_when_the_log_has_grown(
    archive: Archive, authority: Authority, ask: Callable[[str, bytes], bytes], keep: Callable[..., object]
) -> None:
    write_timestamp(archive, "", ask)
    keep(archive, [b"later"])
    write_timestamp(archive, "", ask)
    stamps = verify_timestamps(archive, [authority.root])
    assert [(s.number, s.problem) for s in stamps] == [(4, None), (5, None)]
    assert verify_archive(archive).broken is None


def test_receipts_taken_away_or_changed_under_a_stamp_are_found(
    archive: Archive,
    authority: Authority,
    ask: Callable[[str, bytes], bytes],
    keep: Callable[..., object],
    tmp_path: Path,
) -> None:
    write_timestamp(archive, "", ask)
    lines = archive.log.path.read_bytes().splitlines(keepends=True)
    archive.log.path.write_bytes(b"".join(lines[:3]))
    broken = verify_archive(archive).broken
    assert str(broken) == "receipt 4: it is missing: the log once went on to receipt 4"
    (stamp,) = verify_timestamps(archive, [authority.root])
    assert "taken away" in (stamp.problem or "")
    keep(archive, [b"in its place"])
    broken = verify_archive(archive).broken
    assert broken is not None
    assert (broken.number, "written anew" in broken.reason) == (4, True)
    (stamp,) = verify_timestamps(archive, [authority.root])
    assert (stamp.time, stamp.problem) == (None, "receipt 4 is not the one that was stamped")


def test_a_stamp_renamed_for_another_log_does_not_verify(
    archive: Archive, authority: Authority, ask: Callable[[str, bytes], bytes], keep: Callable[..., object]
) -> None:
    path = write_timestamp(archive, "", ask)
    keep(archive, [b"later"])
    head = archive.head()
    assert head is not None
    path.rename(path.with_name(f"{head.number:09d}-{head.hash}-{'0' * 16}.tsr"))
    (stamp,) = verify_timestamps(archive, [authority.root])
    assert "does not verify" in (stamp.problem or "")


def test_any_changed_byte_of_a_stamp_is_refused_or_changes_nothing_that_is_told(
    archive: Archive, authority: Authority, ask: Callable[[str, bytes], bytes]
) -> None:
    path = write_timestamp(archive, "", ask)
    right = path.read_bytes()
    (stamp,) = verify_timestamps(archive, [authority.root])
    path.chmod(0o600)
    refused = 0
    for place in range(0, len(right), 11):
        path.write_bytes(right[:place] + bytes([right[place] ^ 0x41]) + right[place + 1 :])
        (altered,) = verify_timestamps(archive, [authority.root])
        refused += altered.problem is not None
        assert altered.problem is not None or altered.time == stamp.time
    assert refused > 0.9 * len(range(0, len(right), 11))


def test_a_stamp_under_another_root_or_none_does_not_hold(
    archive: Archive, ask: Callable[[str, bytes], bytes], tmp_path: Path
) -> None:
    write_timestamp(archive, "", ask)
    (stamp,) = verify_timestamps(archive, [Authority(tmp_path / "other").root])
    assert "does not verify" in (stamp.problem or "")
    (stamp,) = verify_timestamps(archive, [])
    assert "no root" in (stamp.problem or "")
    with pytest.raises(SourceError, match="no certificate"):
        verify_timestamps(archive, [b"root"])


def test_an_answer_that_is_no_stamp_of_this_end_is_not_kept(archive: Archive, authority: Authority) -> None:
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    other = TimestampRequestBuilder(data=b"other", hash_algorithm=HashAlgorithm.SHA256).build().as_bytes()
    again = authority.stamp(timestamps._request_for(archive.head()).as_bytes())  # type: ignore[arg-type]
    refusal = bytes.fromhex("30053003020102")
    for answer in (b"", b"<html>", authority.stamp(other), again, refusal, b"0" * ((1 << 20) + 1)):
        with pytest.raises(SourceError, match=r"^https://clock\.example: [^\n]+$"):
            write_timestamp(archive, "https://clock.example", lambda *_, answer=answer: answer)
    assert not archive.timestamps.exists()
    assert verify_timestamps(archive, [authority.root]) == ()


def test_an_empty_archive_has_no_end_to_stamp(tmp_path: Path, ask: Callable[[str, bytes], bytes]) -> None:
    with pytest.raises(NotFound):
        write_timestamp(Archive(tmp_path / "none"), "", ask)
