"""PLOVER, GeoJSON and ClaimReview: read back as JSON and compared with the records."""

from __future__ import annotations

import json
from typing import Any

import pytest

from isnad.show.exports.claimreview import write_claimreview
from isnad.show.exports.geojson import write_geojson
from isnad.show.exports.plover import write_plover
from tests.show.exports.samples import INCIDENTS, JUDGED, coding, hostile_incidents


def _lines(chunks: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(chunks).decode().split("\n") if line]


def test_plover_has_the_values_of_the_records() -> None:
    rows = _lines(write_plover(INCIDENTS, coding()))
    assert {row["id"]: tuple(row["isnad"]["claims"]) for row in rows} == {
        i.incident_id: i.claims for i in INCIDENTS[:4]
    }
    first = rows[0]
    assert (first["event"], first["date"], first["dateEnd"]) == ("ASSAULT", "2024-12-04", "2024-12-04")
    assert first["source"][0] == {"actorText": "4th Armoured Division", "code": "SYR", "sector": "MIL"}
    assert first["target"][1] == {"actorText": "أبو زورق"}
    assert (first["dead"], first["injured"]) == ({"low": 3, "high": 5}, {"low": 10, "high": None})
    assert first["location"]["latitude"] == 34.84
    assert "text" not in first


def test_plover_keeps_a_line_for_each_of_hostile_texts() -> None:
    raw = b"".join(write_plover(hostile_incidents(), coding()))
    assert raw.count(b"\n") == len(hostile_incidents())
    assert not any(mark in raw.decode() for mark in "\u202e\u2066\x00")


def test_geojson_has_the_values_of_the_records() -> None:
    found = json.loads(b"".join(write_geojson(INCIDENTS, coding())))
    features = {one["id"]: one for one in found["features"]}
    assert {name: tuple(one["properties"]["claims"]) for name, one in features.items()} == {
        one.incident_id: one.claims for one in INCIDENTS
    }
    assert features["i-1"]["geometry"] == {"type": "Point", "coordinates": [36.73, 34.84]}
    kinds = [features[name]["properties"]["geometry_is"] for name in ("i-1", "i-2", "i-3", "i-4")]
    assert kinds == ["point", "area", "none", "none"]
    assert features["i-3"]["geometry"] is None
    assert features["i-2"]["properties"]["admin1_code"] == "SY02"


@pytest.mark.parametrize("records", [(), hostile_incidents()], ids=["none", "hostile"])
def test_geojson_is_a_collection_whatever_is_in_it(records: tuple[Any, ...]) -> None:
    found = json.loads(b"".join(write_geojson(records, coding())))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == len(records)


def test_claims_that_people_judged_are_reviewed_and_no_others() -> None:
    found = json.loads(b"".join(write_claimreview(JUDGED, coding())))
    reviews = found["@graph"]
    assert found["@context"] == "https://schema.org"
    assert [one["itemReviewed"]["@id"] for one in reviews] == ["urn:isnad:claim:c-1", "urn:isnad:claim:c-4"]
    assert [one["reviewRating"]["alternateName"] for one in reviews] == ["Right", "Wrong"]
    assert all(1 <= one["reviewRating"]["ratingValue"] <= one["reviewRating"]["bestRating"] for one in reviews)
    assert [one["author"]["@type"] for one in reviews] == ["Organization", "Person"]
    assert [one["datePublished"] for one in reviews] == ["2024-12-06", "2024-12-06"]
    needed = {"@type", "claimReviewed", "reviewRating", "author", "datePublished", "itemReviewed"}
    assert all(needed <= one.keys() and one["@type"] == "ClaimReview" for one in reviews)


def test_a_review_holds_no_words_of_a_report() -> None:
    raw = b"".join(write_claimreview(JUDGED, coding())).decode()
    assert not any("\u0600" <= letter <= "\u06ff" for letter in raw)
    assert json.loads(b"".join(write_claimreview((), coding())))["@graph"] == []
