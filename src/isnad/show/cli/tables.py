"""A reading for a person: each claim as labelled lines, each line with one stretch of Arabic.

Arabic stays in logical order: terminals reorder it, we never do. A terminal that reorders would swap columns,
arrows and dates that stand beside Arabic on one line; so every line starts with a label in Latin letters,
holds one phrase, and numbers stand before the phrase or after Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from isnad.knowledge.countries import country_name
from isnad.model import Article, Claim, Phrase, Place
from isnad.pipeline.reading import Reading
from isnad.show.rows import QUANTITY_NAMES, quantity_words

_PLACE_LABELS = {"where": "where", "origin": "from", "destination": "to"}
_QUANTITY_LABELS = {"fatalities": "killed", "injured": "injured", "displaced": "displaced"}
_LABEL_WIDTH = 18  # the longest name of a type
# Not for a terminal's eyes: controls, which it would obey, and marks that turn the direction of a whole line.
_HIDDEN = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
}


def print_reading(console: Console, reading: Reading, *, explain: bool) -> None:
    """Print the article's heading and each of its claims; with `explain`, what made each."""
    article = reading.article
    console.print()
    console.rule(style="dim")
    console.print(shown(article.title or article.article_id, "bold"))
    console.print(shown(" · ".join(filter(None, (article.article_id, str(article.published or ""), article.outlet)))))
    for note in article.notes:
        console.print(shown(f"note: {note}", "yellow"))
    if not reading.claims:
        console.print("no event found")
    for claim in reading.claims:
        console.print()
        console.print(claim_table(claim, article, explain=explain))


def claim_table(claim: Claim, article: Article, *, explain: bool) -> Table:
    """The claim's lines in two columns, label and value."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=_LABEL_WIDTH, no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(claim.type, style="bold cyan"), shown(claim.trigger.of(article.text), "bold"))
    before = ""
    for label, value in _lines(claim, article, explain=explain):
        table.add_row(Text("" if label == before else f"  {label}", style="dim"), shown(value))
        before = label
    return table


def shown(words: str, style: str = "") -> Text:
    """The words as they may be shown: on one line, never read as markup or as a terminal's controls."""
    return Text(" ".join(words.translate(_HIDDEN).split()), style=style)


def _lines(claim: Claim, article: Article, *, explain: bool) -> Iterator[tuple[str, str]]:
    """Label and value of each line that the claim has something to say in."""
    text = article.text
    if claim.factuality != "asserted":
        yield "factuality", str(claim.factuality)
    yield from _phrases("who", claim.initiator, text)
    yield from _phrases("to whom", claim.target, text)
    for place in claim.places:
        yield _PLACE_LABELS[place.role], _place(place, text)
    if claim.when:
        yield "when", claim.when.edtf
    quantities = dict(claim.quantities)
    for name in QUANTITY_NAMES:
        if name in quantities:
            yield _QUANTITY_LABELS[name], quantity_words(quantities[name], text)
    yield from _phrases("on the word of", claim.attribution.sources[:1], text)
    yield from _phrases("through", claim.attribution.sources[1:], text)
    yield ("as told by" if claim.attribution.sources else "own voice of"), article.outlet or "the outlet"
    yield "in the words", claim.evidence.of(text)
    if explain:
        yield "claim", claim.claim_id
        yield from (("made by", reason) for reason in claim.reasons)


def _phrases(label: str, phrases: tuple[Phrase, ...], text: str) -> Iterator[tuple[str, str]]:
    return ((label, phrase.span.of(text)) for phrase in phrases)


def _place(place: Place, text: str) -> str:
    """The place as worded, with governorate, country and coordinates where the gazetteer has them."""
    name = place.span.of(text)
    area = ", ".join(filter(None, (place.admin1, country_name(place.country) if place.country else None)))
    if place.lat is None or place.lon is None:
        return f"{name} ({f'somewhere in {area}' if area else 'unlocated'})"
    return f"{name} ({area} {place.lat:.3f} {place.lon:.3f})"
