"""Laws of identity: which claim of a new reading is which of the old."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from isnad.keep.identity import Known, align_claims
from isnad.model import Attribution, Claim, Factuality, Span

_SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 12))
_TYPES = st.sampled_from(["killing", "shelling"])
_NAMES = st.sampled_from([f"c{number}" for number in range(8)])
_CLAIMS = st.builds(
    lambda name, kind, trigger: Claim(
        name, "version", kind, trigger, trigger, (), (), (), None, (), Attribution(), Factuality.ASSERTED
    ),
    _NAMES,
    _TYPES,
    _SPANS,
)
_KNOWN = st.lists(st.builds(Known, _NAMES, _TYPES, _SPANS, st.booleans()), max_size=6, unique_by=lambda k: k.claim_id)
_READ = st.lists(_CLAIMS, max_size=6, unique=True)


@given(_KNOWN, _READ)
def test_each_name_is_given_once(known: list[Known], read: list[Claim]) -> None:
    names = align_claims(known, read)
    assert len(names) == len(read) == len(set(names))


@given(_KNOWN, _READ, st.randoms(use_true_random=False))
def test_order_changes_nothing(known: list[Known], read: list[Claim], chance: object) -> None:
    before = dict(zip(read, align_claims(known, read), strict=True))
    shuffled, other = list(read), list(known)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert dict(zip(shuffled, align_claims(other, shuffled), strict=True)) == before


@given(_KNOWN, _READ)
def test_a_name_that_is_known_is_kept(known: list[Known], read: list[Claim]) -> None:
    names = align_claims(known, read)
    by_id = {claim.claim_id for claim in known}
    for name in {claim.claim_id for claim in read} & by_id:
        assert name in names


@given(_KNOWN, _READ)
def test_another_name_is_taken_only_for_the_same_type_and_shared_letters(known: list[Known], read: list[Claim]) -> None:
    by_id = {claim.claim_id: claim for claim in known}
    own = {claim.claim_id for claim in read}
    for claim, name in zip(read, align_claims(known, read), strict=True):
        if name in by_id and name not in own:
            assert by_id[name].type == claim.type
            assert max(by_id[name].trigger.start, claim.trigger.start) < min(by_id[name].trigger.end, claim.trigger.end)


@given(_READ)
def test_reading_the_same_again_gives_the_same_names(read: list[Claim]) -> None:
    names = align_claims([], read)
    known = [Known(name, claim.type, claim.trigger) for name, claim in zip(names, read, strict=True)]
    assert align_claims(known, read) == names


def test_what_holds_goes_before_what_was_withdrawn() -> None:
    known = [Known("old", "killing", Span(0, 5), is_withdrawn=True), Known("now", "killing", Span(4, 9))]
    claim = Claim("new", "v", "killing", Span(0, 5), Span(0, 9), (), (), (), None, (), Attribution(), Factuality.DENIED)
    assert align_claims(known, [claim]) == ("now",)
    assert align_claims(known[:1], [claim]) == ("old",)
    assert align_claims(known, [replace(claim, type="arrest")]) == ("new",)
