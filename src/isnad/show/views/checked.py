"""What is told of a checked medium: four questions apart, and whether it was seen before, each with what it does not mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from isnad.knowledge.tables import find_rows
from isnad.pipeline.checking import Checked
from isnad.weigh.authenticity.media import Declared, MediaCheck, Presence

_COLUMNS = ("key", "ar", "en", "note")


@dataclass(frozen=True, slots=True)
class Told:
    """One question and what is answered to it, a line each."""

    question: str
    answers: tuple[str, ...]


@cache
def load_check_words(language: str) -> dict[str, str]:
    """Words by key in the language, `ar` or `en`. Raises: KnowledgeError when the table is wrong."""
    at = _COLUMNS.index(language)
    return {row[0]: row[at] for row in find_rows(files("isnad") / "data" / "check_words.tsv", _COLUMNS)}


def tell_check(checked: Checked, language: str) -> tuple[Told, ...]:
    """The questions with their answers. Order: presence, holding, signer, declared, what it was made from, seen before."""
    words, check = load_check_words(language), checked.check
    told = [
        Told(words["presence"], (_tell_presence(check, words),)),
        Told(words["holds"], (words[_name_holding(check)],)),
        Told(words["signer"], tuple(_tell_signer(check, words))),
        Told(words["declared"], tuple(_tell_declared(check, words))),
    ]
    if check.ingredients:
        told.append(Told(words["made_from"], tuple(_tell_chain(check, words))))
    return (*told, Told(words["seen"], tuple(_tell_seen(checked, words))))


def _tell_presence(check: MediaCheck, words: dict[str, str]) -> str:
    return words[f"presence.{check.presence}"].format(remote=check.remote, unreadable=check.unreadable)


def _name_holding(check: MediaCheck) -> str:
    """The key of what is said of signature and binding: yes alone where the SDK itself calls all of it valid."""
    if check.presence is not Presence.EMBEDDED:
        return "holds.nothing"
    if check.holds:
        return "holds.yes"
    broken = [name for name in ("signature", "binding") if getattr(check, f"{name}_holds") is False]
    if len(broken) == 2:
        return "holds.both"
    if broken:
        return f"holds.{broken[0]}"
    return "holds.unknown" if None in (check.signature_holds, check.binding_holds) else "holds.chain"


def _tell_signer(check: MediaCheck, words: dict[str, str]) -> Iterator[str]:
    signer = check.signer
    if signer is None:
        yield words["signer.nobody"]
        return
    yield words["signer.name"].format(name=signer.name or "?", issuer=signer.issuer or "?")
    if not check.signature_holds:
        yield words["signer.not_by"]
        return
    if signer.time:
        yield words["signer.time"].format(time=signer.time)
    for one in check.trust:
        key = "signer.on" if one.is_on else "signer.off"
        yield words[key].format(list=one.name, dated=one.dated, source=one.source)
    if not check.trust:
        yield words["signer.no_list"]
    if not any(one.is_on for one in check.trust):
        yield words["signer.untrusted"]


def _tell_declared(check: MediaCheck, words: dict[str, str]) -> Iterator[str]:
    if not check.declared:
        yield words["declared.nothing"]
        return
    for one in check.declared:
        yield words["declared.one"].format(kind=_kind_of(one, words), act=one.act or "?", title=one.title or "?")
    if not check.holds:
        yield words["declared.not_held"]


def _kind_of(one: Declared, words: dict[str, str]) -> str:
    """What IPTC's term means; a term that is not in the table is shown as it is."""
    return words.get(f"source.{one.source_type}", one.source_type)


def _tell_chain(check: MediaCheck, words: dict[str, str]) -> Iterator[str]:
    for one in check.ingredients:
        faults = f" — {', '.join(one.faults)}" if one.faults else ""
        yield f"{'  ' * (one.depth - 1)}{one.title or '?'} ({one.relation or '?'}, {one.format or '?'}){faults}"
    if check.left_out:
        yield words["made_from.more"].format(count=check.left_out)


def _tell_seen(checked: Checked, words: dict[str, str]) -> Iterator[str]:
    if checked.seen is None:
        yield words["seen.not_asked"]
        return
    for one in checked.seen:
        said = {"received": one.first.received[:10], "where": one.first.where}
        if one.distance is None:
            yield words["seen.same"].format(**said)
        else:
            yield words["seen.alike"].format(**said, distance=one.distance)
    if any(one.distance is not None for one in checked.seen):
        yield words["seen.caution"]
    if not checked.seen:
        yield words["seen.never"]
