"""`isnad review export`: corrections as gold that the codebook's readers take."""

from __future__ import annotations

import json
from pathlib import Path

from isnad.show.care.eyes import Eyes, Role
from isnad.show.views.judging import Judgement, write_judgement
from isnad.workspace import Workspace
from tests.contracts.test_cli_workspace import Run, run
from tests.told import write_reports

__all__ = ["run"]
_FIELDS = {"id", "type", "trigger", "evidence", "initiator", "target", "places", "date", "fatalities", "injured",
           "displaced", "sources", "factuality"}  # fmt: skip


def test_what_people_decided_is_printed_as_events_of_the_codebook(run: Run, folder: Path, tmp_path: Path) -> None:
    run("gather", write_reports(tmp_path / "told.jsonl"), "-p", "1")
    run("weigh")
    status, said, told = run("review", "export")
    assert (status, said, told) == (0, "", "0 articles, 0 of them judged whole\n")
    claims = [json.loads(line) for line in run("claims", "--json", "--type", "territory_gain")[1].splitlines()]
    with Workspace.open(folder) as workspace:
        editor = Eyes("nadir", Role.EDITOR, "2030-01-01T00:00:00.000000Z")
        write_judgement(workspace, editor, Judgement("claim", claims[0]["id"], "right"))
    status, said, told = run("review", "export")
    (row,) = [json.loads(line) for line in said.splitlines()]
    assert (row["doc_id"], row["title"], told) == ("15", "سيطرة", "1 articles, 1 of them judged whole\n")
    (event,) = row["events"]
    assert event.keys() >= _FIELDS
    assert set(event["places"][0]) == {"text", "role", "lat", "lon", "admin1", "country"}
