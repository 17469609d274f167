"""A receiver of messages on this machine that answers as it is told to, and hooks that send to it."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv4Network
from typing import Any

from isnad.keep.hooks import Hook, NewHook, Try, find_tries, load_hook, write_hook
from isnad.keep.people import Person, find_person, fold_name, write_person
from isnad.keep.saved_filters import SavedFilter, write_filter
from isnad.show.feeds.delivering import Delivery, Round, deliver_round
from isnad.show.feeds.sending import Sender
from isnad.show.feeds.webhooks import write_secret
from isnad.workspace import Workspace
from tests.gather.fetch.conftest import Misbehaving, respond

HERE = (IPv4Network("127.0.0.1/32"),)
OWNER = "nadir"
BITS = b"s" * 32
SECRET = write_secret(BITS)
MADE = "2030-01-01T00:00:00.000000Z"
GOOD = respond("204 No Content", "X-Own: 1", b"")


@dataclass(frozen=True)
class Got:
    """A message that came: its headers in small letters, and its body."""

    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)

    @property
    def kind(self) -> str:
        return str(self.told["type"])


class Receiver(Misbehaving):
    """Answers each message by the next of `answers`, the last again and again."""

    def __init__(self) -> None:
        self.got: list[Got] = []
        self.answers: list[Any] = [GOOD]
        super().__init__()

    def take(self) -> list[Got]:
        """What came since the last time."""
        found, self.got = self.got, []
        return found

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(2)
        with suppress(OSError), connection:
            request = b""
            while b"\r\n\r\n" not in request:
                if not (part := connection.recv(4096)):
                    return
                request += part
            head, _, body = request.partition(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
            while len(body) < int(headers.get("content-length", "0")):
                body += connection.recv(65536)
            self.requests.append(lines[0])
            self.got.append(Got(headers, body))
            behaviour = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if callable(behaviour):
                behaviour(connection, lines[0])
            else:
                connection.sendall(behaviour)
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1)


@dataclass
class Sent:
    """A hook over a workspace, the time that it lives in, and the round that sends."""

    workspace: Workspace
    receiver: Receiver
    hook_id: str
    sender: Sender
    time: datetime = field(default_factory=lambda: datetime.fromisoformat(MADE))

    def now(self) -> str:
        return self.time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def wait(self, **time: float) -> None:
        self.time += timedelta(**time)

    def round(self) -> Round:
        """One round by a process that knows nothing of the one before."""
        return deliver_round(Delivery(self.workspace, "https://desk.example", self.sender, self.now, lambda: 0.5))

    def hook(self) -> Hook:
        with self.workspace.store.read() as conn:
            return load_hook(conn, self.hook_id)

    def tries(self) -> tuple[Try, ...]:
        with self.workspace.store.read() as conn:
            return find_tries(conn, self.hook_id)


def add_hook(workspace: Workspace, address: str, *, exact: bool = False, query: str = "", role: str = "editor") -> str:
    """The id of a hook of a person of this role."""
    number = len(query) + (100 if exact else 0)
    saved = SavedFilter(f"{number:016x}", fold_name(OWNER), f"what I asked for {number}", query, MADE)
    with workspace.store.write() as conn:
        if find_person(conn, OWNER) is None:
            write_person(conn, Person(fold_name(OWNER), OWNER, role, MADE, "hash"))
        write_filter(conn, saved)
        write_hook(conn, OWNER, NewHook(saved.filter_id[::-1], saved.filter_id, address, SECRET, exact, MADE))
    return saved.filter_id[::-1]


def receiving() -> Iterator[Receiver]:
    """A receiver until the test ends."""
    receiver = Receiver()
    yield receiver
    receiver.stop()
