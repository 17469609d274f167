"""Judging: what a person says of a claim or a pair is checked, then noted as a finding with who and when."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.errors import Reason, SourceError
from isnad.keep.articles import load_versions
from isnad.keep.claims import load_claim
from isnad.keep.incidents import TAKEN_BACK
from isnad.model import Factuality, Span
from isnad.pipeline.scales import packaged_scales
from isnad.show.care.eyes import Eyes, Role
from isnad.show.rows import QUANTITY_NAMES
from isnad.show.views.decisions import CORRECTED, OF_CLAIMS, OF_PAIRS
from isnad.show.views.gold import NAMED, ROLES, WORDS, parse_bounds
from isnad.show.views.guard import ForbiddenError
from isnad.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says. A correction names the role, and the words of the article for it: by their offsets (code points
    of the version's text), or by `words`, the same as they stand near the claim; none empties the role. `value` is what
    is said without words of the article: a type, a factuality, a day (EDTF), bounds of a count (`3`, `3-5`, `20+`).
    """

    kind: str
    subject: str
    verdict: str
    role: str = ""
    words: str = ""
    value: str = ""
    start: int | None = None
    end: int | None = None


def write_judgement(workspace: Workspace, eyes: Eyes, said: Judgement) -> None:
    """Note it. Raises: ForbiddenError; SourceError where it says nothing that can be; NotFound."""
    if eyes.name is None or not eyes.role.may(Role.EDITOR):
        raise ForbiddenError("judging is for editors")
    allowed = {"claim": OF_CLAIMS, "pair": OF_PAIRS}.get(said.kind)
    if allowed is None:
        raise SourceError("kind", Reason("judging.kind", "is neither claim nor pair"))
    if said.verdict not in allowed | {TAKEN_BACK}:
        raise SourceError(
            "verdict", Reason("judging.none_of", "is none of {known}", known=", ".join(sorted(allowed | {TAKEN_BACK})))
        )
    if said.kind == "pair":
        one, _, other = said.subject.partition(" ")
        if not other or one == other:
            raise SourceError("subject", Reason("judging.no_pair", "is no pair of claims"))
        workspace.judge(one, other, said.verdict, eyes.name)
        return
    detail = _find_detail(workspace, said) if said.verdict == CORRECTED else ()
    workspace.note("claim", said.subject, said.verdict, eyes.name, detail)


def _find_detail(workspace: Workspace, said: Judgement) -> tuple[tuple[str, str], ...]:
    """The correction as it is kept. Raises: SourceError."""
    if said.role not in ROLES:
        raise SourceError("role", Reason("judging.none_of", "is none of {known}", known=", ".join(ROLES)))
    _check_value(said.role, said.value)
    span = _find_span(workspace, said)
    if span is None:
        if said.role in WORDS:
            raise SourceError(
                "words", Reason("judging.needs_words", "a claim has words for its {role}", role=said.role)
            )
        return (("role", said.role), ("value", said.value))
    return (("role", said.role), ("value", said.value), ("start", str(span.start)), ("end", str(span.end)))


def _check_value(role: str, value: str) -> None:
    known = {
        "type": set(packaged_scales().ground.families),
        "factuality": {str(one) for one in Factuality},
    }.get(role)
    if known is not None and value not in known:
        raise SourceError("value", Reason("judging.none_of", "is none of {known}", known=", ".join(sorted(known))))
    if role in QUANTITY_NAMES and value and parse_bounds(value) is None:
        raise SourceError("value", Reason("judging.no_count", "is no count; write 3, 3-5 or 20+"))
    if value and role not in (*NAMED, *QUANTITY_NAMES):
        raise SourceError("value", Reason("judging.by_words", "of {role} is said by words of the article", role=role))


def _find_span(workspace: Workspace, said: Judgement) -> Span | None:
    """The words chosen, None where none are. Raises: SourceError where they are not in the article; NotFound."""
    with workspace.store.read() as connection:
        held = load_claim(connection, said.subject)
        (version,) = load_versions(connection, [held.version_id])
    text, near = version.article.text, held.claim.evidence.start
    if said.start is not None and said.end is not None:
        if not 0 <= said.start < said.end <= len(text):
            raise SourceError("start", Reason("judging.no_span", "to end are no words of the article"))
        return Span(said.start, said.end)
    words = said.words.strip()
    if not words:
        return None
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    if not places:
        raise SourceError("words", Reason("judging.no_such_words", "are not in the article as they are written"))
    at = min(places, key=lambda place: abs(place - near))
    return Span(at, at + len(words))
