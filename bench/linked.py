"""Labelled pairs of reports, linked or not, where the whole corpus that they stand in was weighed.

Run as `python -m bench.linked WORKSPACE` on a workspace that holds the reports of 2015, read and weighed. Two reports are
linked where a claim of one stands in the incident of a claim of the other: so everything counts that weighing does, which
pairs it compares and how groups grow, and not the weights of a pair alone (`bench.fit_incidents`). Printed over all claims,
and over those that a report does not tell as background: reports that share only background are labelled `different`.
Pairs of which the workspace lacks a report are left out and counted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from bench.labelled import PAIRS
from bench.scoring import Score
from isnad.keep.articles import load_versions
from isnad.keep.batches import find_rows
from isnad.keep.claims import load_told
from isnad.keep.incidents import find_incident_of
from isnad.keep.tables import versions
from isnad.model import Factuality
from isnad.workspace import Workspace

_DRAWN = ("candidate", "kindred")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports by name, whether they tell of one happening, and how the pair was drawn."""

    one: str
    other: str
    same: bool
    drawn: str


@dataclass(frozen=True, slots=True)
class Stands:
    """The incidents that the claims of a report stand in: all, and of those that it does not tell as background."""

    all: frozenset[str] = frozenset()
    news: frozenset[str] = frozenset()


def load_pairs() -> list[Pair]:
    """The labelled pairs. Order: as in the file."""
    rows = map(json.loads, PAIRS.read_text(encoding="utf-8").splitlines())
    return [Pair(row["one"], row["other"], row["same"], row["drawn"]) for row in rows]


def find_stands(conn: Connection, reports: Collection[str]) -> dict[str, Stands]:
    """Where the claims of each report stand. Empty: reports that the workspace does not hold are left out."""
    query = select(versions.c.version_id)
    names = [row.version_id for row in find_rows(conn, query, versions.c.name, reports)]
    report_of = {one.version_id: one.name for one in load_versions(conn, names) if one.is_current}
    found: dict[str, list[tuple[str, bool]]] = {report: [] for report in report_of.values()}
    for held in load_told(conn, list(report_of)):
        incident = find_incident_of(conn, held.claim.claim_id)
        if incident is not None:
            is_news = held.claim.factuality != Factuality.BACKGROUND
            found[report_of[held.version_id]].append((incident, is_news))
    return {report: _stands(claims) for report, claims in found.items()}


def _stands(claims: Sequence[tuple[str, bool]]) -> Stands:
    return Stands(frozenset(name for name, _ in claims), frozenset(name for name, is_news in claims if is_news))


def score(pairs: Sequence[Pair], stands: dict[str, Stands], *, news_only: bool = False) -> Score:
    """Linked pairs against those that are the same."""
    linked = [_is_linked(stands[one.one], stands[one.other], news_only=news_only) for one in pairs]
    hits = sum(one.same and found for one, found in zip(pairs, linked, strict=True))
    return Score(hits, sum(linked), sum(one.same for one in pairs))


def _is_linked(one: Stands, other: Stands, *, news_only: bool) -> bool:
    return not (one.news if news_only else one.all).isdisjoint(other.news if news_only else other.all)


def report(title: str, pairs: Sequence[Pair], stands: dict[str, Stands]) -> None:
    """Print the scores of these pairs."""
    same = sum(one.same for one in pairs)
    print(f"{title}: {len(pairs)} pairs, {same} the same")
    for claims, news_only in (("all claims", False), ("claims told as news", True)):
        found = score(pairs, stands, news_only=news_only)
        counts = f"{found.hits} right of {found.claimed} linked, {found.wanted} to find"
        print(f"  {claims}: P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f} ({counts})")


def main() -> int:
    """Measure the pairs that the workspace holds, all and as they were drawn."""
    if not PAIRS.exists():
        print("skipped: no labelled pairs beside the bench")
        return 0
    pairs = load_pairs()
    with Workspace.open(Path(sys.argv[1])) as workspace, workspace.store.read() as conn:
        stands = find_stands(conn, {name for one in pairs for name in (one.one, one.other)})
    there = [one for one in pairs if one.one in stands and one.other in stands]
    silent = sum(not one.all for one in stands.values())
    print(f"{len(pairs) - len(there)} of {len(pairs)} pairs are not in the workspace")
    print(f"{silent} of {len(stands)} reports have no claim")
    if there:
        report("all", there, stands)
        for drawn in _DRAWN:
            report(drawn, [one for one in there if one.drawn == drawn], stands)
    return 0


if __name__ == "__main__":
    sys.exit(main())
