"""Pairs: which accounts are compared, whatever the order they come in."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.weigh.accounts import Account
from isnad.weigh.features import find_features
from isnad.weigh.ground import Ground
from isnad.weigh.incidents import find_incidents, find_links
from isnad.weigh.pairs import find_blocks, find_pairs
from tests.weigh.made import ACCOUNTS, ANY_TOWN, CROWDS, account

_SLOW = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@given(ACCOUNTS, st.randoms(use_true_random=False))
def test_order_changes_no_pair_and_no_incident(ground: Ground, accounts: tuple[Account, ...], random: object) -> None:
    shuffled = list(accounts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(find_pairs(shuffled, ground)) == list(find_pairs(accounts, ground))
    claims = [one.claim_id for one in accounts]
    assert find_incidents(claims, find_links(shuffled, ground)) == find_incidents(claims, find_links(accounts, ground))


@_SLOW
@given(CROWDS, st.randoms(use_true_random=False))
def test_order_changes_no_pair_of_a_crowded_block(
    ground: Ground, accounts: tuple[Account, ...], random: object
) -> None:
    shuffled = list(accounts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(find_pairs(shuffled, ground)) == list(find_pairs(accounts, ground))


@given(ACCOUNTS)
def test_a_pair_is_two_accounts_once_the_lesser_first(ground: Ground, accounts: tuple[Account, ...]) -> None:
    pairs = [(one.claim_id, other.claim_id) for one, other in find_pairs(accounts, ground)]
    assert pairs == sorted(set(pairs))
    assert all(one < other for one, other in pairs)


@given(ACCOUNTS)
def test_every_account_is_in_one_incident(ground: Ground, accounts: tuple[Account, ...]) -> None:
    claims = sorted(one.claim_id for one in accounts)
    found = find_incidents(claims, find_links(accounts, ground))
    assert sorted(claim for group in found for claim in group) == claims


def test_a_crowd_of_copies_falls_together(ground: Ground) -> None:
    crowd = [account(f"c{number:04d}") for number in range(400)]
    found = find_incidents([one.claim_id for one in crowd], find_links(crowd, ground))
    assert len(found) == 1


def test_work_grows_with_the_crowd_and_not_with_its_square(ground: Ground) -> None:
    crowd = [account(f"c{number:04d}") for number in range(1200)]
    assert len(list(find_pairs(crowd, ground))) < 100 * len(crowd)


def test_without_place_and_time_names_are_blocks(ground: Ground) -> None:
    bare = account("a", "قصفت المدفعية معرزيتا", spots=(), first_day=None, last_day=None, published=None)
    assert list(find_pairs([bare, replace(bare, claim_id="b")], ground))
    empty = replace(bare, words=frozenset())
    assert find_blocks(empty, ground) == frozenset()


def test_a_headline_is_compared_with_claims_of_every_kind(ground: Ground) -> None:
    headline = account("h", type="headline", first_day=None, last_day=None)
    for kind in ("shelling", "meeting", "displacement"):
        assert list(find_pairs([headline, account("a", type=kind)], ground))


def test_a_word_for_any_town_is_a_block_of_no_weight(ground: Ground) -> None:
    one, other = (account(name, spots=(ANY_TOWN,)) for name in "ab")
    assert "no place" in find_features(one, other, ground)
