"""The article as it is read: segments that are the text, claims joined to it, and versions with what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.errors import NotFound
from isnad.model import Attribution, Claim, Factuality, Span
from isnad.show.views.article import load_article_view
from isnad.show.views.guard import ForbiddenError
from isnad.show.views.segments import find_blocks, find_blocks_in
from isnad.workspace import Workspace
from tests.reports import record_of
from tests.show.views.desk import ANALYST, PUBLIC, articles_by_name, fill, take_record

_TEXTS = st.text(alphabet="اب \n<", min_size=1, max_size=40)


def _claim(name: str, trigger: Span, evidence: Span) -> Claim:
    return Claim(name, "a", "shelling", trigger, evidence, (), (), (), None, (), Attribution(), Factuality.ASSERTED)


@st.composite
def _claims(draw: st.DrawFn) -> tuple[str, list[Claim]]:
    text = draw(_TEXTS)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = draw(st.lists(st.tuples(ends, ends), max_size=4))
    return text, [_claim(f"c{at}", Span(*one), Span(*two)) for at, (one, two) in enumerate(spans)]


@given(_claims())
def test_segments_are_the_text_and_each_lies_wholly_in_or_out_of_a_claim(told: tuple[str, list[Claim]]) -> None:
    text, claims = told
    blocks = find_blocks(text, (), claims)
    assert "\n".join("".join(one.text for one in b.segments) for b in blocks) == "\n".join(
        line for line in text.split("\n") if line.strip()
    )
    for one in (segment for block in blocks for segment in block.segments):
        assert text[one.start : one.end] == one.text
        inside = {c.claim_id for c in claims if c.evidence.start <= one.start and one.end <= c.evidence.end}
        touching = {c.claim_id for c in claims if c.evidence.start < one.end and one.start < c.evidence.end}
        assert set(one.claims) == touching
        assert not one.text or touching == {name for name in inside if name in touching}


def test_overlapping_claims_share_segments() -> None:
    text = "قصفت الطائرات البلدة ونزح الأهالي"
    claims = [_claim("a", Span(0, 4), Span(0, 20)), _claim("b", Span(21, 25), Span(5, 33))]
    (block,) = find_blocks(text, (), claims)
    assert [(one.text, one.claims) for one in block.segments] == [
        ("قصفت", ("a",)), (" ", ("a",)), ("الطائرات البلدة", ("a", "b")), (" ", ("b",)), ("ونزح", ("b",)),
        (" الأهالي", ("b",)),
    ]  # fmt: skip
    assert [one.starts for one in block.segments if one.starts] == [("a",), ("b",)]
    assert block.segments[0].roles == ("a trigger",)


def test_only_the_paragraphs_of_the_words_are_shown_in_review() -> None:
    text = "الأول\nالثاني هنا\nالثالث"
    (block,) = find_blocks_in(text, Span(8, 10), [])
    assert "".join(one.text for one in block.segments) == "الثاني هنا"


def test_the_article_has_its_claims_with_their_incidents(either: Workspace, tmp_path: Path) -> None:
    fill(either, tmp_path)
    name = articles_by_name(either)["id:إذاعة السنبلة/13"]
    view = load_article_view(either, ANALYST, name)
    assert (view.title, view.outlet, view.published, view.number) == ("خمسة قتلى", "إذاعة السنبلة", "2024-12-05", 1)
    (card,) = view.cards
    assert (card.type, card.counts, card.state) == ("shelling", (("fatalities", 5, 5),), "current")
    assert card.incident_id is not None
    marked = "".join(one.text for block in view.blocks for one in block.segments if card.claim_id in one.claims)
    assert marked == card.words
    assert load_article_view(either, ANALYST, view.version_id) == view


def test_versions_tell_what_the_outlet_changed(workspace: Workspace, tmp_path: Path) -> None:
    take_record(workspace, tmp_path / "1.jsonl", **record_of("n1", title="قصف"))
    take_record(workspace, tmp_path / "2.jsonl", **record_of("n1", "خمسة", title="قصف جديد"))
    (name,) = articles_by_name(workspace).values()
    now, before = load_article_view(workspace, ANALYST, name), load_article_view(workspace, ANALYST, name, version=1)
    assert (now.number, now.is_current, before.number, before.is_current) == (2, True, 1, False)
    first, second = now.versions
    assert not first.changes
    assert [(one.before, one.after) for one in second.changes] == [("ثلاثة", "خمسة")]
    assert [(one.value, one.before, one.after) for one in second.claims] == [("killed", "3", "5")]
    assert second.title_before == "قصف"
    assert {card.state for card in before.cards} == {"superseded"}
    with pytest.raises(NotFound):
        load_article_view(workspace, ANALYST, name, version=3)


def test_the_public_may_not_read_articles(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    for name in articles_by_name(workspace).values():
        with pytest.raises(ForbiddenError):
            load_article_view(workspace, PUBLIC, name)
