"""Messages of hooks: their signature by another's computation and by another's library, and ids that stay."""

from __future__ import annotations

import json
import re
import subprocess
import time
from base64 import b64decode, b64encode
from binascii import hexlify
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.show.feeds.webhooks import (
    CHANGED,
    NEW,
    SECRET_BYTES,
    Asked,
    digest_of,
    sign,
    write_message,
    write_secret,
    write_test,
)
from tests.show.exports.samples import SHELLING

ASKED = Asked("f" * 16, "قصف في حمص", "https://desk.example")
SINCE = "2024-12-07T09:00:00.000000Z"
SECRET = write_secret(b"k" * SECRET_BYTES)


def test_a_message_has_the_incident_its_page_and_its_filter() -> None:
    message = write_message(ASKED, SHELLING, "one", NEW, SINCE)
    told = json.loads(message.body)
    assert (told["type"], told["timestamp"]) == ("incident.new", SINCE)
    assert told["data"]["filter"] == {"id": "f" * 16, "name": "قصف في حمص"}
    assert told["data"]["address"] == f"https://desk.example/incident/{SHELLING.incident_id}"
    assert told["data"]["incident"]["claims"] == list(SHELLING.claims)
    assert "evidence" not in told["data"]["incident"]


def test_the_same_message_has_the_same_id_and_body_and_another_has_another() -> None:
    one = write_message(ASKED, SHELLING, "hook incident 0 digest", NEW, SINCE)
    assert one == write_message(ASKED, SHELLING, "hook incident 0 digest", NEW, SINCE)
    assert one.message_id != write_message(ASKED, SHELLING, "hook incident 1 digest", CHANGED, SINCE).message_id
    assert json.loads(write_test(ASKED, "t", SINCE).body)["type"] == "hook.test"


def test_a_state_is_told_by_what_is_shown_alone() -> None:
    assert digest_of(SHELLING) == digest_of(replace(SHELLING, evidence=("other words",)))
    assert digest_of(SHELLING) != digest_of(replace(SHELLING, origins=SHELLING.origins + 1))


@settings(deadline=None)
@given(st.binary(min_size=24, max_size=64), st.integers(0, 2**40), st.binary(max_size=500))
def test_the_signature_holds_by_the_conventions_own_library(bits: bytes, at_s: int, body: bytes) -> None:
    webhooks = pytest.importorskip("standardwebhooks", reason="standardwebhooks is part of the extra `dev`")
    text = json.dumps(body.hex()).encode()
    headers = sign(write_secret(bits), "msg_1", int(time.time()), text)
    assert webhooks.Webhook(write_secret(bits)).verify(text, headers) == body.hex()
    with pytest.raises(webhooks.webhooks.WebhookVerificationError):
        webhooks.Webhook(write_secret(bits)).verify(text + b" ", headers)
    assert sign(write_secret(bits), "msg_1", at_s, body)["webhook-timestamp"] == str(at_s)


def test_the_signature_is_what_openssl_computes() -> None:
    body = '{"ا": 1}'.encode()
    headers = sign(SECRET, "msg_7", 1_733_562_000, body)
    key = hexlify(b64decode(SECRET.removeprefix("whsec_"))).decode()
    command = ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"hexkey:{key}", "-binary"]
    try:
        done = subprocess.run(command, input=b"msg_7.1733562000." + body, capture_output=True, check=True, timeout=20)
    except FileNotFoundError:
        pytest.skip("openssl is not here")
    assert headers["webhook-signature"] == f"v1,{b64encode(done.stdout).decode()}"


def test_the_check_of_the_documents_takes_what_is_genuine_and_nothing_else() -> None:
    page = (Path(__file__).parents[3] / "docs" / "desk.md").read_text("utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", page, flags=re.S)
    names: dict[str, Any] = {}
    exec(compile(block, "docs/desk.md", "exec"), names)
    now, body = int(time.time()), write_message(ASKED, SHELLING, "one", NEW, SINCE).body
    headers, is_genuine = sign(SECRET, "msg_1", now, body), names["is_genuine"]
    assert is_genuine(SECRET, headers, body)
    assert is_genuine(SECRET, {**headers, "webhook-signature": f"v1,old= {headers['webhook-signature']}"}, body)
    assert not is_genuine(SECRET, headers, body + b" ")
    assert not is_genuine(SECRET, {**headers, "webhook-id": "msg_2"}, body)
    assert not is_genuine(write_secret(b"other" * 8), headers, body)
    assert not is_genuine(SECRET, sign(SECRET, "msg_1", now - 900, body), body)
