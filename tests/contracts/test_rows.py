"""The rows contract: the keys of the codebook, in every object that `isnad read --json` prints."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from isnad.knowledge.events import load_event_types
from isnad.model import Factuality, SectionKind
from isnad.show.cli.app import app

ARTICLE_KEYS = ["doc_id", "title", "outlet", "published", "url", "notes", "claims", "sections", "text"]
CLAIM_KEYS = {
    "id", "type", "trigger", "evidence", "initiator", "target", "places", "date", "fatalities", "injured", "displaced",
    "sources", "factuality", "actors", "spans",
}  # fmt: skip
COUNT_TEXTS = {"fatalities_text", "injured_text", "displaced_text"}
PLACE_KEYS = {"text", "role", "lat", "lon", "admin1", "country", "place_id", "within", "span"}
_SPAN_LISTS = ("initiator", "target", "sources")


@pytest.fixture(scope="module")
def articles() -> list[dict[str, Any]]:
    """What `isnad demo --json` prints, read back."""
    return _printed(["demo", "--json"])


@pytest.fixture(scope="module")
def claims(articles: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    """Every claim of the samples with its article's text."""
    return [(claim, article["text"]) for article in articles for claim in article["claims"]]


def _printed(arguments: list[str]) -> list[dict[str, Any]]:
    from typer.testing import CliRunner

    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_article_has_these_keys_in_this_order(articles: list[dict[str, Any]]) -> None:
    assert all(list(article) == ARTICLE_KEYS for article in articles)


def test_sections_are_typed_and_do_not_overlap(articles: list[dict[str, Any]]) -> None:
    for article in articles:
        spans = [section["span"] for section in article["sections"]]
        assert all(section["kind"] in set(SectionKind) for section in article["sections"])
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_claim_has_the_keys_of_the_codebook(claims: list[tuple[dict[str, Any], str]]) -> None:
    assert claims
    for claim, _ in claims:
        assert set(claim) - COUNT_TEXTS == CLAIM_KEYS
        assert all(set(place) == PLACE_KEYS for place in claim["places"])


def test_its_values_are_of_the_codebook(claims: list[tuple[dict[str, Any], str]]) -> None:
    types = {event_type.name for event_type in load_event_types()}
    for claim, _ in claims:
        assert claim["type"] in types
        assert claim["factuality"] in set(Factuality)
        assert {place["role"] for place in claim["places"]} <= {"where", "origin", "destination"}


def test_counts_are_bounds_or_words(claims: list[tuple[dict[str, Any], str]]) -> None:
    for claim, _ in claims:
        for name in ("fatalities", "injured", "displaced"):
            bounds = claim[name]
            assert bounds is None or (len(bounds) == 2 and bounds[0] >= 0)
            assert bounds is None or bounds[1] is None or bounds[0] <= bounds[1]
            assert bounds is None or f"{name}_text" not in claim


def test_every_value_slices_from_the_text(claims: list[tuple[dict[str, Any], str]]) -> None:
    for claim, text in claims:
        spans = claim["spans"]
        assert text[slice(*spans["trigger"])] == claim["trigger"]
        assert text[slice(*spans["evidence"])] == claim["evidence"]
        for name in _SPAN_LISTS:
            assert [text[slice(*span)] for span in spans[name]] == claim[name]
            assert len(claim["actors"][name]) == len(claim[name])
        assert all(text[slice(*place["span"])] == place["text"] for place in claim["places"])
        assert (spans["date"] is None) == (claim["date"] is None)
        for name in ("fatalities", "injured", "displaced"):
            assert (name in spans) == (claim[name] is not None or f"{name}_text" in claim)


def test_ids_are_used_once(claims: list[tuple[dict[str, Any], str]]) -> None:
    assert len({claim["id"] for claim, _ in claims}) == len(claims)


def test_reasons_come_with_explain_alone() -> None:
    claims = [claim for article in _printed(["demo", "--json", "--explain"]) for claim in article["claims"]]
    assert all(set(claim) - COUNT_TEXTS == CLAIM_KEYS | {"reasons"} and claim["reasons"] for claim in claims)


def test_the_library_gives_the_same_rows(report: Path, today: date) -> None:
    import isnad

    (printed,) = _printed(["read", "--json", "--published", "2024-12-06", str(report)])
    twin = isnad.read(report.read_text("utf-8"), published="2024-12-06")
    (claim,), (row,) = printed["claims"], twin.rows()
    assert {**claim, "id": ""} == {**row, "id": ""}
    assert list(twin.as_dict()) == ARTICLE_KEYS
