"""Commands on what claims tell together: text, JSON, statuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from isnad.pipeline.runs import moment
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


def test_trace_as_known_at_a_moment(weighed: Run, tmp_path: Path) -> None:
    [before] = rows(weighed("incidents", "--type", "shelling", "--json")[1])
    at = moment()
    told = (tmp_path / "told.jsonl").read_text("utf-8").splitlines()
    edited = told[2].replace("خمسة مدنيين", "سبعة مدنيين")
    (tmp_path / "edited.jsonl").write_text(edited, "utf-8")
    weighed("gather", tmp_path / "edited.jsonl", "-p", "1")
    weighed("weigh")
    [then] = rows(weighed("trace", before["incident"], "--as-of", at, "--json")[1])
    [now] = rows(weighed("trace", before["incident"], "--json")[1])
    assert (then["incident"], then["as_of"], now["as_of"]) == (before["incident"], at, None)
    assert [tolls_of(then), tolls_of(now)] == [{"3", "5"}, {"3", "7"}]
    assert all(one["received"] <= at for claim in then["claims"] for one in claim["receipts"])
    [gone] = {claim["id"] for claim in then["claims"]} - {claim["id"] for claim in now["claims"]}
    [come] = {claim["id"] for claim in now["claims"]} - {claim["id"] for claim in then["claims"]}
    assert rows(weighed("trace", gone, "--as-of", at, "--json")[1]) == [then]
    listed = rows(weighed("incidents", "--type", "shelling", "--as-of", at, "--json")[1])
    assert [row["claims"] for row in listed] == [[claim["id"] for claim in then["claims"]]]
    links = rows(weighed("explain", before["incident"], "--as-of", at, "--json")[1])
    assert {claim for link in links for claim in (link["one"], link["other"])} >= {gone}
    for command in ("trace", "explain"):
        status, said, err = weighed(command, come, "--as-of", at)
        assert (status, said, err) == (BAD_INPUT, "", f"isnad: no incident and no claim {come} was known at {at}\n")
        assert weighed(command, before["incident"], "--as-of", "2000-01-01")[0] == BAD_INPUT


@pytest.mark.parametrize("as_of", [(), ("--as-of", "2999-01-01")])
def test_trace_says_as_text_what_it_says_as_json(weighed: Run, as_of: tuple[str, ...]) -> None:
    [row] = rows(weighed("incidents", "--type", "shelling", "--json")[1])
    [traced] = rows(weighed("trace", row["incident"], *as_of, "--json")[1])
    said = "".join(weighed("trace", row["incident"], *as_of)[1].split())
    claims = [{**claim.pop("article"), **chain_of(claim)} for claim in traced.pop("claims")]
    for one in leaves([traced, claims]):
        assert "".join(one.split()) in said, one


def tolls_of(traced: dict[str, Any]) -> set[str]:
    """What is said now of how many died."""
    [tolls] = [value for value in traced["values"] if value["value"] == "fatalities"]
    return {said for side in tolls["sides"] for said in side["said"]}


def chain_of(claim: dict[str, Any]) -> dict[str, Any]:
    """What leads from the claim to its bytes; what it says is a table, as `claims` shows it."""
    return {name: claim[name] for name in ("id", "evidence", "capture", "receipts", "kept")}


def leaves(told: Any) -> Iterator[str]:
    """All words and numbers of a JSON value; numbers that stand for a place in a list are not said so."""
    if isinstance(told, dict):
        yield from (leaf for name, value in told.items() if name not in ("contradictions", "origin")
                    for leaf in leaves(value))  # fmt: skip
    elif isinstance(told, list):
        yield from (leaf for value in told for leaf in leaves(value))
    elif not isinstance(told, bool) and told is not None:
        yield str(told)


def rows(said: str) -> list[dict[str, Any]]:
    """JSON Lines."""
    return [json.loads(line) for line in said.splitlines()]


def test_control_and_flows_of_an_area_a_side_and_a_category(weighed: Run) -> None:
    [state] = rows(weighed("control", "--json")[1])
    asked = ("--country", "SY", "--admin1", state["admin1"], "--holder", "هيئة تحرير الشام", "--until", "2024-12-31")
    assert rows(weighed("control", *asked, "--json")[1]) == [state]
    assert rows(weighed("control", "--holder", "sy-hts", "--json")[1]) == [state]
    for nothing in (("--country", "IQ"), ("--admin1", "x"), ("--holder", "x"), ("--until", "2024-12-01")):
        assert weighed("control", *nothing)[1] == "", nothing
    [flow] = rows(weighed("flows", "--json")[1])
    asked = ("--country", "SY", "--admin1", flow["origins"][0]["spot"]["admin1"], "--category", flow["category"])
    assert rows(weighed("flows", *asked, "--json")[1]) == [flow]
    assert "household" in weighed("flows", "--by-week", "--country", "SY")[1]
    for nothing in (("--country", "IQ"), ("--admin1", "x"), ("--category", "returned")):
        assert weighed("flows", *nothing)[1] == weighed("flows", "--by-week", *nothing)[1] == "", nothing


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
        (("trace", "nothing", "--as-of", "2999-01-01"), "no incident and no claim nothing was known at 2999-01-01"),
        (("trace", "nothing", "--as-of", "soon"), "--as-of"),
        (("control", "--day", "2024-12-06", "--from", "2024-12-01"), "--day"),
        (("control", "--until", "soon"), "--until"),
        (("flows", "--category", "soon"), "none of displaced, evacuated"),
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
