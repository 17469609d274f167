"""Articles and versions on both databases: what makes a version, which is current, what waits to be read."""

from __future__ import annotations

from dataclasses import replace

from isnad.keep.articles import (
    Parsed,
    Version,
    content_of,
    find_unread,
    find_unreadable,
    find_versions,
    load_versions,
    mark_unreadable,
    version_id_of,
    write_article,
    write_articles,
)
from isnad.keep.claims import load_claims, write_readings
from isnad.keep.receipts import find_known, write_receipts
from isnad.keep.store import Store
from isnad.model import Section, SectionKind, Span
from tests.keep.records import PARSER, TEXT, make_article, make_claim, make_receipt, write_version


def test_a_version_is_read_back_as_it_was_given(store: Store) -> None:
    with store.write() as conn:
        given = write_version(conn)
    with store.read() as conn:
        assert load_versions(conn, [given.version_id]) == (given,)
        assert find_versions(conn, given.article_id) == (given,)
    assert given.article == replace(make_article(), article_id=given.version_id)
    assert (given.name, given.number, given.is_current, given.read_with) == ("khayal-1", 1, True, None)
    assert given.version_id == version_id_of(given.capture, PARSER)


def test_writing_twice_changes_nothing(store: Store) -> None:
    with store.write() as conn:
        first, second = write_version(conn), write_version(conn)
        assert first == second
        assert len(find_versions(conn, first.article_id)) == 1


def test_a_changed_word_is_a_version_and_supersedes_claims(store: Store) -> None:
    with store.write() as conn:
        old = write_version(conn, 1)
        write_readings(conn, [(old, [make_claim(old, "one")])], "k1")
        new = write_version(conn, 2, make_article(TEXT.replace("ثلاثة", "خمسة")))
        assert (new.article_id, new.number) == (old.article_id, 2)
        assert [v.is_current for v in find_versions(conn, old.article_id)] == [False, True]
        assert [c.state for c in load_claims(conn, old.version_id)] == ["superseded"]
        write_readings(conn, [(new, [make_claim(new, "two")])], "k1")
        assert [c.state for c in load_claims(conn, new.version_id)] == ["current"]
        write_readings(conn, [(old, [make_claim(old, "one")])], "k2")
        assert [c.state for c in load_claims(conn, old.version_id)] == ["superseded"]


def test_other_bytes_with_the_same_report_make_no_version(store: Store) -> None:
    page = TEXT + "\nاقرأ أيضا: خبر آخر"
    furniture = (
        Section(SectionKind.BODY, Span(0, len(TEXT))),
        Section(SectionKind.RELATED, Span(len(TEXT), len(page))),
    )
    with store.write() as conn:
        old = write_version(conn, 1, make_article())
        again = write_version(conn, 2, replace(make_article(page), sections=furniture, notes=()))
        assert again == old
        assert find_known(conn, [make_receipt(2, b"bytes 2").capture.sha256]) == {
            make_receipt(2, b"bytes 2").capture.sha256: old.version_id
        }


def test_a_page_that_goes_back_to_what_it_said_is_a_version_again_once(store: Store) -> None:
    edited = make_article(TEXT.replace("ثلاثة", "خمسة"))
    with store.write() as conn:
        for _ in range(2):
            found = [
                write_version(conn, 1),
                write_version(conn, 2, edited),
                write_version(conn, 3),
                write_version(conn, 4),
            ]
            assert [version.number for version in found] == [1, 2, 3, 3]


def test_what_was_received_earlier_does_not_become_current(store: Store) -> None:
    with store.write() as conn:
        new = write_version(conn, 50)
        old = write_version(conn, 7, make_article("نص قديم."))
        assert (old.number, old.is_current) == (2, False)
        assert [v.is_current for v in find_versions(conn, new.article_id)] == [True, False]
        write_readings(conn, [(old, [make_claim(old, "one")]), (new, [make_claim(new, "two")])], "k1")
        assert load_claims(conn, old.version_id)[0].state == "superseded"
        assert load_claims(conn, new.version_id)[0].state == "current"


def test_what_an_archive_crawled_earlier_does_not_become_current(store: Store) -> None:
    def arrive(number: int, told: tuple[tuple[str, str], ...]) -> Version:
        receipt = make_receipt(number, b"%d" % number, told=told, status=10**9)
        write_receipts(conn, [receipt])
        article, facts = make_article(f"{TEXT} {number}"), {"parser": PARSER, "where": receipt.where, "receipt": number}
        return write_article(conn, "url:a", article, capture=receipt.capture.sha256, **facts)

    with store.write() as conn:
        assert arrive(1, ()).is_current
        assert not arrive(2, (("crawled", "2015-03-01T00:00:00Z"),)).is_current
        assert arrive(3, (("crawled", "9999-01-01T00:00:00Z"),)).is_current
        assert arrive(4, (("crawled", "00 yesterday"),)).is_current


def test_the_same_bytes_under_another_key_give_the_same_version(store: Store) -> None:
    with store.write() as conn:
        first = write_version(conn, 1, key="url:khayal.example/1", data=b"same")
        second = write_version(conn, 2, key="url:mirror.example/1", data=b"same")
        assert second == first


def test_another_parser_gives_a_version_only_where_it_reads_other_words(store: Store) -> None:
    with store.write() as conn:
        old = write_version(conn, 1)
        facts = {"capture": old.capture, "where": old.where, "receipt": 1}
        assert write_article(conn, old.key, make_article(), parser="parser 2", **facts) == old
        new = write_article(conn, old.key, make_article("نص أنظف."), parser="parser 3", **facts)
        assert (new.number, new.is_current) == (2, True)
        assert write_article(conn, old.key, make_article(), parser=PARSER, **facts).version_id == old.version_id


def test_a_batch_is_the_same_as_one_by_one(store: Store) -> None:
    articles = [make_article(f"{TEXT} {number % 7}") for number in range(40)]
    receipts = [make_receipt(number + 1, f"{number % 30}".encode()) for number in range(40)]
    batch = [
        Parsed(f"id:khayal/{number % 5}", article, receipt.capture.sha256, PARSER, receipt.where, receipt.number)
        for number, (article, receipt) in enumerate(zip(articles, receipts, strict=True))
    ]
    with store.write() as conn:
        write_receipts(conn, receipts)
        together = write_articles(conn, batch)
        again = write_articles(conn, batch)
        stored = load_versions(conn, [version.version_id for version in together])
        assert [v.version_id for v in together] == [v.version_id for v in again] == [v.version_id for v in stored]
        assert again == stored
        conn.rollback()
    with store.write() as conn:
        write_receipts(conn, receipts)
        single = [write_articles(conn, [parsed])[0] for parsed in batch]
        assert [(v.version_id, v.number) for v in single] == [(v.version_id, v.number) for v in together]


def test_what_waits_to_be_read(store: Store) -> None:
    with store.write() as conn:
        found = [write_version(conn, n, make_article(f"{TEXT} {n}"), f"id:khayal/{n}") for n in range(1, 6)]
        names = sorted(version.version_id for version in found)
        assert find_unread(conn, 10) == tuple(names)
        assert find_unread(conn, 2, after=names[1]) == tuple(names[2:4])
        by_name = {version.version_id: version for version in found}
        write_readings(conn, [(by_name[names[0]], [])], "k1")
        mark_unreadable(conn, [names[1]], "k1")
        assert find_unread(conn, 10) == tuple(names[2:])
        assert find_unreadable(conn, 10) == (names[1],)
        assert find_unread(conn, 10, other_than="k1") == tuple(names[2:])
        assert find_unread(conn, 10, other_than="k2") == tuple(names)
        write_readings(conn, [(by_name[names[1]], [])], "k1")
        assert find_unreadable(conn, 10) == ()
        assert _read(conn, names[1]).read_with == "k1"


def test_text_that_no_database_keeps_holds_its_offsets(store: Store) -> None:
    with store.write() as conn:
        given = write_version(conn, 1, make_article("قصف\0بلدة \ud800 الخيال", outlet="a\0b"), "file:\udcff.txt")
        assert load_versions(conn, [given.version_id]) == (given,)
        assert given.article.text == "قصف\ufffdبلدة \ufffd الخيال"


def test_content_leaves_out_furniture_and_names() -> None:
    article = make_article()
    assert content_of(article) == content_of(replace(article, article_id="other", url=None, notes=()))
    assert content_of(article) != content_of(replace(article, title="عنوان آخر"))
    assert content_of(article) != content_of(replace(article, published=None))


def _read(conn: object, name: str) -> Version:
    return load_versions(conn, [name])[0]  # type: ignore[arg-type]
