"""Search on both databases: the same words find the same articles and claims, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from isnad.errors import IsnadError, SourceError
from isnad.keep.claims import write_readings
from isnad.keep.filters import ClaimFilter
from isnad.keep.indexing import make_indices, rebuild
from isnad.keep.pages import find_claims
from isnad.keep.search import find_articles
from isnad.keep.store import Store
from isnad.keep.weighed_tables import incident_claims, incidents
from isnad.keep.weighings import find_marks
from isnad.model import Phrase, Place, Span
from tests.keep.records import make_article, make_claim, write_version

_TEXTS = (
    "قُتِلَ ثلاثةُ مدنيين في بلدة الخيال.",
    "وصل الوفد أمس. انفجرت سيارة مفخخة بحمص صباحًا.",
    "قصفت الطائرات ريف ادلب، وقال مسؤول إن ١٢ شخصًا أصيبوا.",
    "نزحت 1,200 عائلة من حماه إلى مصطفى آباد.",
    "قـــتـــل قائد في اشتباكات وبالمدفعية قُصفت المدرسةفي القرية.",
    "ﻗﺘﻞ رجل قرب لاجئي السراب.",
    "قال حلف NATO إن غارته على X-12/b.2 في http://khayal.example/a_b-c.html استهدفت مخزنًا.",
    "للمدنيين ممر آمن من الخيال إلى دار السراب.",
    "اعتقلت القوات 3.5 آلاف و2015-03-01 و10%.",
)
# The numbers, from 1, of the texts that a query finds.
_FOUND = {
    "قتل": {1, 5, 6}, "قُتِلَ": {1, 5, 6}, "حمص": {2}, "إدلب": {3}, "أدلب": {3}, "حماة": {4}, "حَمَاة": {4}, "مدنيين": {1, 8},
    "المدنيين": {8}, "مدنيين ممر": {8}, "مدنيين بحمص": set(), "بحمص": {2}, "12": {3, 7}, "١٢": {3, 7}, "1200": {4},
    "١,٢٠٠": {4}, "مصطفي": {4}, "اباد": {4}, "مسوول": {3}, "مدفعية": {5}, "المدرسة": {5}, "في القرية": {5}, "قائد قتل": {5},
    "لاجيي": {6}, "nato": {7}, "Nato": {7}, "x": {7}, "khayal": {7}, "a_b": {7}, "html example": {7},
    "دار": {8}, "الخيال": {1, 8},
    "خيال": {1, 8}, "3.5": {9}, "2015-03-01": {9}, "10%": {9}, "شخصا": {3}, "ظظظ": set(), "قصفت": {3, 5}, "طائرات": {3},
}  # fmt: skip
_HOSTILE = (
    '" OR 1 NEAR( *', '"', "'", "قتل'; DROP TABLE claims; --", "قتل*", "^قتل", "tokens:قتل", "{tokens}: قتل", "- قتل", "NOT قتل",
    "قتل AND", "(", "\0", "قتل\0", "\ud800", "\\", "%s %(x)s :y ?", "قتل & ! | <-> :*", "ﷺ", "§l", "؟!،.", "", " \n",
    "ب" * 100_000, "💥 قتل", "a" * 3000,
)  # fmt: skip


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with the texts, each a version and a claim."""
    with store.write() as conn:
        for number, body in enumerate(_TEXTS, 1):
            version = write_version(conn, number, make_article(body, title=None), f"id:khayal/{number}")
            claim = make_claim(version, f"claim-{number}", body.split()[0], places=(), initiator=())
            write_readings(conn, [(version, [claim])], "k1")
    return store


def test_indices_can_be_made_anew(filled: Store) -> None:
    with filled.write() as conn:
        rebuild(conn)
    _check_all(filled)


def test_the_words_of_the_examples(filled: Store) -> None:
    _check_all(filled)


def _check_all(store: Store) -> None:
    with store.read() as conn:
        for query, numbers in _FOUND.items():
            hits = find_articles(conn, query).items
            assert [hit.version.receipt for hit in hits] == sorted(numbers, reverse=True), query
            found = find_claims(conn, ClaimFilter(text=query)).items
            assert [claim.number for claim in found] == sorted(numbers, reverse=True), query


def test_a_hit_shows_the_sentence(filled: Store) -> None:
    with filled.read() as conn:
        (hit,) = find_articles(conn, "سيارة حمص").items
    assert hit.snippet is not None
    assert hit.snippet.of(hit.version.article.text) == "انفجرت سيارة مفخخة بحمص صباحًا."


def test_nothing_that_is_asked_breaks_the_question(filled: Store) -> None:
    for query in _HOSTILE:
        with filled.read() as conn:
            articles = {hit.version.receipt for hit in find_articles(conn, query).items}
            claims = {claim.number for claim in find_claims(conn, ClaimFilter(text=query, outlet=query)).items}
        assert (articles <= {1, 5, 6}, claims) == (True, set()), query


def test_too_many_words_are_refused_in_a_line(filled: Store) -> None:
    with filled.read() as conn, pytest.raises(SourceError, match=r"^query: has over 50 words"):
        find_articles(conn, " ".join(f"ب{n}" for n in range(60)))


def test_a_title_is_searched_and_an_old_version_is_not(store: Store) -> None:
    with store.write() as conn:
        write_version(conn, 1, make_article("قصفت السراب.", title="خبر عاجل"))
        assert find_articles(conn, "عاجل").items[0].snippet is None
        new = write_version(conn, 2, make_article("قصفت الخيال.", title="خبر عاجل"))
        assert [hit.version.version_id for hit in find_articles(conn, "عاجل").items] == [new.version_id]
        assert find_articles(conn, "السراب").items == ()


def test_pages_of_articles_go_on(filled: Store) -> None:
    with filled.read() as conn:
        first = find_articles(conn, "في", limit=2)
        second = find_articles(conn, "في", limit=2, after=first.next)
        assert [len(first.items), len(second.items), second.next] == [2, 1, None]
        numbers = [hit.version.receipt for hit in first.items + second.items]
    assert numbers == sorted(numbers, reverse=True)


def test_an_index_follows_the_readings(store: Store) -> None:
    def found(words: str, state: str | None = "current") -> list[str]:
        with store.read() as conn:
            return [c.claim.claim_id for c in find_claims(conn, ClaimFilter(text=words, state=state)).items]

    def read(knowledge: str, *claims: object) -> None:
        with store.write() as conn:
            write_readings(conn, [(version, claims)], knowledge)  # type: ignore[list-item]

    with store.write() as conn:
        version = write_version(conn)
    claim = replace(make_claim(version, "one"), places=(), initiator=())
    early = replace(claim, evidence=Span(0, 43))
    read("k1", early)
    assert [found("قصفت"), found("السراب"), found("مدنيين")] == [["one"], [], []]
    late = Span(version.article.text.index("ونزحت"), len(version.article.text))
    read("k2", replace(claim, evidence=late))
    assert [found("قصفت"), found("السراب"), found("نزحت")] == [[], ["one"], ["one"]]
    at = version.article.text.index("طائرات")
    read("k3", replace(claim, evidence=late, initiator=(Phrase(Span(at, at + 6)),)))
    assert [found("طائرات"), found("نزحت")] == [["one"], ["one"]]
    read("k4", replace(claim, evidence=late, places=(Place(Span(41, 51), "where"),)))
    assert [found("طائرات"), found("نزحت")] == [[], ["one"]]
    read("k5")
    assert [found("نزحت"), found("نزحت", "withdrawn"), found("نزحت", None)] == [[], ["one"], ["one"]]
    read("k6", early)
    assert [found("قصفت"), found("نزحت")] == [["one"], []]
    with store.write() as conn:
        write_version(conn, 2, make_article("خبر آخر."))
    assert [found("قصفت"), found("قصفت", "superseded")] == [[], ["one"]]


def _to_revision_5() -> Iterator[str]:
    """What takes away that the sixth revision adds."""
    yield "DROP TABLE incident_actors"
    for table in (incidents, incident_claims):
        old = {"page", "incident_id"}
        for index in sorted(str(index.name) for index in table.indexes):
            if index.removeprefix(f"ix_{table.name}_") not in old:
                yield f"DROP INDEX {index}"
        for column in list(table.columns)[_BEFORE[table.name] :]:
            yield f"ALTER TABLE {table.name} DROP COLUMN {column.name}"


# So many columns these tables had before.
_BEFORE = {"incidents": 14, "incident_claims": 3}


def test_an_older_store_is_indexed_when_it_is_opened(filled: Store, store_url: str) -> None:
    with filled.write() as conn:
        for statement in (
            *(f"DROP TABLE {name}" for name in ("pictures", "hook_states", "hook_tries", "hooks", "saved_filters")),
            *(f"DROP TABLE {name}" for name in ("sessions", "tokens", "invitations", "people")),
            *_to_revision_5(),
            "DROP TABLE accounts", "DROP TABLE blocks", "DROP TABLE links", "DROP TABLE unweighed", "DROP TABLE weighings",
            "ALTER TABLE incidents ADD COLUMN links TEXT", "ALTER TABLE incident_claims DROP COLUMN origin",
            "ALTER TABLE versions DROP COLUMN byline",
            "DROP TABLE claim_index", "DROP TABLE article_index", "DROP TABLE article_rows", "DROP INDEX ix_claims_page",
            "DROP INDEX ix_claims_type", "DROP INDEX ix_claims_admin1", "DROP INDEX ix_claims_outlet",
            "DROP INDEX ix_claims_country", "DROP INDEX ix_claims_source", "DROP INDEX ix_claims_factuality",
            "DROP INDEX ix_claims_past", "DROP INDEX ix_claims_long", "DROP INDEX ix_claims_lasting",
            "DROP INDEX ix_claim_places_place_id_page_day_claim",
            "DROP INDEX ix_claim_actors_actor_page_day_claim", "ALTER TABLE claim_places DROP COLUMN page_day",
            "ALTER TABLE claim_actors DROP COLUMN page_day", "UPDATE alembic_version SET version_num = '0001'",
            "CREATE INDEX ix_claims_page ON claims (page_day, number)",
            "CREATE INDEX ix_claims_type ON claims (type, page_day, number)",
            "CREATE INDEX ix_claims_admin1 ON claims (admin1, page_day, number)",
            "CREATE INDEX ix_claims_outlet ON claims (outlet, page_day, number)",
            "CREATE INDEX ix_claim_places_place_id_claim ON claim_places (place_id, claim)",
            "CREATE INDEX ix_claim_actors_actor_claim ON claim_actors (actor, claim)",
        ):  # fmt: skip
            conn.execute(text(statement))
    with Store.open(store_url) as store:
        _check_all(store)
        with store.read() as conn:
            assert len(find_claims(conn, ClaimFilter(actor="khayal-network")).items) == len(_TEXTS)
            assert len(find_marks(conn)) == len(_TEXTS)  # everything waits to be weighed


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(st.characters() | st.sampled_from("قتلأإىةـُ\u200fﻗﷲ١3,."), max_size=80), data=st.data())
def test_any_word_of_a_text_finds_it(store: Store, body: str, data: st.DataObject) -> None:
    try:
        with store.write() as conn:
            conn.execute(text("DROP TABLE article_index"))
            conn.execute(text("DROP TABLE claim_index"))
            make_indices(conn)
            version = write_version(conn, 1, make_article(body, title=None))
            for word in body.split():
                found = find_articles(conn, word).items
                if any(sign.isalnum() for sign in word):
                    assert [hit.version.version_id for hit in found] == [version.version_id]
            raise IsnadError("drop it again")
    except IsnadError as error:
        assert str(error) == "drop it again"  # noqa: PT017
