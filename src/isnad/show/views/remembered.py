"""Remembered: flows and holdings of all that is known, worked out once for each weighing and kept in memory.

Both ask all accounts, which takes seconds to minutes. What is kept is named by the last weighing and by what changed
since, so that it is never older than the store.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from threading import Lock, Thread

from isnad.keep.incidents import find_held
from isnad.keep.weighings import find_last_weighing, find_marks
from isnad.pipeline.answers import Known
from isnad.pipeline.scales import Scales
from isnad.weigh.accounts import Account
from isnad.weigh.flow_terms import find_flow_terms
from isnad.weigh.flows import Flow, find_flows
from isnad.weigh.holdings import Holding, find_holdings
from isnad.workspace import Workspace

# So many moments are kept: now, and those that someone looks at beside.
_MOST = 4
# Store, weighing and moment of it, changes since and the last of them, moment of knowledge.
Key = tuple[str, int, str, int, int, str | None]


@dataclass(frozen=True, slots=True)
class Telling:
    """Of a claim: its incident (itself where none holds it), and the article, outlet and moment that it was received in."""

    incident_id: str
    article_id: str
    outlet: str | None
    received: str


@dataclass(frozen=True, slots=True)
class Answers:
    """All flows, and all that is said of who holds which place, in the order of places; `tellings` of the flows' claims."""

    flows: tuple[Flow, ...]
    holdings: tuple[Holding, ...]
    tellings: Mapping[str, Telling]


class Memory:
    """The last answers. They are worked out one after the other by a thread of their own; who asks waits, or looks again."""

    def __init__(self) -> None:
        self._lock, self._one_at_a_time = Lock(), Lock()
        self._kept: OrderedDict[Key, Future[Answers]] = OrderedDict()

    def find(self, workspace: Workspace, as_of: str | None) -> Answers:
        """The answers for what is known now, or was known at a moment (UTC)."""
        return self._begin(workspace, as_of).result()

    def is_ready(self, workspace: Workspace, as_of: str | None, *, wait_s: float) -> bool:
        """Whether the answers are worked out, or are within so many seconds; if not, they are being worked out now."""
        working = self._begin(workspace, as_of)
        return bool(wait([working], timeout=wait_s).done)

    def _begin(self, workspace: Workspace, as_of: str | None) -> Future[Answers]:
        key = _find_key(workspace, as_of)
        with self._lock:
            held = self._kept.get(key)
            if held is None or (held.done() and held.exception() is not None):  # what failed once may not fail again
                self._kept[key] = Future()
                given = (self._kept[key], workspace, as_of)
                Thread(target=self._fill, args=given, name="remembered", daemon=True).start()
                while len(self._kept) > _MOST:
                    self._kept.popitem(last=False)[1].cancel()
            self._kept.move_to_end(key)
            return self._kept[key]

    def _fill(self, working: Future[Answers], workspace: Workspace, as_of: str | None) -> None:
        with self._one_at_a_time:
            if not working.set_running_or_notify_cancel():
                return
            try:
                working.set_result(_work_out(workspace, as_of))
            except BaseException as error:  # noqa: BLE001 - it is raised again where the answers are asked for
                working.set_exception(error)


MEMORY = Memory()


def _find_key(workspace: Workspace, as_of: str | None) -> Key:
    with workspace.store.read() as conn:
        last, marks = find_last_weighing(conn), find_marks(conn)
    number, at = (last.number, last.at) if last else (0, "")
    return workspace.store.place, number, at, len(marks), max(marks.values(), default=0), as_of


def _work_out(workspace: Workspace, as_of: str | None) -> Answers:
    known, scales = workspace.known(as_of)
    holdings = find_holdings(known.accounts.values(), known.origins, scales.ground)
    flows = _find_flows(known, scales)
    claims = [claim for flow in flows for claim in flow.claims]
    with workspace.store.read() as conn:
        held = find_held(conn, claims)
    return Answers(flows, tuple(holdings), {one: _telling(known.accounts[one], held) for one in claims})


def _find_flows(known: Known, scales: Scales) -> tuple[Flow, ...]:
    origins: Mapping[str, Sequence[str]] = {claim: (name,) for claim, name in known.origins.items()}
    terms = find_flow_terms(scales.knowledge)
    return find_flows(known.incidents, known.accounts.values(), terms, origins).flows


def _telling(account: Account, held: Mapping[str, str]) -> Telling:
    claim = account.claim_id
    return Telling(held.get(claim, claim), account.article_id, account.outlet, account.received)
