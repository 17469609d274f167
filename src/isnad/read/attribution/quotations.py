"""Quotations: speech that goes on without a cue, in a quotation left open or in a review of the press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from isnad.read.attribution.statement import Scan, Statement
from isnad.read.vocabulary import QUOTES

_OPENING, _CLOSING = "«“‘", "»”’"
_LONGEST_QUOTATION = 4


def of_quotation(scan: Scan) -> Statement:
    """The statement that goes on from the sentence before, up to the mark that closes its quotation."""
    words, first = scan.context.words, scan.chunks[0].first
    last = next((i for i in range(first, scan.end) if not is_open_after((words[i].form,), True)), scan.end)
    cue = replace(scan.chunks[0], last=first)
    return Statement(list(scan.voices.speakers), [], cue, first, last)


def of_review(scan: Scan) -> Statement:
    """A sentence without a cue in a press review: the press goes on."""
    cue = replace(scan.chunks[0], last=scan.chunks[0].first)
    return Statement(list(scan.voices.speakers), [], cue, cue.first, scan.end)


def leave_open(scan: Scan) -> None:
    """Remember whether a quotation of this sentence runs on into the next."""
    forms = (scan.context.words[i].form for i in range(scan.chunks[0].first, scan.end))
    if not is_open_after(forms, scan.voices.quoting > 0):
        scan.voices.quoting = 0
    elif scan.voices.quoting:
        scan.voices.quoting -= 1
    elif scan.found:
        scan.voices.quoting = _LONGEST_QUOTATION


def is_open_after(forms: Iterable[str], is_open: bool) -> bool:
    """Whether a quotation is open after the marks among `forms`, given whether it was before them.

    >>> is_open_after(["قال", "«", "لن", "."], False)
    True
    """
    for form in forms:
        if form in _OPENING:
            is_open = True
        elif form in _CLOSING:
            is_open = False
        elif form in QUOTES:
            is_open = not is_open
    return is_open
