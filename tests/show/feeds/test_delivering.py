"""Delivering: what is new or changed arrives once, signed, whatever the receiver does; and no more than its owner may see."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isnad.keep.people import change_person
from isnad.show.care.audit import AuditLog
from isnad.show.feeds import comparing
from isnad.show.feeds.due import LONGEST_S, MOST_TRIES
from isnad.show.feeds.sending import Sender
from isnad.workspace import Workspace
from tests.gather.fetch.conftest import respond
from tests.show.feeds.receiver import BITS, GOOD, HERE, OWNER, Got, Receiver, Sent, add_hook
from tests.show.views.desk import fill, take_record
from tests.workspaces import take_in

Make = Callable[..., Sent]
BAD = respond("500 Internal Server Error", "X-Own: 1", b"")
# What the public never sees of the told reports: words, an outlet, and where people fled from.
SECRET_WORDS = ("مدنيين", "الزورق", "السنبلة", "300 عائلة", "طويلة")


def _tell(
    sent: Sent, path: Path, number: str = "21", day: str = "20 تشرين الثاني 2024", place: str = "أم درمان"
) -> None:
    """One more report, of another happening in another country."""
    words = f"قُتل أربعة مدنيين في قصف مدفعي لقوات الدعم السريع على مدينة {place} يوم {day}، بحسب وزارة الصحة السودانية."
    named = {"doc_id": number, "outlet": "صحيفة الشراع", "published": "2024-11-21", "title": "قصف"}
    take_record(sent.workspace, path / f"{number}.jsonl", text=words, **named)


def _tell_of_flight(sent: Sent, path: Path) -> None:
    """One more report, of people who fled."""
    words = "نزحت 300 عائلة من مدينة الفاشر إلى مدينة طويلة يوم 18 تشرين الثاني 2024 بسبب القصف، وفق الأمم المتحدة."
    named = {"doc_id": "41", "outlet": "إذاعة السنبلة", "published": "2024-11-21", "title": "نزوح"}
    take_record(sent.workspace, path / "41.jsonl", text=words, **named)


def _retell(sent: Sent, path: Path) -> None:
    """One more report of the happening that three outlets tell of."""
    words = "قُتل ثلاثة مدنيين في قصف مدفعي لقوات النظام على مدينة تلبيسة يوم الأربعاء 4 كانون الأول 2024، بحسب الأمم المتحدة."
    named = {"doc_id": "31", "outlet": "صحيفة الشراع", "published": "2024-12-05", "title": "قصف على تلبيسة"}
    take_record(sent.workspace, path / "31.jsonl", text=words, **named)


def _check_signed(got: Got) -> None:
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    computed = b64encode(hmac.new(BITS, signed, hashlib.sha256).digest()).decode()
    assert got.headers["webhook-signature"] == f"v1,{computed}"


def test_what_is_new_arrives_once_and_signed_also_after_a_restart(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=shelling")
    _tell(sent, tmp_path)
    assert (sent.round().delivered, sent.round().delivered) == (1, 0)
    [got] = sent.receiver.take()
    _check_signed(got)
    assert got.kind == "incident.new"
    assert got.headers["content-type"] == "application/json"
    assert abs(int(got.headers["webhook-timestamp"]) - sent.time.timestamp()) < 1
    data = got.told["data"]
    assert data["address"] == f"https://desk.example/incident/{data['incident']['incident_id']}"
    assert data["filter"]["name"].startswith("what I asked for")
    assert data["incident"]["claims"]
    sent.wait(days=30)
    with Workspace.open(sent.workspace.folder) as again:
        anew = Sent(again, sent.receiver, sent.hook_id, sent.sender, sent.time)
        assert anew.round().delivered == 0
    assert sent.receiver.take() == []


def test_what_changed_arrives_as_changed_and_only_that(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True)
    _retell(sent, tmp_path)
    sent.round()
    found = sent.receiver.take()
    assert {got.kind for got in found} == {"incident.changed"}
    assert len({got.headers["webhook-id"] for got in found}) == len(found)
    reports = [len(got.told["data"]["incident"]["claims"]) for got in found]
    assert min(reports) > 1
    sent.workspace.weigh(anew=True)
    assert sent.round().delivered == 0


def test_a_filter_lets_through_what_it_finds_alone(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=control_change")
    _tell(sent, tmp_path)
    assert sent.round().delivered == 0


def test_the_public_eyes_of_a_hook_see_nothing_protected(hooked: Make, tmp_path: Path) -> None:
    sent = hooked()
    _tell(sent, tmp_path)
    _tell_of_flight(sent, tmp_path)
    assert sent.round().delivered >= 2
    bodies = [got.body.decode() for got in sent.receiver.take()]
    assert not [word for word in SECRET_WORDS for body in bodies if word in body]
    [fled] = [body for body in bodies if '"displacement"' in body]
    assert "الفاشر" not in fled
    assert "300" not in fled
    assert not [one for one in AuditLog(sent.workspace.folder).read() if one.act.act == "delivered"]


def test_what_is_held_back_from_the_public_arrives_when_it_is_let_go(hooked: Make, tmp_path: Path) -> None:
    sent = hooked()
    with sent.workspace.store.read() as conn:
        known = conn.exec_driver_sql("SELECT max(first_known) FROM incidents").scalar_one()
    _tell_of_flight(sent, tmp_path)
    sent.time = sent.time.fromisoformat(known)  # the report has just come
    sent.wait(hours=1)
    assert sent.round().delivered == 0
    sent.wait(hours=73)
    assert sent.round().delivered == 1
    assert [got.kind for got in sent.receiver.take()] == ["incident.new"]


def test_an_exact_delivery_of_a_sensitive_record_is_noted_before_it_is_sent(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True)
    _tell_of_flight(sent, tmp_path)
    sent.round()
    [fled] = [got for got in sent.receiver.take() if got.told["data"]["incident"]["type"] == "displacement"]
    noted = [one.act for one in AuditLog(sent.workspace.folder).read() if one.act.act == "delivered"]
    subject = f"incident {fled.told['data']['incident']['incident_id']}"
    assert [(act.by, act.role, act.detail) for act in noted if act.subject == subject] == [
        (OWNER, "editor", f"hook {sent.hook_id}")
    ]


def test_a_failure_is_tried_again_later_as_the_same_message(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=shelling")
    sent.receiver.answers = [BAD, BAD, GOOD]
    _tell(sent, tmp_path)
    assert (sent.round().failed, sent.round().failed) == (1, 0)  # not at once
    sent.wait(seconds=16)
    assert sent.round().failed == 1
    sent.wait(seconds=16)
    assert sent.round().failed == 0  # the second wait is longer
    sent.wait(seconds=60)
    assert sent.round().delivered == 1
    found = sent.receiver.take()
    assert len({(got.headers["webhook-id"], got.body) for got in found}) == 1
    assert len({got.headers["webhook-timestamp"] for got in found}) == 3
    for got in found:
        _check_signed(got)
    assert [(one.outcome, one.status) for one in sent.tries()] == [
        ("delivered", 204), ("refused", 500), ("refused", 500),
    ]  # fmt: skip
    assert (sent.hook().failures, sent.hook().failing_since) == (0, None)


def test_a_receiver_that_asks_for_a_pause_gets_it(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=shelling")
    sent.receiver.answers = [respond("429 Too Many Requests", "Retry-After: 600", b""), GOOD]
    _tell(sent, tmp_path)
    assert sent.round().failed == 1
    sent.wait(seconds=590)
    assert sent.round() == sent.round().__class__()
    sent.wait(seconds=20)
    assert sent.round().delivered == 1
    assert [one.outcome for one in sent.tries()] == ["delivered", "busy"]


def test_a_receiver_that_is_gone_ends_the_hook(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=shelling")
    sent.receiver.answers = [respond("410 Gone", "X-Own: 1", b"")]
    _tell(sent, tmp_path)
    assert sent.round().failed == 1
    assert sent.hook().off == "gone"
    sent.wait(days=2)
    assert sent.round().failed == 0
    assert len(sent.receiver.take()) == 1
    assert ("hook switched off", sent.hook_id) in [
        (e.act.act, e.act.subject) for e in AuditLog(sent.workspace.folder).read()
    ]


def test_a_message_is_given_up_and_a_hook_that_fails_for_long_switched_off(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=shelling")
    sent.receiver.answers = [BAD]
    _tell(sent, tmp_path)
    while sent.hook().off is None and "given up" not in [one.outcome for one in sent.tries()]:
        sent.round()
        sent.wait(hours=1)
    assert (sent.hook().off, sent.tries()[0].outcome, len(sent.receiver.take())) == (None, "given up", MOST_TRIES)
    sent.wait(days=1)
    assert sent.round().failed == 0
    _tell(sent, tmp_path, "22", "10 تشرين الأول 2024", "الخرطوم")
    sent.wait(seconds=LONGEST_S)
    assert sent.round().failed == 1
    assert sent.hook().off == "failing"


def _silent(connection: socket.socket, request: str) -> None:
    time.sleep(1.5)


def _cut(connection: socket.socket, request: str) -> None:
    connection.sendall(b"HTTP/1.1 200")


def _flood(connection: socket.socket, request: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n")
    for _ in range(20_000):
        connection.sendall(b"x" * 65536)


@pytest.mark.parametrize(
    ("behaviour", "outcome", "status"),
    [
        (_silent, "slow", None),
        (_cut, "unreachable", None),
        (b"no HTTP at all\r\n\r\n", "unreachable", None),
        (_flood, "delivered", 200),
        (respond("400 Bad Request", "X-Own: 1", b""), "refused", 400),
        (respond("503 Service Unavailable", "Retry-After: nonsense", b""), "busy", 503),
    ],
    ids=["silence", "cut", "no HTTP", "endless body", "400", "503"],
)
def test_whatever_the_receiver_does_ends_soon_and_has_a_name(
    hooked: Make, tmp_path: Path, behaviour: object, outcome: str, status: int | None
) -> None:
    sent = hooked(exact=True, query="type=shelling", timeout_s=0.5)
    sent.receiver.answers = [behaviour]
    _tell(sent, tmp_path)
    began = time.monotonic()
    sent.round()
    assert time.monotonic() - began < 4
    assert [(one.outcome, one.status) for one in sent.tries()] == [(outcome, status)]


def test_no_redirect_is_followed(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=shelling")
    sent.receiver.answers = [respond("307 Temporary Redirect", f"Location: {sent.receiver.url('/other')}", b"")]
    _tell(sent, tmp_path)
    assert sent.round().failed == 1
    assert [request.split()[1] for request in sent.receiver.requests] == ["/in"]
    assert sent.tries()[0].outcome == "redirected"


def test_nothing_is_sent_to_this_machine_where_the_operator_does_not_let_it(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=shelling")
    sent.sender = Sender()
    _tell(sent, tmp_path)
    assert sent.round().failed == 1
    sent.sender.close()
    assert (sent.tries()[0].outcome, sent.receiver.take()) == ("forbidden", [])


def test_a_hook_stops_with_its_owners_role_and_goes_on_with_it(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=shelling")
    _tell(sent, tmp_path)
    for changed in ({"role": "analyst"}, {"role": "public"}, {"role": "editor", "disabled": True}):
        with sent.workspace.store.write() as conn:
            change_person(conn, OWNER, **changed)
        assert sent.round().delivered == 0
    assert sent.receiver.take() == []
    with sent.workspace.store.write() as conn:
        change_person(conn, OWNER, disabled=False)
    assert sent.round().delivered == 1


def test_a_filter_that_cannot_be_asked_any_more_switches_its_hook_off(workspace: Workspace, receiver: Receiver) -> None:
    hook_id = add_hook(workspace, receiver.url("/in"), query="type=nothing_of_this_name")
    sent = Sent(workspace, receiver, hook_id, Sender(HERE))
    assert sent.round().delivered == 0
    assert sent.hook().off == "filter"
    sent.sender.close()


def test_where_nothing_changed_nothing_is_written_and_no_incident_compared(
    hooked: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = hooked(exact=True)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("there is nothing to do")

    monkeypatch.setattr(sent.workspace.store, "write", refuse)
    monkeypatch.setattr("isnad.show.feeds.comparing.find_prints", refuse)
    assert sent.round().delivered == 0


def test_after_a_weighing_only_what_changed_is_shown_anew(
    hooked: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = hooked(exact=True)
    shown: list[int] = []
    real = comparing.find_shown

    def count(conn: Any, eyes: Any, numbers: Any, as_of: Any) -> Any:
        shown.append(len(numbers))
        return real(conn, eyes, numbers, as_of)

    monkeypatch.setattr(comparing, "find_shown", count)
    sent.workspace.weigh()
    sent.round()
    assert shown == [0]
    _tell(sent, tmp_path)
    sent.round()
    assert (shown, len(sent.receiver.take())) == ([0, 1], 1)


def test_what_became_another_before_it_was_sent_is_compared_anew_and_sent_as_it_is(
    hooked: Make, tmp_path: Path
) -> None:
    sent = hooked(exact=True, query="type=shelling")
    sent.receiver.answers = [BAD, GOOD]
    _tell(sent, tmp_path)
    assert sent.round().failed == 1
    with sent.workspace.store.write() as conn:
        conn.exec_driver_sql("UPDATE incidents SET origins = 9 WHERE country = 'SD'")
    sent.wait(minutes=1)
    done = sent.round()
    assert (done.delivered, sent.receiver.take()[1:]) == (0, [])
    assert sent.round().delivered == 1
    [got] = sent.receiver.take()
    assert (got.kind, got.told["data"]["incident"]["origins"]) == ("incident.new", 9)


def test_many_pages_are_compared_in_several_goes(hooked: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.show.feeds.comparing._PORTION", 1)
    monkeypatch.setattr("isnad.show.feeds.comparing._PAGES", 2)
    sent = hooked(exact=True, query="from=2020-01-01")
    assert sent.hook().cursor is not None
    while sent.round().more:
        pass
    assert (sent.hook().started, sent.hook().cursor, sent.receiver.take()) == (True, None, [])
    _tell(sent, tmp_path)
    while sent.round().more:
        pass
    assert [got.kind for got in sent.receiver.take()] == ["incident.new"]


def test_two_processes_do_not_send_the_same(hooked: Make, tmp_path: Path) -> None:
    sent = hooked(exact=True, query="type=shelling")
    _tell(sent, tmp_path)
    inner: list[int] = []

    def behave(connection: socket.socket, request: str) -> None:
        with Workspace.open(sent.workspace.folder) as other:
            inner.append(Sent(other, sent.receiver, sent.hook_id, Sender(HERE), sent.time).round().delivered)
        connection.sendall(GOOD)

    sent.receiver.answers = [behave]
    assert sent.round().delivered == 1
    assert inner == [0]
    assert len(sent.receiver.take()) == 1


@pytest.mark.slow
def test_it_is_the_same_in_both_databases(either: Workspace, receiver: Receiver, tmp_path: Path) -> None:
    fill(either, tmp_path)
    sent = Sent(either, receiver, add_hook(either, receiver.url("/in"), exact=True), Sender(HERE))
    assert sent.round().delivered == 0
    _tell(sent, tmp_path)
    assert sent.round().delivered >= 1
    assert json.loads(receiver.take()[0].body)["type"] == "incident.new"
    sent.sender.close()
    assert take_in(either).gathered == 0
