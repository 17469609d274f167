"""Headlines of Airwars' incidents as accounts: what several outlets titled their reports of one happening.

A source of an incident is a report whose text and title is the headline and whose day is the incident's (the sources
carry no day of their own). Those of one day and governorate are weighed together: both systems are told the two.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bench.coded import SHARED
from isnad.arabic.fold import folded
from isnad.knowledge import Knowledge
from isnad.model import Article, Section, SectionKind, Span
from isnad.read.reader import Reader
from isnad.weigh.accounts import Account, Spot, find_account
from isnad.weigh.ground import Ground
from isnad.weigh.headlines import find_headline

FOLDER = SHARED / "data" / "airwars_syria"
_NEAR_DEGREES = 0.05
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Headline:
    """One source of one incident: its words, the cell of day and governorate, and its account.

    `told` says whether the headline names the incident's own place, so that it is known to tell of that incident.
    """

    name: str
    incident: str
    words: str
    outlet: str
    cell: Cell
    told: bool
    account: Account


def find_headlines(knowledge: Knowledge, ground: Ground) -> Iterator[Headline]:
    """All sources with an Arabic headline, each read by the packaged reader."""
    reader = Reader(knowledge)
    incidents = {row["code"]: row for row in _rows("incidents")}
    for number, row in enumerate(row for row in _rows("sources") if row["headline_from_slug_ar"]):
        incident = incidents[row["code"]]
        yield _headline(f"{number:05d}", row, incident, reader, ground)


def _headline(name: str, row: dict[str, Any], incident: dict[str, Any], reader: Reader, ground: Ground) -> Headline:
    words, region = row["headline_from_slug_ar"], incident.get("region_ar") or ""
    article = _article(name, words, row["host"], date.fromisoformat(incident["date"]))
    account = _account(article, reader, ground)
    told = _names_place(words, account, incident)
    return Headline(
        name, row["code"], words, row["host"], (incident["date"], region), told, _placed(account, region, ground)
    )


def _article(name: str, words: str, outlet: str, day: date) -> Article:
    sections = (Section(SectionKind.TITLE, Span(0, len(words))),)
    return Article(name, words, sections, title=words, outlet=outlet, published=day)


def _account(article: Article, reader: Reader, ground: Ground) -> Account:
    """The account of the first claim of the headline, else that of the headline itself."""
    claims = reader.read(article)
    given = {"article_id": article.article_id, "received": f"{article.published}", "common": ground.common}
    account = (
        find_account(claims[0], article, **given) if claims else find_headline(article, ground.place_names, **given)
    )
    return replace(account, claim_id=article.article_id)


def _placed(account: Account, region: str, ground: Ground) -> Account:
    """The account with the governorate that it is told, where it names no place of its own."""
    if any(spot.place_id for spot in account.spots):
        return account
    rows = [row for row in ground.place_names.get(folded(region), ()) if row.kind == "governorate"]
    spots = (
        Spot("where", folded(row.names[0]), row.place_id, row.lat, row.lon, row.admin1, row.country, is_within=False)
        for row in rows
    )
    return replace(account, spots=(*account.spots, *spots))


def _names_place(words: str, account: Account, incident: dict[str, Any]) -> bool:
    name = folded(incident.get("location_ar") or "")
    if name and name != folded(incident.get("region_ar") or "") and name in folded(words):
        return True
    lat, lon = incident.get("lat"), incident.get("lon")
    return lat is not None and any(
        spot.lat is not None and spot.lon is not None
        and abs(spot.lat - lat) + abs(spot.lon - lon) < _NEAR_DEGREES
        for spot in account.spots
    )  # fmt: skip


def by_cell(headlines: list[Headline]) -> list[list[Headline]]:
    """The headlines of each day and governorate."""
    cells: dict[Cell, list[Headline]] = defaultdict(list)
    for one in headlines:
        cells[one.cell].append(one)
    return [cells[cell] for cell in sorted(cells)]


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(FOLDER / f"{name}_2014_2018.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
