"""Pages of claims on both databases: what is asked for, all of it, once, in order, while other claims come."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from isnad.edtf import find_days
from isnad.errors import SourceError
from isnad.keep import pages
from isnad.keep.claims import StoredClaim, load_claims, write_readings
from isnad.keep.cursors import write_cursor
from isnad.keep.filters import ClaimFilter
from isnad.keep.pages import find_claims
from isnad.keep.store import Store
from isnad.model import Attribution, Claim, Factuality, Phrase, Place, Span, When
from tests.keep.records import make_article, make_claim, write_version

_VERSIONS, _EACH = 12, 12
_TIMES = (
    "2024-12-05", "2024-12-01/2024-12-05", "2024-11", "2024-11-28/2024-12-03", "2024", "2011/2024-06", "2024-06-05/..",
    "../2024-03-01", None, "2023-12-31", "2024-12-04?", "0000-13",
)  # fmt: skip
_FILTERS: tuple[dict[str, str | None], ...] = (
    {}, {"type": "air_strike"}, {"place_id": "P1"}, {"admin1": "A1"}, {"country": "SY"}, {"actor": "actor-1"},
    {"outlet": "شبكة 1"}, {"source": "actor-1"}, {"factuality": "denied"}, {"first_day": "2024-12-04"},
    {"last_day": "2024-03-01"}, {"first_day": "2024-12-01", "last_day": "2024-12-02"},
    {"first_day": "2000-01-01", "last_day": "2024-02-01"}, {"first_day": "2024-12-05", "last_day": "2024-12-05"},
    {"type": "killing", "first_day": "2024-11-01", "last_day": "2024-11-30"}, {"type": "killing", "admin1": "A2"},
    {"type": "killing", "place_id": "P2", "first_day": "2024-06-01"}, {"country": "SY", "actor": "actor-2"},
    {"place_id": "P1", "actor": "actor-1"}, {"outlet": "شبكة 2", "first_day": "2024-01-01"}, {"type": "none"},
    {"text": "قصفت"}, {"text": "مقتل", "type": "killing"}, {"text": "في", "first_day": "2024-12-01"},
    {"text": "قصفت", "first_day": "2024-12-01", "last_day": "2024-12-03"}, {"text": "الخيال", "place_id": "P2"},
    {"text": "قصفت", "actor": "actor-1", "last_day": "2023-12-31"}, {"text": "؟"}, {"state": None}, {"state": "withdrawn"},
    {"state": "superseded", "type": "killing"}, {"state": None, "type": "killing", "admin1": "A1", "last_day": "2024-07-01"},
    {"state": None, "text": "قصفت"},
)  # fmt: skip


def _claim(version: Any, chance: random.Random, name: str) -> Claim:
    """A claim of made-up values."""
    edtf = chance.choice(_TIMES)
    span = Span(0, 4)
    near = [Place(span, "where", f"P{n}", 1.0, 2.0, f"A{n}", chance.choice(("SY", "LB"))) for n in (1, 2, 2, 3)]
    actors = tuple(Phrase(span, f"actor-{n}") for n in chance.sample((1, 2, 3), 2))
    claim = make_claim(version, name, chance.choice(("قصفت", "مقتل")), chance.choice(("air_strike", "killing")))
    return replace(
        claim,
        evidence=Span(0, chance.choice((20, 60, 110))),
        places=tuple(chance.sample(near, chance.randrange(4))),
        initiator=actors[: chance.randrange(3)],
        when=When(edtf, span) if edtf else None,
        attribution=Attribution(actors[:1]) if chance.random() < 0.5 else Attribution(),
        factuality=chance.choice((Factuality.ASSERTED, Factuality.DENIED)),
    )


def _write(store: Store, first: int, last: int, seed: int) -> None:
    chance = random.Random(seed)
    with store.write() as conn:
        for number in range(first, last):
            article = make_article(f"{make_article().text} {number}", outlet=f"شبكة {number % 3}")
            version = write_version(conn, number, article, f"id:khayal/{number % 10}")
            found = [_claim(version, chance, f"{number}-{n}") for n in range(_EACH)]
            write_readings(conn, [(version, found)], "k1")
            if chance.random() < 0.5:
                write_readings(conn, [(version, found[:-3])], "k2")


@pytest.fixture
def filled(store: Store) -> Store:
    """A store of many different claims in all states."""
    _write(store, 1, _VERSIONS + 1, 7)
    return store


def _all(store: Store) -> list[tuple[StoredClaim, str]]:
    """All claims with their outlets."""
    from isnad.keep.articles import find_unread, load_versions

    with store.read() as conn:
        versions = load_versions(conn, find_unread(conn, 1000, other_than=""))
        return [(c, str(v.article.outlet)) for v in versions for c in load_claims(conn, v.version_id)]


def _meets(asked: ClaimFilter, stored: StoredClaim, outlet: str, words: dict[str, str]) -> bool:
    """The filter as a plain statement."""
    claim = stored.claim
    known = [place for place in claim.places if place.country]
    site = next((place for place in known if place.role == "where"), known[0] if known else None)
    phrases = (*claim.initiator, *claim.target, *claim.attribution.sources)
    sources = claim.attribution.sources
    return (
        (asked.state is None or asked.state == stored.state)
        and (asked.type is None or asked.type == claim.type)
        and (asked.place_id is None or any(place.place_id == asked.place_id for place in claim.places))
        and (asked.actor is None or any(phrase.resolved == asked.actor for phrase in phrases))
        and (asked.admin1 is None or (site is not None and site.admin1 == asked.admin1))
        and (asked.country is None or (site is not None and site.country == asked.country))
        and (asked.outlet is None or asked.outlet == outlet)
        and (asked.source is None or (bool(sources) and sources[0].resolved == asked.source))
        and (asked.factuality is None or asked.factuality == claim.factuality)
        and _overlaps(asked, *(find_days(claim.when.edtf) if claim.when else (None, None)))
        and (asked.text is None or asked.text in claim.evidence.of(words[stored.version_id]).split())
    )


def _overlaps(asked: ClaimFilter, first: str | None, last: str | None) -> bool:
    if asked.first_day is None and asked.last_day is None:
        return True
    if first is None and last is None:
        return False
    return (last or "9999") >= (asked.first_day or "") and (first or "") <= (asked.last_day or "9999")


def _walk(store: Store, asked: ClaimFilter, limit: int) -> list[StoredClaim]:
    found: list[StoredClaim] = []
    after = None
    with store.read() as conn:
        while True:
            page = find_claims(conn, asked, limit=limit, after=after)
            assert len(page.items) <= limit
            found += page.items
            after = page.next
            if after is None:
                return found


@pytest.mark.parametrize("few", [0, 5, 2000])
def test_pages_hold_what_is_asked_for_in_order(filled: Store, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_FEW", few)
    everything = _all(filled)
    words = {c.version_id: make_article().text for c, _ in everything}
    assert len(everything) == _VERSIONS * _EACH
    assert {c.state for c, _ in everything} == {"current", "withdrawn", "superseded"}
    for fields in _FILTERS:
        asked = ClaimFilter(**fields)  # type: ignore[arg-type]
        wanted = [c for c, outlet in everything if _meets(asked, c, outlet, words)]
        days = {c.number: find_days(c.claim.when.edtf)[1] or "" if c.claim.when else "" for c in wanted}
        wanted.sort(key=lambda c: ("" if asked.text else days[c.number], c.number), reverse=True)
        found = _walk(filled, asked, 7 if few else 50)
        assert [c.number for c in found] == [c.number for c in wanted], fields
        assert found == wanted


@pytest.mark.parametrize("asked", [ClaimFilter(), ClaimFilter(text="قصفت"), ClaimFilter(place_id="P2", type="killing")])
def test_what_comes_meanwhile_moves_nothing(filled: Store, asked: ClaimFilter) -> None:
    before = [c.number for c in _walk(filled, asked, 1000)]
    found: list[int] = []
    after, at = None, _VERSIONS + 1
    while True:
        with filled.read() as conn:
            page = find_claims(conn, asked, limit=10, after=after)
        found += [c.number for c in page.items]
        after = page.next
        if after is None:
            break
        if at < _VERSIONS + 5:  # articles of new keys, so that no claim of before is superseded
            with filled.write() as conn:
                version = write_version(conn, at, make_article(f"جديد {at}"), f"id:new/{at}")
                new = [_claim(version, random.Random(at), f"{at}-{n}") for n in range(_EACH)]
                write_readings(conn, [(version, new)], "k1")
        at += 1
    assert len(found) == len(set(found))
    assert [number for number in found if number <= _VERSIONS * _EACH] == before


_BAD = (
    "x",
    "",
    "é",
    "\0",
    "=" * 300,
    "W10",
    "bnVsbA",
    "!!!!",
    write_cursor("words", "", 5),
    write_cursor("day", "x" * 20, 5),
)


@pytest.mark.parametrize("cursor", [*_BAD, write_cursor("day", "", -1), write_cursor("day", "", 2**70)])
def test_a_bad_cursor_is_said_in_a_line(store: Store, cursor: str) -> None:
    with store.read() as conn, pytest.raises(SourceError, match=r"^--after: no cursor of a page of this list"):
        find_claims(conn, ClaimFilter(), after=cursor)


@pytest.mark.parametrize(
    "fields",
    [
        {"first_day": "2024"},
        {"first_day": "2024-02-01", "last_day": "2024-01-31"},
        {"last_day": "20241205"},
        {"state": "gone"},
    ],
)
def test_days_and_states_that_there_are_not(fields: dict[str, str]) -> None:
    with pytest.raises(SourceError):
        ClaimFilter(**fields)  # type: ignore[arg-type]


def test_any_words_may_be_asked_of_a_field(filled: Store) -> None:
    hostile = "' OR 1=1 --\0\ud800" + "x" * 5000
    for name in ("type", "place_id", "admin1", "country", "actor", "outlet", "source", "factuality"):
        with filled.read() as conn:
            assert find_claims(conn, ClaimFilter(**{name: hostile})).items == ()  # type: ignore[arg-type]
            assert find_claims(conn, ClaimFilter(**{name: hostile}, text="قصفت", last_day="2024-12-31")).items == ()  # type: ignore[arg-type]


def test_a_month_is_found_by_any_day_of_it(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        start = date(2024, 2, 1)
        for number in range(60):
            day = (start + timedelta(days=number)).isoformat()
            claim = replace(
                make_claim(version, f"c{number}"), when=When(day, Span(0, 1)), trigger=Span(number, number + 1)
            )
            read = [*(c.claim for c in load_claims(conn, version.version_id)), claim]
            write_readings(conn, [(version, read)], "k1")
        for first, last, count in (("2024-02-29", "2024-02-29", 1), ("2024-02-10", "2024-03-05", 25)):
            assert len(find_claims(conn, ClaimFilter(first_day=first, last_day=last)).items) == count
