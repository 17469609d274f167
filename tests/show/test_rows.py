"""Rows: one claim made by hand, and what each of its values becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from isnad.model import (
    Article,
    Attribution,
    Claim,
    Factuality,
    Phrase,
    Place,
    Quantity,
    Section,
    SectionKind,
    Span,
    When,
)
from isnad.show.rows import article_row, claim_row

TEXT = "قصفت القوات بلدة الخيال أمس، وقتل ثلاثة، بحسب المرصد."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def article() -> Article:
    return Article("one", TEXT, (Section(SectionKind.BODY, Span(0, len(TEXT))),), title="قصف")


@pytest.fixture
def claim() -> Claim:
    return Claim(
        claim_id="c1",
        article_id="one",
        type="shelling",
        trigger=span("قصفت"),
        evidence=Span(0, len(TEXT) - 1),
        initiator=(Phrase(span("القوات"), "sy-forces"),),
        target=(Phrase(span("بلدة الخيال")),),
        places=(Place(span("الخيال"), "where", "khayal", 35.0, 36.0, "Homs", "SY"),),
        when=When("2024-12-05", span("أمس")),
        quantities=(("fatalities", Quantity(3, 3, span("ثلاثة"))),),
        attribution=Attribution((Phrase(span("المرصد"), "sohr"),), span("بحسب")),
        factuality=Factuality.ASSERTED,
        reasons=("shelling.toml#1",),
    )


def test_a_claim_in_the_codebooks_form(claim: Claim, article: Article) -> None:
    row = claim_row(claim, article)
    assert (row["id"], row["type"], row["trigger"], row["date"]) == ("c1", "shelling", "قصفت", "2024-12-05")
    assert (row["initiator"], row["target"], row["sources"]) == (["القوات"], ["بلدة الخيال"], ["المرصد"])
    assert (row["fatalities"], row["injured"], row["displaced"]) == ([3, 3], None, None)
    assert row["actors"] == {"initiator": ["sy-forces"], "target": [None], "sources": ["sohr"]}
    assert (row["places"][0]["country"], row["places"][0]["lat"]) == ("Syria", 35.0)
    assert "reasons" not in row


def test_every_value_has_its_span(claim: Claim, article: Article) -> None:
    spans = claim_row(claim, article)["spans"]
    assert spans["trigger"] == [0, 4]
    assert TEXT[slice(*spans["date"])] == "أمس"
    assert TEXT[slice(*spans["fatalities"])] == "ثلاثة"
    assert TEXT[slice(*spans["sources"][0])] == "المرصد"


def test_an_open_bound_and_a_count_in_words(claim: Claim, article: Article) -> None:
    told = (("fatalities", Quantity(3, None, span("ثلاثة"))), ("injured", Quantity(None, None, span("القوات"))))
    row = claim_row(replace(claim, quantities=told), article)
    assert row["fatalities"] == [3, None]
    assert (row["injured"], row["injured_text"]) == (None, "القوات")
    assert "fatalities_text" not in row


def test_what_is_unknown_is_none_or_empty(claim: Claim, article: Article) -> None:
    bare = replace(claim, initiator=(), target=(), places=(), when=None, quantities=(), attribution=Attribution())
    row = claim_row(bare, article)
    assert (row["initiator"], row["target"], row["places"], row["sources"], row["date"]) == ([], [], [], [], None)
    assert row["spans"]["date"] is None


def test_explain_adds_the_reasons(claim: Claim, article: Article) -> None:
    assert claim_row(claim, article, explain=True)["reasons"] == ["shelling.toml#1"]


def test_an_article_with_its_sections(claim: Claim, article: Article) -> None:
    row = article_row(article, (claim,))
    assert (row["doc_id"], row["title"], row["published"], row["text"]) == ("one", "قصف", None, TEXT)
    assert row["sections"] == [{"kind": "body", "span": [0, len(TEXT)]}]
    assert [c["id"] for c in row["claims"]] == ["c1"]
