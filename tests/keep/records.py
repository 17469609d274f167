"""Records for the store's tests, of an outlet and towns that do not exist."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from sqlalchemy import Connection

from isnad.keep.articles import Version, write_article
from isnad.keep.receipts import write_receipts
from isnad.model import (
    Article,
    Attribution,
    Capture,
    Claim,
    Factuality,
    Phrase,
    Place,
    Quantity,
    Receipt,
    Section,
    SectionKind,
    Span,
    When,
)

PARSER = "parser 1"
TEXT = (
    "قالت شبكة الخيال إن طائرات حربية قصفت بلدة الخيال يوم الخميس، ما أدى إلى مقتل ثلاثة مدنيين. "
    "ونزحت عائلات من بلدة السراب."
)


def make_receipt(number: int, data: bytes = b"", **changes: object) -> Receipt:
    """A receipt of these bytes; the chain's hashes are made up."""
    values: dict[str, object] = {
        "number": number,
        "capture": Capture(sha256(data).hexdigest(), len(data)),
        "where": f"khayal/{number}.html",
        "kind": "page",
        "received": f"2024-12-05T10:{number // 60 % 60:02d}:{number % 60:02d}.000000Z",
        "tool": "isnad 0.1.0",
        "run": "run-1",
        "url": f"https://khayal.example/{number}",
        "final_url": None,
        "status": 200,
        "headers": (("ETag", '"one"'), ("Content-Type", "text/html")),
        "told": (("outlet", "شبكة الخيال"),),
        "previous": f"{number - 1:064x}",
        "hash": f"{number:064x}",
    }
    return Receipt(**{**values, **changes})  # type: ignore[arg-type]


def make_article(text: str = TEXT, name: str = "khayal-1", **changes: object) -> Article:
    """An article of one body section."""
    values: dict[str, object] = {
        "title": "قصف بلدة الخيال",
        "outlet": "شبكة الخيال",
        "byline": "حمص - خيال",
        "published": date(2024, 12, 5),
        "url": "https://khayal.example/1",
        "notes": ("no caption",),
    }
    sections = (Section(SectionKind.BODY, Span(0, len(text))),)
    return Article(name, text, sections, **{**values, **changes})  # type: ignore[arg-type]


def make_claim(
    version: Version, claim_id: str, words: str = "قصفت", kind: str = "air_strike", **changes: object
) -> Claim:
    """A claim of the version, triggered by the first of these words in its text."""
    text = version.article.text
    source, place = _span(text, "شبكة الخيال"), _span(text, "بلدة الخيال")
    values: dict[str, object] = {
        "initiator": (Phrase(_span(text, "طائرات حربية")),),
        "target": (),
        "places": (Place(place, "where", "SY0701", 35.5, 36.25, "Idlib", "SY"), Place(place, "origin", within=True)),
        "when": When("2024-12-05", _span(text, "يوم الخميس")),
        "quantities": (("fatalities", Quantity(3, 3, _span(text, "ثلاثة مدنيين"))),),
        "attribution": Attribution((Phrase(source, "khayal-network"),), _span(text, "قالت"), Span(0, len(text))),
        "factuality": Factuality.ASSERTED,
        "reasons": ("word: bomb",),
    }
    trigger = _span(text, words)
    evidence = Span(0, len(text))
    return Claim(claim_id, version.version_id, kind, trigger, evidence, **{**values, **changes})  # type: ignore[arg-type]


def write_version(
    conn: Connection,
    number: int = 1,
    article: Article | None = None,
    key: str = "url:khayal.example/1",
    data: bytes = b"",
) -> Version:
    """A version in the store, of bytes that only this receipt has unless given."""
    receipt = make_receipt(number, data or f"bytes {number}".encode())
    write_receipts(conn, [receipt])
    return write_article(
        conn,
        key,
        article or make_article(),
        capture=receipt.capture.sha256,
        parser=PARSER,
        where=receipt.where,
        receipt=number,
    )


def _span(text: str, words: str) -> Span:
    """Where the words stand; the beginning of the text when they do not."""
    at = text.find(words)
    return Span(at, at + len(words)) if at >= 0 else Span(0, 1)
