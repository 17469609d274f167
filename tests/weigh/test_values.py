"""What origins say of a value: corrections, agreement, contradiction, and the rules that suggest a best."""

from __future__ import annotations

from datetime import date

import pytest

from isnad.weigh.accounts import Account
from isnad.weigh.agreement import Relation, compare
from isnad.weigh.asof import View, parse_moment
from isnad.weigh.contradictions import Answer, find_answer, find_answers
from isnad.weigh.values import Actors, Content, Days, Figure, Happened, Kind
from tests.weigh.accounts import GROUND, account, origin_of, spot


def told(claim: str, outlet: str, hour: int, dead: tuple[int | None, int | None], **more: object) -> Account:
    """A telling of the shelling of one market in one town."""
    received = f"2024-12-05T{hour:02}:00:00.000000Z"
    given = {"spots": (spot("sy-al-rastan", "الرستن"),), "targets": ("السوق",), "tolls": {"fatalities": dead}}
    return account(claim, outlet=outlet, received=received, **(given | more))


def dead(*accounts: Account) -> Answer:
    return find_answer(accounts, "fatalities", origin_of, GROUND)


def test_a_correction_by_the_same_origin_is_history() -> None:
    answer = dead(told("c1", "observatory", 8, (20, 20)), told("c2", "observatory", 18, (35, 35)))
    (stand,) = answer.stands
    assert [saying.content for saying in stand.current] == [Figure(35, 35)]
    assert [(saying.content, saying.replaced_by) for saying in stand.earlier] == [(Figure(20, 20), Figure(35, 35))]
    assert not answer.contradictions
    assert (answer.best.content, answer.best.rule) == (Figure(35, 35), "one origin")


def test_a_late_relay_of_an_old_figure_corrects_nothing() -> None:
    answer = dead(
        told("c1", "ministry", 8, (20, 20)), told("c2", "ministry", 12, (35, 35)), told("c3", "ministry", 20, (20, 20))
    )
    assert answer.stands[0].contents == {Figure(35, 35)}
    assert answer.stands[0].earlier[0].claims == ("c1", "c3")


def test_two_figures_of_one_telling_stand_beside_each_other() -> None:
    answer = dead(told("c1", "ministry", 8, (20, 20)), told("c2", "ministry", 8, (35, 35)))
    assert answer.stands[0].contents == {Figure(20, 20), Figure(35, 35)}
    assert answer.best.content is None
    assert answer.bounds is not None
    assert (answer.bounds.low, answer.bounds.high) == (20, 35)


def test_of_reports_gathered_long_after_the_day_alone_tells_the_order() -> None:
    old = date(2015, 7, 21)
    answer = dead(
        told("c1", "ministry", 8, (20, 20), published=old), told("c2", "ministry", 9, (35, 35), published=old)
    )
    assert not answer.stands[0].earlier
    later = told("c3", "ministry", 7, (40, 40), published=date(2015, 7, 22))
    answer = dead(told("c1", "ministry", 8, (20, 20), published=old), later)
    assert answer.stands[0].contents == {Figure(40, 40)}


def test_origins_that_differ_are_split_and_the_bounds_are_kept() -> None:
    answer = dead(told("c1", "observatory", 8, (20, 20)), told("c2", "ministry", 9, (3, 3)))
    (found,) = answer.contradictions
    assert {found.one.origins, found.other.origins} == {("observatory",), ("ministry",)}
    assert (answer.best.content, answer.best.rule) == (None, "origins are split")
    assert answer.bounds is not None
    assert (answer.bounds.low, answer.bounds.high, answer.bounds.is_open) == (3, 20, False)


def test_the_most_exact_of_what_agrees_is_suggested() -> None:
    answer = dead(told("c1", "one", 8, (20, None)), told("c2", "two", 9, (27, 27)))
    assert len(answer.agreements) == 1
    assert (answer.best.content, answer.best.rule, answer.best.agreeing) == (Figure(27, 27), "all origins agree", 2)


def test_what_most_origins_say_is_suggested_and_the_other_kept() -> None:
    answer = dead(
        told("c1", "one", 8, (27, 27)), told("c2", "two", 9, (27, 27)), told("c3", "three", 9, (40, 40))
    )  # fmt: skip
    assert (answer.best.content, answer.best.rule) == (Figure(27, 27), "most origins agree")
    assert (answer.best.agreeing, answer.best.origins) == (2, 3)
    assert answer.contradictions[0].other.claims == ("c3",)


def test_a_denial_goes_against_and_says_nothing_of_the_toll() -> None:
    denial = told("c2", "ministry", 9, (20, 20), factuality="denied")
    answers = {one.value: one for one in find_answers([told("c1", "one", 8, (20, 20)), denial], origin_of, GROUND)}
    (found,) = answers["happened"].contradictions
    assert {found.one.contents, found.other.contents} == {(Happened("asserted"),), (Happened("denied"),)}
    assert answers["fatalities"].claims == ("c1",)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (Figure(3, 3), Figure(3, None), Relation.WITHIN),
        (Figure(3, 5), Figure(4, 9), Relation.OVERLAPS),
        (Figure(None, None, "العشرات"), Figure(27, 27), Relation.BESIDE),
        (Figure(22, 22, of=("isis",)), Figure(10, 10, of=("sy-army",)), Relation.BESIDE),
        (Days(date(2024, 12, 1), date(2024, 12, 5)), Days(date(2024, 12, 3), date(2024, 12, 3)), Relation.AROUND),
        (Days(date(2024, 12, 3), date(2024, 12, 3)), Days(date(2024, 12, 4), date(2024, 12, 4)), Relation.BESIDE),
        (Days(date(2024, 12, 3), date(2024, 12, 3)), Days(date(2024, 12, 6), date(2024, 12, 6)), Relation.DIFFERS),
        (Actors(("sy-4th-division",)), Actors(("sy-army",)), Relation.WITHIN),
        (Actors(("sy-army",)), Actors(("isis",)), Relation.DIFFERS),
        (Actors(("sy-army",)), Actors(("local-gunmen",)), Relation.BESIDE),
        (Kind("air_strike"), Kind("killing"), Relation.WITHIN),
        (Kind("air_strike"), Kind("explosion"), Relation.DIFFERS),
        (Kind("air_strike"), Kind("displacement"), Relation.BESIDE),
        (Kind("air_strike"), Happened("asserted"), Relation.BESIDE),
    ],
)
def test_how_contents_stand_to_each_other(one: Content, other: Content, relation: Relation) -> None:
    assert compare(one, other, GROUND) is relation


def test_a_town_agrees_with_its_governorate_and_is_the_more_exact() -> None:
    accounts = [
        account("c1", outlet="one", spots=(spot("sy-al-rastan", "الرستن"),)),
        account("c2", outlet="two", spots=(spot("sy-homs-governorate", "محافظة حمص"),)),
    ]
    answer = find_answer(accounts, "place", origin_of, GROUND)
    assert len(answer.agreements) == 1
    assert answer.best.content == answer.sides[0].contents[0]


def test_the_sides_of_a_clash_may_be_named_in_either_order() -> None:
    accounts = [
        account("c1", outlet="one", type="armed_clash", initiators=("sy-army",), targets=("isis",)),
        account("c2", outlet="two", type="armed_clash", initiators=("isis",), targets=("sy-army",)),
    ]
    (answer,) = [one for one in find_answers(accounts, origin_of, GROUND) if one.value == "initiator"]
    assert not answer.contradictions
    assert len(answer.sides) == 1


def test_origins_may_be_given_as_a_mapping_from_claims() -> None:
    accounts = [told("c1", "one", 8, (20, 20)), told("c2", "two", 9, (35, 35))]
    answer = find_answer(accounts, "fatalities", {"c1": "observatory", "c2": "observatory"}, GROUND)
    assert [stand.origin for stand in answer.stands] == ["observatory"]


def test_what_was_known_in_the_evening_is_without_what_came_at_night() -> None:
    accounts = [told("c1", "one", 8, (20, 20)), told("c2", "two", 23, (35, 35))]
    (answer,) = find_answers(accounts, origin_of, GROUND, View(known=parse_moment("2024-12-05T18:00Z")), ["fatalities"])
    assert answer.claims == ("c1",)


def test_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        parse_moment("yesterday")
