"""A reading as a table for a person. Arabic stays in logical order: terminals reorder it, we never do."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from isnad.model import Article, Claim, Phrase, Quantity
from isnad.pipeline import Reading
from isnad.show.rows import QUANTITY_NAMES

_ROLE_MARKS = {"where": "", "origin": "from ", "destination": "to "}
_QUANTITY_LABELS = {"fatalities": "killed", "injured": "injured", "displaced": "displaced"}


def print_reading(console: Console, reading: Reading, *, explain: bool) -> None:
    """Print the article's heading and one row per claim; with `explain`, what made each."""
    article = reading.article
    console.print(f"\n[bold]{escape(article.title or article.article_id)}[/bold]")
    console.print(escape(" · ".join(filter(None, (article.outlet, str(article.published or ""), article.article_id)))))
    for note in article.notes:
        console.print(f"[yellow]note: {escape(note)}[/yellow]")
    if not reading.claims:
        console.print("no event found")
        return
    table = Table(show_lines=True, expand=True)
    for heading, ratio in (("what", 2), ("who → to whom", 4), ("where", 2), ("when", 2), ("how many", 2), ("on whose word", 3)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for claim in reading.claims:
        table.add_row(*(escape(cell) for cell in _cells(claim, article, reading)))
    console.print(table)
    if explain:
        _print_reasons(console, reading)


def _cells(claim: Claim, article: Article, reading: Reading) -> tuple[str, ...]:
    text = article.text
    sure = "" if claim.factuality == "asserted" else f"\n({claim.factuality})"
    return (
        f"{claim.type}{sure}\n{claim.trigger.of(text)}",
        f"{_join(claim.initiator, text) or '?'} → {_join(claim.target, text) or '?'}",
        "\n".join(_ROLE_MARKS[place.role] + place.span.of(text) for place in claim.places),
        claim.when.edtf if claim.when else "",
        "\n".join(_quantity(name, dict(claim.quantities), text) for name in QUANTITY_NAMES if name in dict(claim.quantities)),
        _chain(claim, article),
    )


def _chain(claim: Claim, article: Article) -> str:
    """The attribution chain, outlet last: whose word reached us through whom."""
    outlet = article.outlet or "the outlet"
    links = [phrase.span.of(article.text) for phrase in claim.attribution.sources]
    return " ← ".join([*links, outlet]) if links else f"{outlet} (own voice)"


def _join(phrases: tuple[Phrase, ...], text: str) -> str:
    return "، ".join(phrase.span.of(text) for phrase in phrases)


def _quantity(name: str, quantities: dict[str, Quantity], text: str) -> str:
    quantity = quantities[name]
    label = _QUANTITY_LABELS[name]
    if quantity.low is None:
        return f"{label}: {quantity.span.of(text)}"
    if quantity.low == quantity.high:
        return f"{label}: {quantity.low}"
    return f"{label}: {quantity.low}–{'' if quantity.high is None else quantity.high}"


def _print_reasons(console: Console, reading: Reading) -> None:
    for claim in reading.claims:
        trigger = claim.trigger.of(reading.article.text)
        console.print(f"[bold]{claim.claim_id}[/bold] {claim.type} «{escape(trigger)}»")
        for reason in claim.reasons:
            console.print(f"    {escape(reason)}")
