"""Text for a terminal: one stretch of Arabic a line, in logical order, and nothing that a terminal would obey."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from isnad.show.digest.paper import Paper, Run, Voice

# Controls, which a terminal would obey, and marks that turn the direction of a whole line.
_HIDDEN = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
}
_STYLES = {Voice.REPORT: "", Voice.OURS: "", Voice.MARK: "bold yellow", Voice.ID: "dim"}


def print_paper(console: Console, paper: Paper) -> None:
    """Print the digest."""
    console.print(shown(paper.title, "bold"))
    for line in paper.head:
        console.print(shown(line, "dim"))
    for part in paper.parts:
        console.print()
        if part.heading:
            console.print(shown(part.heading, "bold cyan"))
        for number, item in enumerate(part.items, 1):
            console.print(Text.assemble(f"{number}. ", *_line(item.runs)))
            for note in item.notes:
                console.print(Text.assemble("   - ", *_line(note)))
    console.print()
    for line in paper.foot:
        console.print(shown(line, "dim"))


def _line(runs: Sequence[Run]) -> list[Text]:
    found = []
    for run in runs:
        words = (
            f"«{run.text}»" if run.voice is Voice.REPORT else f"[{run.text}]" if run.voice is Voice.MARK else run.text
        )
        found += [shown(words, _STYLES[run.voice]), Text(" ")]
    return found[:-1]


def shown(words: str, style: str = "") -> Text:
    """The words as they may be shown: on one line, never read as markup or as a terminal's controls."""
    return Text(" ".join(words.translate(_HIDDEN).split()), style=style)
