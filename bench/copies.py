"""Many claims from real ones: reports read once and copied with other days, names and a few other words.

A copy has as many letters as its original, so that all spans hold. In each sentence that tells of an event a word is
replaced by one that no other copy has, so that rare words grow in number with the store, as they do in life.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from isnad.keep.articles import Parsed, Version
from isnad.keep.columns import key_of
from isnad.model import Article, Capture, Claim, Receipt, Span

PARSER = "bench"
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[ء-ي]{5,}")
_DAYS = 3650
_STEP_DAYS = 37  # co-prime to the days above, so that copies spread over ten years
_OUTLETS = 50


@dataclass(frozen=True, slots=True)
class Read:
    """A report and its claims."""

    article: Article
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy, ready to be written: its receipt, itself, and its claims under names of their own."""

    receipt: Receipt
    parsed: Parsed
    claims: tuple[Claim, ...]

    def claims_of(self, version: Version) -> tuple[Claim, ...]:
        """The claims as those of the version that the store made."""
        return tuple(replace(claim, article_id=version.version_id) for claim in self.claims)


def copies(reports: list[Read], first: int = 0) -> Iterator[Copy]:
    """Copies without end, all reports before any again; `first` is how many there are already."""
    number = first
    while True:
        yield _copy(reports[number % len(reports)], number + 1, number // len(reports))
        number += 1


def _copy(read: Read, number: int, turn: int) -> Copy:
    back = timedelta(days=turn * _STEP_DAYS % _DAYS)
    capture = Capture(sha256(b"%d" % number).hexdigest(), len(read.article.text))
    receipt = _receipt(number, capture)
    outlet = read.article.outlet if turn % 3 else f"{read.article.outlet} {turn % _OUTLETS}"
    article = replace(
        read.article,
        text=_other_words(read, number) if turn else read.article.text,
        outlet=outlet,
        published=read.article.published and read.article.published - back,
    )
    parsed = Parsed(f"id:bench/{number}", article, capture.sha256, PARSER, receipt.where, number)
    return Copy(receipt, parsed, tuple(_other_claim(claim, number, back) for claim in read.claims))


def _receipt(number: int, capture: Capture) -> Receipt:
    where = f"bench.jsonl:{number}"
    chained = f"{number - 1:064x}", f"{number:064x}"
    at = "2024-12-05T00:00:00.000000Z"
    return Receipt(number, capture, where, "line", at, "bench", "bench", None, None, None, (), (), *chained)


def _other_claim(claim: Claim, number: int, back: timedelta) -> Claim:
    when = claim.when and replace(claim.when, edtf=_DAY.sub(lambda day: _earlier(day[0], back), claim.when.edtf))
    return replace(claim, claim_id=key_of(f"{claim.claim_id} {number}"), when=when)


def _earlier(day: str, back: timedelta) -> str:
    try:
        return (date.fromisoformat(day) - back).isoformat()
    except (ValueError, OverflowError):
        return day


def _other_words(read: Read, number: int) -> str:
    """The text with one word of each telling sentence replaced by one of as many letters."""
    chance = random.Random(number)
    text = read.article.text
    for evidence in dict.fromkeys(claim.evidence for claim in read.claims):
        words = list(_WORD.finditer(evidence.of(text)))
        if words:
            text = _with(text, chance.choice(words), evidence, chance)
    return text


def _with(text: str, word: re.Match[str], evidence: Span, chance: random.Random) -> str:
    start, end = evidence.start + word.start(), evidence.start + word.end()
    return text[:start] + "".join(chance.choices(_LETTERS, k=end - start)) + text[end:]
