"""HTML: a digest as one page that needs nothing else, runs nothing, and asks nobody for anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from isnad.show.digest.paper import Item, Paper, Run, Voice

_STYLE = (
    ":root{color-scheme:light dark}body{font:1.05rem/1.7 'Noto Naskh Arabic','Noto Sans Arabic',system-ui,sans-serif;"
    "max-width:46rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.15rem}li{margin-block:.6rem}"
    "li li{margin-block:.1rem}.ours,.head,.foot{opacity:.85}.mark{border:1px solid;border-radius:.3rem;padding:0 .35rem;"
    "font-weight:700}.id{font:.8rem ui-monospace,monospace;opacity:.7}q{quotes:'«' '»'}"
)
# Belt and braces: were anything unescaped, no browser would run or fetch it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(paper: Paper) -> str:
    """The whole page. Every text is escaped; the report's words stand in `<q>`, each with a direction of its own."""
    return "\n".join(_page(paper)) + "\n"


def _page(paper: Paper) -> Iterator[str]:
    title = escape(paper.title)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{paper.language}" dir="{"rtl" if paper.is_rtl else "ltr"}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="referrer" content="no-referrer">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head>"
    yield f"<body><main><h1>{title}</h1>"
    yield from (f'<p class="head"><bdi>{escape(line)}</bdi></p>' for line in paper.head)
    for part in paper.parts:
        if part.heading:
            yield f"<h2>{escape(part.heading)}</h2>"
        yield from ("<ol>", *(_item(item) for item in part.items), "</ol>")
    yield from (f'<p class="foot">{escape(line)}</p>' for line in paper.foot)
    yield "</main></body></html>"


def _item(item: Item) -> str:
    notes = "".join(f"<li>{_runs(note)}</li>" for note in item.notes)
    return f"<li>{_runs(item.runs)}{f'<ul>{notes}</ul>' if notes else ''}</li>"


def _runs(runs: Sequence[Run]) -> str:
    return " ".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = escape(run.text)
    match run.voice:
        case Voice.REPORT:
            return f'<q dir="auto">{words}</q>'
        case Voice.MARK:
            return f'<strong class="mark">{words}</strong>'
        case Voice.ID:
            return f'<code class="id" dir="ltr">{words}</code>'
        case _:
            return f'<span class="ours">{words}</span>'
