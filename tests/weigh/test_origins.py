"""Origins of the happenings that are told in our own words: exact in each, and laws that hold for any part of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.weigh.accounts import Account
from isnad.weigh.credits import END, OUTLET, Credit
from isnad.weigh.origins import Tree, find_origins
from isnad.weigh.papers import Paper
from isnad.weigh.prints import Print
from tests.weigh.happenings import Happening, happenings, register

Told = tuple[tuple[Account, ...], dict[str, Paper]]
_LAWS = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def _tree(told: Told, as_of: str | None = None) -> Tree:
    return find_origins(told[0], told[1], register(), as_of=as_of)


@pytest.mark.parametrize("one", happenings(), ids=lambda one: one.name)
def test_the_number_of_origins_is_exact(one: Happening) -> None:
    tree = find_origins(one.accounts, one.papers, register())
    assert {account.version_id for account in one.accounts} == set(one.papers), "an article tells nothing"
    assert (tree.numbers.origins, sorted(origin.kind for origin in tree.origins)) == (one.origins, sorted(one.kinds))


@st.composite
def told(draw: st.DrawFn) -> Told:
    """Some accounts of some happenings together: whether they are one happening is not for origins to say."""
    some = draw(st.lists(st.sampled_from(happenings()), min_size=1, max_size=4, unique_by=lambda one: one.name))
    accounts = [account for one in some for account in one.accounts]
    kept = draw(st.lists(st.sampled_from(accounts), min_size=1, unique_by=lambda account: account.claim_id))
    return tuple(kept), {name: paper for one in some for name, paper in one.papers.items()}


@_LAWS
@given(told())
def test_the_four_numbers_hold_together(some: Told) -> None:
    numbers = _tree(some).numbers
    assert 1 <= numbers.origins <= numbers.reports == len(some[0])
    assert numbers.outlets <= numbers.articles <= numbers.reports


@_LAWS
@given(told())
def test_every_origin_leads_to_claims_and_every_claim_to_one_origin(some: Told) -> None:
    tree = _tree(some)
    assert all(origin.claims for origin in tree.origins)
    led = sorted(claim for origin in tree.origins for claim in origin.claims)
    assert led == sorted(account.claim_id for account in some[0]) == [relay.claim_id for relay in tree.relays]
    for relay in tree.relays:
        assert relay.claim_id in tree.origins[relay.origin].claims
        assert relay.of is None or relay.of in led


@_LAWS
@given(told(), st.randoms(use_true_random=False))
def test_the_order_of_accounts_changes_nothing(some: Told, random: object) -> None:
    accounts, papers = list(some[0]), list(some[1].items())
    random.shuffle(accounts)  # type: ignore[attr-defined]
    random.shuffle(papers)  # type: ignore[attr-defined]
    assert _tree((tuple(accounts), dict(papers))) == _tree(some)


@_LAWS
@given(told(), st.data())
def test_a_repost_adds_no_origin(some: Told, data: st.DataObject) -> None:
    """A report carried by another outlet, later, with or without its credit and its source's name."""
    accounts, papers = some
    paper = papers[data.draw(st.sampled_from(accounts)).version_id]
    day = data.draw(st.sampled_from(("2024-03-11T00:00:00.000000Z", paper.received)))
    copy = replace(
        paper, version_id="z", article_id="z", outlet="repost", received=day,
        credits=data.draw(st.sampled_from((paper.credits, ()))),
    )  # fmt: skip
    carried = tuple(
        replace(account, claim_id=f"z{number}", article_id="z", version_id="z", outlet="repost", received=day)
        for number, account in enumerate(accounts)
        if account.version_id == paper.version_id
    )
    before, after = _tree(some), _tree(((*accounts, *carried), {**papers, "z": copy}))
    assert after.numbers.origins <= before.numbers.origins
    assert after.numbers.reports == before.numbers.reports + len(carried)


@_LAWS
@given(told(), st.sampled_from([f"2024-03-10T{hour:02}:30:00.000000Z" for hour in range(0, 9)]))
def test_as_of_a_moment_nothing_later_counts(some: Told, moment: str) -> None:
    accounts, papers = some
    early = tuple(account for account in accounts if account.received <= moment)
    known = {name: paper for name, paper in papers.items() if paper.received <= moment}
    assert _tree(some, as_of=moment) == _tree((early, known))


def test_of_nothing_known_there_is_no_origin() -> None:
    tree = find_origins((), {}, register())
    assert (tree.origins, tree.relays) == ((), ())


def test_accounts_without_papers_still_have_origins() -> None:
    """An article whose wording is not at hand is one that nothing is known to have been copied from."""
    for one in happenings():
        numbers = find_origins(one.accounts, {}, register()).numbers
        assert one.origins <= numbers.origins <= numbers.reports


def test_a_circle_of_credits_without_shared_wording_is_one_voice() -> None:
    """Each outlet has it from the next, in words of its own."""
    one = next(one for one in happenings() if one.name == "08-edited-article")
    account, paper = one.accounts[0], one.papers[one.accounts[0].version_id]
    names = ("a", "b", "c")
    accounts = [replace(account, claim_id=n, article_id=n, version_id=n, outlet=n) for n in names]
    credited = dict(zip(names, ("b", "c", "a"), strict=True))
    papers = {
        n: replace(
            paper, version_id=n, article_id=n, outlet=n, credits=(Credit(credited[n], OUTLET, END, n),),
            print=Print((), (), ()),
        )
        for n in names
    }  # fmt: skip
    assert find_origins(accounts, papers, register()).numbers.origins == 1


def test_an_incident_of_many_reposts_has_the_origins_of_what_they_repost() -> None:
    accounts, papers = [], {}
    for turn in range(60):
        for one in happenings():
            for account in one.accounts:
                name = f"{account.version_id} {turn}"
                accounts.append(
                    replace(account, claim_id=f"{account.claim_id} {turn}", article_id=name, version_id=name)
                )
                papers[name] = replace(one.papers[account.version_id], version_id=name, article_id=name)
    once = find_origins(
        [account for one in happenings() for account in one.accounts],
        {name: paper for one in happenings() for name, paper in one.papers.items()},
        register(),
    )
    assert find_origins(accounts, papers, register()).numbers.origins == once.numbers.origins
