"""Incidents by hand-made links: order, chains, and what people said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.weigh.incidents import Judgements, Link, find_incidents


def link(one: str, other: str, score: float) -> Link:
    first, second = sorted((one, other))
    return Link(first, second, score)


_CLAIMS = [f"c{n}" for n in range(8)]
_PAIRS = [(a, b) for i, a in enumerate(_CLAIMS) for b in _CLAIMS[i + 1 :]]
_LINKS = st.lists(st.sampled_from(_PAIRS), unique=True).flatmap(
    lambda pairs: st.tuples(*(st.floats(-5, 5).map(lambda score, pair=pair: link(*pair, score)) for pair in pairs))
)
_FEW = st.frozensets(st.sampled_from(_PAIRS), max_size=3)
_JUDGED = st.builds(Judgements, same=_FEW, different=_FEW)


def test_what_speaks_for_one_happening_is_joined() -> None:
    links = [link("c0", "c1", 2.0), link("c1", "c2", -1.0), link("c2", "c3", 0.5)]
    assert find_incidents(_CLAIMS[:4], links) == (("c0", "c1"), ("c2", "c3"))


def test_a_chain_ends_where_its_ends_speak_against_each_other() -> None:
    links = [link("c0", "c1", 2.0), link("c1", "c2", 1.0), link("c0", "c2", -3.0)]
    assert find_incidents(_CLAIMS[:3], links) == (("c0", "c1"), ("c2",))


@given(_LINKS, _JUDGED, st.randoms(use_true_random=False))
def test_order_changes_nothing_and_nothing_is_dropped(
    links: tuple[Link, ...], judged: Judgements, random: object
) -> None:
    shuffled, claims = list(links), list(_CLAIMS)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(claims)  # type: ignore[attr-defined]
    found = find_incidents(claims, shuffled, judged)
    assert found == find_incidents(_CLAIMS, links, judged)
    assert sorted(claim for group in found for claim in group) == _CLAIMS


@given(_LINKS, _JUDGED)
def test_people_win_and_what_they_said_can_be_taken_back(links: tuple[Link, ...], judged: Judgements) -> None:
    groups = {claim: group for group in find_incidents(_CLAIMS, links, judged) for claim in group}
    assert not any(one in groups[other] for one, other in judged.different)
    if not judged.different:
        assert all(one in groups[other] for one, other in judged.same)
    assert find_incidents(_CLAIMS, links, Judgements()) == find_incidents(_CLAIMS, links)


@given(_LINKS)
def test_links_touch_only_their_neighbourhood(links: tuple[Link, ...]) -> None:
    half = set(_CLAIMS[:4])
    inner = [one for one in links if (one.one in half) == (one.other in half)]
    whole = find_incidents(_CLAIMS, inner)
    apart = [
        group
        for claims in (_CLAIMS[:4], _CLAIMS[4:])
        for group in find_incidents(claims, [x for x in inner if x.one in claims])
    ]
    assert sorted(apart) == sorted(whole)
