"""Pictures made for the tests, and signed by a signer made for the tests."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

c2pa = pytest.importorskip("c2pa", reason="no c2pa")
Image = pytest.importorskip("PIL.Image", reason="no pillow")
pytest.importorskip("pdqhash", reason="no pdqhash")
x509 = pytest.importorskip("cryptography.x509", reason="no cryptography")

GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def make_picture(seed: int = 1, size: int = 320, *, quality: int = 90) -> bytes:
    """A JPEG of patches of colour; each seed another."""
    picture = Image.new("RGB", (12, 9))
    drawn = seed * 7919 + 1
    for x in range(12):
        for y in range(9):
            drawn = drawn * 48271 % 2147483647
            picture.putpixel((x, y), (drawn % 256, drawn // 256 % 256, drawn // 65536 % 256))
    return as_jpeg(picture.resize((size, size * 3 // 4), Image.Resampling.BICUBIC), quality)


def as_jpeg(picture: Any, quality: int = 90) -> bytes:
    """The picture as JPEG."""
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=quality)
    return held.getvalue()


@cache
def make_signer() -> tuple[str, bytes, str]:
    """Certificates of a made-up signer (its own, then the root), its key, and the root alone. PEM."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Zawraq Root", root_key, None, root_key, hashes)
    own = _certificate("Zawraq Agency", key, root, root_key, hashes)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    chain = own.public_bytes(pem) + root.public_bytes(pem)
    return chain.decode(), private, root.public_bytes(pem).decode()


def _certificate(name: str, key: Any, issuer: Any, issuer_key: Any, hashes: Any) -> Any:
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    subject = x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, name), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )
    now, is_root = datetime.now(UTC), issuer is None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if is_root else issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
                key_agreement=False, key_cert_sign=is_root, crl_sign=is_root, encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
    )  # fmt: skip
    if not is_root:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def sign_picture(data: bytes, *, title: str = "صورة للاختبار", parent: bytes | None = None) -> bytes:
    """The JPEG with Content Credentials that declare it generated, made from `parent` where one is given."""
    chain, key, _ = make_signer()
    info = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain.encode(), private_key=key, ta_url=None)
    action = {"action": "c2pa.created", "digitalSourceType": GENERATED}
    assertion = {"label": "c2pa.actions.v2", "data": {"actions": [action]}}
    manifest = {
        "claim_generator_info": [{"name": "isnad tests", "version": "1"}], "title": title, "format": "image/jpeg",
        "assertions": [assertion],
    }  # fmt: skip
    held = io.BytesIO()
    with c2pa.Builder(json.dumps(manifest)) as builder, c2pa.Signer.from_info(info) as signer:
        if parent is not None:
            builder.add_ingredient(
                {"title": "parent.jpg", "relationship": "componentOf"}, "image/jpeg", io.BytesIO(parent)
            )
        builder.sign(signer, "image/jpeg", io.BytesIO(data), held)
    return held.getvalue()
