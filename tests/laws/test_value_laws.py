"""What holds of every value that is weighed and of every place that is held, whatever the accounts say."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from isnad.weigh.accounts import Account
from isnad.weigh.agreement import AGREES, Relation, compare
from isnad.weigh.asof import View, find_seen
from isnad.weigh.contradictions import find_answers
from isnad.weigh.control import find_states, find_timelines
from isnad.weigh.holdings import find_holdings
from isnad.weigh.spoken import Spoken
from isnad.weigh.values import VALUES, find_contents
from tests.weigh.accounts import GROUND, origin_of, some_accounts

_DAYS = st.dates(date(2024, 12, 1), date(2024, 12, 9))
_MOMENTS = _DAYS.map(lambda day: f"{day}T12:00:00.000000Z")


@given(some_accounts(), st.integers())
def test_order_changes_nothing(accounts: list[Account], seed: int) -> None:
    shuffled = list(accounts)
    random.Random(seed).shuffle(shuffled)
    assert find_answers(shuffled, origin_of, GROUND) == find_answers(accounts, origin_of, GROUND)
    assert find_timelines(shuffled, origin_of, GROUND) == find_timelines(accounts, origin_of, GROUND)


@given(some_accounts())
def test_every_value_leads_to_a_claim_and_no_claim_is_lost(accounts: list[Account]) -> None:
    claims = {one.claim_id for one in accounts}
    for answer in find_answers(accounts, origin_of, GROUND):
        sayings = [saying for stand in answer.stands for saying in (*stand.current, *stand.earlier)]
        assert all(saying.claims and claims.issuperset(saying.claims) for saying in sayings)
        assert all(stand.current for stand in answer.stands)
        assert all(side.claims and side.origins for side in answer.sides)
        said = {one.claim_id for one in accounts if find_contents(one, answer.value, GROUND)}
        assert said == set(answer.claims)
    if accounts:
        assert find_answers(accounts, origin_of, GROUND, values=["happened"])[0].claims == tuple(sorted(claims))


@given(some_accounts())
def test_an_origin_never_contradicts_itself(accounts: list[Account]) -> None:
    for answer in find_answers(accounts, origin_of, GROUND):
        for found in answer.contradictions:
            assert not set(found.one.origins) & set(found.other.origins)
        assert len({origin for side in answer.sides for origin in side.origins}) == len(answer.stands)
    for answer in find_answers(accounts, lambda _: "all", GROUND):
        assert not answer.contradictions


@given(some_accounts(), _MOMENTS)
def test_as_of_a_moment_is_what_was_received_by_then(accounts: list[Account], moment: str) -> None:
    by_then = [one for one in accounts if one.received <= moment]
    view = View(known=moment)
    assert find_answers(accounts, origin_of, GROUND, view) == find_answers(by_then, origin_of, GROUND)
    assert find_timelines(accounts, origin_of, GROUND, view) == find_timelines(by_then, origin_of, GROUND)
    day = date.fromisoformat(moment[:10])
    assert find_states(accounts, origin_of, GROUND, day, moment) == find_states(by_then, origin_of, GROUND, day)


@given(some_accounts(), _DAYS, _DAYS)
def test_a_window_parts_accounts_and_loses_none_that_may_lie_in_it(
    accounts: list[Account], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    seen = find_seen(accounts, View(first=first, last=last))
    assert len(seen.accounts) == len({id(account) for account in seen.accounts})
    for account in accounts:
        if account.last_day is not None and first <= account.last_day <= last:
            assert account in seen.inside
    assert {a.claim_id for a in find_seen(accounts, View()).accounts} == {a.claim_id for a in accounts}


@given(some_accounts())
def test_every_word_on_control_is_kept_and_every_hold_leads_to_a_claim(accounts: list[Account]) -> None:
    timelines = find_timelines(accounts, origin_of, GROUND)
    kept = [holding for timeline in timelines for holding in timeline.holdings]
    assert sorted(kept, key=repr) == sorted(find_holdings(accounts, origin_of, GROUND), key=repr)
    gains = {one.claim_id for one in accounts if one.type in ("territory_gain", "withdrawal", "armed_clash")}
    assert gains <= {holding.claim_id for holding in kept}
    for timeline in timelines:
        for spell in timeline.spells:
            assert spell.last is None or spell.first <= spell.last
            for hold in (*spell.state.holds, *spell.state.left):
                assert hold.claims
                assert hold.origins
            assert all(contest.claims for contest in spell.state.contests)


@given(some_accounts())
def test_the_state_of_a_day_is_that_of_its_spell(accounts: list[Account]) -> None:
    for timeline in find_timelines(accounts, origin_of, GROUND):
        for spell in timeline.spells:
            states = find_states(accounts, origin_of, GROUND, spell.first)
            held = next(state for state in states if state.place == timeline.place)
            assert [hold.names for hold in held.holds] == [hold.names for hold in spell.state.holds]


@given(some_accounts(), st.sampled_from(VALUES))
def test_looking_up_gives_what_comparing_each_gives(accounts: list[Account], value: str) -> None:
    contents = [content for one in accounts for content in find_contents(one, value, GROUND)]
    half = tuple(contents[::2])
    spoken = Spoken(half, lambda one, other: compare(one, other, GROUND), GROUND)
    for content in contents:
        found = {compare(content, other, GROUND) for other in half}
        assert spoken.agrees_with(content) == bool(found & AGREES)
        if not found & AGREES:
            assert spoken.differs_from(content) == (found <= {Relation.DIFFERS})


_TURNED = {Relation.WITHIN: Relation.AROUND, Relation.AROUND: Relation.WITHIN}


@given(some_accounts(most=2), st.sampled_from(VALUES))
def test_how_two_contents_stand_is_the_same_from_both_sides(accounts: list[Account], value: str) -> None:
    contents = [content for one in accounts for content in find_contents(one, value, GROUND)]
    for one in contents:
        for other in contents:
            relation = compare(one, other, GROUND)
            assert compare(other, one, GROUND) is _TURNED.get(relation, relation)
