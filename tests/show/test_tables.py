"""Readings for a person: what each line says, and that no line can mislead a terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from isnad.model import Article, Attribution, Claim, Factuality, Phrase, Place, Quantity, Span, When
from isnad.pipeline.reading import Reading
from isnad.show.cli.tables import print_reading

TEXT = "قصفت القوات بلدة الخيال أمس، وقتل ثلاثة، بحسب المرصد."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def printed(article: Article, *claims: Claim, explain: bool = False, width: int = 100) -> str:
    out = io.StringIO()
    print_reading(Console(file=out, width=width), Reading(article, claims), explain=explain)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


@pytest.fixture
def article() -> Article:
    return Article("one", TEXT, (), title="قصف على الخيال", outlet="مرآة الوهم", published=date(2024, 12, 6))


@pytest.fixture
def claim() -> Claim:
    return Claim(
        claim_id="c1",
        article_id="one",
        type="shelling",
        trigger=span("قصفت"),
        evidence=Span(0, len(TEXT)),
        initiator=(Phrase(span("القوات")),),
        target=(Phrase(span("بلدة الخيال")), Phrase(span("ثلاثة"))),
        places=(Place(span("الخيال"), "where", "khayal", 35.0, 36.0, "Homs", "SY"),),
        when=When("2024-12-05", span("أمس")),
        quantities=(("fatalities", Quantity(3, 3, span("ثلاثة"))),),
        attribution=Attribution((Phrase(span("المرصد")),)),
        factuality=Factuality.ASSERTED,
        reasons=("shelling.toml#1 (shell)",),
    )


def test_a_claim_is_labelled_lines(article: Article, claim: Claim) -> None:
    assert printed(article, claim).splitlines()[1:] == [
        "─" * 100,
        "قصف على الخيال",
        "one · 2024-12-06 · مرآة الوهم",
        "",
        "shelling           قصفت",
        "  who              القوات",
        "  to whom          بلدة الخيال",
        "                   ثلاثة",
        "  where            الخيال (Homs, Syria 35.000 36.000)",
        "  when             2024-12-05",
        "  killed           3",
        "  on the word of   المرصد",
        "  as told by       مرآة الوهم",
        f"  in the words     {TEXT}",
    ]


def test_the_chain_runs_from_the_nearest_source_to_the_outlet(article: Article, claim: Claim) -> None:
    chain = Attribution((Phrase(span("المرصد")), Phrase(span("القوات"))))
    lines = [line.split()[0] for line in printed(article, replace(claim, attribution=chain)).splitlines()[12:15]]
    assert lines == ["on", "through", "as"]
    assert "own voice of     مرآة الوهم" in printed(article, replace(claim, attribution=Attribution()))


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(3, None, span("ثلاثة")), "at least 3"),
        (Quantity(3, 5, span("ثلاثة")), "3 to 5"),
        (Quantity(0, 0, span("ثلاثة")), "0"),
        (Quantity(None, None, span("ثلاثة")), "ثلاثة"),
    ],
)
def test_counts(quantity: Quantity, words: str, article: Article, claim: Claim) -> None:
    assert f"  injured          {words}\n" in printed(article, replace(claim, quantities=(("injured", quantity),)))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(span("الخيال"), "origin"), "  from             الخيال (unlocated)"),
        (
            Place(span("الخيال"), "destination", "h", None, None, "Homs", "SY", within=True),
            "  to               الخيال (somewhere in Homs, Syria)",
        ),
        (
            Place(span("الخيال"), "where", "h", 35.0, 36.0, None, "SY"),
            "  where            الخيال (Syria 35.000 36.000)",
        ),
    ],
)
def test_places(place: Place, words: str, article: Article, claim: Claim) -> None:
    assert words in printed(article, replace(claim, places=(place,)))


def test_doubt_is_said(article: Article, claim: Claim) -> None:
    assert "factuality" not in printed(article, claim)
    assert "  factuality       denied" in printed(article, replace(claim, factuality=Factuality.DENIED))


def test_explain_names_id_and_reasons(article: Article, claim: Claim) -> None:
    said = printed(article, claim, explain=True)
    assert "  claim            c1" in said
    assert "  made by          shelling.toml#1 (shell)" in said


def test_a_report_without_events_says_so_and_notes_are_shown(article: Article) -> None:
    said = printed(replace(article, notes=("the date is odd",)))
    assert "note: the date is odd" in said
    assert "no event found" in said


def test_no_line_is_wider_than_the_terminal(article: Article, claim: Claim) -> None:
    assert max(map(len, printed(article, claim, explain=True, width=44).splitlines())) <= 44


def test_controls_and_markup_are_not_obeyed(article: Article) -> None:
    said = printed(replace(article, title="قصف\x1b[31m\u202eعلى\u2066 [bold]الخيال\r\n"))
    assert "قصف [31mعلى [bold]الخيال" in said
    assert not {"\x1b", "\u202e", "\u2066", "\r"} & set(said)
