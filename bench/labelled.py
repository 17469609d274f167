"""Pairs of reports of 2015 labelled by hand, same happening or another: ids only, since the reports are their outlets'."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.coded import SHARED
from isnad.gather.parse.jsonl import parse_record
from isnad.knowledge import Knowledge
from isnad.read.reader import Reader
from isnad.weigh.accounts import Account, find_account
from isnad.weigh.ground import Ground
from isnad.weigh.headlines import find_headline

REPORTS = SHARED / "data" / "articles" / "saudinewsnet_2015.jsonl.gz"
PAIRS = Path(__file__).with_name("pairs.jsonl")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two reports by their accounts, and whether they tell of the same happening."""

    one: str
    other: str
    same: bool
    mine: tuple[Account, ...]
    theirs: tuple[Account, ...]


def find_labelled(knowledge: Knowledge, ground: Ground) -> Iterator[Labelled]:
    """All labelled pairs. Empty: where the labels or the reports are absent."""
    if not (PAIRS.exists() and REPORTS.exists()):
        return
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    accounts = _accounts({row[side] for row in rows for side in ("one", "other")}, knowledge, ground)
    for row in rows:
        yield Labelled(row["one"], row["other"], row["same"], accounts[row["one"]], accounts[row["other"]])


def _accounts(wanted: set[str], knowledge: Knowledge, ground: Ground) -> dict[str, tuple[Account, ...]]:
    """The accounts of each report: those of its claims, else that of its headline."""
    reader, found = Reader(knowledge), {}
    with gzip.open(REPORTS, "rt", encoding="utf-8") as lines:
        for record in (record for record in map(json.loads, lines) if record["id"] in wanted):
            article = parse_record(record, "2015")
            name = article.article_id
            told = tuple(
                find_account(claim, article, article_id=name, received="", common=ground.common)
                for claim in reader.read(article)
            )
            headline = find_headline(article, ground.place_names, article_id=name, received="", common=ground.common)
            found[name] = told or (headline,)
    return found
