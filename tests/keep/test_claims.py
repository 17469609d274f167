"""Claims and readings on both databases: lossless, named once, brought up to date by better readings."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from isnad.errors import NotFound
from isnad.keep.articles import load_versions
from isnad.keep.claims import find_readings, load_claim, load_claims, write_readings
from isnad.keep.columns import LABEL_LENGTH
from isnad.keep.findings import find_findings, write_findings
from isnad.keep.store import Store
from isnad.keep.tables import claim_actors, claim_places, claims, metadata, readings
from isnad.model import Attribution, Claim, Factuality, Finding, Phrase, Place, Quantity, Span, When
from tests.keep.records import TEXT, make_article, make_claim, write_version


def _written(conn: object, *found: Claim) -> list[tuple[str, str]]:
    """Names and states of the claims of the first one's version."""
    return [(c.claim.claim_id, c.state) for c in load_claims(conn, found[0].article_id)]  # type: ignore[arg-type]


def test_a_claim_is_read_back_as_it_was_given(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        full = make_claim(version, "full")
        bare = Claim(
            "bare", version.version_id, "killing", Span(90, 95), Span(90, 95), (), (), (), None, (), Attribution(),
            Factuality.DENIED,
        )  # fmt: skip
        open_toll = replace(
            make_claim(version, "toll", "ونزحت", "displacement"),
            quantities=(
                ("displaced", Quantity(None, None, Span(0, 4))),
                ("fatalities", Quantity(10**30, None, Span(0, 4))),
            ),
            when=When("2012/2013-02", Span(0, 3), carried=True),
            reasons=("word: \ud800 \0", "قصف"),
        )
        write_readings(conn, [(version, [full, bare, open_toll])], "k1")
    with store.read() as conn:
        assert [c.claim for c in load_claims(conn, version.version_id)] == [full, bare, open_toll]
        assert load_claim(conn, "toll").claim == open_toll
        assert find_readings(conn, version.version_id) == {"k1": (full, bare, open_toll)}


def test_columns_say_what_the_claim_says(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        write_readings(conn, [(version, [make_claim(version, "one")])], "k1")
        row = conn.execute(select(claims)).mappings().one()
        wanted = {
            "number": 1, "claim_id": "one", "version_id": version.version_id, "article_id": version.article_id,
            "state": "current", "type": "air_strike", "factuality": "asserted", "page_day": "2024-12-05",
            "first_day": "2024-12-05", "last_day": "2024-12-05", "edtf": "2024-12-05", "published": "2024-12-05",
            "outlet": "شبكة الخيال", "country": "SY", "admin1": "Idlib", "fatalities_low": 3, "fatalities_high": 3,
            "source": "khayal-network", "knowledge": "k1", "words": TEXT,
        }  # fmt: skip
        assert {name: row[name] for name in wanted} == wanted
        places = conn.execute(select(claim_places).order_by(claim_places.c.position)).all()
        assert [(p.claim, p.role, p.place_id, p.country, p.words) for p in places] == [
            (1, "where", "SY0701", "SY", "بلدة الخيال"), (1, "origin", None, None, "بلدة الخيال"),
        ]  # fmt: skip
        actors = conn.execute(select(claim_actors).order_by(claim_actors.c.role)).all()
        assert [(a.role, a.actor, a.words) for a in actors] == [
            ("initiator", None, "طائرات حربية"), ("source", "khayal-network", "شبكة الخيال"),
        ]  # fmt: skip


def test_a_source_that_is_not_known_is_named_by_its_folded_words(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn, 1, make_article("قالت  إذاعةُ الخيال إن الطائرات قصفت بلدة الخيال."))
        told = Attribution((Phrase(Span(6, 19)),))
        write_readings(conn, [(version, [replace(make_claim(version, "one"), attribution=told)])], "k1")
        write_readings(conn, [(version, [replace(make_claim(version, "one"), attribution=told)])], "k1")
        assert conn.execute(select(claims.c.source)).scalar_one() == "اذاعه الخيال"


def test_reading_the_same_again_changes_nothing(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        read = [make_claim(version, "one"), make_claim(version, "two", "مقتل", "killing")]
        write_readings(conn, [(version, read)], "k1")
        before = {table.name: conn.execute(select(table)).all() for table in metadata.sorted_tables}
        write_readings(conn, [(version, read)], "k1")
        after = {table.name: conn.execute(select(table)).all() for table in metadata.sorted_tables}
    assert [name for name in before if before[name] != after[name]] == []


def test_better_rules_keep_names_withdraw_and_bring_back(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        strike, killing = make_claim(version, "one"), make_claim(version, "two", "مقتل", "killing")
        write_readings(conn, [(version, [strike, killing])], "k1")
        better = replace(make_claim(version, "other", "حربية قصفت"), target=(Phrase(Span(0, 4)),))
        write_readings(conn, [(version, [better])], "k2")
        assert _written(conn, strike) == [("one", "current"), ("two", "withdrawn")]
        assert load_claim(conn, "one").claim == replace(better, claim_id="one")
        assert load_claim(conn, "one").knowledge == "k2"
        assert load_claim(conn, "two").claim == killing
        write_readings(conn, [(version, [strike, killing])], "k3")
        assert _written(conn, strike) == [("one", "current"), ("two", "current")]
        assert load_claim(conn, "one").claim == strike
        assert {name: len(found) for name, found in find_readings(conn, version.version_id).items()} == {
            "k1": 2, "k2": 1, "k3": 2,
        }  # fmt: skip
        assert load_versions(conn, [version.version_id])[0].read_with == "k3"


def test_parts_follow_the_claim(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        claim = make_claim(version, "one")
        write_readings(conn, [(version, [claim])], "k1")
        elsewhere = (Place(Span(0, 4), "where", "SY0999", country="SY"),)
        write_readings(conn, [(version, [replace(claim, places=elsewhere, initiator=())])], "k2")
        assert conn.execute(select(claim_places.c.place_id)).scalars().all() == ["SY0999"]
        assert conn.execute(select(claim_actors.c.role)).scalars().all() == ["source"]


def test_findings_are_stale_exactly_when_values_changed(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        claim = make_claim(version, "one")
        write_readings(conn, [(version, [claim])], "k1")
        seen = load_claim(conn, "one").digest
        write_findings(conn, [Finding("claim", "one", "right", "analyst", "2024-12-06T08:00:00Z", seen=seen)])

        def stale() -> bool:
            return find_findings(conn, "one")[0].stale

        assert not stale()
        write_readings(conn, [(version, [replace(claim, reasons=("another rule",))])], "k2")
        assert not stale()
        write_readings(conn, [(version, [replace(claim, factuality=Factuality.CLAIMED)])], "k3")
        assert stale()
        write_readings(conn, [(version, [])], "k4")
        assert load_claim(conn, "one").state == "withdrawn"
        assert stale()
        write_readings(conn, [(version, [claim])], "k5")
        assert not stale()


def test_two_claims_of_one_name_are_both_kept(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        read = [make_claim(version, "one"), make_claim(version, "one", "مقتل", "killing")]
        for knowledge in ("k1", "k2"):
            write_readings(conn, [(version, read)], knowledge)
        assert [c.claim.type for c in load_claims(conn, version.version_id)] == ["air_strike", "killing"]
        assert conn.execute(select(func.count()).select_from(readings)).scalar_one() == 2


def test_numbers_count_arrivals(store: Store) -> None:
    with store.write() as conn:
        versions = [write_version(conn, n, make_article(f"{TEXT} {n}"), f"id:khayal/{n}") for n in range(1, 4)]
    for version in versions:
        with store.write() as conn:
            read = [make_claim(version, f"{version.number}{version.receipt}{n}", kind=f"type{n}") for n in range(2)]
            write_readings(conn, [(version, read)], "k1")
    with store.read() as conn:
        found = conn.execute(select(claims.c.number, claims.c.version_id).order_by(claims.c.number)).all()
    assert [row.number for row in found] == [1, 2, 3, 4, 5, 6]
    assert [row.version_id for row in found[::2]] == [version.version_id for version in versions]


def test_a_claim_that_is_not_there(store: Store) -> None:
    with store.read() as conn:
        with pytest.raises(NotFound, match="no claim x"):
            load_claim(conn, "x")
        assert load_claims(conn, "x") == ()


def test_a_version_with_nothing_in_it_is_read_all_the_same(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        write_readings(conn, [(version, [])], "k1")
        assert find_readings(conn, version.version_id) == {"k1": ()}
        assert load_versions(conn, [version.version_id])[0].read_with == "k1"
        write_readings(conn, [], "k1")


def test_words_longer_than_an_index_takes_are_kept(store: Store) -> None:
    long = "".join(sha256(b"%d" % number).hexdigest() for number in range(200))
    article = make_article(f"قالت {long} إن الطائرات قصفت بلدة الخيال.", "n" + long, outlet=long, url=long, title=long)
    with store.write() as conn:
        version = write_version(conn, 1, article, f"url:{long}")
        told = Attribution((Phrase(Span(5, 5 + len(long))),))
        write_readings(conn, [(version, [replace(make_claim(version, "one"), attribution=told)])], "k1")
        assert load_versions(conn, [version.version_id])[0].article.outlet == long
        row = conn.execute(select(claims.c.outlet, claims.c.source)).one()
        assert row == (long[:LABEL_LENGTH], long[:LABEL_LENGTH])
