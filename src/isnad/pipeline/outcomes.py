"""What becomes of items on their way, and the run that they belong to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection

from isnad.errors import Reason
from isnad.keep.balance import WITHOUT_ARTICLE
from isnad.keep.findings import RECOVERED, SKIPPED
from isnad.keep.versions import Parsed
from isnad.keep.waiting import find_skipped_among, find_skips
from isnad.model import Finding, Receipt

# Of a finding's detail: the name and the English form of its reason, and each part of it.
_NAMED, _FORM, _PART = "reason", "reason form", "reason part "
T = TypeVar("T")
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its id, the tool that makes it, and the clock that it goes by (UTC)."""

    run_id: str
    tool: str
    now: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Arrived:
    """An archived item; `data` are its bytes where it must be seen whether they give an article, else None.

    `has_article` says that these bytes gave one before, `is_repeat` that this run received them before.
    """

    receipt: Receipt
    data: bytes | None = None
    has_article: bool = False
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An item whose bytes were received before, or that gives no article by its nature: nothing is made of it.

    `has_article`: another one was made of these bytes.
    """

    receipt: Receipt
    has_article: bool = False

    @property
    def is_through(self) -> bool:
        """Whether all is made of it that can be."""
        return self.has_article or self.receipt.kind in WITHOUT_ARTICLE


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that gives no article, why, and its receipt where there were bytes."""

    where: str
    reason: str
    receipt: Receipt | None = None


Outcome = Parsed | Duplicate | Failed


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def find_new_skips(connection: Connection, failed: Sequence[Failed], run: Run) -> list[Finding]:
    """Findings that items were skipped, but for what this run found before it was interrupted and taken up again."""
    skips = [skip_of(one, run) for one in failed]
    unreceived = [one.where for one in failed if one.receipt is None]
    known = {replace(finding, at="") for finding in find_skips(connection, unreceived)}
    return [skip for skip, one in zip(skips, failed, strict=True) if one.receipt or replace(skip, at="") not in known]


def skip_of(failed: Failed, run: Run) -> Finding:
    """The finding that an item was skipped. With a receipt it has its time and run, so that whoever finds it finds the same."""
    receipt = failed.receipt
    if receipt is None:
        detail = (("run", run.run_id), *reason_detail(failed.reason))
        return Finding("item", failed.where, SKIPPED, run.tool, run.now(), failed.reason, detail)
    detail = (("run", receipt.run), ("capture", receipt.capture.sha256), *reason_detail(failed.reason))
    return Finding("item", failed.where, SKIPPED, run.tool, receipt.received, failed.reason, detail)


def reason_detail(reason: str) -> tuple[tuple[str, str], ...]:
    """The reason's name, form and parts as a finding keeps them. Empty: it has no name."""
    if not isinstance(reason, Reason):
        return ()
    return ((_NAMED, reason.name), (_FORM, reason.form), *((_PART + name, part) for name, part in reason.parts.items()))


def kept_reason(finding: Finding) -> str:
    """The finding's reason, with name and parts where these were kept."""
    detail = dict(finding.detail)
    if _NAMED not in detail:
        return finding.reason
    parts = {name.removeprefix(_PART): part for name, part in finding.detail if name.startswith(_PART)}
    return Reason(detail[_NAMED], detail[_FORM], **parts)


def find_recovered(connection: Connection, outcomes: Sequence[Outcome], run: Run) -> list[Finding]:
    """Findings that items which were skipped before have now come through."""
    through = [one.where for one in outcomes if isinstance(one, Parsed)]
    through += [one.receipt.where for one in outcomes if isinstance(one, Duplicate) and one.is_through]
    return recover(connection, through, run)


def recover(connection: Connection, places: Collection[str], run: Run) -> list[Finding]:
    """Findings that what is skipped at these places is skipped no more."""
    return [Finding("item", place, RECOVERED, run.tool, run.now()) for place in find_skipped_among(connection, places)]
