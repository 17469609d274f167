"""Markdown: a digest as text that stays text; nothing of a report becomes a link, a heading or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from isnad.show.digest.paper import Item, Paper, Run, Voice

# What Markdown or the HTML that it lets through would take for a sign of its own.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|<>&~:-])")
_NUMBERED = re.compile(r"^(\d+)([.)])")


def write_markdown(paper: Paper) -> str:
    """The digest in CommonMark."""
    return "\n".join(_lines(paper)).rstrip("\n") + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield f"# {escape(paper.title)}"
    yield ""
    for line in paper.head:
        yield f"{escape(line)}  "
    for part in paper.parts:
        yield ""
        if part.heading:
            yield from (f"## {escape(part.heading)}", "")
        for item in part.items:
            yield from _item(item)
    yield ""
    for line in paper.foot:
        yield from (escape(line), "")


def _item(item: Item) -> Iterator[str]:
    yield f"- {_runs(item.runs)}"
    for note in item.notes:
        yield f"  - {_runs(note)}"


def _runs(runs: Sequence[Run]) -> str:
    return " ".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = escape(run.text)
    match run.voice:
        case Voice.REPORT:
            return f"«{words}»"
        case Voice.MARK:
            return f"**[{words}]**".replace("[", "\\[").replace("]", "\\]")
        case Voice.ID:
            return f"`{run.text.replace('`', '')}`"
        case _:
            return words


def escape(words: str) -> str:
    """The words on one line, with every sign that could mean something escaped.

    >>> escape("<b>[x](y)")
    '\\\\<b\\\\>\\\\[x\\\\]\\\\(y\\\\)'
    """
    line = " ".join(words.split())
    return _NUMBERED.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", line))
