"""What holds of every trace as of a moment: nothing later shows, and nothing that comes later changes it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from isnad.errors import NotFound
from isnad.pipeline.runs import moment
from isnad.pipeline.tracing import Trace
from isnad.workspace import Workspace
from tests.told import write_reports
from tests.workspaces import claims_of, take_in


def _write_steps(folder: Path, seed: int) -> list[Path]:
    """One file for each report, one of them sent twice, two changed later by their outlets; mixed by the seed."""
    told = [json.loads(line) for line in write_reports(folder / "told.jsonl").read_text("utf-8").splitlines()]
    edits = [{**row, "text": row["text"].replace("خمسة", "سبعة").replace("عشرة", "عشرين")} for row in told[1:3]]
    mixed = random.Random(seed).sample([*told, told[0], *edits], len(told) + 1 + len(edits))
    paths = [folder / f"{number}.jsonl" for number in range(len(mixed))]
    for path, row in zip(paths, mixed, strict=True):
        path.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    return paths


def _traces(workspace: Workspace, as_of: str) -> dict[str, Trace]:
    """The trace of each claim that was known, and of each incident, as of the moment."""
    found: dict[str, Trace] = {}
    for held in claims_of(workspace):
        try:
            found[held.claim.claim_id] = workspace.trace(held.claim.claim_id, as_of=as_of)
        except NotFound:
            continue
    return found | {trace.row.incident_id: trace for trace in found.values()}


def _shows_nothing_later(trace: Trace, as_of: str) -> bool:
    versions = [version.received for version in trace.versions.values()]
    receipts = [one.received for receipts in trace.receipts.values() for one in receipts]
    claims = {claim for origin in trace.tree.origins for claim in origin.claims}
    claims |= {claim for answer in trace.answers for claim in answer.claims}
    own = {one.claim.claim_id for one in trace.held} == set(trace.row.claims) >= claims
    return own and max(versions + receipts) <= as_of and all(trace.receipts.values())


@pytest.mark.parametrize("seed", range(2))
def test_a_trace_as_of_a_moment_rests_on_nothing_later_and_never_changes(
    workspace: Workspace, tmp_path: Path, seed: int
) -> None:
    known: dict[str, dict[str, Trace]] = {}
    for path in _write_steps(tmp_path, seed):
        take_in(workspace, path)
        workspace.weigh()
        at = moment()
        known[at] = _traces(workspace, at)
    for at, before in known.items():
        assert {name: workspace.trace(name, as_of=at) for name in before} == before
        assert all(_shows_nothing_later(trace, at) for trace in before.values())
        later = {held.claim.claim_id for held in claims_of(workspace)} - before.keys()
        for claim in later:
            with pytest.raises(NotFound, match=claim):
                workspace.trace(claim, as_of=at)
    last = known[max(known)]
    assert all(workspace.trace(name).row == trace.row for name, trace in last.items())
