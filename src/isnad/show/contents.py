"""What is said of a value, in a few words of the record."""

from __future__ import annotations

from datetime import date

from isnad.show.rows import bounds_words
from isnad.weigh.values import Actors, Content, Days, Figure, Happened, Held, Kind, Where


def said_words(content: Content) -> str:
    """The content on one line: numbers, days, names and ids as they were recorded.

    >>> said_words(Figure(3, 3)), said_words(Figure(10, None)), said_words(Days(date(2024, 12, 4), date(2024, 12, 4)))
    ('3', 'at least 10', '2024-12-04')
    """
    match content:
        case Figure():
            return _figure(content)
        case Days():
            return _days(content.first, content.last)
        case Where():
            return "، ".join(spot.name for spot in content.spots)
        case Actors():
            return ", ".join(content.names)
        case Kind():
            return content.type
        case Happened():
            return content.factuality
        case Held():
            held = "held" if content.is_held else "not held"
            return f"{content.spot.name} {held} by {', '.join(content.names) or 'nobody named'}"


def _figure(figure: Figure) -> str:
    if figure.low is None:
        return figure.words or f"at most {figure.high}"
    return bounds_words(figure.low, figure.high)


def _days(first: date | None, last: date | None) -> str:
    if first == last:
        return str(first) if first else "open"
    return f"{first or 'open'} to {last or 'open'}"
