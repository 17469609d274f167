"""Flows by hand-made accounts: laws of what is counted, and of what is known when."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from importlib.resources import files
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.knowledge import load_knowledge
from isnad.model import Span
from isnad.weigh.accounts import Account, Count, Spot
from isnad.weigh.flow_figures import HELD
from isnad.weigh.flow_terms import FlowTerms, find_flow_terms
from isnad.weigh.flow_totals import NO_FIGURE, UNPLACED, Totals, find_totals, find_unplaced
from isnad.weigh.flows import Asked, Flows, find_flows

TERMS: FlowTerms = find_flow_terms(load_knowledge())
HOMS = Spot("origin", "حمص", "sy-homs", 34.7, 36.7, "Homs", "SY", False)
HAMA = Spot("destination", "حماه", "sy-hama", 35.1, 36.7, "Hama", "SY", False)
SOMEWHERE = Spot("origin", "القريه", None, None, None, None, None, False)
PERSONS = Count(300, 300, "300 مدني")
HOUSEHOLDS = Count(40, 40, "40 عائلة")


def account(claim_id: str, **changes: object) -> Account:
    made = Account(
        claim_id=claim_id,
        article_id=f"article of {claim_id}",
        version_id=f"version of {claim_id}",
        outlet=None,
        published=date(2024, 12, 6),
        received="2024-12-06T10:00:00.000000Z",
        type="displacement",
        factuality="asserted",
        spots=(HOMS, HAMA),
        first_day=date(2024, 12, 5),
        last_day=date(2024, 12, 5),
        initiators=(),
        targets=("مدنيين",),
        tolls={"displaced": PERSONS},
        chain=("observatory",),
        words=frozenset(),
        title=frozenset(),
        evidence=Span(0, 40),
        trigger="نزح",
        target="مدنيين",
        told="نزح 300 مدني من حمص الي حماه",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


_DAYS = st.one_of(st.none(), st.dates(date(2024, 11, 1), date(2024, 12, 31)))
_COUNTS = st.sampled_from(
    [PERSONS, HOUSEHOLDS, Count(500, None, "أكثر من 500 شخص"), Count(None, None, "مئات العائلات"),
     Count(None, None, "السكان"), None]
)  # fmt: skip
_KINDS = st.sampled_from(
    [("displacement", "نزح", "نزح السكان"), ("displacement", "فر", "فر السكان"), ("return", "عاد", "عاد السكان"),
     ("displacement", "نازح", "لا يزال 300 نازح في المدارس"), ("displacement", "قصف", "قصف"), ("shelling", "قصف", "قصف")]
)  # fmt: skip


@st.composite
def told(draw: st.DrawFn) -> Account:
    kind, trigger, words = draw(_KINDS)
    day, count = draw(_DAYS), draw(_COUNTS)
    number = draw(st.integers(0, 10**6))
    return account(
        f"c{number:06d}",
        received=f"2024-12-{draw(st.integers(1, 28)):02d}T00:00:00.000000Z",
        published=draw(_DAYS),
        type=kind,
        trigger=trigger,
        told=words,
        first_day=day,
        last_day=day,
        factuality=draw(st.sampled_from([*sorted(HELD), "denied", "possible"])),
        tolls={"displaced": count} if count is not None else {},
        chain=draw(st.sampled_from([(), ("observatory",), ("ministry",)])),
        spots=draw(st.sampled_from([(HOMS, HAMA), (HAMA,), (SOMEWHERE,), ()])),
    )


_ACCOUNTS = st.lists(told(), max_size=12, unique_by=lambda one: one.claim_id)


def groups(accounts: list[Account], random: Random) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for one in accounts:
        found.setdefault(random.randrange(4), []).append(one.claim_id)
    return list(found.values())


def flows(accounts: list[Account], incidents: list[list[str]], asked: Asked | None = None) -> Flows:
    return find_flows(incidents, accounts, TERMS, {}, asked)


@settings(deadline=None)
@given(_ACCOUNTS, st.randoms(use_true_random=False), st.booleans())
def test_every_claim_is_in_one_flow_or_left_out_with_a_reason(
    accounts: list[Account], random: Random, windowed: bool
) -> None:
    asked = Asked(first=date(2024, 12, 1), last=date(2024, 12, 7)) if windowed else None
    found = flows(accounts, groups(accounts, random), asked)
    placed = [claim for flow in found.flows for claim in flow.claims] + [claim for claim, _ in found.left_out]
    assert sorted(placed) == sorted(one.claim_id for one in accounts if one.type in ("displacement", "return"))
    assert all(reason for _, reason in found.left_out)


@settings(deadline=None)
@given(_ACCOUNTS, st.randoms(use_true_random=False))
def test_order_changes_nothing(accounts: list[Account], random: Random) -> None:
    incidents = groups(accounts, random)
    shuffled, turned = list(accounts), [list(one) for one in incidents]
    for one in (shuffled, turned, *turned):
        random.shuffle(one)
    assert flows(accounts, incidents) == flows(shuffled, turned)
    assert find_totals(flows(accounts, incidents).flows) == find_totals(reversed(flows(shuffled, turned).flows))


@settings(deadline=None)
@given(_ACCOUNTS, st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_sums_of_rows_are_sums_of_flows(
    accounts: list[Account], random: Random, by_origin: bool, by_destination: bool
) -> None:
    found = flows(accounts, groups(accounts, random)).flows
    totals = find_totals(found, by_origin=by_origin, by_destination=by_destination)
    for unit in ("person", "household"):
        rows = [row for row in totals.rows if row.is_sum and row.key.unit == unit]
        summed = {flow_id for row in rows for flow_id in row.incidents}
        figures = [
            r for flow in found if flow.flow_id in summed for r in flow.figures if (r.kind, r.unit) == ("flow", unit)
        ]
        assert sum(row.low or 0 for row in rows) == sum(one.low or 0 for one in figures)
        if all(row.high is not None for row in rows):
            assert sum(row.high or 0 for row in rows) == sum(one.high or 0 for one in figures)
    counted = {flow_id for row in totals.rows for flow_id in row.incidents}
    assert counted | set(totals.not_held) == {flow.flow_id for flow in found}
    assert not counted & set(totals.not_held)


@settings(deadline=None)
@given(_ACCOUNTS, st.randoms(use_true_random=False))
def test_households_and_persons_are_never_one_figure(accounts: list[Account], random: Random) -> None:
    known = {one.claim_id: one for one in accounts}
    for flow in flows(accounts, groups(accounts, random)).flows:
        for figure in flow.figures:
            words = [word for said in figure.said for word in said.words]
            assert all(("عائل" in word) == (figure.unit == "household") for word in words)
            assert {c for said in figure.said for c in said.claims} <= set(flow.claims) <= set(known)


@settings(deadline=None)
@given(_ACCOUNTS, st.randoms(use_true_random=False), st.integers(1, 28))
def test_what_was_known_then_uses_nothing_that_came_later(accounts: list[Account], random: Random, day: int) -> None:
    moment, incidents = f"2024-12-{day:02d}T00:00:00.000000Z", groups(accounts, random)
    earlier = [one for one in accounts if one.received <= moment]
    ids = {one.claim_id for one in earlier}
    then = [[claim for claim in incident if claim in ids] for incident in incidents]
    assert flows(accounts, then, Asked(as_of=moment)) == flows(earlier, then)
    assert flows(accounts, incidents, Asked(as_of=moment)) == flows(earlier, then)


def test_two_origins_of_one_incident_give_a_range_and_are_counted_once() -> None:
    one, other = account("a"), account("b", chain=("ministry",), tolls={"displaced": Count(100, 100, "100 شخص")})
    (flow,) = flows([one, other], [["a", "b"]]).flows
    (figure,) = flow.figures
    assert (figure.low, figure.high, figure.is_contested) == (100, 300, True)
    assert flow.sources == ("ministry", "observatory")
    (row,) = find_totals([flow]).rows
    assert (row.low, row.high, len(row.incidents), len(row.sources)) == (100, 300, 1, 2)


def test_a_later_figure_of_the_same_origin_succeeds_the_earlier() -> None:
    later = account("b", published=date(2024, 12, 7), tolls={"displaced": Count(900, 900, "900 شخص")})
    (flow,) = flows([account("a"), later], [["a", "b"]]).flows
    (figure,) = flow.figures
    assert (figure.low, figure.high, figure.is_contested) == (900, 900, False)
    assert [said.is_succeeded for said in figure.said] == [True, False]


def test_a_copy_adds_no_origin_and_no_person() -> None:
    alone = flows([account("a")], [["a"]]).flows[0]
    copied = flows([account("a"), account("b", outlet="an outlet")], [["a", "b"]]).flows[0]
    assert (copied.sources, copied.figures[0].low) == (alone.sources, alone.figures[0].low)


def test_what_is_only_denied_is_shown_and_not_counted() -> None:
    totals = find_totals(flows([account("a", factuality="denied")], []).flows)
    assert totals == Totals((), ("a",))


def test_what_cannot_be_placed_has_a_row_of_its_own() -> None:
    found = flows([account("a", spots=(SOMEWHERE,), first_day=None, last_day=None, published=None)], []).flows
    (row,) = find_unplaced(find_totals(found))
    assert (row.key.origin, row.key.destination, row.key.week) == (UNPLACED, UNPLACED, None)


def test_a_flow_without_a_figure_is_counted_as_a_happening() -> None:
    (row,) = find_totals(flows([account("a", tolls={})], []).flows).rows
    assert (row.key.unit, row.low, row.high, row.incidents) == (NO_FIGURE, None, None, ("a",))


def test_stocks_are_not_added_up() -> None:
    words = {"trigger": "نازح", "told": "لا يزال 300 نازح في المدارس"}
    found = flows([account("a", **words), account("b", **words)], [["a"], ["b"]]).flows
    (row,) = find_totals(found).rows
    assert (row.key.kind, row.is_sum, row.low, row.high) == ("stock", False, 300, 300)


def test_flows_of_long_periods_are_not_added_up() -> None:
    years = {"first_day": date(2011, 1, 1), "last_day": date(2024, 12, 1)}
    found = flows([account("a", **years), account("b", **years)], [["a"], ["b"]]).flows
    (row,) = find_unplaced(find_totals(found))
    assert (row.key.week, row.is_sum, row.low, row.high, len(row.incidents)) == (None, False, 300, 300, 2)


def test_a_number_that_counts_the_dead_is_no_figure() -> None:
    dead = account("k", version_id="version of a", type="killing", tolls={"fatalities": PERSONS}, trigger="مقتل")
    (flow,) = flows([account("a"), dead], []).flows
    assert flow.figures == ()


@pytest.mark.parametrize("column", ["persons_low", "households_high", "origin_admin1", "week", "kind"])
def test_columns_of_exports_have_tags(column: str) -> None:
    table = (files("isnad") / "data" / "hxl_flows.tsv").read_text(encoding="utf-8").splitlines()
    rows = {line.split("\t")[0]: line.split("\t")[1] for line in table[1:]}
    assert rows[column].startswith("#")
    assert len(set(rows.values())) == len(rows)


def test_keys_of_rows_name_all_that_rows_are_told_apart_by() -> None:
    (row,) = find_totals(flows([account("a")], []).flows).rows
    assert {field.name for field in fields(row.key)} >= {"origin", "destination", "week", "kind", "unit"}
    assert row.key.week == "2024-W49"
