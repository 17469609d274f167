"""Countries: English names by ISO 3166-1 code, taken from the gazetteer's own country rows."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from isnad.knowledge.tables import find_rows

_COLUMNS = ("code", "name")


@cache
def _names() -> dict[str, str]:
    return dict(find_rows(files("isnad") / "data" / "countries.tsv", _COLUMNS))  # type: ignore[arg-type]


def country_name(code: str) -> str:
    """English name of the country with the two-letter code; the code itself where it is unknown.

    >>> country_name("SY")
    'Syria'
    """
    return _names().get(code, code)
