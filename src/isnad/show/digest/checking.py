"""Checking: whether a digest lost what it must keep. For tests, for what is measured, and for who would rather know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isnad.model import Article, Claim, Factuality
from isnad.show.digest.paper import Item, Voice
from isnad.show.digest.records import ArticleDigest, DigestLine
from isnad.show.digest.telling import tell_claim, tell_line
from isnad.show.digest.wording import Wording
from isnad.show.views.names import packaged_names


def find_faults(digest: ArticleDigest, article: Article, claims: Sequence[Claim]) -> Iterator[str]:
    """What is wrong with the lines as they are told: no span, a source or a factuality that got lost on the way.

    The claims are those of the report itself, not what the digest holds of them. Empty: all is kept.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    for line in (*digest.lines, *digest.key_lines):
        where = f"{article.article_id} {line.start}-{line.end}"
        if article.text[line.start : line.end] != line.text or not line.text:
            yield f"{where}: is not the text"
        within = [one for one in claims if line.start <= one.trigger.start and one.trigger.end <= line.end]
        if {one.claim_id for one in within} != {one.claim_id for one in line.claims}:
            yield f"{where}: other claims than its words name"
        for told in line.claims:
            yield from _lost(line, by_id[told.claim_id], article.text, where)


def _lost(line: DigestLine, claim: Claim, text: str, where: str) -> Iterator[str]:
    """What the line as it is told, in both languages, does not say of the claim."""
    arabic = tell_line(line, Wording("ar"))
    (told,) = (one for one in line.claims if one.claim_id == claim.claim_id)
    english = tell_claim(told, line, Wording("en"))
    for phrase in claim.attribution.sources:
        is_in_words = line.start <= phrase.span.start and phrase.span.end <= line.end
        name = packaged_names().show_actor(phrase.resolved or phrase.span.of(text))
        if not is_in_words and not _says(arabic, name.name):
            yield f"{where}: {claim.claim_id} lost its source"
        if not _says(english, name.name_en or name.name):
            yield f"{where}: {claim.claim_id} lost its source in English"
    if claim.factuality != Factuality.ASSERTED:
        key = f"factuality.{claim.factuality}"
        if not _marked(arabic, Wording("ar").say(key)) or not _marked(english, Wording("en").say(key)):
            yield f"{where}: {claim.claim_id} lost that it is {claim.factuality}"


def _says(item: Item, words: str) -> bool:
    runs = (*item.runs, *(run for note in item.notes for run in note))
    return any(words in run.text for run in runs if run.voice is Voice.OURS)


def _marked(item: Item, words: str) -> bool:
    runs = (*item.runs, *(run for note in item.notes for run in note))
    return any(run.voice is Voice.MARK and words in run.text for run in runs)
