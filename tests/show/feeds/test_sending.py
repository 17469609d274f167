"""Where messages may be sent to: by the address that is given, and by the address that its name leads to."""

from __future__ import annotations

import httpcore
import pytest

from isnad.errors import SourceError
from isnad.gather.fetch.web.guard import Guard
from isnad.show.feeds.sending import Sender, parse_address
from tests.show.feeds.receiver import HERE, Receiver


@pytest.mark.parametrize("address", [
    "https://hooks.example/in?key=1", "https://hooks.example:8443/", "http://127.0.0.1:9000/in", "http://[::1]:9000/",
    "http://localhost:9000/in",
])  # fmt: skip
def test_an_address_of_https_or_of_this_machine_will_do(address: str) -> None:
    assert parse_address(f" {address} ") == address


@pytest.mark.parametrize(("address", "reason"), [
    ("http://hooks.example/in", "anyone on the way can read"),
    ("ftp://hooks.example/in", "no page of the web"),
    ("file:///etc/passwd", "no page of the web"),
    ("https://user:word@hooks.example/", "name or password"),
    ("https://hooks.example:25/", "port 25"),
    ("https://hooks.example/#part", "after #"),
    ("https://" + "a" * 3000 + ".example", "longer"),
    ("hooks.example", "no page of the web"),
    ("", "no page of the web"),
])  # fmt: skip
def test_any_other_is_refused_in_one_line(address: str, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        parse_address(address)
    assert reason in str(raised.value)
    assert "word@" not in str(raised.value)


@pytest.mark.parametrize("private", ["10.0.0.5", "192.168.1.1", "169.254.169.254", "127.0.0.1", "::1", "fd00::1",
                                     "fe80::1", "::ffff:10.0.0.5", "100.64.0.1", "0.0.0.0"])  # fmt: skip
def test_a_name_that_leads_to_a_network_of_ones_own_is_not_connected_to(private: str) -> None:
    def refuse(address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        raise AssertionError(f"connected to {address}")

    guard = Guard(resolve=lambda host, port: (private,), dial=refuse)
    sender = Sender(guard=guard)
    assert sender("https://hooks.example/in", {}, b"{}").word == "forbidden"
    sender.close()


def test_a_network_that_the_operator_lets_in_is_sent_to(receiver: Receiver) -> None:
    sender = Sender(HERE)
    outcome = sender(receiver.url("/in"), {"webhook-id": "msg_1"}, b'{"a": 1}')
    assert (outcome.word, outcome.status) == ("delivered", 204)
    [got] = receiver.take()
    assert (got.body, got.headers["webhook-id"]) == (b'{"a": 1}', "msg_1")
    assert "cookie" not in got.headers
    sender.close()


def test_a_server_that_is_not_there_has_a_name_too(receiver: Receiver) -> None:
    receiver.stop()
    sender = Sender(HERE, timeout_s=2.0)
    assert sender(receiver.url("/in"), {}, b"{}").word == "unreachable"
    sender.close()
