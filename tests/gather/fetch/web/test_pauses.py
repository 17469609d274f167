"""Pauses between requests to one host, and the options of a client."""

from __future__ import annotations

import pytest

from isnad.errors import SourceError
from isnad.gather.fetch.web.addresses import EVERYWHERE
from isnad.gather.fetch.web.pages import WebOptions, web_options
from isnad.gather.fetch.web.pauses import Pauses
from tests.gather.fetch.conftest import Clock


def test_hosts_wait_each_by_itself(clock: Clock) -> None:
    pauses = Pauses(2.0, clock.read, clock.sleep)
    pauses.wait("a.example")
    pauses.wait("b.example")
    assert clock.slept == []
    clock.now += 0.5
    pauses.wait("a.example")
    assert clock.slept == [1.5]
    pauses.wait("b.example")
    assert clock.slept == [1.5]
    pauses.wait("b.example", at_least_s=5.0)
    assert clock.slept == [1.5, 5.0]


def test_hosts_without_end_are_forgotten(clock: Clock) -> None:
    pauses = Pauses(2.0, clock.read, clock.sleep)
    for number in range(10_002):
        pauses.wait(f"{number}.example")
    pauses.wait("0.example")
    assert clock.slept == []
    pauses.wait("10001.example")
    assert clock.slept == [2.0]


def test_the_options_are_those_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert web_options() == WebOptions(allow_private=())
    for name, value in (
        ("ISNAD_MAX_MB", "2"),
        ("ISNAD_WEB_TIMEOUT_S", "5"),
        ("ISNAD_WEB_PAUSE_S", "0"),
        ("ISNAD_USER_AGENT", "desk/1.0"),
        ("ISNAD_OBEY_ROBOTS", "OFF"),
        ("ISNAD_ALLOW_PRIVATE", "on"),
    ):
        monkeypatch.setenv(name, value)
    wanted = WebOptions(2_000_000, 5.0, pause_s=0.0, user_agent="desk/1.0", allow_private=EVERYWHERE, obey_robots=False)
    assert web_options() == wanted
    assert WebOptions(allow_private=True).networks == EVERYWHERE
    assert WebOptions().networks == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ISNAD_WEB_TIMEOUT_S", "0"),
        ("ISNAD_WEB_TIMEOUT_S", "nan"),
        ("ISNAD_WEB_TIMEOUT_S", "soon"),
        ("ISNAD_WEB_PAUSE_S", "-1"),
        ("ISNAD_WEB_PAUSE_S", "inf"),
        ("ISNAD_USER_AGENT", " "),
        ("ISNAD_USER_AGENT", "a\nb"),
        ("ISNAD_USER_AGENT", "إسناد"),
        ("ISNAD_OBEY_ROBOTS", "perhaps"),
        ("ISNAD_ALLOW_PRIVATE", "perhaps"),
    ],
)
def test_settings_without_meaning_are_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SourceError) as raised:
        web_options()
    assert raised.value.where == name
