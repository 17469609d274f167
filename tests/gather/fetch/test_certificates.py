"""Pages over TLS: the connection goes to the checked address, the certificate is that of the name."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from isnad.errors import SourceError
from isnad.gather.fetch.guard import Guard, dial_address
from isnad.gather.fetch.web import Web
from tests.gather.fetch.conftest import PAGE, respond

x509 = pytest.importorskip("cryptography.x509", reason="certificates are made with cryptography")

Make = Callable[..., Web]


def write_certificate(folder: Path, name: str) -> Path:
    """Key and certificate of a name, signed by itself, in one file."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "certificate.pem"
    path.write_bytes(private + certificate.public_bytes(pem))
    return path


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return write_certificate(tmp_path, "news.example")


@pytest.fixture
def guard(_loopback: None, certificate: Path) -> Iterator[Guard]:
    """A guard whose every name is a server with the certificate; it answers until the test ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    stopped, listener = threading.Event(), socket.socket()
    listener.settimeout(0.05)
    listener.bind(("127.0.0.1", 0))
    listener.listen(4)

    def serve() -> None:
        while not stopped.is_set():
            with suppress(OSError):
                plain, _ = listener.accept()
                plain.settimeout(2)
                with plain, context.wrap_socket(plain, server_side=True) as connection:
                    connection.recv(4096)
                    connection.sendall(respond())

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    port = listener.getsockname()[1]
    yield Guard(
        resolve=lambda host, _: ("93.184.216.34",),
        dial=lambda address, _, timeout: dial_address("127.0.0.1", port, timeout),
    )
    stopped.set()
    thread.join(3)
    listener.close()


def test_a_page_over_tls(guard: Guard, certificate: Path, make_web: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    web = make_web(guard=guard, timeout_s=5.0)
    assert web.fetch("https://news.example/").data == PAGE  # type: ignore[union-attr]


def test_a_certificate_of_another_name(
    guard: Guard, certificate: Path, make_web: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with pytest.raises(SourceError, match=r"certificate does not hold .*Hostname mismatch"):
        make_web(guard=guard, timeout_s=5.0).fetch("https://other.example/")


def test_a_certificate_that_nobody_vouches_for(guard: Guard, make_web: Make) -> None:
    with pytest.raises(SourceError, match=r"certificate does not hold \(self-signed certificate\)"):
        make_web(guard=guard, timeout_s=5.0).fetch("https://news.example/")
