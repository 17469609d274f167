"""Commands on what claims tell together: text, JSON, statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.contracts.test_cli_workspace import BAD_INPUT, Run, run
from tests.told import write_reports

__all__ = ["run"]


@pytest.fixture
def weighed(run: Run, tmp_path: Path) -> Run:
    """The command line on a workspace where one happening is told by three outlets."""
    run("gather", write_reports(tmp_path / "told.jsonl"), "-p", "1")
    assert run("weigh")[0] == 0
    return run


def test_incidents_are_listed_with_their_four_numbers(weighed: Run) -> None:
    status, said, _ = weighed("incidents", "--type", "shelling", "--outlets", "3", "--origins", "2")
    assert status == 0
    assert "3 articles · 3 outlets · 2 independent origins" in said
    rows = [json.loads(line) for line in weighed("incidents", "--json")[1].splitlines()]
    assert {row["type"] for row in rows} >= {"shelling", "displacement", "territory_gain"}


def test_incidents_as_known_at_a_moment(weighed: Run) -> None:
    now = weighed("incidents", "--json")[1].splitlines()
    later = weighed("incidents", "--as-of", "2999-01-01", "--json")[1].splitlines()
    assert sorted(now) == sorted(later)
    assert weighed("incidents", "--as-of", "2000-01-01", "--json")[1] == ""
    assert "3 outlets" in weighed("incidents", "--as-of", "2999-01-01", "--type", "shelling", "--outlets", "3")[1]
    assert weighed("incidents", "--as-of", "2999-01-01", "--until", "2024-01-01")[1] == ""
    assert weighed("incidents", "--as-of", "2999-01-01", "--after", "x")[0] == BAD_INPUT


def test_trace_leads_from_the_incident_to_the_bytes(weighed: Run) -> None:
    [row] = [json.loads(line) for line in weighed("incidents", "--type", "shelling", "--json")[1].splitlines()]
    status, said, _ = weighed("trace", row["incident"])
    assert (status, "fatalities" in said, "origins differ" in said, "capture " in said) == (0, True, True, True)
    traced = json.loads(weighed("trace", row["claims"][0], "--json")[1])
    assert traced["incident"] == row["incident"]
    assert len(traced["origins"]) == 2
    tolls = next(value for value in traced["values"] if value["value"] == "fatalities")
    assert {side["said"][0] for side in tolls["sides"]} == {"3", "5"}
    assert tolls["contradictions"]
    for claim in traced["claims"]:
        assert Path(claim["kept"]).exists()
        assert claim["receipts"]
        assert weighed("explain", row["incident"])[0] == 0


def test_control_and_flows_as_known_at_a_moment(weighed: Run) -> None:
    [state] = [json.loads(line) for line in weighed("control", "--day", "2024-12-06", "--json")[1].splitlines()]
    assert [hold["names"] for hold in state["holds"]] == [["sy-hts"]]
    assert "held by sy-hts" in weighed("control", "--place", "تلبيسة")[1]
    assert weighed("control", "--as-of", "2000-01-01")[1] == ""
    [flow] = [json.loads(line) for line in weighed("flows", "--json")[1].splitlines()]
    assert (flow["figures"][0]["unit"], flow["figures"][0]["low"], flow["figures"][0]["high"]) == (
        "household",
        200,
        200,
    )
    assert "household" in weighed("flows", "--by-week")[1]
    assert "from" in weighed("flows")[1]
    assert weighed("flows", "--until", "2024-01-01")[1] == ""


def test_judging_needs_two_claims_that_are_there(weighed: Run) -> None:
    [row] = [json.loads(line) for line in weighed("incidents", "--type", "shelling", "--json")[1].splitlines()]
    one, other = row["claims"][:2]
    assert weighed("judge", one, other, "different", "--by", "م.")[0] == 0
    assert weighed("judge", one, one, "same", "--by", "م.")[0] == BAD_INPUT
    assert weighed("judge", one, "0000", "same", "--by", "م.")[0] == BAD_INPUT


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("trace", "nothing"), "no incident nothing"),
        (("explain", "nothing"), "no incident nothing"),
        (("control", "--day", "soon"), "--day"),
        (("control", "--as-of", "soon"), "--as-of"),
        (("flows", "--from", "soon"), "--from"),
        (("incidents", "--after", "soon"), "--after"),
    ],
)
def test_bad_input_is_one_line(weighed: Run, words: tuple[str, ...], reason: str) -> None:
    status, said, err = weighed(*words)
    assert (status, said, len(err.splitlines()), reason in err) == (BAD_INPUT, "", 1, True)
