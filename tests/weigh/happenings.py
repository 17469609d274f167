"""Happenings told by several invented outlets, in words written for Isnad: one TOML file each, with its origins."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from isnad.gather.parse.jsonl import parse_record
from isnad.knowledge import load_knowledge
from isnad.model import Article, Claim
from isnad.pipeline.reader import packaged_reader
from isnad.weigh.accounts import Account, find_account
from isnad.weigh.papers import Paper, find_paper
from isnad.weigh.sources import Register, find_register

FOLDER = Path(__file__).parent / "data" / "origins"
AGENCY = "zawraq"
_NAMES = ("الزورق", "وكاله الزورق", "وكاله الزورق للانباء")


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening: the accounts that its articles give of it, and what a person says of its origins."""

    name: str
    accounts: tuple[Account, ...]
    papers: Mapping[str, Paper]
    origins: int
    kinds: tuple[str, ...]


@cache
def register() -> Register:
    """What the house knows, and one agency that does not exist."""
    known = find_register(load_knowledge())
    return replace(
        known,
        agencies=known.agencies | {AGENCY},
        actors=dict(known.actors) | dict.fromkeys(_NAMES, AGENCY),
        kinds=dict(known.kinds) | {AGENCY: "outlet"},
        credits=dict(known.credits) | dict.fromkeys(_NAMES, (AGENCY, "agency")),
    )


@cache
def happenings() -> tuple[Happening, ...]:
    """All happenings of the folder, in the order of their names."""
    return tuple(_happening(path) for path in sorted(FOLDER.glob("*.toml")))


def _happening(path: Path) -> Happening:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    accounts, papers = [], {}
    for number, row in enumerate(table["articles"], start=1):
        article, claims = _read(row, f"{path.stem}-{number}")
        article_id = row.get("article", article.article_id)
        received = row.get("received", f"{row['published']}T{number:02}:00:00.000000Z")
        papers[article.article_id] = find_paper(
            article, register(), article_id=article_id, received=received, claims=claims
        )
        accounts += [
            find_account(claim, article, article_id=article_id, received=received, common=frozenset())
            for claim in claims
            if claim.type in table["types"]
        ]
    return Happening(path.stem, tuple(accounts), papers, table["origins"], tuple(table.get("kinds", ())))


def _read(row: dict[str, Any], name: str) -> tuple[Article, tuple[Claim, ...]]:
    record = {key: row[key] for key in ("outlet", "published", "byline", "title", "text") if row.get(key)}
    article = parse_record({"doc_id": name, **record}, name)
    assert article.published == date.fromisoformat(row["published"])
    return article, packaged_reader().read(article)
