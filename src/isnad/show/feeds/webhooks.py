"""Messages of hooks as Standard Webhooks has them: what they say, and the signature that proves from whom they come.

Pure: secrets, moments and chance are handed in. https://github.com/standard-webhooks/standard-webhooks
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from isnad.show.shown import IncidentShown, incident_row

SECRET_START = "whsec_"  # noqa: S105 - no secret; what the convention begins secrets with
SECRET_BYTES = 32
NEW, CHANGED, TEST = "incident.new", "incident.changed", "hook.test"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message says of whose question it answers: the filter's id and name, and the desk's address."""

    filter_id: str
    filter_name: str
    root: str


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted. The same message has the same id each time that it is tried."""

    message_id: str
    kind: str
    incident_id: str | None
    body: bytes


def write_secret(bits: bytes) -> str:
    """The secret of these random bytes, as its receiver is told it.

    >>> write_secret(b"0" * 24)
    'whsec_MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw'
    """
    return SECRET_START + base64.b64encode(bits).decode()


def sign(secret: str, message_id: str, at_s: int, body: bytes) -> dict[str, str]:
    """The headers that prove the message. Units: seconds since 1970.

    >>> sign("whsec_MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw", "msg_1", 1733562000, b"{}")["webhook-signature"]
    'v1,PYtmE0Xuqa5If6Hgg1kCp253iKyRKOQ8J9vMa5oM3cQ='
    """
    key = base64.b64decode(secret.removeprefix(SECRET_START))
    digest = hmac.new(key, b"%s.%d.%s" % (message_id.encode(), at_s, body), hashlib.sha256).digest()
    signature = binascii.b2a_base64(digest, newline=False).decode()
    return {"webhook-id": message_id, "webhook-timestamp": str(at_s), "webhook-signature": f"v1,{signature}"}


def digest_of(shown: IncidentShown) -> str:
    """What tells one state of what is shown of the incident from another."""
    return hashlib.sha256(_canonical(incident_row(shown))).hexdigest()[:32]


def write_message(asked: Asked, shown: IncidentShown, name: str, kind: str, since: str) -> Message:
    """The message that the incident is new or changed `since` a moment; `name` is its own among all of its hook."""
    data = {
        "filter": {"id": asked.filter_id, "name": asked.filter_name},
        "address": f"{asked.root}/incident/{shown.incident_id}",
        "incident": incident_row(shown),
    }
    return Message(_message_id(name), kind, shown.incident_id, _write(kind, since, data))


def write_test(asked: Asked, name: str, at: str) -> Message:
    """A message that only says that the hook is there."""
    data = {"filter": {"id": asked.filter_id, "name": asked.filter_name}, "address": f"{asked.root}/account"}
    return Message(_message_id(name), TEST, None, _write(TEST, at, data))


def _write(kind: str, at: str, data: dict[str, Any]) -> bytes:
    return json.dumps({"type": kind, "timestamp": at, "data": data}, ensure_ascii=False).encode()


def _message_id(name: str) -> str:
    return f"msg_{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def _canonical(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")
