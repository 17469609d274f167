"""Evidence leads from a claim's words to the bytes; what was altered is named, and no bag is written of it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import bagit
import pytest

from isnad.errors import ArchiveError, NotFound
from isnad.keep.incidents import IncidentFilter, find_incidents
from isnad.show.rows import claim_row
from isnad.workspace import Workspace
from tests.reports import line_of, text_of
from tests.told import write_reports
from tests.workspaces import claims_of, take_in


@pytest.fixture
def claim_id(workspace: Workspace, tmp_path: Path) -> str:
    """The current claim of an article of two versions, among others of no concern."""
    for dead in ("ثلاثة", "خمسة"):
        (tmp_path / "a.txt").write_text(text_of(dead))
        (tmp_path / f"{dead}.jsonl").write_text(line_of(dead, town="السراب"))
        take_in(workspace, tmp_path / "a.txt", tmp_path / f"{dead}.jsonl")
    found = [held for held in claims_of(workspace) if held.claim.places and held.state == "current"]
    own = {held.claim.claim_id: held for held in found}
    [name] = [name for name, held in own.items() if _is_of(workspace, held.version_id, "a.txt")]
    return name


def _is_of(workspace: Workspace, version_id: str, name: str) -> bool:
    from isnad.keep.articles import load_versions

    with workspace.store.read() as connection:
        return load_versions(connection, [version_id])[0].where.endswith(name)


def test_a_bag_of_a_claim(workspace: Workspace, claim_id: str, tmp_path: Path) -> None:
    bag = workspace.write_evidence(claim_id, tmp_path / "bag", claim_row)
    bagit.Bag(str(bag)).validate()
    captures = sorted((bag / "data" / "captures").iterdir())
    assert len(captures) == 2
    assert [sha256(path.read_bytes()).hexdigest() for path in captures] == [path.name for path in captures]
    texts = {text_of(dead).encode() for dead in ("ثلاثة", "خمسة")}
    assert {path.read_bytes() for path in captures} == texts
    claim = json.loads((bag / "data" / "claims" / f"{claim_id}.json").read_text())
    article = json.loads((bag / "data" / "articles" / f"{claim['version']}.json").read_text())
    start, end = claim["claim"]["spans"]["trigger"]
    assert article["text"][start:end] == claim["claim"]["trigger"]
    assert {one.name.partition("-")[0] for one in (bag / "data" / "readings").iterdir()} == {claim["version"]}


def test_the_chain_of_a_bag_holds(workspace: Workspace, claim_id: str, tmp_path: Path) -> None:
    bag = workspace.write_evidence(claim_id, tmp_path / "bag", claim_row)
    chain = [json.loads(line) for line in (bag / "data" / "chain.jsonl").read_text().splitlines()]
    own = [json.loads(line) for line in (bag / "data" / "receipts.jsonl").read_text().splitlines()]
    assert all(receipt in chain for receipt in own)
    assert [later["previous"] for later in chain[1:]] == [earlier["hash"] for earlier in chain[:-1]]


def test_no_bag_of_what_is_not_there(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no claim and no incident is named nothing"):
        workspace.write_evidence("nothing", tmp_path / "bag", claim_row)
    assert not (tmp_path / "bag").exists()


def test_a_bag_of_an_incident_that_was_joined_to_another(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_reports(tmp_path / "told.jsonl"))
    workspace.weigh()
    with workspace.store.read() as connection:
        gain, shelling = (
            find_incidents(connection, IncidentFilter(type=kind)).items[0] for kind in ("territory_gain", "shelling")
        )
    workspace.judge(gain.claims[0], shelling.claims[0], "same", "م.")
    workspace.weigh()
    bag = workspace.write_evidence(gain.incident_id, tmp_path / "bag", claim_row)
    held = {path.stem for path in (bag / "data" / "claims").iterdir()}
    assert held == {*gain.claims, *shelling.claims}


def test_a_flipped_byte_of_the_log_is_named(workspace: Workspace, claim_id: str) -> None:
    path = workspace.archive.folder / "receipts.jsonl"
    data = bytearray(path.read_bytes())
    second = data.index(b"\n") + 1
    data[data.index(b"2", second + data[second:].index(b"received"))] ^= 1
    path.write_bytes(data)
    broken = workspace.verify().broken
    assert broken is not None
    assert "2" in str(broken)


def test_a_flipped_byte_of_a_capture_is_named_and_no_bag_is_written(
    workspace: Workspace, claim_id: str, tmp_path: Path
) -> None:
    [first, *_] = [receipt for receipt in workspace.archive.receipts() if receipt.where.endswith("a.txt")]
    blob = next(path for path in workspace.folder.rglob(f"*{first.capture.sha256[4:]}*") if path.is_file())
    blob.chmod(0o600)
    data = bytearray(blob.read_bytes())
    data[-1] ^= 1
    blob.write_bytes(data)
    broken = workspace.verify().broken
    assert broken is not None
    assert first.capture.sha256[:12] in str(broken)
    with pytest.raises(ArchiveError):
        workspace.write_evidence(claim_id, tmp_path / "bag", claim_row)
    assert not (tmp_path / "bag").exists()


def test_a_log_that_lost_its_end_is_named(workspace: Workspace, claim_id: str) -> None:
    path = workspace.archive.folder / "receipts.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    assert workspace.verify().broken is not None
