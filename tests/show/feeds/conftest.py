"""Fixtures of hooks: a receiver on this machine, and a hook over told reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from isnad.show.feeds.sending import Sender
from isnad.workspace import Workspace
from tests.gather.fetch.conftest import _loopback  # noqa: F401  # a fixture
from tests.show.feeds.receiver import HERE, Receiver, Sent, add_hook, receiving
from tests.show.views.desk import fill


@pytest.fixture
def receiver(_loopback: None) -> Iterator[Receiver]:  # noqa: F811
    yield from receiving()


@pytest.fixture
def hooked(workspace: Workspace, receiver: Receiver, tmp_path: Path) -> Iterator[Callable[..., Sent]]:
    """Makes a hook over the told reports; what they tell is known to it."""
    fill(workspace, tmp_path)
    senders: list[Sender] = []

    def make(**options: Any) -> Sent:
        senders.append(Sender(HERE, timeout_s=options.pop("timeout_s", 5.0)))
        hook_id = add_hook(workspace, receiver.url("/in"), **options)
        sent = Sent(workspace, receiver, hook_id, senders[-1])
        assert (sent.round().delivered, receiver.take()) == (0, [])
        return sent

    yield make
    for sender in senders:
        sender.close()
