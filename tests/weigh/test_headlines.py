"""Accounts of headlines: what a title alone names."""

from __future__ import annotations

from isnad.model import Article, Section, SectionKind, Span
from isnad.weigh.ground import Ground
from isnad.weigh.headlines import HEADLINE, find_headline, find_spots


def test_the_title_gives_words_and_places(ground: Ground) -> None:
    title = "غارات على بلدة دوما بريف دمشق"
    article = Article("v", title, (Section(SectionKind.TITLE, Span(0, len(title))),), title=title, outlet="outlet")
    found = find_headline(article, ground.place_names, article_id="a", received="", common=ground.common)
    assert found.type == HEADLINE
    assert found.words == found.title
    assert "دوما" in {spot.name for spot in found.spots}
    assert found.evidence.of(article.text) == title


def test_a_report_without_a_title_has_its_first_line(ground: Ground) -> None:
    article = Article("v", "هدوء في دوما\nنص الخبر", ())
    found = find_headline(article, ground.place_names, article_id="a", received="", common=ground.common)
    assert found.evidence.of(article.text) == "هدوء في دوما"
    assert "دوما" in found.words


def test_the_longest_name_is_taken_and_proclitics_are_taken_off(ground: Ground) -> None:
    assert [spot.name for spot in find_spots("قصف بدير الزور", ground.place_names)] == ["دير الزور"]


def test_a_name_of_several_areas_and_towns_is_the_area(ground: Ground) -> None:
    (spot,) = find_spots("قتلى في إدلب", ground.place_names)
    assert spot.place_id in ground.areas


def test_no_place_is_no_spot(ground: Ground) -> None:
    assert list(find_spots("مجزرة مروعة", ground.place_names)) == []
